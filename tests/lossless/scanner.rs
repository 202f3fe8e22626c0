//! The proof's own finder of comments.

use crate::proof::comments::comments;
use crate::proof::lines::lines;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> = comments(&lines(text))
        .iter()
        .map(|comment| comment.text)
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn found() {
    check("# a\nb: c # d\n  # e\n", &["# a", "# d", "# e"]);
    check("a: b#c\nd: '#e' # f\ng: \"\\\" # h\" # i\n", &["# f", "# i"]);
    check("a: 'it''s # b\n  # c' # d\n", &["# d"]);
    check("a: it's # b\nc: d\n", &["# b"]);
    check(
        "a: [b, # c\n  'd # e', # f\n  {g: \"h\"}] # i\n",
        &["# c", "# f", "# i"],
    );
    check("a: {\"k\":'v # x', b: c'd} # e\n", &["# e"]);
    check("a: | # b\n  # c\n\n # d\ne: f # g\n", &["# b", "# d", "# g"]);
    check(
        "- a: |2-\n     # b\n\n    # c\n  d: >\n    # e\n  # f\n",
        &["# f"],
    );
    check("- |\n # a\n# b\n- >+\n # c\n\n# d\n", &["# b", "# d"]);
    check("a: b\n  'c # d\n  e'\n# f\n", &["# d", "# f"]);
    check("a:\n  b\n  'c\nd: e # f\n", &["# f"]);
    check("--- # a\nb: &c 'd # e' # f\ng: !h |\n  # i\n", &["# a", "# f"]);
    check("\u{feff}# a\r\nb: |\r\n  # c\r\nd:\t# e\r\n", &["# a", "# e"]);
    check("- - a # b\n  - |\n   # c\n", &["# b"]);
}
