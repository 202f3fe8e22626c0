//! Typing in the text, which reads a long one only once it stops; and the lines of the text meanwhile.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{LONG, Store, behind_next_paint};
use crate::app::editing::Shown;
use crate::plan::{Typed, typed};
use crate::yaml::edit::TextEdit;
use crate::yaml::{Lines, Span};

/// How long nothing is typed until the page reads a long text.
const PAUSE: Duration = Duration::from_millis(700);

impl Store {
    /// Makes what was typed a step; `noted` is called before anything follows from it.
    pub fn type_text(self, changes: &[Typed], continues: bool, noted: impl FnOnce()) {
        let is_long = self
            .with_session_untracked(|session| session.on_screen().is_some_and(|own| own.text.len() > LONG));
        // Neither is told anew with each key.
        if is_long && !self.typing.get_untracked() {
            self.typing.set(true);
        }
        if self.notice.with_untracked(Option::is_some) {
            self.notice.set(None);
        }
        let (text, lines) = self.text_and_lines();
        let edits = typed(&text, &lines, changes);
        let mut made = false;
        self.session
            .update_untracked(|session| made = session.type_text(&edits, continues));
        if !made {
            // The editor shows another text than the session's: it is given that again.
            self.editor.update_value(Shown::forget_text);
            self.session.notify();
            return;
        }
        self.note_lines(&lines, &edits);
        noted();
        if is_long {
            // What follows from the text is told with the pause.
            let timer = set_timeout_with_handle(move || self.read_now(), PAUSE).ok();
            self.replace_pause(timer);
            // Not before the key is painted: the worker takes what the browser paints with.
            behind_next_paint(move || {
                self.here_now()
                    .into_iter()
                    .for_each(|later| (later.ask_aside)(self));
            });
        } else {
            self.session.notify();
        }
    }

    /// Reads a long text that was typed in, and all that follows from it.
    pub fn read_now(self) {
        self.replace_pause(None);
        if self.typing.get_untracked() {
            self.session.notify();
            self.typing.set(false);
            self.preview.set(None);
        }
    }

    fn replace_pause(self, timer: Option<TimeoutHandle>) {
        let earlier = self
            .pause
            .try_update_value(|pause| std::mem::replace(pause, timer));
        if let Some(earlier) = earlier.flatten() {
            earlier.clear();
        }
    }

    /// The text on screen, as it is now, and its lines, which are not looked for anew while it stays.
    pub fn text_and_lines(self) -> (Arc<str>, Arc<Lines>) {
        let text = self.text();
        let known = self.lines.with_value(|known| match known {
            Some((own, lines)) if Arc::ptr_eq(own, &text) => Some(lines.clone()),
            _ => None,
        });
        let lines = known.unwrap_or_else(|| {
            let lines = Arc::new(Lines::new(&text));
            self.lines.set_value(Some((text.clone(), lines.clone())));
            lines
        });
        (text, lines)
    }

    /// Notes the lines of the text that came of edits.
    fn note_lines(self, before: &Lines, edits: &[TextEdit]) {
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else {
            return;
        };
        let text = self.text();
        let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
        let gone: usize = edits.iter().map(|edit| edit.span.end - edit.span.start).sum();
        let replaced = Span::new(first.span.start, last.span.end);
        let lines = before.after(&text, replaced, replaced.end + grown - gone);
        self.lines.set_value(Some((text, Arc::new(lines))));
    }
}
