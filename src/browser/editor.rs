//! The text editor, which is a script of its own (`editor/`), and what it asks and tells.
//!
//! Places are lines and UTF-16 columns, both from 0.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;
use web_sys::js_sys::{Array, Object, Promise, Reflect, Uint32Array};

use super::{Refused, page};

/// A place in the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// From a place to another.
pub type Range = (Place, Place);

/// What completes the word at a place.
pub struct Offer {
    /// What is replaced.
    pub range: Range,
    /// What can stand there.
    pub items: Vec<OfferedItem>,
}

/// One thing that can stand at a place.
pub struct OfferedItem {
    /// What it is called.
    pub label: String,
    /// Beside it: a price, a type.
    pub detail: String,
    /// A sentence about it.
    pub info: String,
    /// Its sort, for a sign.
    pub kind: &'static str,
    /// What is written.
    pub insert: String,
}

/// What is said of a word that the pointer rests on.
pub struct Help {
    /// The word.
    pub range: Range,
    /// What it is.
    pub title: String,
    /// Sentences.
    pub text: Vec<String>,
    /// Where more is said.
    pub docs: &'static str,
}

/// Something wrong in the text.
pub struct Mark {
    /// Where.
    pub range: Range,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Its stable name.
    pub code: String,
}

/// What stands beside the lines.
#[derive(Default)]
pub struct Lines {
    /// Lines that the last change added.
    pub added: Vec<usize>,
    /// Lines that it removed, before the line where they stood.
    pub removed: Vec<(usize, Vec<String>)>,
    /// Prices at the ends of lines.
    pub prices: Vec<(usize, String)>,
}

/// A part of the text that was replaced by another.
pub struct Change {
    /// The part.
    pub range: Range,
    /// What stands there now.
    pub text: String,
}

/// A choice in a list, and what it does.
pub type Choice = (String, Box<dyn Fn()>);

/// What the editor tells and asks.
pub struct Answers {
    /// Something was typed; the flag says that it goes on with what was typed before.
    pub changed: Box<dyn Fn(Vec<Change>, bool)>,
    /// The keys of undo.
    pub undo: Box<dyn Fn()>,
    /// The keys of redo.
    pub redo: Box<dyn Fn()>,
    /// What completes the word at a place.
    pub complete: Box<dyn Fn(Place) -> Option<Offer>>,
    /// What is said of the word at a place.
    pub hover: Box<dyn Fn(Place) -> Option<Help>>,
    /// What mends the problems at a place.
    pub fixes: Box<dyn Fn(Place) -> Vec<Choice>>,
}

/// What an editor begins with.
pub struct Beginning<'a> {
    /// The text.
    pub text: &'a str,
    /// What it is called.
    pub label: String,
    /// How it is left by keyboard.
    pub description: String,
    /// Its own words, by its names for them.
    pub phrases: Vec<(&'static str, String)>,
}

#[wasm_bindgen(inline_js = "export const load_editor = () => import('./plano-editor.js');")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn load_editor() -> Result<Promise, JsValue>;

    /// The editor's script.
    #[derive(Clone)]
    pub type Script;
    #[wasm_bindgen(method, catch)]
    fn mount(this: &Script, host: &HtmlElement, options: &Object) -> Result<Handle, JsValue>;

    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Handle, list: &Array);
    #[wasm_bindgen(method, js_name = setMarks)]
    fn set_marks(this: &Handle, marks: &Object);
    #[wasm_bindgen(method)]
    fn reveal(this: &Handle, line: u32, column: u32);
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// Loads the editor's script, once.
///
/// # Errors
/// Where it does not come.
pub async fn load() -> Result<Script, Refused> {
    Ok(JsFuture::from(load_editor()?).await?.unchecked_into())
}

/// An editor on the page. It is gone when this is dropped.
pub struct Editor {
    handle: Handle,
    /// What JavaScript calls must live as long as the editor.
    _answers: Vec<JsValue>,
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

impl Editor {
    /// Puts an editor into the element with an id.
    ///
    /// # Errors
    /// Where there is no such element, or the script fails.
    pub fn mount(
        script: &Script,
        host: &str,
        beginning: Beginning<'_>,
        answers: Answers,
    ) -> Result<Self, Refused> {
        let host = page::element(host)?;
        let phrases = beginning.phrases.into_iter();
        let phrases: Vec<(&str, JsValue)> = phrases.map(|(name, text)| (name, text.into())).collect();
        let answers = functions(answers);
        let mut options = vec![
            ("text", beginning.text.into()),
            ("label", beginning.label.into()),
            ("description", beginning.description.into()),
            ("phrases", object(phrases).into()),
        ];
        options.extend(answers.iter().map(|(name, function)| (*name, function.clone())));
        let handle = script.mount(&host, &object(options))?;
        Ok(Self {
            handle,
            _answers: answers.into_iter().map(|(_, function)| function).collect(),
        })
    }

    /// Shows another text, changing the least that makes it.
    pub fn set_text(&self, text: &str) {
        self.handle.set_text(text);
    }

    /// Shows what is wrong.
    pub fn set_diagnostics(&self, list: impl Iterator<Item = Mark>) {
        let list: Array = list
            .map(|mark| {
                let mut fields = range(mark.range);
                fields.extend([
                    ("severity", mark.severity.into()),
                    ("message", mark.message.into()),
                    ("help", mark.help.into()),
                    ("code", mark.code.into()),
                ]);
                object(fields)
            })
            .collect();
        self.handle.set_diagnostics(&list);
    }

    /// Shows what stands beside the lines.
    pub fn set_lines(&self, lines: Lines) {
        let added: Array = lines.added.into_iter().map(number).collect();
        let removed: Array = lines
            .removed
            .into_iter()
            .map(|(line, texts)| object([("line", number(line)), ("lines", strings(texts).into())]))
            .collect();
        let prices: Array = lines
            .prices
            .into_iter()
            .map(|(line, text)| object([("line", number(line)), ("text", text.into())]))
            .collect();
        self.handle.set_marks(&object([
            ("added", added.into()),
            ("removedBefore", removed.into()),
            ("prices", prices.into()),
        ]));
    }

    /// Puts the cursor at a place, in view, and gives the editor the focus.
    pub fn reveal(&self, place: Place) {
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.handle.reveal(narrow(place.line), narrow(place.column));
    }

    /// Gives the editor the focus.
    pub fn focus(&self) {
        self.handle.focus();
    }
}

/// The answers as functions of JavaScript, by their names there.
fn functions(answers: Answers) -> Vec<(&'static str, JsValue)> {
    let Answers {
        changed,
        undo,
        redo,
        complete,
        hover,
        fixes,
    } = answers;
    let changed = Closure::<dyn FnMut(Uint32Array, Array, bool)>::new(
        move |ranges: Uint32Array, inserted: Array, continues| {
            let ranges = ranges.to_vec();
            let texts = inserted.iter().map(|text| text.as_string().unwrap_or_default());
            let changes = ranges.as_chunks::<4>().0.iter().zip(texts).map(|(range, text)| {
                let [from_line, from_column, to_line, to_column] = *range;
                let range = (place(from_line, from_column), place(to_line, to_column));
                Change { range, text }
            });
            changed(changes.collect(), continues);
        },
    );
    let complete = Closure::<dyn FnMut(u32, u32) -> JsValue>::new(move |line, column| {
        complete(place(line, column)).map_or(JsValue::NULL, offered)
    });
    let hover = Closure::<dyn FnMut(u32, u32) -> JsValue>::new(move |line, column| {
        let help = hover(place(line, column)).map(|help| {
            let mut fields = range(help.range);
            fields.extend([
                ("title", help.title.into()),
                ("text", strings(help.text).into()),
                ("docs", help.docs.into()),
            ]);
            object(fields)
        });
        help.map_or(JsValue::NULL, Into::into)
    });
    let fixes = Closure::<dyn FnMut(u32, u32) -> Array>::new(move |line, column| {
        let choices = fixes(place(line, column)).into_iter();
        choices
            .map(|(title, apply)| {
                let apply = Closure::<dyn FnMut()>::new(apply).into_js_value();
                object([("title", title.into()), ("apply", apply)])
            })
            .collect::<Array>()
    });
    vec![
        ("changed", changed.into_js_value()),
        ("undo", Closure::<dyn FnMut()>::new(undo).into_js_value()),
        ("redo", Closure::<dyn FnMut()>::new(redo).into_js_value()),
        ("complete", complete.into_js_value()),
        ("hover", hover.into_js_value()),
        ("fixes", fixes.into_js_value()),
    ]
}

fn offered(offer: Offer) -> JsValue {
    let items: Array = offer
        .items
        .into_iter()
        .map(|item| {
            object([
                ("label", item.label.into()),
                ("detail", item.detail.into()),
                ("info", item.info.into()),
                ("kind", item.kind.into()),
                ("insert", item.insert.into()),
            ])
        })
        .collect();
    let mut fields = range(offer.range);
    fields.push(("items", items.into()));
    object(fields).into()
}

fn place(line: u32, column: u32) -> Place {
    Place {
        line: line as usize,
        column: column as usize,
    }
}

fn range((from, to): Range) -> Vec<(&'static str, JsValue)> {
    vec![
        ("fromLine", number(from.line)),
        ("fromColumn", number(from.column)),
        ("toLine", number(to.line)),
        ("toColumn", number(to.column)),
    ]
}

fn number(number: usize) -> JsValue {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

fn strings(texts: Vec<String>) -> Array {
    texts.into_iter().map(JsValue::from).collect()
}

fn object(fields: impl IntoIterator<Item = (&'static str, JsValue)>) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}
