//! Work beside the page: a second copy of the program that answers what the page asks, without its pauses.
//!
//! Questions and answers are lists of texts.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{self, Array};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, WorkerOptions, WorkerType};

use super::{Refused, document, missing};

/// The script that starts the program in a worker.
const SCRIPT: &str = "worker.js";

/// A worker and its answers.
pub struct Worker {
    worker: web_sys::Worker,
    _answered: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut()>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Worker {
    /// Starts a worker with the page's own program; `answered` is called with each answer, `failed` when it stops by
    /// a fault.
    ///
    /// # Errors
    /// Where the browser has none, or the page does not say where its program is.
    pub fn start(
        answered: impl Fn(Vec<String>) + 'static,
        failed: impl Fn() + 'static,
    ) -> Result<Self, Refused> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(SCRIPT, &options)?;
        let answered = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            answered(texts(&event.data()));
        });
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        let failed = Closure::<dyn FnMut()>::new(failed);
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let program = [
            address("link[rel=modulepreload]")?,
            address("link[rel=preload][as=fetch]")?,
        ];
        worker.post_message(&list(program))?;
        Ok(Self {
            worker,
            _answered: answered,
            _failed: failed,
        })
    }

    /// Asks something.
    ///
    /// # Errors
    /// The browser's words where it does not pass the question on.
    pub fn ask(&self, question: impl IntoIterator<Item = String>) -> Result<(), Refused> {
        Ok(self.worker.post_message(&list(question))?)
    }
}

/// Whether this program runs in a worker.
pub fn is_here() -> bool {
    scope().is_some()
}

/// In a worker: answers every question until the page ends it, once what answers is there. The first answer,
/// without texts, says that it is ready.
pub fn serve(answer: impl Future<Output = Option<fn(Vec<String>) -> Vec<String>>> + 'static) {
    spawn_local(async move {
        if let (Some(answer), Some(scope)) = (answer.await, scope()) {
            listen(&scope, answer);
        }
    });
}

fn listen(scope: &DedicatedWorkerGlobalScope, answer: fn(Vec<String>) -> Vec<String>) {
    let own = scope.clone();
    let asked = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // A page that is gone needs no answer.
        let _ = own.post_message(&list(answer(texts(&event.data()))));
    });
    scope.set_onmessage(Some(asked.as_ref().unchecked_ref()));
    asked.forget();
    let _ = scope.post_message(&list([]));
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Where a part of the program is, as the page links it.
fn address(selector: &str) -> Result<String, Refused> {
    let link = document()?.query_selector(selector)?;
    let link = link.ok_or_else(|| missing(selector))?;
    let address = link.get_attribute("href").ok_or_else(|| missing(selector))?;
    Ok(address)
}

fn list(texts: impl IntoIterator<Item = String>) -> JsValue {
    texts.into_iter().map(JsValue::from).collect::<Array>().into()
}

fn texts(data: &JsValue) -> Vec<String> {
    let texts = Array::from(data);
    texts
        .iter()
        .map(|text| text.as_string().unwrap_or_default())
        .collect()
}
