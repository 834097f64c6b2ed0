//! Asks for one address and looks at what comes: a picture, or a fault with its cause.
//!
//! Redirects are followed here, one by one, so that each hop is read by the same parser and judged by the same rules
//! as the first. Nothing is sent but what HTTP needs: no cookies, no referrer, no name of a file. Compression is not
//! asked for and not opened, and so nothing can swell.

use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

use ureq::http::{HeaderMap, StatusCode, header};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error, Proxy};
use url::Url;

use crate::fetch::guard::{self, Allowed, Guarded, Names, Refused};
use crate::picture;
use crate::vault::kind::{Kind, Look, NotKept, look};
use crate::vault::{self, Failure, Kept, address};

/// How a client asks.
#[derive(Clone, Debug)]
pub struct Settings {
    /// For one picture, from the first look-up to the last byte.
    pub timeout: Duration,
    /// Bytes.
    pub max_size: u64,
    /// `http://host:port`
    pub proxy: Option<String>,
    /// Without `proxy`: the one that the environment names.
    pub proxy_of_environment: bool,
    /// Certificates of the authorities to trust, as PEM, in place of those that come with the program.
    pub authorities: Option<Vec<u8>>,
    /// Hosts that may be asked though their addresses are private.
    pub allowed: Allowed,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            timeout: Duration::from_secs(30),
            max_size: 20 * 1024 * 1024,
            proxy: None,
            proxy_of_environment: false,
            authorities: None,
            allowed: Allowed::default(),
        }
    }
}

/// What a server had to say.
#[derive(Debug)]
pub enum Answer {
    Picture(Box<Got>),
    /// It is what it was.
    Same,
}

#[derive(Debug)]
pub struct Got {
    pub bytes: Vec<u8>,
    pub look: Look,
    /// Where the bytes came from, after redirects.
    pub from: String,
    pub etag: Option<String>,
    pub modified: Option<String>,
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub cause: Failure,
    pub detail: String,
    /// Asking again may help.
    pub passing: bool,
    /// How long the server wants to be left alone.
    pub after: Option<Duration>,
}

impl Fault {
    fn lasting(cause: Failure, detail: impl Into<String>) -> Fault {
        Fault { cause, detail: detail.into(), passing: false, after: None }
    }

    fn passing(cause: Failure, detail: impl Into<String>) -> Fault {
        Fault { cause, detail: detail.into(), passing: true, after: None }
    }
}

/// Redirects that are followed.
const HOPS: usize = 3;
/// Bytes of the head of an answer.
const LONGEST_HEAD: usize = 16 * 1024;
/// What a server calls a version of a picture is no longer than this.
const LONGEST_TAG: usize = 200;

pub struct Client {
    agent: Agent,
    settings: Settings,
    proxy: Option<Proxy>,
}

impl Client {
    /// `Err`: the proxy or the certificates make no sense, in words.
    pub fn new(settings: Settings, names: Box<dyn Names>) -> Result<Client, String> {
        let proxy = match &settings.proxy {
            Some(proxy) => Some(Proxy::new(proxy).map_err(|_| format!("`{proxy}` is no address of a proxy"))?),
            None if settings.proxy_of_environment => Proxy::try_from_env(),
            None => None,
        };
        let tls = match &settings.authorities {
            None => TlsConfig::builder().build(),
            Some(pem) => {
                let mut roots: Vec<Certificate<'static>> = Vec::new();
                for item in parse_pem(pem) {
                    if let PemItem::Certificate(certificate) = item.map_err(|e| format!("not PEM: {e}"))? {
                        roots.push(certificate);
                    }
                }
                if roots.is_empty() {
                    return Err("no certificate stands in it".into());
                }
                TlsConfig::builder().root_certs(RootCerts::new_with_certs(&roots)).build()
            }
        };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(proxy.clone())
            .tls_config(tls)
            .user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION"), " (pictures of a help site, fetched once)"))
            .accept("image/avif,image/webp,image/png,image/*;q=0.9")
            .max_response_header_size(LONGEST_HEAD)
            .timeout_connect(Some(settings.timeout.min(Duration::from_secs(10))))
            .timeout_recv_response(Some(settings.timeout))
            .timeout_global(Some(settings.timeout))
            .max_idle_connections(32)
            .build();
        let resolver =
            Guarded { names, allowed: settings.allowed.clone(), proxy: proxy.as_ref().map(|p| p.host().to_owned()) };
        let agent = Agent::with_parts(config, DefaultConnector::new(), resolver);
        Ok(Client { agent, settings, proxy })
    }

    /// What of the settings bears on a cause, as a short hash; `None`: none do, or they are those of everybody. A failure
    /// under other ones says nothing of what would happen under these. No name and no password can be read from it.
    pub fn bearing_on(&self, cause: Failure) -> Option<String> {
        let (ours, common) = (&self.settings, Settings::default());
        let mut parts: Vec<Vec<u8>> = Vec::new();
        let on_the_way = cause.is_silence() || matches!(cause, Failure::Tls | Failure::RefusedAddress);
        if let Some(proxy) = self.proxy.as_ref().filter(|_| on_the_way) {
            parts.push(format!("proxy {}:{}", proxy.host(), proxy.port()).into_bytes());
        }
        match cause {
            Failure::Tls => parts.extend(ours.authorities.iter().map(|pem| [b"authorities ", &pem[..]].concat())),
            Failure::RefusedAddress => {
                let hosts: BTreeSet<String> = ours.allowed.0.iter().map(|host| host.to_ascii_lowercase()).collect();
                parts.extend(hosts.into_iter().map(|host| format!("allowed {host}").into_bytes()));
            }
            Failure::Timeout if ours.timeout != common.timeout => {
                parts.push(format!("timeout {}", ours.timeout.as_secs()).into_bytes());
            }
            Failure::TooLarge if ours.max_size != common.max_size => {
                parts.push(format!("size {}", ours.max_size).into_bytes());
            }
            _ => {}
        }
        (!parts.is_empty()).then(|| vault::hash(&parts.join(&b'\n'))[..16].to_owned())
    }

    /// Asks for a picture. With `known` the server is asked whether it has another version.
    pub fn get(&self, written: &str, known: Option<&Kept>) -> Result<Answer, Fault> {
        let refuse = |why: String| Fault::lasting(Failure::RefusedAddress, why);
        let mut url = address::parse(written).ok_or_else(|| refuse(format!("`{written}` cannot be asked for")))?;
        let mut hops = 0;
        loop {
            guard::check_url(&url, &self.settings.allowed).map_err(|e| refuse(e.to_string()))?;
            // Its address was not checked, because somebody trusts it with passing things on.
            if self.proxy.as_ref().is_some_and(|p| url.host_str().is_some_and(|h| h.eq_ignore_ascii_case(p.host()))) {
                return Err(refuse("the address leads to the proxy".into()));
            }
            let mut request = self.agent.get(url.as_str());
            if let Some(known) = known {
                if let Some(etag) = &known.etag {
                    request = request.header(header::IF_NONE_MATCH, etag);
                }
                if let Some(modified) = &known.modified {
                    request = request.header(header::IF_MODIFIED_SINCE, modified);
                }
            }
            let mut response = request.call().map_err(fault)?;
            let status = response.status();
            if is_redirect(status) {
                hops += 1;
                url = next(&url, response.headers(), hops)?;
                continue;
            }
            if status == StatusCode::NOT_MODIFIED && known.is_some_and(|k| k.etag.is_some() || k.modified.is_some()) {
                return Ok(Answer::Same);
            }
            if status != StatusCode::OK {
                return Err(said_no(status, response.headers()));
            }
            return self.read(&url, response.headers().clone(), response.body_mut());
        }
    }

    fn read(&self, url: &Url, headers: HeaderMap, body: &mut ureq::Body) -> Result<Answer, Fault> {
        let limit = self.settings.max_size;
        let too_large = || Fault::lasting(Failure::TooLarge, format!("more than {} MiB", limit >> 20));
        let length = text(&headers, header::CONTENT_LENGTH).and_then(|l| l.parse::<u64>().ok());
        if length.is_some_and(|l| l > limit) {
            return Err(too_large());
        }
        if text(&headers, header::CONTENT_ENCODING).is_some_and(|e| !e.eq_ignore_ascii_case("identity")) {
            return Err(Fault::lasting(Failure::BadAnswer, "sent compressed though that was not asked for"));
        }
        let mut bytes = Vec::new();
        body.with_config().limit(limit).reader().read_to_end(&mut bytes).map_err(|e| match Error::from(e) {
            Error::BodyExceedsLimit(_) => too_large(),
            Error::Io(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                Fault::passing(Failure::CutShort, "the connection ended too soon")
            }
            e => fault(e),
        })?;
        if length.is_some_and(|l| l != bytes.len() as u64) {
            return Err(Fault::passing(Failure::CutShort, "another length than was announced"));
        }
        let look = match look(&bytes) {
            Err(NotKept::Drawing) => {
                let (clean, look) = drawing(&bytes)?;
                bytes = clean;
                look
            }
            look => look.map_err(not_kept)?,
        };
        let tag = |name| text(&headers, name).filter(|t| t.len() <= LONGEST_TAG && !t.chars().any(char::is_control));
        Ok(Answer::Picture(Box::new(Got {
            look,
            bytes,
            from: address::normal(url.as_str()).unwrap_or_else(|| url.to_string()),
            etag: tag(header::ETAG),
            modified: tag(header::LAST_MODIFIED),
        })))
    }
}

/// What a browser makes of a drawing without a size, in pixels.
const DRAWING: (u32, u32) = (300, 150);

/// A drawing is taken as it is once it is harmless: what its author wrote is never written to the disk.
fn drawing(bytes: &[u8]) -> Result<(Vec<u8>, Look), Fault> {
    let clean = picture::clean_drawing(bytes)
        .map_err(|why| Fault::lasting(Failure::Format, format!("an SVG drawing that is not taken: {why}")))?;
    let (width, height) = clean.size.unwrap_or(DRAWING);
    Ok((clean.text.into_bytes(), Look { kind: Kind::Svg, width, height }))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(|t| t.trim().to_owned())
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where a redirect leads; whether that host may be asked is seen before it is.
fn next(url: &Url, headers: &HeaderMap, hops: usize) -> Result<Url, Fault> {
    let refuse = |why: String| Err(Fault::lasting(Failure::Redirect, why));
    if hops > HOPS {
        return refuse(format!("sent on more than {HOPS} times"));
    }
    let Some(location) = text(headers, header::LOCATION) else { return refuse("sent on to nowhere".into()) };
    let Ok(mut to) = url.join(&location) else { return refuse(format!("sent on to `{location}`")) };
    if !address::is_fetchable(&to) {
        let secret = !to.username().is_empty() || to.password().is_some();
        return refuse(match matches!(to.scheme(), "http" | "https") && secret {
            true => "sent on to an address with a user name or password in it".into(),
            false => format!("sent on to `{}:`", to.scheme()),
        });
    }
    if url.scheme() == "https" && to.scheme() == "http" {
        return refuse(format!("sent on from https to http at {}", to.host_str().unwrap_or_default()));
    }
    to.set_fragment(None);
    Ok(to)
}

fn said_no(status: StatusCode, headers: &HeaderMap) -> Fault {
    let detail = format!("{} {}", status.as_u16(), status.canonical_reason().unwrap_or_default()).trim().to_owned();
    match status.as_u16() {
        404 | 410 => Fault::lasting(Failure::NotFound, detail),
        429 | 503 => Fault { after: retry_after(headers), ..Fault::passing(Failure::Busy, detail) },
        408 => Fault::passing(Failure::Timeout, detail),
        500..=599 => Fault::passing(Failure::ServerError, detail),
        400..=499 => Fault::lasting(Failure::Forbidden, detail),
        _ => Fault::lasting(Failure::BadAnswer, detail),
    }
}

/// Seconds, or a date compared with the date of the answer itself: the two clocks need not agree.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text_of = |name| text(headers, name);
    let after = text_of(header::RETRY_AFTER)?;
    if let Ok(seconds) = after.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let seconds = |date: &str| jiff::fmt::rfc2822::parse(date).ok().map(|d| d.timestamp().as_second());
    let wait = seconds(&after)?.saturating_sub(seconds(&text_of(header::DATE)?)?);
    Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)))
}

fn not_kept(why: NotKept) -> Fault {
    let (cause, detail) = match why {
        NotKept::Empty => (Failure::CutShort, "no bytes".to_owned()),
        NotKept::WebPage => (Failure::NotAPicture, "a web page in place of the picture".to_owned()),
        NotKept::Drawing => (Failure::Format, "an SVG drawing".to_owned()),
        NotKept::NotShown(what) => (Failure::Format, format!("{what}, which browsers do not show")),
        NotKept::Compressed => (Failure::NotAPicture, "compressed bytes".to_owned()),
        NotKept::Unknown => (Failure::NotAPicture, "no picture by its bytes".to_owned()),
        NotKept::Broken => (Failure::NotAPicture, "a picture whose header makes no sense".to_owned()),
        NotKept::TooManyPixels(width, height) => (Failure::TooLarge, format!("{width} x {height} pixels")),
        NotKept::CutShort => return Fault::passing(Failure::CutShort, "the picture ends too soon"),
    };
    Fault::lasting(cause, detail)
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Other(other) => match other.downcast::<Refused>() {
            Ok(refused) => Fault::lasting(Failure::RefusedAddress, refused.to_string()),
            Err(other) => Fault::passing(Failure::BadAnswer, other.to_string()),
        },
        Error::HostNotFound => Fault::passing(Failure::HostUnknown, "no such host"),
        Error::Timeout(which) => Fault::passing(Failure::Timeout, format!("took too long ({})", during(which))),
        Error::BodyStalled => Fault::passing(Failure::Timeout, "took too long (body)"),
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            Fault::passing(Failure::Unreachable, error.to_string())
        }
        Error::Rustls(e) => Fault::lasting(Failure::Tls, unsafe_because(&e)),
        Error::Tls(_) | Error::Pem(_) | Error::TlsRequired => Fault::lasting(Failure::Tls, error.to_string()),
        Error::Io(e) => io_fault(&e),
        e => Fault::lasting(Failure::BadAnswer, e.to_string()),
    }
}

fn io_fault(error: &std::io::Error) -> Fault {
    use std::io::ErrorKind;
    let detail = error.to_string();
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::passing(Failure::Timeout, "took too long"),
        ErrorKind::UnexpectedEof => Fault::passing(Failure::CutShort, "the connection ended too soon"),
        // The library of encryption speaks through this one.
        ErrorKind::InvalidData => {
            let cause = error.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>());
            Fault::lasting(Failure::Tls, cause.map_or(detail, unsafe_because))
        }
        _ => Fault::passing(Failure::Unreachable, detail),
    }
}

/// What was waited for.
fn during(which: ureq::Timeout) -> &'static str {
    use ureq::Timeout;
    match which {
        Timeout::Resolve => "looking up the host",
        Timeout::Connect => "connecting",
        Timeout::SendRequest | Timeout::SendBody => "asking",
        Timeout::RecvResponse => "waiting for an answer",
        Timeout::RecvBody | Timeout::PerRead => "reading the picture",
        _ => "in all",
    }
}

/// What is wrong with an encrypted connection.
fn unsafe_because(error: &rustls::Error) -> String {
    use rustls::CertificateError as Wrong;
    let rustls::Error::InvalidCertificate(wrong) = error else { return error.to_string() };
    match wrong {
        Wrong::UnknownIssuer => "its certificate comes from an authority that is not trusted".into(),
        Wrong::Expired | Wrong::ExpiredContext { .. } => "its certificate has expired".into(),
        Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => {
            "its certificate is not valid yet; the clock of this computer may be slow".into()
        }
        Wrong::NotValidForName | Wrong::NotValidForNameContext { .. } => "its certificate is for another host".into(),
        // An authority that was renewed keeps its name at times.
        Wrong::BadSignature => "its certificate was not signed by the authority that is trusted under that name".into(),
        Wrong::Revoked => "its certificate was revoked".into(),
        // The library has no name of its own for it; of its parts this one says it.
        Wrong::Other(cause) if format!("{cause:?}").contains("CaUsedAsEndEntity") => {
            "its certificate was made by the server itself".into()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let name = |n: &&str| n.parse::<header::HeaderName>().expect("a name");
        pairs.iter().map(|(n, v)| (name(n), v.parse().expect("a value"))).collect()
    }

    #[test]
    fn a_redirect_never_gives_up_encryption() {
        let from = Url::parse("https://a.example/x.png").unwrap();
        let to = |location| next(&from, &headers(&[("location", location)]), 1).map(|u| u.to_string());
        assert_eq!(to("../y.png#z").unwrap(), "https://a.example/y.png");
        assert_eq!(to("//b.example/").unwrap(), "https://b.example/");
        for location in
            ["http://a.example/x.png", "ftp://a.example/", "data:image/png,x", "https://u:p@a.example/", "http://["]
        {
            assert_eq!(to(location).unwrap_err().cause, Failure::Redirect, "{location}");
        }
        assert!(next(&from, &headers(&[]), 1).is_err() && next(&from, &headers(&[("location", "/y")]), 4).is_err());
    }

    #[test]
    fn a_server_says_how_long_it_wants_to_be_left_alone() {
        let date = ("date", "Tue, 24 Nov 2026 10:00:00 GMT");
        for (after, want) in [
            ("2", Some(2)),
            ("999999", Some(999_999)),
            ("Tue, 24 Nov 2026 10:00:09 GMT", Some(9)),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
            ("99999999999999999999", None),
        ] {
            let wait = retry_after(&headers(&[date, ("retry-after", after)]));
            assert_eq!(wait, want.map(Duration::from_secs), "{after}");
        }
    }
}
