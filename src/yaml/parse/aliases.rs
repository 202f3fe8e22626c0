//! Whether a text has aliases, without a tree of it and so without the limits of one.

use granit_parser::{Event, Parser};

use super::{SyntaxError, kind_of};
use crate::yaml::tree::Span;

/// Whether a text has aliases. A few lines of them can stand for more than there is memory for, so that a reader
/// that copies what they stand for must not be given any.
///
/// # Errors
/// Where the text stops being YAML; only what stands before is known then.
pub fn has_aliases(text: &str) -> Result<bool, SyntaxError> {
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::Alias(_), _)) => return Ok(true),
            Ok(_) => {}
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or_default();
                return Err(SyntaxError {
                    kind: kind_of(error.kind()),
                    span: Span::new(at, at),
                });
            }
        }
    }
    Ok(false)
}
