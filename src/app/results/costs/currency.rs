//! The second currency: its code, its rate and the date of the rate, all typed.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::app::fields::{self, Number};
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::cost::{CurrencyPart, SecondCurrency};
use crate::words::{page, plan as words};

/// The currency of GP Bikes.
const USUAL: &str = "COP";

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    code: RwSignal<String>,
    rate: RwSignal<Option<Decimal>>,
    date: RwSignal<String>,
    wrong: RwSignal<Option<(CurrencyPart, String)>>,
}

/// The form, folded unless there is a second currency.
pub(super) fn form(store: Store, second: Memo<Option<SecondCurrency>>) -> AnyView {
    let form = Form {
        code: RwSignal::new(USUAL.to_owned()),
        rate: RwSignal::new(None),
        date: RwSignal::new(String::new()),
        wrong: RwSignal::new(None),
    };
    // What is undone is undone in the form as well.
    Effect::new(move |_| {
        let now = second.get();
        form.wrong.set(None);
        form.rate.set(now.as_ref().map(SecondCurrency::rate));
        if let Some(now) = now {
            form.code.set(now.code().to_owned());
            form.date.set(now.date().to_owned());
        }
    });
    let rate = fields::number(Number {
        id: "currency-rate".to_owned(),
        label: page::currency_rate().to_string(),
        hidden_label: false,
        class: "num",
        current: form.rate.into(),
        min: Decimal::new(1, 6),
        max: Some(Decimal::from(1_000_000_000)),
        whole: false,
        optional: true,
        placeholder: page::currency_rate_unset().to_string().into(),
        on_input: Arc::new(move |rate| form.rate.set(rate)),
        on_end: Arc::new(move || take(store, form)),
        hint: None,
    });
    let is_open = second.with_untracked(Option::is_some);
    let stop = move || {
        let name = words::step_no_currency();
        store.update(|session| session.set_money(name, "", |money| money.currency = None));
    };
    view! {
        <details class="more currency" open=is_open>
            <summary>{page::currency_title().to_string()}</summary>
            <div class="grid">
                {line(store, form, form.code, "currency-code", page::currency_code().to_string(), CurrencyPart::Code)}
                <div>{rate} {wrong(form, "currency-rate-wrong", CurrencyPart::Rate)}</div>
                {line(store, form, form.date, "currency-date", page::currency_date().to_string(), CurrencyPart::Date)}
            </div>
            <p class="quiet">{page::currency_what().to_string()}</p>
            <button
                type="button"
                class="text"
                id="currency-stop"
                hidden=live(move || second.with(Option::is_none))
                on:click=click(stop)
            >
                {page::currency_stop().to_string()}
            </button>
        </details>
    }
    .into_any()
}

/// A line of the form.
fn line(
    store: Store,
    form: Form,
    value: RwSignal<String>,
    id: &'static str,
    label: String,
    part: CurrencyPart,
) -> AnyView {
    let error = format!("{id}-wrong");
    let is_wrong = memo(move || {
        form.wrong
            .with(|wrong| wrong.as_ref().is_some_and(|(own, _)| *own == part))
    });
    let change = move |text: String| {
        value.set(text);
        take(store, form);
    };
    view! {
        <label>
            {label}
            <input
                id=id
                autocomplete="off"
                prop:value=live(move || value.get())
                aria-invalid=live(move || is_wrong.get().then_some("true"))
                aria-describedby=error.clone()
                on:change=typed(change)
            />
            {wrong(form, &error, part)}
        </label>
    }
    .into_any()
}

fn wrong(form: Form, id: &str, part: CurrencyPart) -> AnyView {
    fields::error_line(id.to_owned(), move || {
        form.wrong.with(|wrong| {
            let (_, said) = wrong.as_ref().filter(|(own, _)| *own == part)?;
            Some(said.clone())
        })
    })
}

/// Takes what is typed as the second currency, or says what is wrong with it. Without a rate there is none.
fn take(store: Store, form: Form) {
    let now = store.with_session_untracked(|session| session.workspace().money.currency.clone());
    let Some(rate) = form.rate.get_untracked() else {
        form.wrong.set(None);
        if now.is_some() {
            let name = words::step_no_currency();
            store.update(|session| session.set_money(name, "", |money| money.currency = None));
        }
        return;
    };
    let (code, date) = (form.code.get_untracked(), form.date.get_untracked());
    match SecondCurrency::new(&code, rate, &date) {
        Ok(currency) => {
            form.wrong.set(None);
            if now.as_ref() != Some(&currency) {
                let name = words::step_currency(currency.caption());
                store.update(|session| {
                    session.set_money(name, "currency", |money| money.currency = Some(currency));
                });
            }
        }
        Err(bad) => form.wrong.set(Some((bad.part, bad.to_string()))),
    }
}
