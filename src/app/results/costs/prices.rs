//! The price list in use: which one, all its prices, and lists of one's own to change, export and import.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_decimal::Decimal;

use crate::app::fields::{self, Choice, Number, Select};
use crate::app::list::{Row, list};
use crate::app::live::{click, live, memo, typed};
use crate::app::store::Store;
use crate::browser::{Refused, download, files, page as browser};
use crate::plan::Prices;
use crate::plan::open::text_of;
use crate::price::own::OwnList;
use crate::price::{all_prices, lists, money};
use crate::words::{Message, cost as bill_words, page, plan as words};

const FILE: &str = "prices-file";
const COPY: &str = "prices-copying";
/// The value of the list of one's own among the lists.
const OWN: &str = "own";
/// Bytes of a file; a list that is longer is refused where it is read.
const MOST: usize = 512 * 1024;

pub(super) fn prices(store: Store) -> AnyView {
    // The last list of one's own can be chosen again.
    Effect::new(move |_| {
        let now = store.prices.get();
        if let Prices::Own(_) = now {
            store.own_prices.set(Some(now));
        }
    });
    let wrong = RwSignal::new(None::<String>);
    let head = move || {
        let list = store.prices.get();
        view! {
            <div class="prices-head">
                {choice(store)}
                {copy(store, list)}
            </div>
        }
        .into_any()
    };
    view! {
        <h2>{page::prices_title().to_string()}</h2>
        {live(head)}
        {files_row(store, wrong)}
        {table(store)}
    }
    .into_any()
}

/// Puts a list into use, as a step.
fn put(store: Store, prices: Prices) {
    let name = words::step_prices(prices.list().said());
    store.update(|session| session.set_money(name, "", |money| money.prices = prices));
}

/// Which list.
fn choice(store: Store) -> AnyView {
    let mut choices: Vec<Choice> = lists()
        .iter()
        .map(|list| Choice {
            value: list.id.to_string(),
            label: list.named(),
        })
        .collect();
    choices.extend(store.own_prices.get().map(|own| Choice {
        value: OWN.to_owned(),
        label: page::prices_own(own.list().named()).to_string(),
    }));
    let current = memo(move || {
        Some(match store.prices.get() {
            Prices::Own(_) => OWN.to_owned(),
            shipped => shipped.list().id.to_string(),
        })
    });
    fields::select(Select {
        id: "price-list".to_owned(),
        label: page::prices_list().to_string(),
        choices,
        current: current.into(),
        unset: None,
        on_choose: Arc::new(move |id| {
            let own = store.own_prices.get_untracked();
            let chosen = if id == OWN { own } else { Prices::shipped(&id) };
            if let Some(chosen) = chosen {
                put(store, chosen);
            }
        }),
        wide: false,
    })
}

/// A copy of the list in use, to change it.
fn copy(store: Store, now: Prices) -> AnyView {
    let title = now.list().name().to_owned();
    let title = RwSignal::new(match now {
        Prices::Own(_) => words::scenario_copy(title).to_string(),
        _ => page::prices_copy_name(title).to_string(),
    });
    let date = RwSignal::new(browser::today());
    let wrong = RwSignal::new(None::<String>);
    let make = move || {
        let copied = match now {
            Prices::Own(own) => own.under(&title.get_untracked(), &date.get_untracked()),
            shipped => OwnList::copy_of(&shipped.list().id, &title.get_untracked(), &date.get_untracked()),
        };
        match copied {
            Ok(own) => {
                put(store, Prices::own(own));
                // A form that is gone is folded.
                let _ = browser::fold(COPY);
            }
            Err(error) => wrong.set(Some(error.to_string())),
        }
    };
    view! {
        <details class="more" id=COPY>
            <summary>{page::prices_copy().to_string()}</summary>
            <div class="grid">
                <label>
                    {page::prices_name().to_string()}
                    <input
                        id="prices-title"
                        autocomplete="off"
                        aria-describedby="prices-copy-wrong"
                        prop:value=live(move || title.get())
                        on:input=typed(move |text| title.set(text))
                    />
                </label>
                <label>
                    {page::prices_date().to_string()}
                    <input
                        id="prices-date"
                        autocomplete="off"
                        aria-describedby="prices-copy-wrong"
                        prop:value=live(move || date.get())
                        on:input=typed(move |text| date.set(text))
                    />
                </label>
            </div>
            {fields::error_line("prices-copy-wrong".to_owned(), move || wrong.get())}
            <button type="button" class="text" id="prices-copy" on:click=click(make)>
                {page::prices_make_copy().to_string()}
            </button>
        </details>
    }
    .into_any()
}

/// Export and import.
fn files_row(store: Store, wrong: RwSignal<Option<String>>) -> AnyView {
    let is_own = memo(move || matches!(store.prices.get(), Prices::Own(_)));
    let export = move || {
        let Prices::Own(own) = store.prices.get_untracked() else {
            return;
        };
        let saved = match own.to_yaml() {
            Ok(text) => download::save("prices.yaml", "application/yaml", text.as_bytes()),
            Err(error) => Err(Refused(error.to_string())),
        };
        wrong.set(saved.err().map(|refused| refused.0));
    };
    let import = move |_| {
        spawn_local(async move {
            let read = match files::chosen(FILE, MOST).await {
                Ok(None) => return,
                Ok(Some((name, bytes))) => text_of(&name, bytes)
                    .map_err(|error| error.to_string())
                    .and_then(|text| OwnList::from_yaml(&text).map_err(|error| error.to_string()))
                    .map_err(|error| page::prices_not_imported(name, error).to_string()),
                Err(refused) => Err(page::open_refused(refused.0).to_string()),
            };
            match read {
                Ok(own) => {
                    wrong.set(None);
                    put(store, Prices::own(own));
                }
                Err(error) => wrong.set(Some(error)),
            }
        });
    };
    view! {
        <div class="prices-files">
            <button
                type="button"
                class="text"
                id="prices-export"
                hidden=live(move || !is_own.get())
                on:click=click(export)
            >
                {page::prices_export().to_string()}
            </button>
            <label class="file-field">
                <span>{page::prices_import().to_string()}</span>
                <input type="file" id=FILE accept=".yaml,.yml,text/yaml,application/yaml" aria-describedby="prices-file-wrong" on:change=import />
            </label>
            {fields::error_line("prices-file-wrong".to_owned(), move || wrong.get())}
        </div>
    }
    .into_any()
}

/// A price as the table shows it.
#[derive(Clone, PartialEq)]
struct Shown {
    amount: Option<Decimal>,
    /// The shipped list's, where it is another one.
    shipped: Option<Option<Decimal>>,
    source: String,
}

fn all_shown(prices: Prices) -> BTreeMap<String, Shown> {
    let list = prices.list();
    let base: BTreeMap<String, Option<Decimal>> = match prices {
        Prices::Own(own) => all_prices(own.base())
            .into_iter()
            .map(|(address, _, price)| (address, price.known()))
            .collect(),
        _ => BTreeMap::new(),
    };
    let shown = all_prices(list).into_iter().map(|(address, _, price)| {
        let amount = price.known();
        let source = price.sources.first().and_then(|id| list.source(id));
        let shown = Shown {
            amount,
            shipped: base.get(&address).copied().filter(|shipped| *shipped != amount),
            source: source.map_or_else(String::new, |source| match source.date.as_ref() {
                "" => source.title.to_string(),
                date => format!("{} ({date})", source.title),
            }),
        };
        (address, shown)
    });
    shown.collect()
}

/// All prices, with a box each where the list is one's own.
fn table(store: Store) -> AnyView {
    let filter = RwSignal::new(String::new());
    let shown = memo(move || all_shown(store.prices.get()));
    let is_own = memo(move || matches!(store.prices.get(), Prices::Own(_)));
    let names = memo(move || {
        let prices = all_prices(store.prices());
        prices
            .into_iter()
            .map(|(address, name, _)| (address, name))
            .collect::<Vec<_>>()
    });
    let found = memo(move || {
        let wanted = filter.with(|text| text.trim().to_lowercase());
        names.with(|names| {
            let found = names.iter().filter(|(address, name)| {
                address.to_lowercase().contains(&wanted) || name.to_string().to_lowercase().contains(&wanted)
            });
            found.cloned().collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let own = is_own.get();
        let rows = found.get().into_iter().map(|(address, name)| {
            Row::new(&(own, address.clone(), name.to_string()), move || {
                row(store, shown, own, &address, &name)
            })
        });
        rows.collect()
    };
    let caption = move || {
        let list = store.prices();
        let changed = shown.with(|shown| shown.values().filter(|price| price.shipped.is_some()).count());
        let currency =
            page::prices_caption(list.currency.to_string(), list.named(), bill_words::tax()).to_string();
        match (is_own.get(), changed) {
            (false, _) => format!("{currency} {}", page::prices_copy_first()),
            (true, changed) => format!("{currency} {}", page::prices_changed(changed)),
        }
    };
    let none = move || found.with(Vec::is_empty);
    view! {
        <label class="filter">
            {page::prices_filter().to_string()}
            <input
                type="search"
                id="prices-filter"
                autocomplete="off"
                prop:value=live(move || filter.get())
                on:input=typed(move |text| filter.set(text))
            />
        </label>
        <div class="scroll" tabindex="0" role="region" aria-label=page::prices_title().to_string()>
            <table class="money prices" class:own=live(move || is_own.get())>
                <caption>{live(caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{page::prices_what().to_string()}</th>
                        <th scope="col">{page::prices_price().to_string()}</th>
                        <th scope="col">{bill_words::column_source().to_string()}</th>
                    </tr>
                </thead>
                <tbody>{list(Arc::new(rows))}</tbody>
            </table>
        </div>
        <p class="empty" role="status" hidden=live(move || !none())>{page::prices_none_found().to_string()}</p>
    }
    .into_any()
}

fn row(
    store: Store,
    shown: Memo<BTreeMap<String, Shown>>,
    is_own: bool,
    address: &str,
    name: &Message,
) -> AnyView {
    let own = address.to_owned();
    let price = memo(move || shown.with(|shown| shown.get(&own).cloned()));
    let amount = memo(move || price.get().and_then(|price| price.amount));
    let cell = if is_own {
        field(store, amount, address, name)
    } else {
        let text = move || {
            amount
                .get()
                .map_or_else(|| page::prices_unknown().to_string(), money::unit)
        };
        view! { <span class:unknown=live(move || amount.get().is_none())>{live(text)}</span> }.into_any()
    };
    let shipped = move || {
        let shipped = price.get().and_then(|price| price.shipped);
        shipped.map(|shipped| match shipped {
            Some(shipped) => page::prices_shipped(money::unit(shipped)).to_string(),
            None => page::prices_shipped_unknown().to_string(),
        })
    };
    let is_changed = move || price.with(|price| price.as_ref().is_some_and(|price| price.shipped.is_some()));
    view! {
        <tr class:changed=live(is_changed)>
            <th scope="row">{name.to_string()} <code>{address.to_owned()}</code></th>
            <td>{cell} <small>{live(move || shipped().unwrap_or_default())}</small></td>
            <td>{live(move || price.get().map(|price| price.source).unwrap_or_default())}</td>
        </tr>
    }
    .into_any()
}

/// A price to type. It is taken when the field is left: each change is a whole list.
fn field(store: Store, amount: Memo<Option<Decimal>>, address: &str, name: &Message) -> AnyView {
    let typed = RwSignal::new(amount.get_untracked());
    Effect::new(move |_| typed.set(amount.get()));
    let id: String = address
        .chars()
        .map(|next| if next.is_alphanumeric() { next } else { '-' })
        .collect();
    let (address, title) = (address.to_owned(), name.clone());
    fields::number(Number {
        id: format!("price-{id}"),
        label: title.to_string(),
        hidden_label: true,
        class: "num",
        current: typed.into(),
        min: Decimal::ZERO,
        max: Some(Decimal::from(1_000_000_000)),
        whole: false,
        optional: true,
        placeholder: page::prices_unknown().to_string().into(),
        on_input: Arc::new(move |price| typed.set(price)),
        on_end: Arc::new(move || {
            let price = typed.get_untracked();
            if price != amount.get_untracked() {
                change(store, &address, &title, price);
                // What was refused is not shown as if it held.
                typed.set(amount.get_untracked());
            }
        }),
        hint: None,
    })
}

fn change(store: Store, address: &str, title: &Message, price: Option<Decimal>) {
    let Prices::Own(own) = store.prices.get_untracked() else {
        return;
    };
    let mut list = OwnList::clone(own);
    match list.set(address, price) {
        Ok(()) => {
            let name = match price {
                Some(price) => words::step_price(title.clone(), money::later_unit(price)),
                None => words::step_price_unknown(title.clone()),
            };
            let prices = Prices::own(list);
            store.update(|session| session.set_money(name, "", |money| money.prices = prices));
        }
        Err(error) => store.notice.set(Some(error.to_string())),
    }
}
