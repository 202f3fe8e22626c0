//! A YAML 1.2 tree whose every node knows its place in the text, and edits that change nothing else.
//!
//! Owns parsing, limits, scalar quoting and text edits. Must not know Render: keys, plans and services
//! mean nothing here.

pub mod edit;
mod limits;
mod parse;
mod position;
mod scalar;
mod second_reader;
mod tokens;
mod tree;
mod value;

pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_NODES};
pub use parse::{SyntaxError, SyntaxErrorKind, has_aliases};
pub use position::{EditorPlace, LineColumn, Lines};
pub use scalar::Scalar;
pub use second_reader::{SecondReading, read_again};
pub use tokens::{Token, TokenKind};
pub use tree::{Entry, Item, Kind, Node, NodeId, ScalarStyle, Span, Tree};
pub use value::{Path, Step, Value};
