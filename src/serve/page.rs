//! What the preview adds to a page on its way to the browser. The files of the site stay untouched.

use axum::http::Uri;

/// The script that reloads the page and shows faults.
pub const SCRIPT: &str = include_str!("reload.js");

/// Lets the page ask us for changes, which its own policy forbids, and hands it the script.
pub fn with_reload(html: &[u8], site_version: u64) -> Vec<u8> {
    let mut html = String::from_utf8_lossy(html).into_owned();
    // The pages of the theme may ask their own host; a template of the project may be stricter.
    if let Some(at) = policy_start(&html)
        && !html[at..].split('"').next().unwrap_or_default().contains("connect-src")
    {
        html.insert_str(at, "connect-src 'self'; ");
    }
    let script = format!("<script src=\"/__guidepost/reload.js\" data-site=\"{site_version}\" defer></script>");
    let at = html.find("</head>").unwrap_or(html.len());
    html.insert_str(at, &script);
    html.into_bytes()
}

/// Where the text of the policy in `<meta http-equiv="Content-Security-Policy" content="…">` begins.
fn policy_start(html: &str) -> Option<usize> {
    let meta = html.find("Content-Security-Policy")?;
    let tag_end = meta + html[meta..].find('>')?;
    Some(meta + html[meta..tag_end].find("content=\"")? + "content=\"".len())
}

/// Shown until the first build is done, or when it failed.
pub const NO_SITE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>guidepost</title></head>\
<body><p>The site is not built yet. This page reloads by itself.</p></body></html>";

/// The path below the site that a request asks for, decoded; `None` when it can name no file of ours.
pub fn wanted(uri: &Uri) -> Option<String> {
    let path = percent_encoding::percent_decode_str(uri.path().strip_prefix('/')?).decode_utf8().ok()?;
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    (!hidden && !path.contains(['\\', '\0'])).then(|| path.into_owned())
}

/// The type of a file, by a fixed table: what is not in it is bytes and nothing more.
pub fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    TYPES.iter().find(|(e, _)| *e == extension).map_or("application/octet-stream", |(_, t)| t)
}

const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("ico", "image/x-icon"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_ask_for_changes() {
        let html = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head><body>";
        let live = String::from_utf8(with_reload(html.as_bytes(), 7)).unwrap();
        assert!(live.contains("content=\"connect-src 'self'; default-src 'none'\""), "{live}");
        let ours = html.replace("'none'", "'none'; connect-src 'self'");
        let live_ours = String::from_utf8(with_reload(ours.as_bytes(), 7)).unwrap();
        assert_eq!(live_ours.matches("connect-src").count(), 1, "{live_ours}");
        assert!(live.contains("data-site=\"7\" defer></script></head>"), "{live}");
    }

    #[test]
    fn no_path_leads_out() {
        let wanted = |path: &str| wanted(&path.parse().unwrap());
        for bad in ["/../x", "/a/%2e%2e/x", "/.git/config", "/%2egit/x", "/..%5cx", "/a%00", "/%c0%ae", "/.guidepost"] {
            assert_eq!(wanted(bad), None, "{bad}");
        }
        assert_eq!(wanted("/a%20b/%C3%A9.png"), Some("a b/é.png".into()));
    }
}
