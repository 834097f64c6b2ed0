//! `images verify --remote`: what became of fetched pictures where they came from.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::hostile::{Server, answer, ok};
use crate::images_fetch::{fetch, project};
use crate::project::{stderr, stdout};
use crate::vault::png;

/// RF20: what changed where it came from.
#[test]
fn what_became_of_pictures_upstream_is_counted_as_it_is() {
    let later = Arc::new(AtomicUsize::new(0));
    let now = later.clone();
    let server = Server::new(move |asked, stream| {
        let later = now.load(Ordering::SeqCst) > 0;
        let gone = answer("404 Not Found", &[], b"");
        let _ = stream.write_all(&match asked.target.as_str() {
            "/same.png" => ok(&png(640, 400, 1)),
            "/sent.png" if later => answer("302 Found", &["Location: /new.png"], b""),
            "/sent.png" => answer("302 Found", &["Location: /same.png"], b""),
            "/new.png" => ok(&png(640, 400, 8)),
            "/other.png" => ok(&png(640, 400, if later { 9 } else { 2 })),
            "/full.png" if later => gone,
            "/full.png" => ok(&png(900, 700, 3)),
            "/page.png" if later => answer("200 OK", &[], b"<!DOCTYPE html><p>Moved away"),
            "/page.png" => ok(&png(640, 400, 4)),
            "/shut.png" if later => answer("403 Forbidden", &[], b""),
            "/shut.png" => ok(&png(640, 400, 5)),
            // The thumbnails are still there.
            _ => ok(&png(300, 224, 6)),
        });
    });
    let names = ["same", "sent", "other", "full-300x224", "full-150x112", "page", "shut"];
    let project = project(&names.map(|name| server.url(&format!("/{name}.png"))));
    fetch(&project, &[]).success();
    let remote = ["images", "verify", "--remote", "--allow-private", "127.0.0.1", "--pause", "1", "--timeout", "2"];
    let told = stderr(&project.run(&remote).success());
    assert!(told.contains("upstream: 7 pictures as before, 0 changed, 0 gone\n"), "{told}");

    later.store(1, Ordering::SeqCst);
    let before = server.asked().len();
    let outcome = project.run(&remote).code(1);
    let (list, told) = (stdout(&outcome), stderr(&outcome));
    assert!(told.contains("1 picture as before, 2 changed, 3 gone; of 1 picture nothing could be learned"), "{told}");
    for line in ["/full-300x224.png: not there", "/full-150x112.png: not there", "/sent.png: changed", "/page.png: not"]
    {
        assert!(list.contains(line), "{line}: {list}");
    }
    assert!(!list.contains("/same.png"), "{list}");
    let asked = server.asked().split_off(before).iter().filter(|asked| asked.target.contains("full")).count();
    assert_eq!(asked, 1, "two thumbnails of one picture, and nothing in its place");

    let mut lock = project.read("images.lock");
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    lock = lock.replace(&server.address.to_string(), &free.to_string());
    project.write("images.lock", lock);
    let told = stderr(&project.run(&remote).code(69));
    assert!(
        told.contains("of 7 pictures nothing could be learned") && told.contains("no host gave any answer"),
        "{told}"
    );
}
