//! What another reader of YAML makes of a text: whether it sees the same values as the tree.
//!
//! Texts with anchors are not given to it: it copies what an alias stands for, and a few lines of them can
//! exhaust its memory.

use serde_yaml::Value as Theirs;

use super::{NodeId, Scalar, Tree};

/// What the second reader says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondReading {
    /// The same values.
    Agrees,
    /// The text has aliases, which it is not given.
    NotAsked,
    /// It refuses the text.
    Refuses(String),
    /// It sees another value at this place.
    Differs(String),
}

/// Reads a tree's text again with the second reader.
pub fn read_again(tree: &Tree) -> SecondReading {
    if tree.aliases().next().is_some() {
        return SecondReading::NotAsked;
    }
    let text = tree.text();
    let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_yaml::from_str::<Theirs>(without_mark) {
        Err(error) => SecondReading::Refuses(error.to_string()),
        Ok(theirs) => match tree.root() {
            None if theirs.is_null() => SecondReading::Agrees,
            None => SecondReading::Differs("/".to_owned()),
            Some(root) => match difference(tree, root, &theirs, "") {
                None => SecondReading::Agrees,
                Some(place) => SecondReading::Differs(place),
            },
        },
    }
}

/// The first place where the two differ, as `/services/0/name`.
fn difference(tree: &Tree, node: NodeId, theirs: &Theirs, place: &str) -> Option<String> {
    let here = || {
        Some(if place.is_empty() {
            "/".to_owned()
        } else {
            place.to_owned()
        })
    };
    match theirs {
        Theirs::Tagged(tagged) => difference(tree, node, &tagged.value, place),
        Theirs::Sequence(items) => {
            let own = tree.items(node);
            if own.len() != items.len() || tree.scalar(node).is_some() {
                return here();
            }
            let mut pairs = own.iter().zip(items).enumerate();
            pairs.find_map(|(at, (own, theirs))| difference(tree, own.node, theirs, &format!("{place}/{at}")))
        }
        Theirs::Mapping(entries) => {
            let own = tree.entries(node);
            if own.len() != entries.len() || tree.scalar(node).is_some() {
                return here();
            }
            let mut pairs = own.iter().zip(entries);
            pairs.find_map(|(own, (key, value))| {
                let name = tree.scalar_text(own.key).unwrap_or_default();
                let place = format!("{place}/{name}");
                difference(tree, own.key, key, &place).or_else(|| difference(tree, own.value, value, &place))
            })
        }
        scalar => match tree.scalar(node) {
            Some(own) if equal(own, scalar) => None,
            _ => here(),
        },
    }
}

fn equal(own: Scalar<'_>, theirs: &Theirs) -> bool {
    match (own, theirs) {
        (Scalar::Null, Theirs::Null) => true,
        (Scalar::Bool(own), Theirs::Bool(theirs)) => own == *theirs,
        (Scalar::Int(own), Theirs::Number(theirs)) => theirs.as_i64() == Some(own),
        // Both call it a number; how exactly either keeps it is not the file's matter.
        (Scalar::Float(_), Theirs::Number(_)) => true,
        (Scalar::Text(own), Theirs::String(theirs)) => own == theirs,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{SecondReading, read_again};
    use crate::yaml::Tree;

    #[track_caller]
    fn check(text: &str, expected: SecondReading) {
        let (tree, error) = Tree::parse(text);
        assert_eq!(error, None);
        assert_eq!(read_again(&tree), expected, "{text}");
    }

    #[test]
    fn readings() {
        let agrees = || SecondReading::Agrees;
        check("", agrees());
        check("# only a comment\n", agrees());
        check("\u{feff}a: 1\n", agrees());
        check(
            "a: [x, 'y', \"z\", 1, 1.50, yes, null, ~, true, '1']\nb:\n  c: |\n    d\n",
            agrees(),
        );
        check("a: &x 1\nb: *x\n", SecondReading::NotAsked);
        check("a: !!str 1\n", agrees());
    }
}
