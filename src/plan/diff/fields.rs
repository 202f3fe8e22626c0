//! Values that differ, by their path.

use super::words::{Told, What};
use crate::catalogue;
use crate::words::diff as words;
use crate::yaml::Value;

/// Lists of resources, which are compared by what they are.
const RESOURCES: [&str; 3] = ["services", "databases", "envVarGroups"];

/// What changed outside of the resources: previews, projects, environments, build sources.
pub(super) fn of_file(old: &Value, new: &Value, lines: &mut Vec<Told>) {
    Walk {
        resource: "",
        skips: &|way, key| RESOURCES.contains(&key) && is_section(way),
        lines,
    }
    .compare("", old, new);
}

/// Whether a way leads to the root, to an environment or to `ungrouped`.
fn is_section(way: &str) -> bool {
    way.is_empty() || way == "ungrouped" || way.starts_with("projects[") && way.contains(".environments[")
}

/// A walk over two values at once.
pub(super) struct Walk<'w> {
    /// Whose values they are.
    pub(super) resource: &'w str,
    /// Fields that are told elsewhere, by the way to their object and their key.
    pub(super) skips: &'w dyn Fn(&str, &str) -> bool,
    pub(super) lines: &'w mut Vec<Told>,
}

impl Walk<'_> {
    /// Tells where two values differ.
    pub(super) fn compare(&mut self, way: &str, old: &Value, new: &Value) {
        match (old, new) {
            _ if old == new => {}
            (Value::Mapping(olds), Value::Mapping(news)) if are_few(olds, news) => {
                self.mappings(way, olds, news);
            }
            (Value::Sequence(olds), Value::Sequence(news)) if are_few(olds, news) => {
                self.sequences(way, olds, news);
            }
            (Value::Mapping(_), Value::Mapping(_)) | (Value::Sequence(_), Value::Sequence(_)) => {
                let told = Told::of(self.resource, What::Field, way, words::field_unseen(way));
                self.lines.push(told);
            }
            _ if old.is_collection() || new.is_collection() => {
                self.one(way, old, false);
                self.one(way, new, true);
            }
            _ => self.scalars(way, old, new),
        }
    }

    fn mappings(&mut self, way: &str, olds: &[(Value, Value)], news: &[(Value, Value)]) {
        let found = |entries: &[(Value, Value)], key: &Value| {
            let entry = entries.iter().find(|(own, _)| own == key);
            entry.map(|(_, value)| value.clone())
        };
        for (key, new) in news {
            let name = shown(key);
            if (self.skips)(way, &name) {
                continue;
            }
            let inner = join(way, &name);
            match found(olds, key) {
                Some(old) => self.compare(&inner, &old, new),
                None => self.one(&inner, new, true),
            }
        }
        for (key, old) in olds {
            let name = shown(key);
            if found(news, key).is_none() && !(self.skips)(way, &name) {
                self.one(&join(way, &name), old, false);
            }
        }
    }

    /// Items that have names are known by them; others by what they are.
    fn sequences(&mut self, way: &str, olds: &[Value], news: &[Value]) {
        let names = |items: &[Value]| items.iter().map(name).collect::<Option<Vec<_>>>();
        let distinct = |names: &Vec<String>| {
            let mut sorted = names.clone();
            sorted.sort_unstable();
            sorted.array_windows().all(|[left, right]| left != right)
        };
        let named = names(olds).zip(names(news));
        if let Some((old_names, new_names)) = named.filter(|(old, new)| distinct(old) && distinct(new)) {
            for (name, new) in new_names.iter().zip(news) {
                let inner = format!("{way}[{name}]");
                match old_names
                    .iter()
                    .position(|old| old == name)
                    .and_then(|at| olds.get(at))
                {
                    Some(old) => self.compare(&inner, old, new),
                    None => self.item(way, name, true),
                }
            }
            for name in old_names.iter().filter(|name| !new_names.contains(name)) {
                self.item(way, name, false);
            }
            return;
        }
        let left = |items: &[Value], others: &[Value]| {
            let mut others: Vec<Option<Value>> = others.iter().map(|other| Some(ordered(other))).collect();
            let mut left = Vec::new();
            for item in items {
                let own = Some(ordered(item));
                match others.iter_mut().find(|other| **other == own) {
                    Some(other) => *other = None,
                    None => left.push(item.clone()),
                }
            }
            left
        };
        let (gone, came) = (left(olds, news), left(news, olds));
        for item in &gone {
            self.item(way, &brief(item), false);
        }
        for item in &came {
            self.item(way, &brief(item), true);
        }
        let in_order = || olds.iter().map(ordered).eq(news.iter().map(ordered));
        if gone.is_empty() && came.is_empty() && !in_order() {
            let told = Told::of(self.resource, What::Order, way, words::order(way));
            self.lines.push(told);
        }
    }

    /// A value that only one side has, by its scalars.
    fn one(&mut self, way: &str, value: &Value, is_new: bool) {
        match value {
            Value::Mapping(entries) if !entries.is_empty() => {
                for (key, value) in entries {
                    let name = shown(key);
                    if !(self.skips)(way, &name) {
                        self.one(&join(way, &name), value, is_new);
                    }
                }
            }
            Value::Sequence(items) if !items.is_empty() => {
                for item in items {
                    self.item(way, &brief(item), is_new);
                }
            }
            _ => self.item(way, &shown_at(way, value), is_new),
        }
    }

    fn item(&mut self, way: &str, item: &str, is_new: bool) {
        let (said, before, after) = match is_new {
            true => (words::field_added(way, item), None, Some(item.to_owned())),
            false => (words::field_removed(way, item), Some(item.to_owned()), None),
        };
        let told = Told::of(self.resource, What::Field, way, said);
        self.lines.push(told.with_values(before, after));
    }

    fn scalars(&mut self, way: &str, old: &Value, new: &Value) {
        let (before, after) = (shown_at(way, old), shown_at(way, new));
        let said = if before == after {
            words::field_unseen(way)
        } else {
            words::field_changed(way, before.as_str(), after.as_str())
        };
        let told = Told::of(self.resource, What::Field, way, said);
        self.lines.push(told.with_values(Some(before), Some(after)));
    }
}

fn join(way: &str, key: &str) -> String {
    match way {
        "" => key.to_owned(),
        way => format!("{way}.{key}"),
    }
}

/// Whether all can be compared with all.
fn are_few<T>(olds: &[T], news: &[T]) -> bool {
    const MOST_PAIRS: usize = 1_000_000;
    olds.len().saturating_mul(news.len()) <= MOST_PAIRS
}

/// A value whose fields stand in one order, whatever order they were written in.
pub(super) fn ordered(value: &Value) -> Value {
    match value {
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), ordered(value)));
            let mut entries: Vec<(Value, Value)> = entries.collect();
            entries.sort_by_cached_key(|(key, _)| shown(key));
            Value::Mapping(entries)
        }
        Value::Sequence(items) => Value::Sequence(items.iter().map(ordered).collect()),
        scalar => scalar.clone(),
    }
}

/// The name of an item, by which it is known; a header's is not its own.
fn name(item: &Value) -> Option<String> {
    match item.get("name")? {
        Value::Text(name) if item.get("path").is_none() => Some(cut(name)),
        _ => None,
    }
}

/// An item in a few words: a scalar, or the first of its fields.
fn brief(item: &Value) -> String {
    match item {
        Value::Mapping(entries) => {
            let texts = entries.iter().filter(|(_, value)| !value.is_collection());
            let texts: Vec<String> = texts
                .take(3)
                .map(|(key, value)| shown_at(&shown(key), value))
                .collect();
            texts.join(" ")
        }
        item => shown(item),
    }
}

/// A scalar as it may be shown under a key.
fn shown_at(way: &str, value: &Value) -> String {
    let key = way.rsplit('.').next().unwrap_or(way);
    let is_secret = matches!(value, Value::Text(text) if !text.is_empty()) && catalogue::looks_secret(key);
    if is_secret {
        words::hidden().to_string()
    } else {
        shown(value)
    }
}

/// A value in a line, cut where it is long; not where it is a secret by its form.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(written) => written.clone(),
        Value::Text(text) if catalogue::secret_kind(text).is_some() => words::hidden().to_string(),
        Value::Text(text) if text.is_empty() || text.contains(char::is_whitespace) => {
            format!("`{}`", cut(text))
        }
        Value::Text(text) => cut(text),
        Value::Sequence(_) => "[]".to_owned(),
        Value::Mapping(_) => "{}".to_owned(),
        Value::Alias { .. } => "*".to_owned(),
    }
}

/// A text's first line, cut where it is long.
pub(super) fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let mut cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.trim_end().len() {
        cut.push('…');
    }
    cut
}
