//! Lines of services: instances, disks, cron minutes, Key Value.

use rust_decimal::Decimal;

use super::Usage;
use super::line::{Item, LineItem, Quantity, Range, line};
use crate::blueprint::{Service, ServiceType};
use crate::price::plans::{self, Kind};
use crate::price::{PriceList, UNKNOWN, money};

pub(super) fn lines(service: &Service<'_>, prices: &PriceList, usage: &Usage, lines: &mut Vec<LineItem>) {
    let path = Some(&service.resource.path);
    let name = service.resource.name;
    let plan = |kind| service.plan().unwrap_or_else(|| plans::default_plan(kind));
    let one = Quantity::Instances { min: 1, max: 1 };
    match service.service_type {
        ServiceType::Web | ServiceType::PrivateService | ServiceType::Worker => {
            let plan = plan(Kind::Service);
            let instances = service.instances();
            let quantity = Quantity::Instances {
                min: instances.min,
                max: instances.max,
            };
            let mut instances_line = line(
                name,
                path,
                Item::Instances,
                Some(plan),
                quantity,
                (prices.service(plan), prices),
            );
            let expected = usage.expected_instances.get(&service.resource.path);
            if let Some(expected) = expected.filter(|_| instances.min < instances.max) {
                let expected = Decimal::from((*expected).clamp(instances.min, instances.max));
                instances_line.expected = instances_line.unit_price.map(|unit| money::times(unit, expected));
            }
            lines.push(instances_line);
        }
        ServiceType::Static => {
            lines.push(line(
                name,
                path,
                Item::StaticSite,
                None,
                Quantity::Month,
                (&prices.static_site, prices),
            ));
        }
        ServiceType::KeyValue => {
            let plan = plan(Kind::KeyValue);
            lines.push(line(
                name,
                path,
                Item::KeyValue,
                Some(plan),
                one,
                (prices.key_value(plan), prices),
            ));
        }
        ServiceType::Cron => {
            let plan = plan(Kind::Cron);
            let minimum = (&prices.cron.minimum, prices);
            lines.push(line(
                name,
                path,
                Item::CronMinimum,
                Some(plan),
                Quantity::Month,
                minimum,
            ));
            let minutes = usage.cron_minutes.get(name);
            let rate = prices.cron(plan);
            let minimum = prices.cron.minimum.known();
            let quantity = minutes.map_or(Quantity::Unstated, |used| Quantity::Minutes {
                used,
                each: rate.known().unwrap_or_default(),
                minimum: minimum.unwrap_or_default(),
            });
            let mut above = line(
                name,
                path,
                Item::CronMinutes,
                Some(plan),
                quantity,
                (rate, prices),
            );
            // A job costs its minutes, and never less than the minimum, which has a line of its own.
            above.monthly = above
                .monthly
                .zip(minimum)
                .map(|(all, minimum)| Range::exactly(money::minus(all.min, minimum).max(Decimal::ZERO)));
            above.source = above.source.filter(|_| above.monthly.is_some());
            lines.push(above);
        }
        ServiceType::Workflow => {
            let hours = (&prices.workflow.smallest_task, prices);
            lines.push(line(name, path, Item::Workflow, None, Quantity::Unstated, hours));
        }
        ServiceType::Unknown => {
            lines.push(line(
                name,
                path,
                Item::UnknownService,
                service.plan(),
                Quantity::Unstated,
                (&UNKNOWN, prices),
            ));
        }
    }
    if service.service_type.has_instances()
        && let Some(disk) = service.disk()
    {
        let size = Quantity::Gigabytes(disk.size_gb.max(0).into());
        lines.push(line(
            name,
            path,
            Item::Disk,
            None,
            size,
            (&prices.disk_gb, prices),
        ));
    }
}
