//! Encrypted connections: an authority of one's own is trusted when it is named, and nobody else is then.

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::hostile::ok;
use crate::images_fetch::{fetch, project};
use crate::project::{Project, stderr};
use crate::vault::png;

/// An authority that was made for this test.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

/// A server on this machine that calls itself `name`, and its port. It gives everybody the same picture.
fn server(authority: &CertifiedIssuer<'static, KeyPair>, name: &str) -> u16 {
    server_until(authority, name, None)
}

/// The same with a certificate that ends with a year.
fn server_until(authority: &CertifiedIssuer<'static, KeyPair>, name: &str, until: Option<i32>) -> u16 {
    let key = KeyPair::generate().expect("a key");
    let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    if let Some(year) = until {
        (params.not_before, params.not_after) = (rcgen::date_time_ymd(2001, 1, 1), rcgen::date_time_ymd(year, 1, 1));
    }
    let certificate = params.signed_by(&key, authority).expect("a certificate");
    serving(certificate.der().clone(), &key)
}

/// A server that shows this certificate, and its port.
fn serving(certificate: CertificateDer<'static>, key: &KeyPair) -> u16 {
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
        .expect("the certificate fits the key");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let Ok(connection) = ServerConnection::new(config.clone()) else { return };
            let mut stream = StreamOwned::new(connection, stream);
            let mut asked = Vec::new();
            // Who does not trust the certificate breaks off here.
            while !asked.ends_with(b"\r\n\r\n") {
                match std::io::Read::read(&mut stream, &mut [0; 1][..]) {
                    Ok(1) => asked.push(0),
                    _ => break,
                }
            }
            let _ = stream.write_all(&ok(&png(640, 400, 1)));
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    port
}

fn with_authority(project: &Project, authority: &CertifiedIssuer<'static, KeyPair>) {
    project.write("ca.pem", authority.pem());
}

/// RF15: an authority that nobody knows.
#[test]
fn an_authority_of_ones_own_is_trusted_only_when_it_is_named() {
    let own = authority();
    let port = server(&own, "127.0.0.1");
    let project = project(&[format!("https://127.0.0.1:{port}/x.png")]);

    let told = stderr(&fetch(&project, &[]).code(1));
    assert!(told.contains("no safe connection: 1 picture"), "{told}");
    assert!(told.contains("an authority that is not trusted") && told.contains("--ca-file"), "{told}");
    assert!(!project.path("static/images").exists());

    assert!(stderr(&fetch(&project, &[]).success()).contains("nothing to fetch"), "nothing has changed");

    // Another authority is reason enough to ask again, and the same one is not.
    with_authority(&project, &authority());
    let told = stderr(&fetch(&project, &["--ca-file", "ca.pem"]).code(1));
    assert!(told.contains("was not signed by the authority"), "another one of the same name: {told}");
    let told = stderr(&fetch(&project, &["--ca-file", "ca.pem"]).success());
    assert!(told.contains("nothing to fetch"), "{told}");

    with_authority(&project, &own);
    let told = stderr(&fetch(&project, &["--ca-file", "ca.pem"]).success());
    assert!(told.contains("fetched 1 picture"), "{told}");
    let again = ["images", "verify", "--remote", "--allow-private", "127.0.0.1", "--ca-file", "ca.pem"];
    assert!(stderr(&project.run(&again).success()).contains("1 picture as before"));
}

/// RF15: the certificate of somebody else.
#[test]
fn a_certificate_for_another_host_and_a_file_without_one_are_told() {
    let own = authority();
    let port = server(&own, "pictures.example");
    let project = project(&[format!("https://127.0.0.1:{port}/x.png")]);
    with_authority(&project, &own);
    let told = stderr(&fetch(&project, &["--ca-file", "ca.pem"]).code(1));
    assert!(told.contains("no safe connection: 1 picture") && told.contains("is for another host"), "{told}");

    project.write("ca.pem", "words\n");
    let told = stderr(&fetch(&project, &["--retry-failed", "--ca-file", "ca.pem"]).code(64));
    assert!(told.contains("no certificate stands in it") && told.contains("--ca-file"), "{told}");
}

/// RF15: a certificate that has ended, and a server that speaks only what nobody should any more.
#[test]
fn a_certificate_that_has_ended_and_an_old_protocol_are_told() {
    let own = authority();
    let port = server_until(&own, "127.0.0.1", Some(2002));
    let ended = project(&[format!("https://127.0.0.1:{port}/x.png")]);
    with_authority(&ended, &own);
    let told = stderr(&fetch(&ended, &["--ca-file", "ca.pem"]).code(1));
    assert!(told.contains("no safe connection: 1 picture") && told.contains("expired"), "{told}");

    // A server that is its own authority, as devices in an office are.
    let port = serving(own.der().clone(), own.key());
    let device = project(&[format!("https://127.0.0.1:{port}/x.png")]);
    let told = stderr(&fetch(&device, &[]).code(1));
    assert!(told.contains("was made by the server itself") && !told.contains("--ca-file"), "{told}");

    // An alert of TLS 1.0: the version is not one of ours.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = std::io::Read::read(&mut stream, &mut [0; 4096]);
            let _ = stream.write_all(&[0x15, 3, 1, 0, 2, 2, 70]);
        }
    });
    let old = project(&[format!("https://127.0.0.1:{port}/x.png")]);
    let told = stderr(&fetch(&old, &[]).code(1));
    assert!(told.contains("no safe connection: 1 picture"), "{told}");
    assert!(!old.path("static/images").exists() && !ended.path("static/images").exists());
}
