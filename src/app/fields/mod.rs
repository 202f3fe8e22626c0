//! Fields of forms. Each shows what the text says, keeps what is typed until it makes sense, and says at
//! the field what is wrong.

mod choosing;
mod number;
mod select;
mod text;

pub(super) use choosing::{Choosing, choosing};
pub(super) use number::{Number, number};
pub(super) use select::{Choice, Select, select};
pub(super) use text::{Text, text};

use std::sync::Arc;

use leptos::prelude::*;

use super::store::Store;
use crate::app::live::live;
use crate::spec::{Field, Kind};
use crate::words::{Message, page};
use crate::yaml::Path;

/// A field of a resource, as its control knows it.
#[derive(Clone)]
pub(super) struct Place {
    pub store: Store,
    pub resource: Path,
    /// Dotted name: `scaling.minInstances`.
    pub field: &'static str,
    /// The field in the format.
    pub spec: Option<&'static Field>,
}

impl Place {
    /// A field directly on a resource of a kind.
    pub fn new(store: Store, resource: &Path, kind: &'static Kind, field: &'static str) -> Self {
        Self {
            store,
            resource: resource.clone(),
            field,
            spec: kind.field(field),
        }
    }

    /// An id for the control, to be found and labelled by.
    pub fn id(&self) -> String {
        id_of(&self.resource, self.field)
    }

    /// What the text says, followed.
    pub fn current(&self) -> Memo<Option<String>> {
        self.store.field(&self.resource, self.field)
    }

    /// What Render does where the field is not written.
    pub fn unset_label(&self) -> String {
        match self.spec.and_then(|field| field.default) {
            Some(value) => page::field_unset_default(value).to_string(),
            None => page::field_unset().to_string(),
        }
    }

    /// Writes a value, or clears the field.
    pub fn set(&self, value: String) {
        self.store.set_field(&self.resource, self.field, value);
    }
}

/// The id of the control of a field, also where a problem leads to.
pub(super) fn id_of(resource: &Path, field: &str) -> String {
    let resource: String = resource
        .to_string()
        .chars()
        .map(|next| if next.is_alphanumeric() { next } else { '-' })
        .collect();
    format!("field-{resource}{}", field.replace('.', "-"))
}

/// A field of a resource as a line of text.
pub(super) fn place_text(place: Place, label: Message) -> AnyView {
    let current = place.current();
    let store = place.store;
    text(Text {
        id: place.id(),
        label: label.to_string(),
        current: current.into(),
        placeholder: place.unset_label(),
        on_input: Arc::new(move |value| place.set(value)),
        on_end: Arc::new(move || store.end_gesture()),
    })
}

/// A field of a resource that takes whole numbers.
pub(super) fn whole_number(place: Place, label: Message, min: i64, max: Option<i64>) -> AnyView {
    let current = place.current();
    let store = place.store;
    number(Number {
        id: place.id(),
        label: label.to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || current.get().and_then(|text| text.parse().ok())),
        min: min.into(),
        max: max.map(Into::into),
        whole: true,
        optional: place.spec.is_some_and(|field| !field.required),
        placeholder: place.unset_label().into(),
        on_input: Arc::new(move |value| place.set(value.map(|value| value.to_string()).unwrap_or_default())),
        on_end: Arc::new(move || store.end_gesture()),
        hint: None,
    })
}

/// The line under a field that says what is wrong.
pub(super) fn error_line(
    id: String,
    error: impl Fn() -> Option<String> + Send + Sync + Copy + 'static,
) -> AnyView {
    view! {
        <span class="field-error" id=id hidden=live(move || error().is_none()) role="alert">
            {live(move || error().unwrap_or_default())}
        </span>
    }
    .into_any()
}
