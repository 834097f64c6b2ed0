//! One request, one answer.

#![expect(clippy::disallowed_methods, reason = "layer 7: pictures are read from disk when asked for")]

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::output::{Bundle, OutputFile};
use crate::serve::live::{Live, Now};
use crate::serve::page;
use crate::snapshot::AssetSource;

/// A question for changes is answered at the latest after this, so that no connection hangs for ever.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

pub async fn answer(State(live): State<Arc<Live>>, request: Request) -> Response {
    let host = request.headers().get(HOST).and_then(|h| h.to_str().ok());
    let host = request.uri().authority().map(|a| a.as_str()).or(host).unwrap_or_default();
    // A page of another origin may not even learn that we are here.
    let origin = request.headers().get(ORIGIN).map(|o| o.to_str().unwrap_or("null"));
    let same = origin.is_none_or(|o| o.strip_prefix("http://").is_some_and(|o| live.is_ours(o)));
    if !live.is_ours(host) || !same {
        return plain(StatusCode::FORBIDDEN, "the preview is for this machine only");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match request.uri().path() {
        "/__guidepost/state" => state(&live, request.uri()).await,
        "/__guidepost/reload.js" => respond(StatusCode::OK, "reload.js", page::SCRIPT.into()),
        _ => file(live.now(), request.uri()).await,
    }
}

/// Waits for another build than the one the page has seen.
async fn state(live: &Live, uri: &Uri) -> Response {
    let seen = uri.query().and_then(|q| q.strip_prefix("seen=")).and_then(|n| n.parse().ok()).unwrap_or(0);
    let _ = tokio::time::timeout(LONGEST_WAIT, live.changed_since(seen)).await;
    let Now { version, site_version, fault, .. } = live.now();
    let state = serde_json::json!({ "version": version, "site": site_version, "fault": fault });
    respond(StatusCode::OK, "state.json", state.to_string().into())
}

async fn file(now: Now, uri: &Uri) -> Response {
    if now.site_version == 0 {
        let html = page::with_reload(page::NO_SITE.as_bytes(), 0);
        return respond(StatusCode::SERVICE_UNAVAILABLE, "index.html", html);
    }
    let Some(path) = page::wanted(uri) else { return missing(&now) };
    let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
    match bytes(now.site.clone(), &path).await {
        Some(bytes) => respond(StatusCode::OK, &path, dressed(&path, bytes, &now)),
        None if now.site.files.contains_key(format!("{path}/index.html").as_str()) => to_folder(&path),
        None => missing(&now),
    }
}

async fn bytes(site: Arc<Bundle>, path: &str) -> Option<Vec<u8>> {
    match site.files.get(path)? {
        OutputFile::Bytes(bytes) => Some(bytes.clone()),
        OutputFile::Copy(asset) => match &asset.from {
            AssetSource::Bytes(bytes) => Some(bytes.to_vec()),
            AssetSource::File(from) => {
                let from = from.clone();
                tokio::task::spawn_blocking(move || std::fs::read(from).ok()).await.ok().flatten()
            }
        },
    }
}

fn dressed(path: &str, bytes: Vec<u8>, now: &Now) -> Vec<u8> {
    if path.ends_with(".html") { page::with_reload(&bytes, now.site_version) } else { bytes }
}

/// The site's own page for this, if it has one. The address asked for is never shown.
fn missing(now: &Now) -> Response {
    match now.site.files.get("404.html") {
        Some(OutputFile::Bytes(html)) => {
            respond(StatusCode::NOT_FOUND, "404.html", page::with_reload(html, now.site_version))
        }
        _ => plain(StatusCode::NOT_FOUND, "there is no such page"),
    }
}

const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// To the address with `/` at its end. `path` is the name of a folder of the site, so this cannot leave the host.
fn to_folder(path: &str) -> Response {
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "the page is a folder");
    let to = format!("/{}/", utf8_percent_encode(path, ESCAPED));
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    respond(status, "answer.txt", text.into())
}

fn respond(status: StatusCode, path: &str, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(*name, HeaderValue::from_static(value));
    }
    let policy = if path.ends_with(".svg") { POLICY_OF_PICTURES } else { POLICY };
    headers.insert("content-security-policy", HeaderValue::from_static(policy));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(page::content_type(path)));
    response
}

const HEADERS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("cache-control", "no-store"),
];

const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
frame-ancestors 'none'; form-action 'self'";

/// A drawing may have styles of its own, but never a script, even when it is opened as a page.
const POLICY_OF_PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
