//! Did you mean: the known name that is closest to a written one.

/// The closest name, if it is close enough to be meant.
///
/// Case and separators do not count. Of the rest a third may differ, and never more than three letters.
pub fn closest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const FARTHEST: usize = 3;
    let folded = fold(written);
    let length = folded.chars().count();
    let allowed = (length / 3).min(FARTHEST);
    let mut best = None;
    for name in names {
        // Lengths alone rule out most names, cheaply.
        if name.len().abs_diff(length) > FARTHEST + name.len() / 4 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&folded, &fold(name));
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The name that differs in case and separators alone.
pub fn respelled<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = fold(written);
    names.into_iter().find(|name| fold(name) == folded)
}

/// The only name of which the written one is the beginning or the end, as a word of its own.
pub fn part_of<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const SHORTEST: usize = 4;
    let folded = fold(written);
    let is_part = |name: &&str| {
        let name = fold(name);
        folded.len() >= SHORTEST && (name.starts_with(&folded) || name.ends_with(&folded))
    };
    let mut found = names.into_iter().filter(is_part);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{closest, part_of};

    #[test]
    fn parts_of_names() {
        let names = ["staticPublishPath", "startCommand", "buildCommand", "buildFilter"];
        assert_eq!(part_of("publishPath", names), Some("staticPublishPath"));
        assert_eq!(part_of("start", names), Some("startCommand"));
        assert_eq!(part_of("command", names), None);
        assert_eq!(part_of("build", names), None);
        assert_eq!(part_of("sta", names), None);
    }

    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        let names = [
            "plan",
            "region",
            "startCommand",
            "buildCommand",
            "pro plus",
            "numInstances",
        ];
        assert_eq!(closest(written, names), expected, "{written}");
    }

    #[test]
    fn what_is_close_enough() {
        check("plan", Some("plan"));
        check("paln", Some("plan"));
        check("plans", Some("plan"));
        check("regoin", Some("region"));
        check("start_command", Some("startCommand"));
        check("buildcmd", None);
        check("instances", Some("numInstances"));
        check("pro_plus", Some("pro plus"));
        check("x", None);
        check("", None);
        check("postgreSQLExtensions", None);
    }
}
