//! Every assumption with its bounds and what it rests on, and the formulas that use them.

use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::{assume, users, workload};
use crate::app::fields::{self, Number};
use crate::app::live::{click, live, memo};
use crate::app::prose::prose;
use crate::app::store::Store;
use crate::demand::{self, Assumption, Id, Label};
use crate::price::money;
use crate::words::{Message, page, plan as words};

/// What assumptions are about, in the order in which they are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Users,
    Answers,
    Services,
    Database,
    KeyValue,
    Files,
    Traffic,
}

impl Topic {
    const ALL: [Self; 7] = [
        Self::Users,
        Self::Answers,
        Self::Services,
        Self::Database,
        Self::KeyValue,
        Self::Files,
        Self::Traffic,
    ];

    fn name(self) -> Message {
        match self {
            Self::Users => page::demand_topic_users(),
            Self::Answers => page::demand_topic_answers(),
            Self::Services => page::demand_topic_services(),
            Self::Database => page::demand_topic_database(),
            Self::KeyValue => page::demand_topic_key_value(),
            Self::Files => page::demand_topic_files(),
            Self::Traffic => page::demand_topic_traffic(),
        }
    }

    fn of(id: Id) -> Self {
        match id {
            Id::DailyShare | Id::MessagesPerDay | Id::DaysPerMonth | Id::PeakFactor | Id::OnlineShare => {
                Self::Users
            }
            Id::AiShare | Id::JobsPerMessage | Id::JobsPerAiAnswer | Id::TokensPerAiAnswer => Self::Answers,
            Id::HeadRoom
            | Id::WebRequests
            | Id::WorkerJobs
            | Id::WebRam
            | Id::WorkerRam
            | Id::ProductionFrom
            | Id::ProductionWeb
            | Id::ProductionRam => Self::Services,
            Id::DatabaseCoresBase
            | Id::DatabaseCoresPer1000
            | Id::DatabaseRamBase
            | Id::DatabaseRamPerUser
            | Id::DatabaseDiskBase
            | Id::MessageKb
            | Id::Retention
            | Id::Connections => Self::Database,
            Id::SessionKb
            | Id::SessionsPerUser
            | Id::SessionMemoryShare
            | Id::CacheMemoryShare
            | Id::KeyValueBase => Self::KeyValue,
            Id::UploadShare | Id::UploadKb | Id::FilesBase | Id::ReadsPerUpload => Self::Files,
            Id::RequestsPerMessage | Id::ResponseKb | Id::LogKbPerMessage | Id::MailsPerUser => Self::Traffic,
        }
    }
}

/// All assumptions by what they are about.
pub(super) fn all(store: Store) -> AnyView {
    let topic = |topic: Topic| {
        let own = demand::assumptions().iter();
        let own = own.filter(|known| Topic::of(known.id) == topic);
        let rows: Vec<AnyView> = own.map(|known| row(store, known)).collect();
        view! {
            <fieldset class="assumptions">
                <legend>{topic.name().to_string()}</legend>
                {rows}
            </fieldset>
        }
        .into_any()
    };
    Topic::ALL.map(topic).into_iter().collect::<Vec<_>>().into_any()
}

fn row(store: Store, known: &'static Assumption) -> AnyView {
    let value = memo(move || workload(store).value(known));
    let set = move |value: Option<Decimal>| {
        let value = value.unwrap_or_default();
        let step = words::step_assumption(known.title(), money::later_number(value));
        assume(store, step, known.name, |workload| {
            // What the set says anyway is no change of it.
            if known.stated(workload.set()).value == value {
                workload.reset(known.name)
            } else {
                workload.change(known.name, value)
            }
        });
    };
    let bounds = page::demand_bounds(known.unit(), money::number(known.min), money::number(known.max));
    // A field's hint is plain text, without code in it.
    let bounds = bounds.to_string().replace('`', "");
    let field = fields::number(Number {
        id: format!("assume-{}", known.name),
        label: known.title().to_string(),
        hidden_label: false,
        class: "num",
        current: Signal::derive(move || Some(value.get())),
        min: known.min,
        max: Some(known.max),
        whole: false,
        optional: false,
        placeholder: String::new().into(),
        on_input: Arc::new(set),
        on_end: Arc::new(move || store.end_gesture()),
        hint: Some(Signal::derive(move || bounds.clone())),
    });
    view! { <div class="assumption">{field} {live(move || rests_on(store, known))}</div> }.into_any()
}

/// How sure the value is and who says so; where it was changed, the way back.
fn rests_on(store: Store, known: &'static Assumption) -> AnyView {
    let workload = workload(store);
    let stated = known.stated(workload.set());
    if !workload.changed().contains_key(&known.id) {
        let said = match (stated.source, stated.label) {
            (Some(source), label) => page::demand_sourced(label.name(), source.text()),
            (None, Label::Assumption) => page::demand_unsourced(),
            (None, label) => label.name(),
        };
        return view! { <small>{prose(&said.to_string())}</small> }.into_any();
    }
    let value = money::number(stated.value);
    let label = page::demand_reset_label(known.title(), value.as_str()).to_string();
    let back = page::demand_reset(value.as_str()).to_string();
    let reset = move || {
        let step = words::step_assumption_reset(known.title(), money::later_number(stated.value));
        assume(store, step, "", |workload| workload.reset(known.name));
    };
    view! {
        <small>
            {page::demand_changed().to_string()} " "
            <button type="button" class="text" aria-label=label on:click=click(reset)>{back}</button>
        </small>
    }
    .into_any()
}

/// The model, with the numbers of now.
pub(super) fn formulas(store: Store) -> AnyView {
    let rows = move || {
        let formulas = demand::formulas(&workload(store), users(store)).into_iter();
        let row = |formula: demand::Formula| {
            view! {
                <dt>{formula.name.to_string()}</dt>
                <dd>
                    {formula.formula.to_string()}
                    <output>{formula.worked}</output>
                </dd>
            }
            .into_any()
        };
        formulas.map(row).collect::<Vec<_>>()
    };
    view! {
        <p class="quiet ends">
            {live(move || page::demand_worked(money::count(users(store))).to_string())}
        </p>
        <dl class="formulas">{live(rows)}</dl>
    }
    .into_any()
}
