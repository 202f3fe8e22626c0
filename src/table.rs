//! Rows of text as CSV and as a Markdown table, and text as JSON. Must not know what the rows say.

use crate::words::visible;

/// Rows of equal length as CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe.
pub fn csv(rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory fails for no row of equal length.
        if writer.write_record(row.into_iter().map(neutral)).is_err() {
            break;
        }
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// A cell that no spreadsheet runs: after `= + - @`, a tab or a line break it would be a formula to some.
fn neutral(cell: String) -> String {
    let number = cell.parse::<rust_decimal::Decimal>().is_ok();
    if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// A Markdown table; the first row is its head.
pub fn markdown(rows: &[impl AsRef<[String]>]) -> String {
    let mut table = String::new();
    for (at, row) in rows.iter().map(AsRef::as_ref).enumerate() {
        table.push('|');
        for cell in row {
            table.push(' ');
            table.push_str(&markdown_text(cell));
            table.push_str(" |");
        }
        table.push('\n');
        if at == 0 {
            table.push('|');
            table.push_str(&" --- |".repeat(row.len()));
            table.push('\n');
        }
    }
    table
}

/// Text on one line that cannot leave a cell of a table, nor become markup.
pub fn markdown_text(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    for next in visible(cell).chars() {
        match next {
            '\n' | '\r' => safe.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                safe.push('\\');
                safe.push(next);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            _ => safe.push(next),
        }
    }
    safe
}

/// A text as a string of JSON.
pub fn json_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for next in text.chars() {
        match next {
            '"' | '\\' => quoted.extend(['\\', next]),
            '\n' => quoted.push_str("\\n"),
            next if next.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(next))),
            next => quoted.push(next),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{csv, json_string, markdown};

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        let row = ["=1+1", "-2.50", "@x", "a,b", "say \"hi\""].map(str::to_owned);
        assert_eq!(csv([row]), "'=1+1,-2.50,'@x,\"a,b\",\"say \"\"hi\"\"\"\n");
    }

    #[test]
    fn markup_stays_text() {
        let rows = [
            ["a".to_owned(), "b".to_owned()],
            ["x|y".to_owned(), "<img>\nz".to_owned()],
            [
                "[a](javascript:alert(1))".to_owned(),
                "\u{202e}&#60;b `c`".to_owned(),
            ],
        ];
        assert_eq!(
            markdown(&rows),
            "| a | b |\n| --- | --- |\n| x\\|y | &lt;img&gt; z |\n| \\[a\\](javascript:alert(1)) | ⟨U+202E⟩&amp;#60;b \\`c\\` |\n"
        );
    }

    #[test]
    fn any_text_is_read_again_from_json() {
        for text in ["", "a \"b\" \\ c", "x\n\t\r\u{1}\u{7f}\u{85}é🚲"] {
            assert_eq!(serde_json::from_str::<String>(&json_string(text)).unwrap(), text);
        }
    }
}
