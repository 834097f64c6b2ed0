//! Which hosts may be asked: public ones only, unless somebody allows another by name.
//!
//! An article is not trusted, and whoever runs the command sits in a network that its author has no business in. A
//! name is checked by the addresses that it stands for, and the connection is made to those very addresses, so that
//! a second answer of the name service changes nothing. One private address among public ones spoils the name.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// A host that is not asked, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// The hosts that are allowed though their addresses are private, in the form of a URL.
#[derive(Clone, Debug, Default)]
pub struct Allowed(pub Vec<String>);

impl Allowed {
    fn has(&self, host: &str) -> bool {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        self.0.iter().any(|a| a.trim_start_matches('[').trim_end_matches(']').eq_ignore_ascii_case(bare))
    }
}

/// Names that clouds and systems keep for what is inside.
const INSIDE: &[&str] = &["localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain"];

/// What can be said of an address before its name is looked up.
pub fn check_url(url: &Url, allowed: &Allowed) -> Result<(), Refused> {
    let refuse = |why: String| Err(Refused(why));
    if !crate::vault::address::is_fetchable(url) {
        return refuse(format!("`{}` is not asked: only http and https, without a user name", url.scheme()));
    }
    let name = url.host_str().unwrap_or_default();
    match url.host() {
        Some(Host::Ipv4(ip)) => check(IpAddr::V4(ip), name, allowed),
        Some(Host::Ipv6(ip)) => check(IpAddr::V6(ip), name, allowed),
        Some(Host::Domain(domain)) => {
            let domain = domain.trim_end_matches('.').to_ascii_lowercase();
            let inside = INSIDE.iter().any(|i| domain == *i || domain.ends_with(&format!(".{i}")));
            if (inside || !domain.contains('.')) && !allowed.has(&domain) {
                return refuse(format!("`{domain}` is a name of a private network"));
            }
            Ok(())
        }
        None => refuse("the address names no host".into()),
    }
}

/// Whether the address that a host has may be connected to.
pub fn check(ip: IpAddr, host: &str, allowed: &Allowed) -> Result<(), Refused> {
    match private(ip) {
        None => Ok(()),
        // Nobody keeps pictures where a cloud keeps the keys of its machines.
        Some(what) if what != METADATA && allowed.has(host) => Ok(()),
        Some(what) => Err(Refused(format!("{ip} is {what}"))),
    }
}

const METADATA: &str = "an address of the machine's own cloud or link";

/// What is private about an address; `None`: anybody may ask there.
pub fn private(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => private_v4(ip),
        IpAddr::V6(ip) => private_v6(ip),
    }
}

fn private_v4(ip: Ipv4Addr) -> Option<&'static str> {
    let [a, b, c, _] = ip.octets();
    // Where Azure answers its own machines, though the number is a public one.
    if ip == Ipv4Addr::new(168, 63, 129, 16) {
        return Some(METADATA);
    }
    Some(match (a, b, c) {
        (0, ..) => "no address of a host",
        (10, ..) | (172, 16..=31, _) | (192, 168, _) => "an address of a private network",
        (100, 64..=127, _) => "an address behind a provider's gateway",
        (127, ..) => "this machine",
        (169, 254, _) => METADATA,
        (192, 0, 0) | (192, 0, 2) | (198, 18..=19, _) | (198, 51, 100) | (203, 0, 113) | (192, 88, 99) => {
            "an address kept for tests and protocols"
        }
        (224..=239, ..) => "an address of a group",
        (240..=255, ..) => "a reserved address",
        _ => return None,
    })
}

fn private_v6(ip: Ipv6Addr) -> Option<&'static str> {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    if ip == Ipv6Addr::LOCALHOST {
        return Some("this machine");
    }
    if ip == Ipv6Addr::UNSPECIFIED {
        return Some("no address of a host");
    }
    // An IPv4 address in other clothes is judged as what it is.
    match s {
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0, 0, 0, 0, 0, 0, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => return private_v4(v4(high, low)),
        [0x64, 0xff9b, 1, ..] => return Some("an address kept for a local translator"),
        // Teredo hides the address behind its complement; nobody serves pictures there.
        [0x2001, 0, ..] => return Some("an address of a tunnel"),
        _ => {}
    }
    if s[0] == 0xfd00 && s[1] == 0x0ec2 {
        return Some(METADATA);
    }
    Some(match s[0] {
        0xfc00..=0xfdff => "an address of a private network",
        0xfe80..=0xfebf => METADATA,
        0xfec0..=0xfeff => "an address of a site",
        0xff00..=0xffff => "an address of a group",
        0x2001 if s[1] == 0x0db8 || s[1] < 0x0200 => "an address kept for tests and protocols",
        0x2000..=0x3fff => return None,
        _ => "a reserved address",
    })
}

/// Asks the system for the addresses of a name; a test gives its own.
pub trait Names: Send + Sync + fmt::Debug + 'static {
    fn look_up(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<Vec<SocketAddr>, ureq::Error>;
}

#[derive(Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<Vec<SocketAddr>, ureq::Error> {
        match DefaultResolver::default().resolve(uri, config, timeout) {
            Ok(addresses) => Ok(addresses.iter().copied().collect()),
            // The system's word for a name that it does not know.
            Err(ureq::Error::Io(_)) => Err(ureq::Error::HostNotFound),
            Err(e) => Err(e),
        }
    }
}

/// Gives the addresses that are connected to: all of them checked, or none.
#[derive(Debug)]
pub struct Guarded {
    pub names: Box<dyn Names>,
    pub allowed: Allowed,
    /// The host of the proxy, which may well lie in the own network: somebody named it.
    pub proxy: Option<String>,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let addresses = self.names.look_up(uri, config, timeout)?;
        let is_proxy = self.proxy.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(host));
        if !is_proxy {
            for address in &addresses {
                check(address.ip(), host, &self.allowed).map_err(|refused| ureq::Error::Other(Box::new(refused)))?;
            }
        }
        let mut result = self.empty();
        addresses.iter().take(16).for_each(|a| result.push(*a));
        if result.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(result) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_in_every_form() {
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "168.63.129.16",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::10.0.0.1",
            "::ffff:0:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "2002:0a00:0001::1",
            "2002:7f00:0001::",
            "2001:0:1::1",
            "2001:db8::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "4000::1",
        ] {
            assert!(private(ip.parse().unwrap()).is_some(), "{ip}");
        }
        for ip in ["8.8.8.8", "100.128.0.1", "172.32.0.1", "192.169.0.1", "2606:4700::1", "64:ff9b::8.8.8.8"] {
            assert_eq!(private(ip.parse().unwrap()), None, "{ip}");
        }
    }

    #[test]
    fn written_addresses_are_refused_before_anything_is_looked_up() {
        let none = Allowed::default();
        for url in [
            "http://127.0.0.1/",
            "http://localhost/",
            "http://127.1/",
            "http://0/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::]/",
            "http://metadata.google.internal/",
            "http://printer/",
            "http://x.localhost./",
            "ftp://a.example/",
            "http://user@a.example/",
            "http://ok.example\\@127.0.0.1/",
            "http://①②⑦.⓪.⓪.①/",
        ] {
            let url = Url::parse(url).unwrap();
            // `\` is `/` to the parser, here and where the connection is made: the host is `ok.example`.
            assert_eq!(check_url(&url, &none).is_err(), url.host_str() != Some("ok.example"), "{url}");
        }
        assert_eq!(Url::parse("http://ok.example#@127.0.0.1/").unwrap().host_str(), Some("ok.example"));
        let some = Allowed(vec!["127.0.0.1".into(), "printer".into(), "169.254.169.254".into()]);
        for (url, fine) in [
            ("http://127.0.0.1/", true),
            ("http://printer/", true),
            ("http://127.0.0.2/", false),
            ("http://169.254.169.254/", false),
        ] {
            assert_eq!(check_url(&Url::parse(url).unwrap(), &some).is_ok(), fine, "{url}");
        }
    }
}
