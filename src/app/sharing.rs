//! Sharing the plan on screen by a link or a file, and opening what somebody shared: it is shown first, and replaces
//! nothing.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::language;
use super::live::{click, live};
use super::room;
use super::store::{Store, Tab};
use crate::browser::{address, clipboard, download, page as browser};
use crate::check::Severity;
use crate::plan::share::{self, Link, Shared, qr};
use crate::plan::{Prices, Scenario, analyse, save};
use crate::price::money;
use crate::words::{page, share as words};

const MENU: &str = "share-menu";
const ADDRESS: &str = "share-address";

/// The file of a whole workspace.
const FILE: &str = "plano.yaml";

/// A link as it is handed on.
#[derive(Clone, PartialEq)]
struct Made {
    address: String,
    withheld: Vec<String>,
}

/// What stands in the menu.
pub(super) fn menu(store: Store) -> AnyView {
    let made: RwSignal<Option<Result<Made, String>>> = RwSignal::new(None);
    let make = move |_| {
        let link = store.on_screen_now().map(|own| make(store, &own));
        made.set(link.filter(|_| browser::is_open(MENU)));
    };
    let body = move || match made.get()? {
        Ok(made) => Some(ready(store, made)),
        Err(reason) => Some(view! { <p>{reason}</p> }.into_any()),
    };
    view! {
        <details class="menu open" id=MENU on:toggle=make>
            <summary>{words::title().to_string()}</summary>
            <div class="panel wide">
                <p class="title">{words::by_link().to_string()}</p>
                {live(body)}
                <p class="title">{words::by_file().to_string()}</p>
                <small>{words::file_what().to_string()}</small>
                <div class="row">
                    <button class="text" id="share-file" on:click=click(move || save_file(store))>
                        {words::file_save().to_string()}
                    </button>
                </div>
            </div>
        </details>
    }
    .into_any()
}

fn make(store: Store, scenario: &Scenario) -> Result<Made, String> {
    let prices = store.with_session_untracked(|session| session.workspace().money.prices);
    let link = share::link(scenario, &prices, crate::words::language());
    let Link { fragment, withheld } = link.map_err(|reason| reason.to_string())?;
    let address = address::with_fragment(&fragment).map_err(|refused| refused.0)?;
    Ok(Made { address, withheld })
}

fn ready(store: Store, Made { address, withheld }: Made) -> AnyView {
    let copied = address.clone();
    let copy = move || {
        let address = copied.clone();
        spawn_local(async move {
            store.notice.set(Some(match clipboard::copy(address).await {
                Ok(()) => words::copied().to_string(),
                Err(refused) => page::results_refused(refused.0).to_string(),
            }));
        });
    };
    let shared = address.clone();
    let hand_on = move || {
        let address = shared.clone();
        spawn_local(async move {
            // Who closes the sheet needs no word about it.
            let _ = address::share(&page::brand().to_string(), &address).await;
        });
    };
    let kept_back = (!withheld.is_empty()).then(|| {
        view! { <p class="kept-back">{words::withheld(withheld.join(", ")).to_string()}</p> }.into_any()
    });
    let code = match qr::svg(&address) {
        Some(svg) => view! {
            <div class="qr" role="img" aria-label=words::code().to_string() inner_html=svg></div>
        }
        .into_any(),
        None => {
            let most = qr::MOST.to_string();
            view! { <small>{words::no_code(address.chars().count().to_string(), most).to_string()}</small> }
                .into_any()
        }
    };
    view! {
        <label>
            {words::address().to_string()}
            <input id=ADDRESS class="mono" readonly prop:value=address.clone() />
        </label>
        <small>{words::link_what().to_string()}</small>
        {kept_back}
        <div class="row">
            <button class="text" id="share-copy" on:click=click(copy)>{words::copy().to_string()}</button>
            <button class="text" id="share-sheet" hidden=!address::can_share() on:click=click(hand_on)>
                {words::sheet().to_string()}
            </button>
        </div>
        {code}
    }
    .into_any()
}

fn save_file(store: Store) {
    store.read_now();
    let text = store.with_session_untracked(|session| save::encode(session.workspace()));
    let saved = match text {
        Ok(text) => download::save(FILE, "application/yaml", text.as_bytes()).map_err(|refused| refused.0),
        Err(reason) => Err(reason.to_string()),
    };
    if let Err(reason) = saved {
        store.notice.set(Some(page::results_refused(reason).to_string()));
    }
}

/// Looks for a shared plan or a place in the address, now and whenever the address is another.
pub(super) fn receive(store: Store) {
    take(store);
    address::on_fragment(move || take(store));
}

fn take(store: Store) {
    let fragment = address::fragment();
    if !share::is_link(&fragment) {
        room::go(store, &fragment);
        return;
    }
    address::forget_fragment();
    match share::open(&fragment) {
        Ok(shared) => {
            language::follow(store, shared.language.as_deref());
            store.arrived.set(Some(Arc::new(shared)));
        }
        Err(reason) => store.notice.set(Some(reason.to_string())),
    }
}

/// What somebody shared, before it is opened.
pub(super) fn arrived(store: Store) -> AnyView {
    live(move || Some(shown(store, store.arrived.get()?))).into_any()
}

fn shown(store: Store, shared: Arc<Shared>) -> AnyView {
    let scenario = &shared.scenario;
    let in_use = untrack(|| store.prices());
    let list = shared.prices.as_ref().map_or(in_use, Prices::list);
    let analysis = untrack(|| analyse(scenario, list));
    let title = || list.name().to_owned();
    let prices = match &shared.unknown_prices {
        Some(unknown) => Some(words::arrived_unknown_prices(unknown.as_str(), title())),
        None => (list != in_use).then(|| words::arrived_prices(title())),
    };
    let report = analysis.check();
    let name = scenario.settings.name.clone();
    let facts = words::arrived_facts(money::count(scenario.settings.mau), analysis.bill.total_text());
    let problems = super::status::counts(|severity: Severity| report.count(severity));
    let problems = (!problems.is_empty()).then(|| format!(" {problems}."));
    let open = move || {
        let shared = Arc::clone(&shared);
        store.arrived.set(None);
        super::language::keep();
        store.update(|session| session.add_shared(&shared));
        store.tab.set(Tab::Blueprint);
    };
    view! {
        <section class="arrived" role="alert">
            <p>
                <b>{words::arrived(name).to_string()}</b> " " {facts.to_string()} {problems} " " {words::arrived_what().to_string()}
                {prices.map(|prices| view! { " " {prices.to_string()} }.into_any())}
            </p>
            <button class="primary" id="arrived-open" on:click=click(open)>{words::arrived_open().to_string()}</button>
            <button class="text" id="arrived-leave" on:click=click(move || store.arrived.set(None))>
                {words::arrived_leave().to_string()}
            </button>
        </section>
    }
    .into_any()
}
