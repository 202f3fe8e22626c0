//! A unified diff, as `git apply` takes it.

use std::fmt::Write as _;

use super::lines::{Part, Row, parts, rows};

/// Lines around each change.
const CONTEXT: usize = 3;

/// A patch that makes the new text of the old one, with the names of both files; nothing where they are equal.
/// Both names are the same for a file that is changed in its place.
pub fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    let rows = rows(old, new);
    let mut patch = String::new();
    for part in parts(&rows, CONTEXT) {
        if let Part::Shown(shown) = part {
            hunk(shown, &mut patch);
        }
    }
    if patch.is_empty() {
        return patch;
    }
    let (old_name, new_name) = (format!("a/{old_name}"), format!("b/{new_name}"));
    // Behind a name with a blank stands a tab, so that its end can be told.
    let ended = |name: &str| {
        let end = if name.contains(' ') { "\t" } else { "" };
        format!("{}{end}", quoted(name))
    };
    let head = format!(
        "diff --git {} {}\n--- {}\n+++ {}\n",
        quoted(&old_name),
        quoted(&new_name),
        ended(&old_name),
        ended(&new_name)
    );
    head + &patch
}

fn hunk(shown: &[Row<'_>], patch: &mut String) {
    let range = |number: fn(&Row<'_>) -> Option<usize>| {
        let count = shown.iter().filter_map(number).count();
        // Only an empty text has no line there, not even one around the change.
        let first = shown.iter().find_map(number).unwrap_or_default();
        match count {
            1 => first.to_string(),
            _ => format!("{first},{count}"),
        }
    };
    let _ = writeln!(patch, "@@ -{} +{} @@", range(|row| row.old), range(|row| row.new));
    for row in shown {
        let sign = match (row.old, row.new) {
            (Some(_), Some(_)) => ' ',
            (Some(_), None) => '-',
            _ => '+',
        };
        patch.push(sign);
        patch.push_str(row.text);
        patch.push_str(row.ending);
        if row.ending.is_empty() {
            patch.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// A file's name as Git writes it: in quotes where it has signs that would end the line or the name.
fn quoted(name: &str) -> String {
    let is_plain = |sign: char| !sign.is_control() && sign != '"' && sign != '\\';
    if name.chars().all(is_plain) {
        return name.to_owned();
    }
    let mut quoted = String::from("\"");
    for sign in name.chars() {
        match sign {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(sign);
            }
            sign if sign.is_control() => {
                let mut bytes = [0; 4];
                for byte in sign.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}
