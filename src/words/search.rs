//! Finding names by a few typed letters or words, the best first.

/// Where the names that a query means stand, the best first; all of them in their order where nothing is typed.
///
/// Each word of the query must stand in the name. Case and accents do not count. A name that begins with the query
/// is before one in which a word begins with it, and that before any other; of equals the order stays.
pub fn found<'n>(query: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<usize> {
    let query = folded(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        if let Some(rank) = rank(&words, &folded(name)) {
            found.push((rank, at));
        }
    }
    found.sort();
    found.into_iter().map(|(_, at)| at).collect()
}

/// How well a name fits, the least best; none where a word is missing.
fn rank(words: &[&str], name: &str) -> Option<u8> {
    if !words.iter().all(|word| name.contains(word)) {
        return None;
    }
    let begins = |word: &&str| {
        let mut own = name.split(|next: char| !next.is_alphanumeric());
        own.any(|own| own.starts_with(*word)) || name.starts_with(*word)
    };
    Some(match words.first() {
        None => 0,
        Some(first) if name.starts_with(*first) && words.iter().all(begins) => 0,
        Some(_) if words.iter().all(begins) => 1,
        Some(_) => 2,
    })
}

/// In lower case, without the accents of the languages that Plano speaks.
pub fn folded(text: &str) -> String {
    let plain = |next| match next {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::found;

    const NAMES: [&str; 6] = [
        "Costs",
        "gp-bikes-web, web service",
        "Add: web service",
        "Download all files",
        "Cambiar el menú según el año",
        "Undo",
    ];

    #[test]
    fn the_best_is_first() {
        for (query, expected) in [
            ("", vec![0, 1, 2, 3, 4, 5]),
            ("  ", vec![0, 1, 2, 3, 4, 5]),
            ("co", vec![0]),
            ("COSTS", vec![0]),
            ("web", vec![1, 2]),
            ("add web", vec![2]),
            ("web add", vec![2]),
            ("do", vec![3, 5]),
            ("gp-bikes-web", vec![1]),
            ("menu ano", vec![4]),
            ("MENÚ", vec![4]),
            ("os", vec![0]),
            ("nothing", vec![]),
        ] {
            assert_eq!(found(query, NAMES), expected, "{query:?}");
        }
    }
}
