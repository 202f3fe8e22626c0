//! What differs between two plans: line by line, as a patch, and in words.
//!
//! Plain data that a view can draw and a command can print. Must not know either.

mod compared;
mod costs;
mod fields;
mod lines;
mod patch;
mod problems;
mod resources;
mod variables;
mod words;

pub use compared::Compared;
pub use lines::{Part, Row, parts, rows, side_by_side};
pub use patch::unified;
pub use problems::Problem;
pub use words::{Difference, Side, Told, What, in_words};

#[cfg(test)]
mod tests;
