//! An address as a QR code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Most characters of an address whose code a phone still reads off a projector.
pub const MOST: usize = 800;

/// White around the code, in modules: what readers ask for.
const MARGIN: i32 = 4;

/// A code as an SVG of black on white; none where the address is too long.
pub fn svg(address: &str) -> Option<String> {
    if address.chars().count() > MOST {
        return None;
    }
    let code = QrCode::encode_text(address, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let whole = size + 2 * MARGIN;
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            // Writing to a string does not fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" aria-hidden=\"true\">\
         <path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
