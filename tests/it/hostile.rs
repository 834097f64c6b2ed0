//! A web server on this machine that does what it should not: each test says what it answers.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
}

#[derive(Default)]
struct Log {
    asked: Mutex<Vec<Asked>>,
    connections: AtomicUsize,
}

pub struct Server {
    pub address: SocketAddr,
    log: Arc<Log>,
}

impl Server {
    /// `answer` writes whatever it likes to the connection, which is closed afterwards.
    pub fn new(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let log = Arc::new(Log::default());
        let (shared, answer) = (log.clone(), Arc::new(answer));
        // The thread waits for connections until the tests end.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (shared.clone(), answer.clone());
                std::thread::spawn(move || {
                    log.connections.fetch_add(1, Ordering::SeqCst);
                    serve(&log, stream, &*answer);
                });
            }
        });
        Server { address, log }
    }

    /// Answers by path; what has no answer is not found.
    pub fn of(answers: Vec<(&'static str, Vec<u8>)>) -> Server {
        let answers: BTreeMap<_, _> = answers.into_iter().collect();
        Server::new(move |asked, stream| {
            let none = answer("404 Not Found", &[], b"");
            let _ = stream.write_all(answers.get(asked.target.as_str()).unwrap_or(&none));
        })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.log.asked.lock().expect("the log").clone()
    }

    pub fn targets(&self) -> Vec<String> {
        let mut targets: Vec<String> = self.asked().into_iter().map(|a| a.target).collect();
        targets.sort();
        targets
    }

    pub fn connections(&self) -> usize {
        self.log.connections.load(Ordering::SeqCst)
    }
}

fn serve(log: &Log, mut stream: TcpStream, answer: &(dyn Fn(&Asked, &mut TcpStream) + Send + Sync)) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let Some(asked) = read(&stream) else { return };
    log.asked.lock().expect("the log").push(asked.clone());
    answer(&asked, &mut stream);
}

pub fn read(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    for line in lines.map_while(Result::ok).take_while(|l| !l.is_empty()) {
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    Some(Asked { method, target, headers })
}

/// An answer with its length.
pub fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut all = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len()).into_bytes();
    for header in headers {
        all.extend(format!("{header}\r\n").into_bytes());
    }
    all.extend(b"\r\n");
    all.extend(body);
    all
}

pub fn ok(body: &[u8]) -> Vec<u8> {
    answer("200 OK", &["Content-Type: image/png"], body)
}
