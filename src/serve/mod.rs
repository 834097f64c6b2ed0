//! The preview: the same build as ever, kept in memory, shown on this machine, built again on every change.
//!
//! The site is never written to disk here. What a browser asks for is looked up among the files of the bundle, so
//! there is no folder to climb out of, and a page is always of one whole build. When a build fails, the last good
//! site stays, and the fault is laid over its pages. Nothing but GET and HEAD, and only under names of this machine.

mod answer;
mod live;
mod page;
mod watch;

use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::Router;

pub use live::{Live, Rebuilt};
pub use watch::Watched;

/// Serves until the process ends. `rebuild` is called once at first, and then after every change.
pub fn run(
    listener: TcpListener,
    host: &str,
    watched: Watched,
    mut rebuild: impl FnMut() -> Rebuilt + Send + 'static,
) -> std::io::Result<()> {
    let live = Arc::new(Live::new(host));
    let builder = live.clone();
    std::thread::spawn(move || {
        watch::each_change(&watched, || {
            let rebuilt = catch_unwind(AssertUnwindSafe(&mut rebuild));
            builder
                .take(rebuilt.unwrap_or_else(|_| Rebuilt::fault("guidepost has a fault of its own; see the terminal")));
        });
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, Router::new().fallback(answer::answer).with_state(live)).await
    })
}
