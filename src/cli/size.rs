//! `plano size`.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::cost::price_lists;
use super::input::{Input, Opened};
use super::output::{self, Failure, Output};
use crate::blueprint::Blueprint;
use crate::demand::{
    self, Load, MAX_USERS, Roles, Set, Setting, Sizes, Sizing, Workload, size_text, whole_percent,
};
use crate::envvars::one_line;
use crate::plan::Settings;
use crate::price::{self, money};
use crate::words::{cli as words, cost, whole};

/// What a number of monthly users asks of each resource, and the size that fits
///
/// What is written is never made smaller, and a plan without a known price is never advised.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  plano size render.yaml --mau 5000
  plano size render.yaml --mau 5000 --assumptions published --format json
  plano size plano.yaml --scenario Scaled

A plano.yaml brings its users, assumptions and prices; what is given here takes their place.")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Monthly users; needed unless the file is a plano.yaml
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_USERS)))]
    mau: Option<u32>,
    /// What is assumed of the users
    #[arg(long, value_enum)]
    assumptions: Option<Assumptions>,
    /// Files are kept on object storage, of which so many GB are planned
    #[arg(long, value_name = "N", value_parser = super::cost::amount, allow_negative_numbers = true)]
    object_storage_gb: Option<Decimal>,
    /// Price list, by its month [default: the plan's, else the newest]
    #[arg(long, value_name = "LIST", value_parser = price_lists())]
    prices: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A set of assumptions.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum Assumptions {
    /// Fitted to the GP Bikes document of October 2025
    #[default]
    Document,
    /// The least that Chatwoot and Render publish
    Published,
}

impl Assumptions {
    pub(super) fn set(self) -> Set {
        match self {
            Self::Document => Set::Document,
            Self::Published => Set::Published,
        }
    }

    /// The workload of a plan, if there is one, with these assumptions, if they are given.
    pub(super) fn workload(wished: Option<Self>, settings: Option<&Settings>) -> Workload {
        let own = settings.map(|settings| settings.workload.clone());
        match (wished, own) {
            (Some(assumptions), Some(own)) => own.with_set(assumptions.set()),
            (None, Some(own)) => own,
            (assumptions, None) => Workload::of(assumptions.unwrap_or_default().set()),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let Opened { tree, plan, .. } = arguments.input.sound()?;
    let settings = plan.as_ref().map(|plan| &plan.settings);
    let users = arguments.mau.or(settings.map(|settings| settings.mau));
    let users = users.ok_or_else(|| Failure::of(&words::size_no_users()))?;
    let workload = Assumptions::workload(arguments.assumptions, settings);
    let none = Roles::new();
    let wished = arguments.prices.as_deref().and_then(price::list);
    let planned = plan.as_ref().map(|plan| plan.prices);
    let blueprint = Blueprint::of(&tree);
    let setting = Setting {
        prices: wished.or(planned).unwrap_or_else(price::default_list),
        workload: &workload,
        roles: settings.map_or(&none, |settings| &settings.roles),
        object_storage_gb: arguments
            .object_storage_gb
            .or_else(|| settings.and_then(|settings| settings.object_storage_gb)),
    };
    let sizing = demand::size(&blueprint, &setting, users);
    Ok(match arguments.format {
        Format::Text => Output::new(text(&sizing, setting.object_storage_gb, workload.set())),
        Format::Json => output::json(&as_json(&sizing, workload.set())),
    })
}

fn text(sizing: &Sizing, planned_gb: Option<Decimal>, set: Set) -> String {
    let head = [
        cost::column_resource().to_string(),
        words::size_load().to_string(),
        words::size_full().to_string(),
        words::size_full_at().to_string(),
        words::size_advice().to_string(),
    ];
    let mut rows = vec![head];
    for sizes in &sizing.resources {
        for (at, load) in sizes.loads.iter().enumerate() {
            let first = at == 0;
            let advice = if sizes.edits.is_empty() {
                words::size_fits().to_string()
            } else {
                size_text(sizes.advised, sizes.subject.role).to_string()
            };
            let once = |text: String| if first { text } else { String::new() };
            rows.push([
                once(one_line(&sizes.subject.name)),
                format!("{} {}", number(load), load.measure.unit()),
                load.percent
                    .map(|percent| format!("{} %", whole_percent(percent)))
                    .unwrap_or_default(),
                load.full_at.map(money::count).unwrap_or_default(),
                once(advice),
            ]);
        }
    }
    let mut text = super::projection::columns(&rows);
    for sizes in &sizing.resources {
        for sentence in sizes.reason.iter().chain(&sizes.less) {
            text.push_str(&format!("\n{}: {sentence}", one_line(&sizes.subject.name)));
        }
    }
    if let Some(gb) = sizing.object_storage_gb {
        let gb = demand::amount_text(gb);
        let files = match sizing.more_object_storage(planned_gb) {
            Some(_) => {
                let planned = demand::amount_text(planned_gb.unwrap_or_default());
                words::size_more_files(whole(sizing.users), gb, planned)
            }
            None => words::size_files(whole(sizing.users), gb),
        };
        text.push_str(&format!("\n{files}"));
    }
    let caption = words::size_caption(sizing.users, set.name());
    format!("{text}\n{caption}\n")
}

/// An amount for people, with one decimal at most.
fn number(load: &Load) -> String {
    load.amount.round_dp(1).normalize().to_string()
}

fn as_json(sizing: &Sizing, set: Set) -> Value {
    let load = |load: &Load| {
        json!({
            "measure": load.measure.name().to_string(),
            "unit": load.measure.unit().to_string(),
            "amount": load.amount.normalize().to_string(),
            "capacity": load.capacity.map(|capacity| capacity.normalize().to_string()),
            "percent": load.percent.map(whole_percent),
            "over": load.over,
            "full_at": load.full_at,
        })
    };
    let sizes = |sizes: &Sizes| {
        json!({
            "resource": sizes.subject.name,
            "role": sizes.subject.role.id(),
            "loads": sizes.loads.iter().map(load).collect::<Vec<_>>(),
            "change": !sizes.edits.is_empty(),
            "enough": sizes.enough,
            "plan": sizes.advised.plan,
            "instances_min": sizes.advised.min,
            "instances_max": sizes.advised.max,
            "disk_gb": sizes.advised.disk_gb,
            "reason": sizes.reason.as_ref().map(ToString::to_string),
            "less": sizes.less.as_ref().map(ToString::to_string),
        })
    };
    json!({
        "users": sizing.users,
        "assumptions": set.id(),
        "object_storage_gb": sizing.object_storage_gb.map(|gb| gb.normalize().to_string()),
        "resources": sizing.resources.iter().map(sizes).collect::<Vec<_>>(),
    })
}
