//! Opening a Blueprint of one's own, or one to begin with.

mod settings;

pub use settings::MAU;

pub(super) use settings::settings;

use std::sync::Arc;

use super::scenario::Settings;
use crate::words::{Message, plan as words};
use crate::yaml::MAX_BYTES;

/// A small Blueprint to begin with.
pub struct Beginning {
    /// Stable name.
    pub id: &'static str,
    /// Its text.
    pub text: &'static str,
    /// What it is called.
    pub name: fn() -> Message,
}

/// What one can begin with, beside the GP Bikes scenarios; the empty Blueprint first.
pub static BEGINNINGS: [Beginning; 5] = [
    Beginning {
        id: "empty",
        text: "services: []\n",
        name: words::begin_empty,
    },
    Beginning {
        id: "web",
        text: include_str!("../data/start-web.yaml"),
        name: words::begin_web,
    },
    Beginning {
        id: "web-postgres",
        text: include_str!("../data/start-web-postgres.yaml"),
        name: words::begin_web_postgres,
    },
    Beginning {
        id: "static",
        text: include_str!("../data/start-static.yaml"),
        name: words::begin_static,
    },
    Beginning {
        id: "web-worker",
        text: include_str!("../data/start-web-worker.yaml"),
        name: words::begin_web_worker,
    },
];

impl Beginning {
    /// The numbers that a scenario of it starts with. Nothing of it runs, so there is no original.
    pub fn settings(&self) -> Settings {
        let name = (self.name)().to_string();
        Settings {
            original: None,
            ..settings(&name, &self.text.into(), false)
        }
    }
}

/// The text of a file.
///
/// # Errors
/// In words, where it has more bytes than a Blueprint may have, or is no UTF-8.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<Arc<str>, Message> {
    if bytes.len() > MAX_BYTES {
        return Err(words::open_too_long(name, MAX_BYTES.to_string()));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        words::open_not_text(name, line.to_string())
    })?;
    Ok(text.into())
}

/// What a scenario of a file is called: the file's name without folders and ending.
pub fn scenario_name(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    let stem = stem.unwrap_or(name).trim();
    if stem.is_empty() {
        words::open_pasted().to_string()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{BEGINNINGS, scenario_name, text_of};
    use crate::check::{Context, Severity, check};
    use crate::yaml::Tree;

    #[test]
    fn beginnings_are_clean() {
        for beginning in &BEGINNINGS {
            let (tree, error) = Tree::parse(beginning.text);
            let report = check(&tree, error, &Context::default());
            let worse = |found: &&crate::check::Diagnostic| found.severity != Severity::Note;
            let said: Vec<String> = report
                .diagnostics
                .iter()
                .filter(worse)
                .map(|found| found.message.to_string())
                .collect();
            assert_eq!(
                (said, report.schema_valid),
                (Vec::new(), Some(true)),
                "{}",
                beginning.id
            );
        }
    }

    #[test]
    fn files_are_read_or_refused_in_words() {
        let said = |bytes: &[u8]| match text_of("render.yaml", bytes.to_vec()) {
            Ok(text) => text.to_string(),
            Err(message) => message.to_string(),
        };
        assert_eq!(said("é: 1\r\n".as_bytes()), "é: 1\r\n");
        assert_eq!(
            said(b"a: 1\nb: \xff\n"),
            "render.yaml is not opened: line 2 is not UTF-8 text."
        );
        assert_eq!(
            said(&vec![b'#'; 1_048_577]),
            "render.yaml is not opened: it has more than 1048576 bytes, the most that a Blueprint may have here."
        );
    }

    #[test]
    fn scenarios_are_named_after_their_files() {
        assert_eq!(scenario_name("render.yaml"), "render");
        assert_eq!(scenario_name("infra/render.staging.yml"), "render.staging");
        assert_eq!(scenario_name(".yaml"), "Pasted");
        assert_eq!(scenario_name("notes.txt"), "notes.txt");
    }
}
