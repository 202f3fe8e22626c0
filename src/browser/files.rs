//! Files that are chosen in a field or dropped on the page.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::Uint8Array;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::{Refused, missing, page};

/// A file's name and what is in it.
pub type Contents = (String, Vec<u8>);

/// The file that was chosen in the file field with an id, no more than `most` bytes of it; none where none
/// was chosen. The field then is empty again, so that the same file can be chosen once more.
///
/// # Errors
/// Where there is no such field, or the browser cannot read the file.
pub async fn chosen(id: &str, most: usize) -> Result<Option<Contents>, Refused> {
    let field: HtmlInputElement = page::element(id)?.dyn_into().map_err(|_| missing(id))?;
    let file = field.files().and_then(|files| files.get(0));
    let Some(file) = file else {
        return Ok(None);
    };
    let contents = read(&file, most).await;
    field.set_value("");
    contents.map(Some)
}

/// Calls `opened` with each file that is dropped on the page, no more than `most` bytes of it.
///
/// # Errors
/// Where there is no window.
pub fn on_drop(most: usize, opened: impl Fn(Result<Contents, Refused>) + 'static) -> Result<(), Refused> {
    let window = web_sys::window().ok_or_else(|| missing("window"))?;
    let opened = Rc::new(opened);
    // A page that does not take a dragged file lets the browser leave for it.
    let over = EventListener::new_with_options(&window, "dragover", prevents_default(), |event| {
        if has_files(event) {
            event.prevent_default();
        }
    });
    let drop = EventListener::new_with_options(&window, "drop", prevents_default(), move |event| {
        for file in files_of(event) {
            event.prevent_default();
            let opened = opened.clone();
            spawn_local(async move { opened(read(&file, most).await) });
        }
    });
    over.forget();
    drop.forget();
    Ok(())
}

fn prevents_default() -> EventListenerOptions {
    EventListenerOptions::enable_prevent_default()
}

fn has_files(event: &web_sys::Event) -> bool {
    let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    transfer.is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

fn files_of(event: &web_sys::Event) -> Vec<File> {
    let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    let files = transfer.and_then(|transfer| transfer.files());
    files.map_or_else(Vec::new, |files| {
        (0..files.length()).filter_map(|at| files.get(at)).collect()
    })
}

async fn read(file: &File, most: usize) -> Result<Contents, Refused> {
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let start = file.slice_with_i32_and_i32(0, most)?;
    let buffer = JsFuture::from(start.array_buffer()).await?;
    Ok((file.name(), Uint8Array::new(&buffer).to_vec()))
}
