//! `plano cost`.

use std::path::Path;

use clap::builder::PossibleValuesParser;
use rust_decimal::Decimal;

use super::input::{Input, Opened};
use super::output::{Failure, Output};
use super::projection::{Form, Users};
use super::workspace_plans;
use crate::blueprint::{Blueprint, ServiceType};
use crate::cost::{
    Bill, CronMinutes, LineItem, Meter, OutsideService, Usage, bill, caption, export, range_text,
};
use crate::envvars::one_line;
use crate::price::own::OwnList;
use crate::price::{self, PriceList, money};
use crate::words::{alternatives, cli as words, cost};

/// What the Blueprint costs a month, before tax
///
/// A price that the list does not have is shown as unpriced and never counted as zero.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  plano cost render.yaml --workspace pro --object-storage-gb 200
  plano cost render.yaml --prices 2025-10 --format csv > cost.csv
  plano cost render.yaml --prices ours.yaml --use bandwidth-gb=40 --workspace pro
  plano cost render.yaml --mau 1000 --growth 10 --months 12
  plano cost plano.yaml --scenario Scaled

A plano.yaml brings its users, usage and prices; what is given here takes their place.")]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Price list: its month or your YAML file [default: the plan's, else the newest]
    #[arg(long, value_name = "LIST", value_parser = list_or_file)]
    prices: Option<String>,
    /// Add the workspace on this plan
    #[arg(long, value_name = "PLAN", value_parser = workspace_plans())]
    workspace: Option<String>,
    /// Add this many GB kept on object storage
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
    object_storage_gb: Option<Decimal>,
    /// Add this much a month for monitoring, in US dollars
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    monitoring: Option<Charge>,
    /// Add this much a month for the OpenAI API, or `unpriced`
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    openai: Option<Charge>,
    /// Add this much a month for WhatsApp messages, or `unpriced`
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    whatsapp: Option<Charge>,
    /// Add this much a month for sending mail, or `unpriced`
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    mail: Option<Charge>,
    /// Add this much a month for Sentry, or `listed`: its Team plan
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    sentry: Option<Charge>,
    /// Add this much a month for Datadog, or `listed`: by the host
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    datadog: Option<Charge>,
    /// Add this much a month for logs at Datadog, or `listed`: by the GB
    #[arg(long, value_name = "USD", value_parser = charge, allow_negative_numbers = true)]
    logs: Option<Charge>,
    /// So much is used a month: `bandwidth-gb=40`, `mails=9000`
    #[arg(long = "use", value_name = "WHAT=N", value_parser = metered)]
    metered: Vec<(Meter, Decimal)>,
    /// A cron job runs so many minutes a month: `nightly=90`
    #[arg(long, value_name = "NAME=MINUTES", value_parser = cron)]
    cron: Vec<(String, Decimal)>,
    /// What one of it costs, in US dollars: `mails=0.001`
    #[arg(long, value_name = "WHAT=USD", value_parser = metered)]
    unit_price: Vec<(Meter, Decimal)>,
    #[command(flatten)]
    users: Users,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Csv,
    Md,
}

/// What a service of others costs; none where it is used and nobody has said, so that the list's price holds if
/// it has one.
#[derive(Clone, Copy, Debug)]
struct Charge(Option<Decimal>);

fn charge(text: &str) -> Result<Charge, String> {
    if matches!(text, "unpriced" | "listed") {
        return Ok(Charge(None));
    }
    amount(text).map(|amount| Charge(Some(amount)))
}

/// Takes the id of a price list.
pub(super) fn price_lists() -> PossibleValuesParser {
    PossibleValuesParser::new(price::lists().iter().map(|list| list.id.as_ref()))
}

pub(super) fn amount(text: &str) -> Result<Decimal, String> {
    let amount = Decimal::from_str_exact(text)
        .ok()
        .filter(|amount| *amount >= Decimal::ZERO);
    amount.ok_or_else(|| words::bad_amount().to_string())
}

fn metered(text: &str) -> Result<(Meter, Decimal), String> {
    let (name, number) = text.split_once('=').unwrap_or((text, ""));
    let meter = Meter::ALL.into_iter().find(|meter| meter.id() == name);
    let meter = meter.ok_or_else(|| {
        let names = alternatives(Meter::ALL.map(Meter::id));
        words::bad_meter(name, names).to_string()
    })?;
    Ok((meter, amount(number)?))
}

fn cron(text: &str) -> Result<(String, Decimal), String> {
    let (name, minutes) = text.rsplit_once('=').unwrap_or((text, ""));
    let minutes = amount(minutes)
        .ok()
        .filter(|minutes| *minutes <= CronMinutes::MOST);
    let most = || words::bad_minutes(money::number(CronMinutes::MOST)).to_string();
    Ok((name.to_owned(), minutes.ok_or_else(most)?))
}

/// Takes the id of a price list, or the name of a file.
fn list_or_file(text: &str) -> Result<String, String> {
    if price::list(text).is_some() || text.ends_with(".yaml") || text.ends_with(".yml") {
        return Ok(text.to_owned());
    }
    let known = alternatives(price::lists().iter().map(|list| list.id.as_ref()));
    Err(words::no_prices(known).to_string())
}

/// The price list in a file.
fn own_list(file: &str) -> Result<OwnList, Failure> {
    let text = Input::of(Path::new(file)).text()?;
    OwnList::from_yaml(&text)
        .map_err(|error| Failure::of(&words::bad_prices(one_line(file), error.to_string())))
}

pub(super) fn run(arguments: &Arguments) -> Result<Output, Failure> {
    let Opened { tree, plan, .. } = arguments.input.sound()?;
    let own;
    let prices = match &arguments.prices {
        None => plan.as_ref().map_or(price::default_list(), |plan| plan.prices),
        Some(id) => match price::list(id) {
            Some(shipped) => shipped,
            None => {
                own = own_list(id)?;
                own.list()
            }
        },
    };
    let charges = [
        arguments.monitoring,
        arguments.openai,
        arguments.whatsapp,
        arguments.mail,
        arguments.sentry,
        arguments.datadog,
        arguments.logs,
    ];
    let outside = OutsideService::ALL.into_iter().zip(charges);
    let outside = outside.filter_map(|(service, charge)| Some((service, charge?.0)));
    let blueprint = Blueprint::of(&tree);
    let settings = plan.as_ref().map(|plan| &plan.settings);
    let mut usage = settings.map_or_else(Usage::default, |settings| {
        let users = arguments.users.mau.unwrap_or(settings.mau);
        settings.usage_at(&blueprint, prices, users)
    });
    usage.workspace = arguments.workspace.clone().or(usage.workspace);
    usage.object_storage_gb = arguments.object_storage_gb.or(usage.object_storage_gb);
    for (service, charge) in outside {
        usage.outside.retain(|(own, _)| *own != service);
        usage.outside.push((service, charge));
    }
    for (meter, amount) in &arguments.metered {
        usage.metered.insert(*meter, *amount);
        usage.following.remove(meter);
    }
    usage.unit_prices.extend(arguments.unit_price.iter().copied());
    for (name, minutes) in &arguments.cron {
        is_cron_job(&blueprint, name)?;
        usage.cron_minutes.set(name, Some(*minutes));
    }
    let form = match arguments.format {
        Format::Text => Form::Text,
        Format::Json => Form::Json,
        Format::Csv => Form::Csv,
        Format::Md => Form::Markdown,
    };
    if let Some(months) = arguments.users.months(&blueprint, prices, &usage, settings, form) {
        return months;
    }
    let bill = bill(&blueprint, prices, &usage);
    Ok(match arguments.format {
        Format::Text => Output::new(text(&bill, prices)),
        Format::Json => Output::new(export::json(&bill, prices)),
        Format::Csv => Output::new(export::csv(&bill, prices)),
        Format::Md => Output::new(export::markdown(&bill, prices)),
    })
}

fn is_cron_job(blueprint: &Blueprint<'_>, name: &str) -> Result<(), Failure> {
    let services = blueprint.services.iter();
    let jobs = services.filter(|service| service.service_type == ServiceType::Cron);
    let names: Vec<&str> = jobs.map(|job| job.resource.name).collect();
    if names.contains(&name) {
        return Ok(());
    }
    Err(Failure::of(&match names.is_empty() {
        true => words::no_cron(one_line(name)),
        false => words::no_such_cron(one_line(name), one_line(&alternatives(names))),
    }))
}

/// Columns under their heads, the amounts to the right; then the total, the list and the tax.
fn text(bill: &Bill, prices: &PriceList) -> String {
    let head = [
        cost::column_resource(),
        cost::column_item(),
        cost::column_plan(),
        cost::column_quantity(),
        words::cost_monthly(),
    ];
    let monthly = |line: &LineItem| {
        line.monthly
            .map_or_else(|| cost::unpriced().to_string(), range_text)
    };
    let mut rows = vec![head.map(|word| word.to_string())];
    rows.extend(bill.lines.iter().map(|line| {
        let plan = line.plan.as_deref().unwrap_or_default();
        let name = |text: &str| one_line(text);
        let item = line.item.name().to_string();
        [
            name(&line.resource),
            name(&item),
            name(plan),
            line.quantity.text().to_string(),
            monthly(line),
        ]
    }));
    let empty = String::new;
    rows.push([
        cost::total().to_string(),
        empty(),
        empty(),
        empty(),
        bill.total_text(),
    ]);

    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let [resource, item, plan, quantity, monthly] = [0, 1, 2, 3, 4].map(width);
    let mut text = String::new();
    for [a, b, c, d, e] in &rows {
        text.push_str(&format!(
            "{a:resource$}  {b:item$}  {c:plan$}  {d:quantity$}  {e:>monthly$}\n"
        ));
    }
    format!("{text}\n{}\n", caption(prices))
}
