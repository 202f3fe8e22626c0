//! A plan as one of the presets with what was changed in it, which makes a short link.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::plan::preset::{PRESETS, Preset};
use crate::plan::splice;
use crate::words::{Message, plan as words};
use crate::yaml::edit::{TextEdit, apply};

/// A preset and the one part of its text that is another.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedPreset {
    id: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edit: Option<SharedEdit>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedEdit {
    start: usize,
    end: usize,
    text: String,
}

impl SharedPreset {
    /// The preset that a text differs least from; none where the difference is half of the text or more.
    pub(super) fn nearest(text: &str) -> Option<Self> {
        let edits = PRESETS
            .iter()
            .map(|preset| (preset, splice::between(preset.text, text)));
        let (preset, edit) = edits.min_by_key(|(_, edit)| edit.text.len())?;
        let is_same = edit.text.is_empty() && edit.span.start == edit.span.end;
        (edit.text.len() * 2 < text.len()).then(|| Self {
            id: preset.id.to_owned(),
            version: preset.version,
            edit: (!is_same).then(|| SharedEdit {
                start: edit.span.start,
                end: edit.span.end,
                text: edit.text.clone(),
            }),
        })
    }

    /// The text that is meant.
    pub(super) fn text(self) -> Result<Arc<str>, Message> {
        let preset = PRESETS.iter().find(|preset| preset.id == self.id);
        let base = preset
            .and_then(|preset: &Preset| preset.text_of(self.version))
            .ok_or_else(|| words::link_unknown_preset(self.id.as_str(), self.version.to_string()))?;
        let Some(SharedEdit { start, end, text }) = self.edit else {
            return Ok(base.into());
        };
        if start > end || base.get(start..end).is_none() {
            return Err(words::link_broken());
        }
        Ok(apply(base, &[TextEdit::replace(start, end, text)]).into())
    }
}
