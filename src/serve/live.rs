//! What the preview shows at this moment: the last good site, and what is wrong since.

use std::sync::Arc;

use tokio::sync::watch;

use crate::output::Bundle;

/// What one build gave.
pub struct Rebuilt {
    /// `None`: the last good site stays.
    pub site: Option<Bundle>,
    /// To be laid over the pages, as plain text.
    pub fault: Option<String>,
}

impl Rebuilt {
    pub fn fault(text: impl Into<String>) -> Rebuilt {
        Rebuilt { site: None, fault: Some(text.into()) }
    }
}

/// Shared by the builder, which sets it, and the answers, which look at it.
pub struct Live {
    now: watch::Sender<Now>,
    /// The name given with `--host`; allowed as `Host` besides the names of this machine.
    host: String,
}

#[derive(Clone)]
pub struct Now {
    /// Grows with every build.
    pub version: u64,
    /// Version of the build that `site` is from; 0: there is none yet.
    pub site_version: u64,
    pub site: Arc<Bundle>,
    pub fault: Option<Arc<str>>,
}

impl Live {
    pub fn new(host: &str) -> Live {
        // Starts where no earlier server did, so that a page left open sees that this is another one.
        let version = u64::from(std::process::id()) << 20;
        let now = Now { version, site_version: 0, site: Arc::default(), fault: None };
        Live { now: watch::Sender::new(now), host: host.to_ascii_lowercase() }
    }

    pub fn take(&self, rebuilt: Rebuilt) {
        self.now.send_modify(|now| {
            now.version += 1;
            now.fault = rebuilt.fault.map(Into::into);
            if let Some(site) = rebuilt.site {
                now.site = Arc::new(site);
                now.site_version = now.version;
            }
        });
    }

    pub fn now(&self) -> Now {
        self.now.borrow().clone()
    }

    /// Ends as soon as there is another version than `seen`.
    pub async fn changed_since(&self, seen: u64) {
        let _ = self.now.subscribe().wait_for(|now| now.version != seen).await;
    }

    /// Whether a `Host` header names this machine. Any other name means that some web page has turned its own name
    /// to our address.
    pub fn is_ours(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => &host,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        matches!(bare, "localhost" | "127.0.0.1" | "::1") || (!self.host.is_empty() && bare == self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let live = Live::new("192.168.0.7");
        for host in ["localhost", "localhost:4000", "127.0.0.1:80", "[::1]:4000", "LOCALHOST:1", "192.168.0.7:4000"] {
            assert!(live.is_ours(host), "{host}");
        }
        for host in
            ["", "evil.example", "localhost.evil.example:4000", "127.0.0.1.evil.example", "localhost:x", "0.0.0.0"]
        {
            assert!(!live.is_ours(host), "{host}");
        }
    }
}
