//! Where two ways to the same end cost the same: a disk or object storage, more instances or a bigger plan.

use rust_decimal::Decimal;

use super::{about, about_number};
use crate::blueprint::{Blueprint, ServiceType};
use crate::chart::{BreakEven, Straight};
use crate::cost::{self, Bill, Meter, Usage, bill};
use crate::demand;
use crate::plan::Settings;
use crate::price::plans::{self, Kind, ServicePlan};
use crate::price::{PriceList, money};
use crate::words::{Message, ahead as words, page};
use crate::yaml::Tree;

/// The fewest GB that the axis has.
const FEWEST_GB: i64 = 20;
/// Most web services that are looked at.
const MOST_SERVICES: usize = 4;
/// Most bigger plans that are told of.
const MOST_PLANS: usize = 3;

/// Files on a disk or on object storage.
#[derive(Clone, Debug)]
pub struct DiskOrObjects {
    /// Both, by GB.
    pub chart: BreakEven,
    /// What is in it and what is not.
    pub notes: Vec<Message>,
}

/// What files cost on a disk and on object storage, with the requests of so many monthly users.
pub fn disk_or_objects(settings: &Settings, prices: &PriceList, users: u32) -> DiskOrObjects {
    let storage = &prices.object_storage;
    let provider = storage.provider.as_ref();
    let first = storage.storage_gb.first();
    let requests = requests(settings, prices, users);
    let lines = prices
        .disk_gb
        .known()
        .zip(first.and_then(|tier| tier.price.known()));
    let start = requests.unwrap_or_default();
    let (disk, object) = lines.unwrap_or_default();
    let kept = settings.object_storage_gb.unwrap_or_default();
    let even = start
        .checked_div(disk - object)
        .filter(|even| *even > Decimal::ZERO);
    let to = [kept, even.unwrap_or_default() * Decimal::TWO, FEWEST_GB.into()];
    let to = to.into_iter().max().unwrap_or_default();
    // Within the first tier both are straight.
    let tier = first.and_then(|tier| tier.up_to_gb).map_or(to, Decimal::from);
    let straight = |name: String, start, each| Straight { name, start, each };
    DiskOrObjects {
        chart: BreakEven {
            about: about(
                words::disk_title(),
                words::disk_description(provider, money::count(users)),
                words::even_empty(),
            ),
            quantity: words::disk_axis().to_string(),
            lines: [
                straight(words::disk_disk().to_string(), Decimal::ZERO, disk),
                straight(provider.to_owned(), start, object),
            ],
            to: lines.map_or(Decimal::ZERO, |_| tens(to).min(tier)),
            label: |size, sum| {
                at(
                    size,
                    |size| cost::Quantity::Gigabytes(size.round_dp(2)).text(),
                    sum,
                )
            },
            count: about_number,
            axis: money::short,
            value: money::usd,
        },
        notes: vec![
            match requests {
                Some(sum) => words::disk_note(provider, money::usd(sum)),
                None => words::disk_no_requests(provider),
            },
            page::hint_attach_disk(),
        ],
    }
}

/// What the requests of so many users to object storage cost a month, if that is known.
fn requests(settings: &Settings, prices: &PriceList, users: u32) -> Option<Decimal> {
    let (empty, _) = Tree::parse("");
    let empty = Blueprint::of(&empty);
    let used = demand::usage(&empty, &settings.setting(prices), users);
    let meters = [Meter::StorageWrites, Meter::StorageReads];
    let typed = |meter| settings.metered.get(&meter).copied().flatten();
    let amount = |meter| typed(meter).or_else(|| used.metered.get(&meter).copied());
    let usage = Usage {
        metered: meters
            .into_iter()
            .filter_map(|meter| Some((meter, amount(meter)?)))
            .collect(),
        unit_prices: settings.unit_prices.clone(),
        ..Usage::default()
    };
    let Bill { lines, .. } = bill(&empty, prices, &usage);
    lines.iter().map(|line| Some(line.monthly?.min)).sum()
}

/// A number of GB at which an axis may end.
fn tens(gb: Decimal) -> Decimal {
    (gb / Decimal::TEN).ceil() * Decimal::TEN
}

/// What is said where two lines cross. Where they begin together, there is nothing to say.
fn at(quantity: Decimal, text: impl Fn(Decimal) -> Message, sum: Decimal) -> String {
    if quantity.is_zero() {
        return String::new();
    }
    words::even_crossing(text(quantity), money::usd(sum)).to_string()
}

/// A web service's plan against the bigger ones.
#[derive(Clone, Debug)]
pub struct Bigger {
    /// The service.
    pub service: String,
    /// Instances of its plan against one of the next; none where no bigger plan has a known price.
    pub chart: Option<BreakEven>,
    /// What each bigger plan costs and has.
    pub notes: Vec<Message>,
}

/// The web services whose plan has a known price, and how many more there are.
pub fn bigger_plans(blueprint: &Blueprint<'_>, prices: &PriceList) -> (Vec<Bigger>, usize) {
    let services = blueprint.services.iter().filter_map(|service| {
        let plan = service
            .plan()
            .unwrap_or_else(|| plans::default_plan(Kind::Service));
        let plan = plans::service(plan).filter(|_| service.service_type == ServiceType::Web)?;
        let price = prices
            .service(plan.id)
            .known()
            .filter(|price| *price > Decimal::ZERO)?;
        Some((service.resource.name, plan, price))
    });
    let all: Vec<_> = services.collect();
    let shown = all.iter().take(MOST_SERVICES);
    let shown = shown.map(|(name, plan, price)| bigger(name, plan, *price, prices));
    (shown.collect(), all.len().saturating_sub(MOST_SERVICES))
}

fn bigger(service: &str, plan: &ServicePlan, price: Decimal, prices: &PriceList) -> Bigger {
    let dearer = plans::services().iter().filter_map(|other| {
        let own = prices.service(other.id).known()?;
        let grows = other.cpu >= plan.cpu && other.ram_mb >= plan.ram_mb && other.id != plan.id;
        (own > price && grows && other.types.contains(&"web")).then_some((own, other))
    });
    let mut dearer: Vec<(Decimal, &ServicePlan)> = dearer.collect();
    dearer.sort_by_key(|(price, _)| *price);
    let notes = dearer.iter().take(MOST_PLANS).map(|(own, other)| {
        let times = |all: Decimal, each: Decimal| about_number(all.checked_div(each).unwrap_or_default());
        words::plan_as_much(
            other.id,
            money::usd(*own),
            times(*own, price),
            plan.id,
            times(other.cpu, plan.cpu),
            times(other.ram_mb.into(), plan.ram_mb.into()),
        )
    });
    let mut notes: Vec<Message> = notes.collect();
    if notes.is_empty() {
        notes.push(words::plan_none(plan.id));
    }
    let next = dearer.first().copied();
    Bigger {
        service: service.to_owned(),
        chart: next.map(|(own, next)| against(service, (plan.id, price), (next.id, own))),
        notes,
    }
}

fn against(service: &str, (plan, price): (&str, Decimal), (next, dearer): (&str, Decimal)) -> BreakEven {
    let even = dearer.checked_div(price).unwrap_or_default();
    BreakEven {
        about: about(
            words::plan_title(service),
            words::plan_description(plan, next),
            words::even_empty(),
        ),
        quantity: words::plan_axis(plan).to_string(),
        lines: [
            Straight {
                name: words::plan_more(plan).to_string(),
                start: Decimal::ZERO,
                each: price,
            },
            Straight {
                name: words::plan_bigger(next).to_string(),
                start: dearer,
                each: Decimal::ZERO,
            },
        ],
        to: even.ceil() + Decimal::TWO,
        label: |count, sum| at(count, |count| words::plan_count(about_number(count)), sum),
        count: about_number,
        axis: money::short,
        value: money::usd,
    }
}
