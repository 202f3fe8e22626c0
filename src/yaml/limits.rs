//! Bounds on what is read, so that hostile text costs little. A real Blueprint stays far below all three.

/// Longest text that is read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;
/// Deepest nesting of collections.
pub const MAX_DEPTH: usize = 64;
/// Most nodes in one text.
pub const MAX_NODES: usize = 100_000;
