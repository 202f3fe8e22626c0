// Every text that the editor shows or has read aloud: the keys of `Options.phrases`. CodeMirror's own keys are
// English as well; `$` and `$1` stand for a number or a name that is put in.

export const PHRASES = [
  // Problems and fixes. `Fixes: $` ends what F8 reads aloud, with the number of fixes.
  "Error",
  "Warning",
  "Note",
  "Line $",
  "No problems",
  "Fixes",
  "Fixes: $",
  "Nothing to fix here",
  // Help and completion.
  "Documentation",
  "No help here",
  "Completions",
  // What the last change removed, read aloud behind such a line.
  "removed",
  // Find and replace.
  "Find",
  "Replace with",
  "Next match",
  "Previous match",
  "Match case",
  "Whole words",
  "Regular expression",
  "Replace",
  "Replace all",
  "Close",
  "No matches",
  "$1 of $2",
  "$ matches",
  "More than $ matches",
  "current match",
  "on line",
  "replaced $ matches",
  "replaced match on line $",
  // Folding.
  "Fold line",
  "Unfold line",
  "Folded lines",
  "Unfolded lines",
  "to",
  // The rest.
  "Selection deleted",
  "Control character",
] as const;

/** A key of the phrases. */
export type Phrase = (typeof PHRASES)[number];
