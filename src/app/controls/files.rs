//! Where the application keeps its files: object storage or a disk, with what follows from each.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::app::fields::{self, Number, Place};
use crate::app::later::later;
use crate::app::live::{live, memo, typed};
use crate::app::store::Store;
use crate::cost::Item;
use crate::plan::files::{self, Kept};
use crate::price::money;
use crate::spec;
use crate::words::{page, plan as words};

/// The group's card.
pub(super) fn files(store: Store) -> AnyView {
    view! { <div class="card">{later(store, move |later| (later.files_choice)(store))}</div> }.into_any()
}

/// The choice and the size of what is chosen.
pub(in crate::app) fn choice(store: Store) -> AnyView {
    let found = memo(move || store.analysis.with(|shown| files::files(&shown.blueprint())));
    let kept = memo(move || found.with(|found| found.as_ref().map(|found| found.kept)));
    let size = move || match found.get() {
        Some(files::Files {
            kept: Kept::Disk,
            web,
            ..
        }) => {
            let place = Place::new(store, &web, &spec::SERVER_SERVICE, "disk.sizeGB");
            fields::whole_number(place, page::field_disk_gb(), 1, None)
        }
        _ => stored(store),
    };
    let option = move |value: Kept, id: &'static str, name: String, what: String| {
        view! {
            <label>
                <input
                    type="radio"
                    name="files"
                    id=id
                    prop:checked=live(move || kept.get() == Some(value))
                    on:change=typed(move |_| store.keep_files(value))
                />
                <b>{name}</b>
                <small>{what}</small>
            </label>
        }
    };
    let unknown = move || kept.get().is_none();
    view! {
        <div
            class="choice"
            role="radiogroup"
            aria-label=page::controls_files_choice().to_string()
            hidden=live(unknown)
        >
            {option(
                Kept::ObjectStorage,
                "files-object-storage",
                page::controls_object_storage().to_string(),
                page::controls_object_storage_what().to_string(),
            )}
            {option(
                Kept::Disk,
                "files-disk",
                page::controls_disk().to_string(),
                page::controls_disk_what().to_string(),
            )}
        </div>
        <small hidden=live(move || !unknown())>{page::controls_files_unknown().to_string()}</small>
        <div class="grid files-size">{live(size)}</div>
    }
    .into_any()
}

/// How much is on object storage.
fn stored(store: Store) -> AnyView {
    let hint = move || {
        store.analysis.with(|shown| {
            let mut lines = shown.bill.lines.iter();
            let line = lines.find(|line| line.item == Item::ObjectStorage)?;
            let (unit, sum) = line.unit_price.zip(line.monthly)?;
            Some(page::hint_object_storage(money::unit(unit), money::usd(sum.min)).to_string())
        })
    };
    fields::number(Number {
        id: "object-storage".to_owned(),
        label: page::field_object_storage().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || {
            let scenario = store.scenario.get();
            scenario.and_then(|scenario| scenario.settings.object_storage_gb)
        }),
        min: Decimal::ZERO,
        max: Some(Decimal::from(1_000_000)),
        whole: false,
        optional: true,
        placeholder: page::field_unset().to_string().into(),
        on_input: Arc::new(move |size| {
            let name = words::step_storage(money::later_number(size.unwrap_or_default()));
            store.set(name, "object-storage", |settings| {
                settings.object_storage_gb = size
            });
        }),
        on_end: Arc::new(move || store.end_gesture()),
        hint: Some(Signal::derive(move || hint().unwrap_or_default())),
    })
}
