//! Drawings in the page.

use web_sys::Element;

use super::{Refused, missing, page};

/// A value to set in a drawing: the element, counted in the order in which they begin; its attribute, or none for
/// its text; and the value.
pub type Value<'a> = (usize, Option<&'a str>, &'a str);

/// Children of the drawing's root that give way to others: the first, how many, and the markup that comes.
pub type Replaced<'a> = (usize, usize, &'a str);

/// Shows a drawing in the element with an id, in the place of what is there.
///
/// # Errors
/// Where there is no such element.
pub fn show(id: &str, svg: &str) -> Result<(), Refused> {
    page::element(id)?.set_inner_html(svg);
    Ok(())
}

/// Changes the drawing in the element with an id, first the values: much quicker than to show another one.
///
/// # Errors
/// Where there is no such element, or no drawing in it.
pub fn change<'a>(
    id: &str,
    values: impl IntoIterator<Item = Value<'a>>,
    replaced: Option<Replaced<'_>>,
) -> Result<(), Refused> {
    let place = page::element(id)?;
    let elements = place.get_elements_by_tag_name("*");
    for (at, attribute, value) in values {
        let Some(element) = u32::try_from(at).ok().and_then(|at| elements.item(at)) else {
            continue;
        };
        match (attribute, element.first_child()) {
            (Some(name), _) => element.set_attribute(name, value)?,
            (None, Some(text)) => text.set_node_value(Some(value)),
            (None, None) => element.set_text_content(Some(value)),
        }
    }
    match replaced {
        Some(replaced) => replace(&place.first_element_child().ok_or_else(|| missing(id))?, replaced),
        None => Ok(()),
    }
}

fn replace(root: &Element, (first, removed, markup): Replaced<'_>) -> Result<(), Refused> {
    let children = root.children();
    let at = || u32::try_from(first).ok().and_then(|first| children.item(first));
    for _ in 0..removed {
        at().as_ref().map(Element::remove);
    }
    match at() {
        Some(next) => next.insert_adjacent_html("beforebegin", markup)?,
        None => root.insert_adjacent_html("beforeend", markup)?,
    }
    Ok(())
}
