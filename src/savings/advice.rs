//! What lowers costs without an edit that Plano could make: the rest of what the architecture document proposes.

use rust_decimal::Decimal;

use super::{MOST_RESOURCES, Saving, Search};
use crate::blueprint::ServiceType;
use crate::cost::{Item, OutsideService, with_unpriced};
use crate::price::money;
use crate::price::plans::{self, Kind};
use crate::words::{Message, savings as words};

/// Parts of a start command that tell of work by a timetable.
const TIMETABLES: [&str; 4] = ["cron", "clockwork", "whenever", "rake "];

pub(super) fn search(search: &mut Search<'_, '_>) {
    staging(search);
    workers(search);
    caching(search);
    tokens(search);
}

fn advice(id: &'static str, title: Message, why: Message) -> Saving {
    Saving {
        id,
        title,
        why,
        edits: Vec::new(),
        setting: None,
        monthly: None,
    }
}

/// What the same services and databases cost on the smallest plans; none where a price is not known.
fn smallest(search: &Search<'_, '_>) -> Option<Decimal> {
    let (prices, blueprint) = (search.prices, search.blueprint);
    let service = prices.service(plans::default_plan(Kind::Service)).known()?;
    let database_plan = plans::default_plan(Kind::Postgres);
    let database = prices.postgres(database_plan);
    let storage = match database.storage_included {
        true => Decimal::ZERO,
        false => {
            let size = plans::postgres(database_plan)?.disk_gb?;
            money::times(prices.postgres.storage_gb.known()?, size.into())
        }
    };
    let mut sum = Decimal::ZERO;
    for own in &blueprint.services {
        let price = match own.service_type {
            own if own.has_instances() => service,
            ServiceType::KeyValue => prices.key_value("free").known()?,
            ServiceType::Static => prices.static_site.known()?,
            _ => return None,
        };
        sum = money::plus(sum, price);
    }
    for _ in &blueprint.databases {
        sum = money::plus(sum, money::plus(database.price.known()?, storage));
    }
    Some(sum)
}

/// A staging costs something, whatever it saves elsewhere; so its sum is said and no saving claimed.
fn staging(search: &mut Search<'_, '_>) {
    let has_programs = search
        .blueprint
        .services
        .iter()
        .any(|service| service.service_type.has_instances());
    let Some(small) = smallest(search).filter(|_| has_programs) else {
        return;
    };
    let full = search.before.total();
    if full.min > small {
        let full = with_unpriced(full, search.before.unpriced().count());
        let why = words::staging_why(money::usd(small), full);
        search.found.push(advice("staging", words::staging_title(), why));
    }
}

fn workers(search: &mut Search<'_, '_>) {
    let blueprint = search.blueprint;
    let workers = blueprint
        .services
        .iter()
        .filter(|service| service.service_type == ServiceType::Worker);
    for worker in workers.take(MOST_RESOURCES) {
        let Some(sum) = search.sum_of(&worker.resource.path) else {
            continue;
        };
        let (name, count) = (worker.resource.name, worker.instances());
        if count.min > 1 && worker.scaling().is_none() {
            let why = words::queue_why(count.min.to_string(), money::usd(sum));
            search.found.push(advice("queue", words::queue_title(name), why));
        }
        let command = worker.fields().text("startCommand").unwrap_or_default();
        let by_timetable = TIMETABLES.iter().any(|part| command.contains(part));
        let least = search.prices.cron.minimum.known().filter(|least| *least < sum);
        if let Some(least) = least.filter(|_| by_timetable) {
            let why = words::cron_why(money::usd(sum), money::usd(least));
            search.found.push(advice("cron", words::cron_title(name), why));
        }
    }
}

fn caching(search: &mut Search<'_, '_>) {
    let blueprint = search.blueprint;
    let has_store = blueprint
        .services
        .iter()
        .any(|service| service.service_type == ServiceType::KeyValue);
    if has_store && !blueprint.databases.is_empty() {
        search
            .found
            .push(advice("caching", words::caching_title(), words::caching_why()));
    }
}

fn tokens(search: &mut Search<'_, '_>) {
    let mut lines = search.before.lines.iter();
    let Some(line) = lines.find(|line| line.item == Item::Outside(OutsideService::OpenAi)) else {
        return;
    };
    let why = line.monthly.map_or_else(words::tokens_why, |sum| {
        words::tokens_why_priced(crate::cost::range_text(sum))
    });
    search.found.push(advice("tokens", words::tokens_title(), why));
}
