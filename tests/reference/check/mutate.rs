//! Blueprints that are broken a little: real ones, or parts of them, with one to three changes, from a fixed
//! seed.

#![allow(
    clippy::indexing_slicing,
    reason = "a test may panic, and every index is below its length"
)]

use plano::spec::{self, Shape};
use serde_json::{Map, Value, json};

/// Makes mutants of some Blueprints, always the same ones for a seed.
pub(super) struct Source<'b> {
    random: u64,
    bases: &'b [Value],
    /// Names of fields: known ones, old ones, and some that mean nothing.
    names: Vec<&'static str>,
    /// Texts that some field takes, and some that none does.
    texts: Vec<&'static str>,
}

impl<'b> Source<'b> {
    pub(super) fn new(seed: u64, bases: &'b [Value]) -> Self {
        let fields = spec::kinds().flat_map(|kind| kind.fields.iter().map(|field| field.name));
        let old = spec::kinds().flat_map(|kind| kind.legacy.iter().map(|legacy| legacy.name));
        let mut names: Vec<&str> = fields
            .chain(old)
            .chain(["colour", "<<", "x-note", "", "Plan"])
            .collect();
        names.sort_unstable();
        names.dedup();
        let values = spec::choices().flat_map(|choice| choice.values.iter().map(|value| value.name));
        let constants = spec::kinds()
            .flat_map(|kind| kind.fields)
            .filter_map(|field| match field.shape {
                Shape::Constant(constant) => Some(constant),
                _ => None,
            });
        let odd = [
            "",
            "Starter",
            "pro_plus",
            "/",
            "up",
            "16",
            "true",
            "off",
            "a: b",
            "- c",
            "día\n\tnoche ",
        ];
        let mut texts: Vec<&str> = values.chain(constants).chain(odd).collect();
        texts.sort_unstable();
        texts.dedup();
        Self {
            random: 0x9e37_79b9_7f4a_7c15 ^ (seed + 1).wrapping_mul(0xd1b5_4a32_d192_ed03),
            bases,
            names,
            texts,
        }
    }

    /// The next mutant.
    pub(super) fn mutant(&mut self) -> Value {
        let base = self.below(self.bases.len());
        let mut value = self.bases[base].clone();
        if self.below(8) > 0 {
            self.thin(&mut value);
        }
        for _ in 0..=self.below(3) {
            self.change(&mut value);
        }
        value
    }

    /// Shortens long lists, so that changes meet each other more often, and time goes into many mutants
    /// rather than into long ones.
    fn thin(&mut self, value: &mut Value) {
        const LONG: usize = 4;
        match value {
            Value::Object(map) => map.values_mut().for_each(|inner| self.thin(inner)),
            Value::Array(items) => {
                while items.len() > LONG {
                    items.swap_remove(self.below(items.len()));
                }
                items.iter_mut().for_each(|inner| self.thin(inner));
            }
            _ => {}
        }
    }

    /// A number below a bound (xorshift).
    fn below(&mut self, bound: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 11) as usize % bound.max(1)
    }

    fn text(&mut self) -> &'static str {
        let at = self.below(self.texts.len());
        self.texts[at]
    }

    fn name(&mut self) -> String {
        let at = self.below(self.names.len());
        self.names[at].to_owned()
    }

    /// A value of any type.
    fn value(&mut self) -> Value {
        match self.below(16) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(false),
            3 => json!(2.0),
            4 => json!(2.5),
            5 => json!(0),
            6 => json!(-1),
            7 => json!(100_000_000_000_000_000_000_u128 as f64),
            8 => json!([]),
            9 => json!({}),
            10 => json!([self.text()]),
            11 => json!({ self.name(): self.text() }),
            12 => json!(self.below(130)),
            _ => json!(self.text()),
        }
    }

    /// One change somewhere below `root`.
    fn change(&mut self, root: &mut Value) {
        let places = containers(root);
        let place = &places[self.below(places.len())];
        // Something to copy or to move, from anywhere.
        let other = &places[self.below(places.len())];
        let copied = root.pointer(other).cloned().unwrap_or_default();
        let action = self.below(10);
        let Some(container) = root.pointer_mut(place) else {
            return;
        };
        match container {
            Value::Object(map) => self.change_mapping(map, copied, action),
            Value::Array(items) => self.change_sequence(items, copied, action),
            scalar => *scalar = self.value(),
        }
        if action == 9 && other != place && !place.starts_with(other.as_str()) {
            take(root, other);
        }
    }

    fn change_mapping(&mut self, map: &mut Map<String, Value>, copied: Value, action: usize) {
        let keys: Vec<String> = map.keys().cloned().collect();
        if keys.is_empty() || action == 0 {
            let name = self.name();
            let value = self.value();
            map.insert(name, value);
            return;
        }
        let key = keys[self.below(keys.len())].clone();
        match action {
            1 => {
                map.remove(&key);
            }
            2 => {
                let name = self.name();
                if let Some(value) = map.remove(&key).filter(|_| !map.contains_key(&name)) {
                    map.insert(name, value);
                }
            }
            3 => {
                map.insert(key, Value::Null);
            }
            4 => {
                let inner = map.remove(&key).unwrap_or_default();
                let name = self.name();
                map.insert(
                    key,
                    if self.below(2) == 0 {
                        json!([inner])
                    } else {
                        json!({ name: inner })
                    },
                );
            }
            5 => {
                let name = self.name();
                map.insert(name, copied);
            }
            6 => {
                let text = self.text();
                map.insert(key, json!(text));
            }
            7 | 8 => {
                let value = self.value();
                map.insert(key, value);
            }
            _ => {
                map.insert(key, copied);
            }
        }
    }

    fn change_sequence(&mut self, items: &mut Vec<Value>, copied: Value, action: usize) {
        let at = self.below(items.len());
        match action {
            _ if items.is_empty() => items.push(self.value()),
            1 | 2 => {
                items.remove(at);
            }
            3 => items[at] = Value::Null,
            4 => items[at] = json!([items[at]]),
            5 | 9 => items.push(copied),
            6 => items.insert(at, items[at].clone()),
            _ => items[at] = self.value(),
        }
    }
}

/// Pointers to every mapping and sequence, the root first.
fn containers(root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), root)];
    while let Some((pointer, value)) = waiting.pop() {
        match value {
            Value::Object(map) => {
                let inner = map.iter();
                waiting.extend(inner.map(|(key, value)| (format!("{pointer}/{}", escaped(key)), value)));
            }
            Value::Array(items) => {
                let inner = items.iter().enumerate();
                waiting.extend(inner.map(|(at, value)| (format!("{pointer}/{at}"), value)));
            }
            _ => continue,
        }
        found.push(pointer);
    }
    // A mutant may be a scalar or nothing by now.
    if found.is_empty() {
        vec![String::new()]
    } else {
        found
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Removes what a pointer leads to.
fn take(root: &mut Value, pointer: &str) {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return;
    };
    match root.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            map.remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Some(at) = last.parse::<usize>().ok().filter(|at| *at < items.len()) {
                items.remove(at);
            }
        }
        _ => {}
    }
}
