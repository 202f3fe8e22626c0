//! Drawings in the page.

use super::{Refused, page};

/// A value to set in a drawing: the element, counted in the order in which they begin; its attribute, or none for
/// its text; and the value.
pub type Setting<'a> = (usize, Option<&'a str>, &'a str);

/// Shows a drawing in the element with an id, in the place of what is there.
///
/// # Errors
/// Where there is no such element.
pub fn show(id: &str, svg: &str) -> Result<(), Refused> {
    page::element(id)?.set_inner_html(svg);
    Ok(())
}

/// Changes the drawing in the element with an id: much quicker than to show another one.
///
/// # Errors
/// Where there is no such element.
pub fn change<'a>(id: &str, settings: impl IntoIterator<Item = Setting<'a>>) -> Result<(), Refused> {
    let elements = page::element(id)?.get_elements_by_tag_name("*");
    for (at, attribute, value) in settings {
        let Some(element) = u32::try_from(at).ok().and_then(|at| elements.item(at)) else {
            continue;
        };
        match attribute {
            Some(name) => element.set_attribute(name, value)?,
            None => match element.first_child() {
                Some(text) => text.set_node_value(Some(value)),
                None => element.set_text_content(Some(value)),
            },
        }
    }
    Ok(())
}
