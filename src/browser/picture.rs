//! Drawing an SVG as a PNG.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Promise, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::{Refused, document, missing};

/// Pixels of the PNG for each of the SVG's: sharp on a projector and on paper.
const SCALE: u32 = 2;

/// The bytes of a PNG of an SVG that says its width and height.
///
/// # Errors
/// Where the browser cannot draw it.
pub async fn png(svg: &str) -> Result<Vec<u8>, Refused> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let drawn = drawn(&address).await;
    // An address that is gone already needs no more.
    let _ = Url::revoke_object_url(&address);
    let buffer = JsFuture::from(drawn?.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn drawn(address: &str) -> Result<Blob, Refused> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document()?
        .create_element("canvas")?
        .dyn_into()
        .map_err(|_| missing("canvas"))?;
    canvas.set_width(image.natural_width().saturating_mul(SCALE));
    canvas.set_height(image.natural_height().saturating_mul(SCALE));
    let context = canvas.get_context("2d")?.ok_or_else(|| missing("canvas"))?;
    let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| missing("canvas"))?;
    let size = [canvas.width(), canvas.height()].map(f64::from);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, size[0], size[1])?;
    let blob = Promise::new(&mut |done, _| {
        let taken = Closure::once_into_js(move |blob: JsValue| {
            // A promise's function takes what it is given.
            let _ = done.call1(&JsValue::NULL, &blob);
        });
        // A canvas that cannot be read answers with nothing, which is missed below.
        let _ = canvas.to_blob(taken.unchecked_ref());
    });
    JsFuture::from(blob)
        .await?
        .dyn_into()
        .map_err(|_| missing("picture"))
}
