//! What another reader of YAML makes of a text, and the value that it must see after an operation: made
//! from the value before, step by step.

use plano::yaml::{Path, Step as At};
use serde_yaml::{Mapping, Value};

use super::step::{New, Step};

/// The value as another reader sees it; none where it refuses the text, as it does where keys repeat.
pub(crate) fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// Whether `after` is `before` with exactly the steps made, in the order of keys too.
pub(crate) fn reads_as(before: &Value, steps: &[Step], after: &Value) -> Result<(), String> {
    let (mut expected, mut found) = (before.clone(), after.clone());
    for step in steps {
        step.make(&mut expected, &mut found)
            .ok_or_else(|| format!("{step:?} does not fit"))?;
    }
    match difference(&expected, &found, "") {
        Some(place) => Err(format!("another reader sees more than the change, at {place}")),
        None => Ok(()),
    }
}

impl Step {
    /// Makes the step in the value before. An added key is compared and taken out of the value after, where
    /// it may stand anywhere but in the first place.
    fn make(&self, before: &mut Value, after: &mut Value) -> Option<()> {
        match self {
            Self::Set(path, new) | Self::Echo(path, new) => *at(before, path)? = new.value(),
            Self::Insert(path, key, new) => {
                let place = at(before, path)?;
                if place.is_null() {
                    *place = Value::Mapping(Mapping::new());
                }
                let entries = at(after, path)?.as_mapping_mut()?;
                let index = entries.keys().position(|own| own.as_str() == Some(*key))?;
                let fits =
                    entries.get(*key) == Some(&new.value()) && (index > 0 || place.as_mapping()?.is_empty());
                entries.shift_remove(*key);
                return fits.then_some(());
            }
            Self::Append(path, new) => match at(before, path)? {
                Value::Sequence(items) => items.push(new.value()),
                place if place.is_null() => *place = Value::Sequence(vec![new.value()]),
                _ => return None,
            },
            Self::Remove(path) => {
                let (parent, last) = path.split_last()?;
                match (at(before, &parent)?, last) {
                    (Value::Mapping(entries), At::Key(key)) => {
                        entries.shift_remove(key.as_str())?;
                    }
                    (Value::Sequence(items), At::Index(index)) if *index < items.len() => {
                        items.remove(*index);
                    }
                    _ => return None,
                }
            }
        }
        Some(())
    }
}

fn at<'v>(value: &'v mut Value, path: &Path) -> Option<&'v mut Value> {
    path.0.iter().try_fold(value, |value, step| match step {
        At::Key(key) => value.get_mut(key.as_str()),
        At::Index(index) => value.get_mut(*index),
    })
}

/// The first place where two values differ.
fn difference(expected: &Value, found: &Value, place: &str) -> Option<String> {
    match (expected, found) {
        (Value::Mapping(left), Value::Mapping(right)) if left.len() == right.len() => {
            left.iter().zip(right).find_map(|((key, left), (other, right))| {
                let place = format!("{place}/{}", key.as_str().unwrap_or("?"));
                if key == other {
                    difference(left, right, &place)
                } else {
                    Some(place)
                }
            })
        }
        (Value::Sequence(left), Value::Sequence(right)) if left.len() == right.len() => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(at, (left, right))| difference(left, right, &format!("{place}/{at}")))
        }
        (Value::Tagged(left), Value::Tagged(right)) if left.tag == right.tag => {
            difference(&left.value, &right.value, place)
        }
        _ => (expected != found).then(|| place.to_owned()),
    }
}

impl New {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Int(number) => (*number).into(),
            Self::Bool(value) => (*value).into(),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| ((*key).into(), value.value()));
                Value::Mapping(entries.collect())
            }
            Self::List(items) => Value::Sequence(items.iter().map(Self::value).collect()),
        }
    }
}
