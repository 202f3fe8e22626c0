//! A number that is typed. What is typed stays as it is; only what makes sense becomes an edit.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::app::live::{live, memo, typed};
use crate::price::money;
use crate::words::number_marks;
use crate::words::{Message, page};

/// A number field and what it does.
pub(in crate::app) struct Number {
    pub id: String,
    pub label: String,
    /// The label is read aloud only.
    pub hidden_label: bool,
    pub class: &'static str,
    /// The value now; none where nothing is written.
    pub current: Signal<Option<Decimal>>,
    pub min: Decimal,
    pub max: Option<Decimal>,
    /// Only whole numbers.
    pub whole: bool,
    /// An empty field means that nothing is written.
    pub optional: bool,
    /// Shown in an empty field.
    pub placeholder: Signal<String>,
    pub on_input: Arc<dyn Fn(Option<Decimal>) + Send + Sync>,
    /// The typing is over.
    pub on_end: Arc<dyn Fn() + Send + Sync>,
    /// What stands below, such as the price.
    pub hint: Option<Signal<String>>,
}

/// A number field under its label.
pub(in crate::app) fn number(field: Number) -> AnyView {
    let Number {
        id,
        label,
        hidden_label,
        class,
        current,
        min,
        max,
        whole,
        optional,
        placeholder,
        on_input,
        on_end,
        hint,
    } = field;
    let raw = RwSignal::new(shown(current.get_untracked()));
    let parse = move |text: &str| read(text, min, max, whole, optional);
    // The text follows the value, but not where it already means it: `1.` while `1.5` is being typed.
    Effect::new(move |_| {
        let value = current.get();
        if raw.with_untracked(|text| parse(text).ok() != Some(value)) {
            raw.set(shown(value));
        }
    });
    let error = memo(move || raw.with(|text| parse(text).err().map(|message| message.to_string())));
    let input = move |text: String| {
        let value = parse(&text);
        raw.set(text);
        if let Ok(value) = value
            && value != current.get_untracked()
        {
            on_input(value);
        }
    };
    let change = move |_: String| {
        // A field that is taken away while it has the focus tells its change when its signals are gone.
        if raw.try_with_untracked(|text| parse(text).is_ok()) == Some(true) {
            raw.set(shown(current.get_untracked()));
        }
        on_end();
    };
    let error_id = format!("{id}-error");
    view! {
        <label>
            <span class:sr-only=hidden_label>{label}</span>
            <input
                id=id
                class=class
                inputmode=if whole { "numeric" } else { "decimal" }
                autocomplete="off"
                placeholder=live(move || placeholder.get())
                prop:value=live(move || raw.get())
                aria-invalid=live(move || error.with(|error| error.is_some().then_some("true")))
                aria-describedby=error_id.clone()
                on:input=typed(input)
                on:change=typed(change)
            />
            {hint.map(|hint| view! { <small>{live(move || hint.get())}</small> })}
            {super::error_line(error_id, move || error.get())}
        </label>
    }
    .into_any()
}

fn shown(value: Option<Decimal>) -> String {
    value.map(money::ungrouped).unwrap_or_default()
}

/// Reads what is typed, as the language in use writes it. Blanks around it are passed over.
fn read(
    text: &str,
    min: Decimal,
    max: Option<Decimal>,
    whole: bool,
    optional: bool,
) -> Result<Option<Decimal>, Message> {
    let text = text.trim();
    if text.is_empty() && optional {
        return Ok(None);
    }
    let example = money::ungrouped(min.max(Decimal::TEN));
    let Some(number) = money::typed(text) else {
        return Err(page::error_number(text, example));
    };
    // A whole number with a decimal mark is one in groups of thousands, in another language.
    if whole && text.contains(number_marks().1) {
        return Err(page::error_whole(text, example));
    }
    match max {
        _ if number >= min && max.is_none_or(|max| number <= max) => Ok(Some(number.normalize())),
        Some(max) => Err(page::error_bounds(money::ungrouped(min), money::ungrouped(max))),
        None => Err(page::error_at_least(money::ungrouped(min))),
    }
}
