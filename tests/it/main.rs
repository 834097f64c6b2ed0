//! One test binary: it links once, and its tests share their makers of guides.

mod between;
mod rules;
