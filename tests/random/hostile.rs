//! Values, versions and whole texts that are made to hurt.

use std::sync::OnceLock;

/// Values in the place of others.
pub(crate) const VALUES: &[&str] = &[
    "0",
    "-1",
    "1",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "99999999999999999999999999999999999999999999",
    "'1000000000'",
    "'1000000001'",
    "'999999999.999999999999'",
    "'79228162514264337593543950335'",
    "'0.0000000000000000000000000001'",
    "'-0.01'",
    "'1e9'",
    "1e999999999",
    ".inf",
    "-.inf",
    ".nan",
    "0x7fffffff",
    "0o17",
    "true",
    "null",
    "~",
    "''",
    "[]",
    "{}",
    "[[[[[[[[]]]]]]]]",
    "{a: {b: {c: {}}}}",
    "&a x",
    "*a",
    "!!binary aGk=",
    "!!set {a, b}",
    "!custom x",
    "<<",
    "|\n  a\n  b",
    "unpriced",
    "by users",
    "2025-10",
    "COP",
    "hobby",
    "enterprise",
    "published",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\u202e\\u2066\"",
    "<img src=x onerror=alert(1)>",
    "'=HYPERLINK(\"http://x\")'",
    "\u{1f6b2}",
    "production",
    "scaled",
    "same_as",
    "{same_as: original}",
    "{same_as: blueprint, text: x}",
    "{text: 'services: ['}",
];

/// Versions in the place of the own one.
pub(crate) const VERSIONS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "4",
    "99",
    "4294967296",
    "-1",
    "1.5",
    "'1'",
    "null",
    "[]",
    "{}",
    "*a",
    "&a 1",
    "x",
];

/// Short texts that stand for long ones, and nestings.
pub(crate) fn bombs() -> &'static [String] {
    static BOMBS: OnceLock<Vec<String>> = OnceLock::new();
    BOMBS.get_or_init(|| {
        let heads = ["plano: 3\nactive: 1\nscenarios:", "link: 2\nscenario:"];
        let scenario =
            |text: &str| format!("&s {{id: 1, name: a, mau: 1, workspace: hobby, blueprint: \"{text}\"}}");
        let mut bombs = Vec::new();
        for head in heads {
            // A long text a thousand times over.
            let long = scenario(&"x".repeat(300_000));
            bombs.push(format!("{head} [{long}{}]\n", ", *s".repeat(100_000)));
            bombs.push(format!(
                "{head} [{}, {}]\n",
                scenario("x"),
                vec!["*s"; 50_000].join(", ")
            ));
            bombs.push(aliases_of_aliases(head));
            bombs.push(format!("{head} {}", "[".repeat(300_000)));
            bombs.push(format!("{head} {}", "{a: ".repeat(100_000)));
            bombs.push(format!("{head}\n{}", deep_blocks()));
            bombs.push(format!("{head} {}\n", "? ".repeat(10_000)));
            bombs.push(format!("{head} \"{}\n", "é\n ".repeat(100_000)));
            bombs.push(format!("{head} {}\n", "- ".repeat(100_000)));
            bombs.push(format!("{head} [{}]\n", "{}, ".repeat(100_000)));
            bombs.push(format!("{head} {}\n", scenario(&"[".repeat(100_000))));
            bombs.push(format!("{head} {}\n", "x".repeat(3_000_000)));
        }
        bombs
    })
}

fn aliases_of_aliases(head: &str) -> String {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..60 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    format!("{text}{head} *a59\n")
}

fn deep_blocks() -> String {
    (0..1_000)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect()
}
