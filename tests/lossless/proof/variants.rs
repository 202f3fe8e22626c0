//! The same file in other clothes: other line ends, no final line break, a byte order mark, twice the
//! indentation.

use plano::yaml::Tree;

/// A file and its variants, each with its name. A variant that the file is already is left out.
pub(crate) fn of(text: &str) -> Vec<(&'static str, String)> {
    let unix = text.replace("\r\n", "\n");
    let mut variants = vec![("as it is", text.to_owned())];
    let others = [
        ("CRLF", Some(unix.replace('\n', "\r\n"))),
        (
            "no final break",
            Some(text.trim_end_matches(['\n', '\r']).to_owned()),
        ),
        (
            "byte order mark",
            (!text.starts_with('\u{feff}')).then(|| format!("\u{feff}{text}")),
        ),
        ("twice the indentation", twice_indented(text)),
    ];
    let others = others
        .into_iter()
        .filter_map(|(name, variant)| Some((name, variant?)));
    variants.extend(others.filter(|(_, variant)| *variant != text));
    variants
}

/// The file with every indentation doubled, from two columns a step to four. None where that is not the same
/// file with other blanks: where a line breaks off what stands above.
fn twice_indented(text: &str) -> Option<String> {
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let lead = line.len() - content.len();
        let mut written = " ".repeat(2 * lead);
        let mut rest = content;
        while let Some(after) = rest.strip_prefix("- ") {
            written.push_str("-   ");
            rest = after;
        }
        lines.push(written + rest);
    }
    let twice = lines.concat();
    let (before, after) = (Tree::parse(text).0, Tree::parse(twice.as_str()));
    let same = after.1.is_none() && before.node_count() == after.0.node_count();
    same.then_some(twice)
}
