//! The native command `plano`.
fn main() {}
