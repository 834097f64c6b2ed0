//! Asking a hostile server for one picture: what is refused, and what is not kept.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use guidepost::fetch::guard::{Allowed, Names, SystemNames};
use guidepost::fetch::{Answer, Client, Fault, Got, Settings};
use guidepost::vault::{Failure, Kind};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::transport::NextTimeout;

use crate::hostile::{Server, answer, ok};
use crate::vault::png;

/// A client that may ask this machine, and waits a second at most.
fn client() -> Client {
    let allowed = Allowed(vec!["127.0.0.1".into()]);
    let settings = Settings { timeout: Duration::from_secs(1), max_size: 1 << 20, allowed, ..Settings::default() };
    Client::new(settings, Box::new(SystemNames)).expect("a client")
}

fn picture(answer: Result<Answer, Fault>) -> Box<Got> {
    match answer {
        Ok(Answer::Picture(got)) => got,
        other => panic!("no picture: {other:?}"),
    }
}

fn cause(answer: Result<Answer, Fault>) -> Failure {
    match answer {
        Err(fault) => fault.cause,
        Ok(_) => panic!("it was taken"),
    }
}

/// RF02: every way to write the address of this machine.
#[test]
fn this_machine_is_not_asked_unless_somebody_says_so() {
    let server = Server::of(vec![("/x.png", ok(&png(2, 3, 1)))]);
    let strict = Client::new(Settings::default(), Box::new(SystemNames)).expect("a client");
    let port = server.address.port();
    for host in [
        "127.0.0.1",
        "localhost",
        "localhost.",
        "127.1",
        "0",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
    ] {
        let url = format!("http://{host}:{port}/x.png");
        assert_eq!(cause(strict.get(&url, None)), Failure::RefusedAddress, "{url}");
    }
    assert_eq!(server.connections(), 0, "nobody was asked");
    assert_eq!(picture(client().get(&server.url("/x.png"), None)).look.width, 2);
}

/// Names and the addresses they stand for, one list for each time they are looked up.
#[derive(Debug, Default)]
struct Table {
    names: BTreeMap<String, Vec<Vec<SocketAddr>>>,
    asked: Arc<AtomicUsize>,
}

impl Names for Table {
    fn look_up(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<Vec<SocketAddr>, ureq::Error> {
        let lists = self.names.get(uri.host().unwrap_or_default()).ok_or(ureq::Error::HostNotFound)?;
        let n = self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(lists[n.min(lists.len() - 1)].clone())
    }
}

fn named(lists: Vec<Vec<SocketAddr>>, allowed: &[&str]) -> (Client, Arc<AtomicUsize>) {
    let table = Table { names: [("pictures.example".to_owned(), lists)].into(), asked: Arc::default() };
    let asked = table.asked.clone();
    let allowed = Allowed(allowed.iter().map(|a| a.to_string()).collect());
    let settings = Settings { timeout: Duration::from_secs(1), allowed, ..Settings::default() };
    (Client::new(settings, Box::new(table)).expect("a client"), asked)
}

/// RF02, RF04, RF06, RF07: a name that leads to a private address, among others or at the second look.
#[test]
fn a_name_is_judged_by_its_addresses_and_they_are_the_ones_connected_to() {
    let server = Server::of(vec![("/x.png", ok(&png(2, 3, 1)))]);
    let here = server.address;
    let public: SocketAddr = "8.8.8.8:80".parse().unwrap();
    let url = "http://pictures.example/x.png";
    // One private address spoils the name, whichever place it has.
    for list in [vec![here], vec![public, here], vec![here, public], vec!["[fd00:ec2::254]:80".parse().unwrap()]] {
        assert_eq!(cause(named(vec![list.clone()], &[]).0.get(url, None)), Failure::RefusedAddress, "{list:?}");
    }
    assert_eq!(server.connections(), 0);
    // The port of the list is not that of the address: the connection was made to what was looked up, once.
    let (client, asked) = named(vec![vec![here], vec![public]], &["pictures.example"]);
    picture(client.get(url, None));
    assert_eq!((server.connections(), asked.load(Ordering::SeqCst)), (1, 1));
    assert_eq!(server.asked()[0].headers["host"], "pictures.example");
    assert_eq!(cause(client.get("http://elsewhere.example/x.png", None)), Failure::HostUnknown);
}

/// RF05, RF08, RF09: each hop is judged like a first address; their number and their schemes are limited.
#[test]
fn redirects_are_few_and_each_is_judged() {
    let to = |location: &str| answer("302 Found", &[&format!("Location: {location}")], b"");
    let server = Server::of(vec![
        ("/x.png", ok(&png(2, 3, 1))),
        ("/1", to("/x.png")),
        ("/2", to("1")),
        ("/3", answer("307 Temporary Redirect", &["Location: //127.0.0.1:1/../2"], b"")),
        ("/loop", answer("308 Permanent Redirect", &["Location: /loop"], b"")),
        ("/private", to("http://127.0.0.2:1/x.png")),
        ("/metadata", answer("303 See Other", &["Location: http://169.254.169.254/latest"], b"")),
        ("/integer", answer("301 Moved Permanently", &["Location: http://167772161/"], b"")),
        ("/file", to("file:///etc/passwd")),
        ("/data", to("data:image/png;base64,AAAA")),
        ("/ftp", to("ftp://127.0.0.1/x.png")),
        ("/user", to("http://user@127.0.0.1/x.png")),
        ("/nowhere", answer("302 Found", &[], b"")),
        ("/refresh", answer("200 OK", &["Refresh: 0; url=http://127.0.0.2/x.png"], b"<html>")),
    ]);
    let get = |path: &str| client().get(&server.url(path), None);
    let got = picture(get("/2"));
    assert_eq!(got.from, server.url("/x.png"), "the lock says where the bytes came from");
    for (path, want) in [
        ("/loop", Failure::Redirect),
        ("/private", Failure::RefusedAddress),
        ("/metadata", Failure::RefusedAddress),
        ("/integer", Failure::RefusedAddress),
        ("/file", Failure::Redirect),
        ("/data", Failure::Redirect),
        ("/ftp", Failure::Redirect),
        ("/user", Failure::Redirect),
        ("/nowhere", Failure::Redirect),
        ("/refresh", Failure::NotAPicture),
    ] {
        assert_eq!(cause(get(path)), want, "{path}");
    }
    assert_eq!(server.targets().iter().filter(|t| *t == "/loop").count(), 4, "the first one and three more");
}

/// RF14, RF18, IM03, IM06: what the bytes are decides; packed answers and bombs are not opened.
#[test]
fn what_is_no_picture_by_its_bytes_is_not_kept() {
    let whole = png(2, 3, 1);
    // Small as a file, and more pixels than any memory has.
    let mut bomb = whole.clone();
    bomb[16..24].copy_from_slice(&[60_000u32.to_be_bytes(), 60_000u32.to_be_bytes()].concat());
    let typed = |kind: &str, body: &[u8]| answer("200 OK", &[&format!("Content-Type: {kind}")], body);
    let server = Server::of(vec![
        ("/named.jpg", typed("text/html", &whole)),
        ("/page.png", typed("image/png", b"<!DOCTYPE html><title>Hotlinking is forbidden</title>")),
        ("/drawing.png", typed("image/png", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>")),
        ("/drawn.svg", typed("image/svg+xml", DRAWING)),
        ("/empty.png", typed("image/png", b"")),
        ("/half.png", typed("image/png", &whole[..whole.len() - 9])),
        ("/zip.png", answer("200 OK", &["Content-Encoding: gzip"], &[0x1f, 0x8b, 8, 0])),
        ("/zipped.png", typed("image/png", &[0x1f, 0x8b, 8, 0])),
        ("/bomb.png", typed("image/png", &bomb)),
        ("/heic.png", typed("image/png", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")),
    ]);
    let get = |path: &str| client().get(&server.url(path), None);
    assert_eq!(picture(get("/named.jpg")).look.kind, Kind::Png, "neither name nor header says what it is");
    for (path, want) in [
        ("/page.png", Failure::NotAPicture),
        ("/drawing.png", Failure::Format),
        ("/empty.png", Failure::CutShort),
        ("/half.png", Failure::CutShort),
        ("/zip.png", Failure::BadAnswer),
        ("/zipped.png", Failure::NotAPicture),
        ("/bomb.png", Failure::TooLarge),
    ] {
        assert_eq!(cause(get(path)), want, "{path}");
    }
    assert!(get("/heic.png").is_err());
    let drawn = picture(get("/drawn.svg"));
    assert_eq!((drawn.look.kind, drawn.look.width, drawn.look.height), (Kind::Svg, 40, 30));
    let text = String::from_utf8(drawn.bytes.clone()).expect("text");
    assert!(text.contains("<rect") && !text.contains("alert") && !text.contains("evil"), "{text}");
}

/// A drawing that acts, and asks another host for a picture.
pub const DRAWING: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30' onload='alert(1)'>\
    <script>alert(2)</script><image href='https://evil.example/x.png'/><rect width='9' height='9'/></svg>";

/// RF11, RF12: bodies without an end and lengths that are not true.
#[test]
fn lengths_that_lie_and_answers_without_end_are_not_kept() {
    let server = Server::new(|asked, stream| {
        let whole = png(2, 3, 1);
        let head = |length: &str| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n").into_bytes();
        let _ = match asked.target.as_str() {
            "/endless" => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n\x89PNG\r\n\x1a\n");
                while stream.write_all(&[0; 65_536]).is_ok() {}
                Ok(())
            }
            "/huge" => stream.write_all(&head("99999999")),
            "/more" => stream.write_all(&[head("900"), whole].concat()),
            "/less" => stream.write_all(&[head("40"), whole].concat()),
            "/negative" => stream.write_all(&[head("-1"), whole].concat()),
            "/power" => stream.write_all(&[head("9223372036854775808"), whole].concat()),
            "/words" => stream.write_all(&[head("many"), whole].concat()),
            "/two" => stream.write_all(&[head("40\r\nContent-Length: 66"), whole].concat()),
            "/chunk" => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx")
            }
            _ => Ok(()),
        };
    });
    let get = |path: &str| client().get(&server.url(path), None);
    for (path, want) in [
        ("/endless", Failure::TooLarge),
        ("/huge", Failure::TooLarge),
        ("/more", Failure::CutShort),
        ("/less", Failure::CutShort),
    ] {
        assert_eq!(cause(get(path)), want, "{path}");
    }
    for path in ["/power", "/two", "/chunk", "/closed"] {
        assert!(get(path).is_err(), "{path}");
    }
    // A length that is no number: either nothing is kept or all of it, never a part.
    for path in ["/negative", "/words"] {
        assert!(get(path).is_err() || picture(get(path)).bytes == png(2, 3, 1), "{path}");
    }
}

/// RF13: servers that keep one waiting.
#[test]
fn those_who_drip_or_are_silent_are_left_in_time() {
    let server = Server::new(|asked, stream| {
        let drip = |stream: &mut std::net::TcpStream, text: &[u8]| {
            for byte in text.iter().cycle().take(200) {
                if stream.write_all(&[*byte]).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        };
        match asked.target.as_str() {
            "/silent" => std::thread::sleep(Duration::from_secs(5)),
            "/head" => drip(stream, b"HTTP/1.1 200 OK\r\nX: y\r\n"),
            "/body" => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                drip(stream, b"x");
            }
            _ => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nxx");
                std::thread::sleep(Duration::from_secs(5));
            }
        }
    });
    for path in ["/silent", "/head", "/body", "/stall"] {
        let begun = Instant::now();
        assert_eq!(cause(client().get(&server.url(path), None)), Failure::Timeout, "{path}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{path}: {:?}", begun.elapsed());
    }
}

/// RF19: headers beyond measure, and answers that are none.
#[test]
fn answers_that_are_no_good_http_are_refused() {
    let server = Server::new(|asked, stream| {
        let whole = ok(&png(2, 3, 1));
        let text = String::from_utf8_lossy(&whole[..15]).into_owned();
        assert_eq!(text, "HTTP/1.1 200 OK");
        let rest = &whole[17..];
        let with = |header: &[u8]| [b"HTTP/1.1 200 OK\r\n", header, rest].concat();
        let _ = stream.write_all(&match asked.target.as_str() {
            "/long" => with(&[b"X: ".as_slice(), &vec![b'y'; 1 << 20], b"\r\n"].concat()),
            "/many" => with(&b"X: y\r\n".repeat(10_000)),
            "/nul" => with(b"X: a\0b\r\n"),
            "/flood" => [b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100_000), whole].concat(),
            "/old" => b"\x89PNG\r\n\x1a\n".to_vec(),
            _ => Vec::new(),
        });
    });
    for path in ["/long", "/many", "/nul", "/flood", "/old", "/nothing"] {
        let begun = Instant::now();
        assert!(client().get(&server.url(path), None).is_err(), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{path}");
    }
}

/// RF16, RF17, RF19: each refusal is told for what it is.
#[test]
fn every_no_has_its_cause() {
    let bare = |status: &str| answer(status, &[], &png(2, 3, 1));
    let server = Server::of(vec![
        ("/410", bare("410 Gone")),
        ("/401", bare("401 Unauthorized")),
        ("/403", bare("403 Forbidden")),
        ("/429", answer("429 Too Many Requests", &["Retry-After: 7"], b"")),
        ("/500", bare("500 Internal Server Error")),
        ("/206", bare("206 Partial Content")),
        ("/304", answer("304 Not Modified", &[], b"")),
        ("/204", b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
    ]);
    let get = |path: &str| client().get(&server.url(path), None);
    for (path, want) in [
        ("/404", Failure::NotFound),
        ("/410", Failure::NotFound),
        ("/401", Failure::Forbidden),
        ("/403", Failure::Forbidden),
        ("/500", Failure::ServerError),
        ("/206", Failure::BadAnswer),
        ("/304", Failure::BadAnswer),
        ("/204", Failure::BadAnswer),
    ] {
        assert_eq!(cause(get(path)), want, "{path}");
    }
    let busy = get("/429").unwrap_err();
    assert_eq!((busy.cause, busy.after, busy.passing), (Failure::Busy, Some(Duration::from_secs(7)), true));
}

/// RF26: no cookie, no referrer, no name.
#[test]
fn nothing_about_the_reader_is_sent() {
    let body = png(2, 3, 1);
    let cookie = answer("302 Found", &["Set-Cookie: a=b", "Location: /x.png"], b"");
    let server = Server::of(vec![("/first", cookie), ("/x.png", ok(&body))]);
    let client = client();
    picture(client.get(&server.url("/first"), None));
    picture(client.get(&server.url("/x.png"), None));
    for asked in server.asked() {
        let names: Vec<&str> = asked.headers.keys().map(String::as_str).collect();
        assert_eq!(names, ["accept", "host", "user-agent"], "{}", asked.target);
    }
}
