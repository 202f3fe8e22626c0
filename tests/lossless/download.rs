//! A file that was opened comes back as it was: kept, read again and downloaded.

use crate::proof::{download, variants};

#[test]
fn hard_texts_come_back_as_they_were() {
    let mut wrong = Vec::new();
    for text in [
        "",
        "\n",
        "a: 1",
        "a: 1\r\n",
        "a: 1\r",
        "a: 1\r\nb: 2\n",
        "\u{feff}a: 1\n",
        "\u{feff}\r\na: 1\r\n",
        "  a: 1\n",
        "\n\n a: 1\n",
        "a: 1  \n",
        "a: 1\n\n\n",
        "a:\t1\n\tb",
        "\t",
        " ",
        "a: \u{85}\u{2028}\u{2029}\n",
        "\u{2028}",
        "# \u{0}\u{7}\u{1b}\u{7f}\n",
        "# \u{ffff}\u{fffe}\u{e000}🛵\n",
        "---\n...\n",
        "# x\n---\na: |\n  b\n...\n",
        "'",
        "\"\\",
        "true",
        "~",
        "- - -\n",
        "a: \"\\r\"\r\n",
    ] {
        wrong.extend(download::comes_back(text).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hard_files_come_back_as_they_were() {
    let mut wrong = Vec::new();
    for (file, text) in crate::fixtures() {
        for (variant, text) in variants::of(&text) {
            wrong.extend(
                download::comes_back(&text)
                    .err()
                    .map(|what| format!("{file}, {variant}: {what}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
