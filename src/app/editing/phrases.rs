//! The editor's own words.

use crate::words::{Message, editor as words};

/// A name and the words for it.
type Phrase = (&'static str, fn() -> Message);

/// Each of the editor's names for its words (`editor/src/phrases.ts`), and the words.
const PHRASES: &[Phrase] = &[
    ("Error", words::phrase_error),
    ("Warning", words::phrase_warning),
    ("Note", words::phrase_note),
    ("Line $", words::phrase_line_count),
    ("No problems", words::phrase_no_problems),
    ("Fixes", words::phrase_fixes),
    ("Fixes: $", words::phrase_fixes_count),
    ("Nothing to fix here", words::phrase_nothing_to_fix_here),
    ("Documentation", words::phrase_documentation),
    ("No help here", words::phrase_no_help_here),
    ("Completions", words::phrase_completions),
    ("removed", words::phrase_removed),
    ("Find", words::phrase_find),
    ("Replace", words::phrase_replace),
    ("Next match", words::phrase_next_match),
    ("Previous match", words::phrase_previous_match),
    ("Match case", words::phrase_match_case),
    ("Whole words", words::phrase_whole_words),
    ("Regular expression", words::phrase_regular_expression),
    ("Replace with", words::phrase_replace_with),
    ("Replace all", words::phrase_replace_all),
    ("Close", words::phrase_close),
    ("No matches", words::phrase_no_matches),
    ("$1 of $2", words::phrase_one_of_two),
    ("$ matches", words::phrase_count_matches),
    ("More than $ matches", words::phrase_more_than_count_matches),
    ("current match", words::phrase_current_match),
    ("on line", words::phrase_on_line),
    ("replaced $ matches", words::phrase_replaced_count_matches),
    (
        "replaced match on line $",
        words::phrase_replaced_match_on_line_count,
    ),
    ("Fold line", words::phrase_fold_line),
    ("Unfold line", words::phrase_unfold_line),
    ("Folded lines", words::phrase_folded_lines),
    ("Unfolded lines", words::phrase_unfolded_lines),
    ("to", words::phrase_to),
    ("Selection deleted", words::phrase_selection_deleted),
    ("Control character", words::phrase_control_character),
];

/// The editor's own words, by its names for them.
pub(super) fn phrases() -> Vec<(&'static str, String)> {
    let phrases = PHRASES.iter();
    phrases
        .map(|(name, words)| (*name, words().to_string()))
        .collect()
}
