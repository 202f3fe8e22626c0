//! Why a text has no tree, and the parser crate's errors in those terms.

use granit_parser::ErrorKind;

use crate::yaml::tree::Span;

/// Why a text has no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where.
    pub span: Span,
}

/// What is wrong with a text as YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// Longer than [`MAX_BYTES`](crate::yaml::MAX_BYTES).
    TooLong,
    /// Nested deeper than [`MAX_DEPTH`](crate::yaml::MAX_DEPTH).
    TooDeep,
    /// More nodes than [`MAX_NODES`](crate::yaml::MAX_NODES).
    TooManyNodes,
    /// More than one document.
    SecondDocument,
    /// An alias without its anchor.
    UnknownAnchor,
    /// A tab where only spaces may indent.
    Tab,
    /// A quote, bracket or brace that is not closed.
    Unclosed,
    /// Indentation or a `-` or `:` where none can stand.
    Indentation,
    /// A key without its `:`, or a value where a key should be.
    Key,
    /// An escape that does not exist.
    Escape,
    /// A character that YAML does not allow there.
    Character,
    /// Anything else that is not YAML.
    Other,
}

/// The crate's error as one of ours.
pub(super) fn kind_of(kind: &ErrorKind) -> SyntaxErrorKind {
    use ErrorKind as E;
    match kind {
        E::RecursionLimitExceeded => SyntaxErrorKind::TooDeep,
        E::UnknownAnchor => SyntaxErrorKind::UnknownAnchor,
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => {
            SyntaxErrorKind::Tab
        }
        E::UnclosedQuotedScalar
        | E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd => SyntaxErrorKind::Unclosed,
        E::InvalidIndentation
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent
        | E::MappingValueNotAllowed => SyntaxErrorKind::Indentation,
        E::ExpectedBlockMappingKey
        | E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::MappingKeyNotAllowed
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => SyntaxErrorKind::Key,
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            SyntaxErrorKind::Escape
        }
        E::UnexpectedCharacter { .. } => SyntaxErrorKind::Character,
        _ => SyntaxErrorKind::Other,
    }
}
