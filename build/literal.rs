//! Rust literals for generated tables.

/// A string literal.
pub fn text(value: &str) -> String {
    format!("{value:?}")
}

/// `Some("…")` or `None`.
pub fn optional_text(value: Option<&str>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value:?})"))
}

/// `&[…]` from items that are Rust expressions already.
pub fn slice<I: IntoIterator<Item = String>>(items: I) -> String {
    format!("&[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

/// `&["…", "…"]`.
pub fn text_slice(items: &[String]) -> String {
    slice(items.iter().map(|item| text(item)))
}
