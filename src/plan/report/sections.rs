//! The sections of the report: plan, bill, problems, variables, assumptions.

use super::super::output::Handover;
use super::{Part, Section, Table};
use crate::blueprint::{Database, Service, ServiceType};
use crate::check::Severity;
use crate::cost::{self, Bill, LineItem, Quantity, export, range_text};
use crate::demand::assumptions as all_assumptions;
use crate::envvars::one_line;
use crate::price::{money, plans};
use crate::words::{Message, cli, cost as bill_words, report as words, terms};

/// With which prices the report reckons.
pub(super) fn prices(handover: &Handover<'_>) -> String {
    let list = handover.money.prices.list();
    words::list(list.named(), bill_words::tax()).to_string()
}

fn head(words: &[Message]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

/// What there is: services, databases, what stands around them.
pub(super) fn plan(handover: &Handover<'_>) -> Section {
    let settings = handover.settings;
    let blueprint = handover.analysis.blueprint();
    let mut parts = Vec::new();
    let is_known = handover.analysis.is_reckoned();
    if !is_known {
        parts.push(Part::Text(words::plan_broken().to_string()));
    }
    let workspace = plans::workspace(&settings.workspace);
    let workspace = workspace.map_or_else(|| settings.workspace.clone(), |plan| plan.name.to_owned());
    parts.push(Part::Text(
        words::plan_users(money::count(settings.mau), workspace).to_string(),
    ));
    let services = blueprint.services.iter().map(service);
    let rows: Vec<Vec<String>> = services.chain(blueprint.databases.iter().map(database)).collect();
    let what = if rows.is_empty() {
        is_known.then(|| Part::Text(words::plan_nothing().to_string()))
    } else {
        Some(Part::Table(Table {
            head: head(&[
                bill_words::column_resource(),
                words::kind(),
                bill_words::column_plan(),
                words::size(),
                words::region(),
            ]),
            rows,
            sums: 0,
            amounts: 0,
        }))
    };
    parts.extend(what);
    if let Some(size) = settings.object_storage_gb {
        parts.push(Part::Text(words::plan_storage(money::number(size)).to_string()));
    }
    let outside: Vec<String> = settings
        .outside
        .keys()
        .map(|own| own.name().to_string())
        .collect();
    if !outside.is_empty() {
        parts.push(Part::Text(words::plan_outside(outside.join(", ")).to_string()));
    }
    Section {
        id: "plan",
        title: words::section_plan(),
        parts,
    }
}

/// A section of which nothing can be said, since the text cannot be read.
pub(super) fn not_read(id: &'static str, title: Message) -> Section {
    Section {
        id,
        title,
        parts: vec![Part::Text(words::not_read().to_string())],
    }
}

fn or_not_set(text: Option<&str>) -> String {
    text.map_or_else(|| words::not_set().to_string(), one_line)
}

fn service(service: &Service<'_>) -> Vec<String> {
    let instances = service.instances();
    let count = Quantity::Instances {
        min: instances.min,
        max: instances.max,
    };
    let count = service
        .service_type
        .has_instances()
        .then(|| count.text().to_string());
    let size = match (count, service.disk()) {
        (Some(count), Some(disk)) => {
            words::instances_and_disk(count, money::later_number(disk.size_gb.into())).to_string()
        }
        (count, _) => count.unwrap_or_default(),
    };
    let has_plan = service.service_type != ServiceType::Static;
    vec![
        one_line(service.resource.name),
        service.service_type.name().to_string(),
        if has_plan {
            or_not_set(service.plan())
        } else {
            String::new()
        },
        size,
        if has_plan {
            or_not_set(service.fields().text("region"))
        } else {
            String::new()
        },
    ]
}

fn database(database: &Database<'_>) -> Vec<String> {
    let size = database.disk_size_gb().map_or_else(
        || words::not_set().to_string(),
        |size| bill_words::unit_gb(money::later_number(size.into())).to_string(),
    );
    vec![
        one_line(database.resource.name),
        terms::database().to_string(),
        or_not_set(database.plan()),
        if database.high_availability() {
            words::standby(size).to_string()
        } else {
            size
        },
        or_not_set(database.resource.fields.text("region")),
    ]
}

/// The bill, line by line, with its sums.
pub(super) fn bill(handover: &Handover<'_>) -> Section {
    let bill = &handover.demanded.bill;
    let currency = handover.money.currency.as_ref();
    let sources = sources(bill);
    let has_expected = bill.lines.iter().any(|line| line.expected.is_some());
    let mut names = vec![
        bill_words::column_resource(),
        bill_words::column_item(),
        bill_words::column_quantity(),
        crate::words::cli::cost_monthly(),
    ];
    names.extend(has_expected.then(bill_words::column_monthly_expected));
    let mut rows: Vec<Vec<String>> = bill
        .lines
        .iter()
        .map(|line| {
            let mut row = vec![
                one_line(&line.resource),
                item(line, &sources),
                line.quantity_text(),
                line.monthly
                    .map_or_else(|| bill_words::unpriced().to_string(), range_text),
            ];
            row.extend(has_expected.then(|| line.expected_text()));
            row
        })
        .collect();
    let lines = rows.len();
    for sum in cost::sums(bill, handover.settings.mau, currency) {
        let mut add = |name: String, amount: String, expected: Option<String>| {
            let mut row = vec![name, String::new(), String::new(), amount];
            row.extend(has_expected.then(|| expected.unwrap_or_default()));
            rows.push(row);
        };
        add(sum.name.to_string(), sum.amount, sum.expected);
        if let (Some(amount), Some(currency)) = (sum.in_currency, currency) {
            let name = bill_words::sum_in(sum.name, currency.code());
            add(name.to_string(), amount, sum.expected_in_currency);
        }
    }
    let sums = rows.len() - lines;
    let mut parts = vec![Part::Table(Table {
        head: head(&names),
        rows,
        sums,
        amounts: if has_expected { 2 } else { 1 },
    })];
    parts.extend(currency.map(|currency| Part::Text(currency.caption().to_string())));
    let sources = (1..)
        .zip(&sources)
        .map(|(number, source)| format!("[{number}] {source}"));
    let sources: Vec<String> = sources.collect();
    if !sources.is_empty() {
        let named = words::bill_sources(sources.join("; "));
        parts.push(Part::Text(named.to_string()));
    }
    Section {
        id: "bill",
        title: words::section_bill(),
        parts,
    }
}

/// The sources of the prices, each with the number that its lines have.
fn sources(bill: &Bill) -> Vec<String> {
    let mut sources = Vec::new();
    for source in bill.lines.iter().map(export::source_text) {
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// What of it, its plan, and the number of the source of its price.
fn item(line: &LineItem, sources: &[String]) -> String {
    let item = one_line(&line.item_text());
    let own = export::source_text(line);
    match (1..).zip(sources).find(|(_, source)| **source == own) {
        Some((number, _)) => format!("{item} [{number}]"),
        None => item,
    }
}

/// What the checks find, the worst first.
pub(super) fn problems(handover: &Handover<'_>) -> Section {
    let found = &handover.checks.diagnostics;
    let count = |severity: Severity| handover.checks.count(severity);
    let mut parts = Vec::new();
    if found.is_empty() {
        parts.push(Part::Text(words::problems_none().to_string()));
    } else {
        let summary = words::problems_summary(
            cli::check_errors(count(Severity::Error)),
            cli::check_warnings(count(Severity::Warning)),
            cli::check_notes(count(Severity::Note)),
        );
        parts.push(Part::Text(summary.to_string()));
        let mut sorted: Vec<_> = found.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.severity);
        let tree = &handover.analysis.tree;
        let rows = sorted.iter().map(|diagnostic| {
            let line = tree.lines().line_of(diagnostic.span.start) + 1;
            vec![
                words::problems_place(diagnostic.severity.name(), line.to_string()).to_string(),
                one_line(&format!("{} {}", diagnostic.message, diagnostic.help)),
            ]
        });
        parts.push(Part::Table(Table {
            head: head(&[words::problems_where(), words::problems_what()]),
            rows: rows.collect(),
            sums: 0,
            amounts: 0,
        }));
    }
    Section {
        id: "problems",
        title: words::section_problems(),
        parts,
    }
}

/// The variables that need somebody's hand, and which of them are done.
pub(super) fn checklist(handover: &Handover<'_>) -> Section {
    let list = &handover.checklist;
    let ticked = &handover.settings.ticked;
    let rows = list.owners.iter().flat_map(|owner| {
        let open = owner.items.iter().filter(|item| item.source.is_open());
        open.map(|item| {
            let done = ticked.contains(&format!("{}/{}", owner.name, item.key));
            let done = if done {
                words::checklist_yes().to_string()
            } else {
                String::new()
            };
            vec![
                one_line(&item.key),
                owner.title(),
                one_line(&format!("{}. {}", item.source.kind(), item.where_from)),
                done,
            ]
        })
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut parts = vec![Part::Text(list.summary())];
    parts.push(if rows.is_empty() {
        Part::Text(words::checklist_all().to_string())
    } else {
        Part::Table(Table {
            head: head(&[
                words::checklist_variable(),
                words::checklist_owner(),
                words::checklist_todo(),
                words::checklist_done(),
            ]),
            rows,
            sums: 0,
            amounts: 0,
        })
    });
    Section {
        id: "checklist",
        title: words::section_checklist(),
        parts,
    }
}

/// Each value that the forecast uses, with how sure it is and who says so.
pub(super) fn assumptions(handover: &Handover<'_>) -> Section {
    let workload = &handover.settings.workload;
    let rows = all_assumptions().iter().map(|known| {
        let stated = known.stated(workload.set());
        let is_own = workload.changed().contains_key(&known.id);
        let (label, source) = if is_own {
            (words::assumptions_own(), None)
        } else {
            (stated.label.name(), stated.source)
        };
        vec![
            known.title().to_string(),
            format!("{} {}", money::number(workload.value(known)), known.unit()),
            label.to_string(),
            source.map(|source| source.text().to_string()).unwrap_or_default(),
        ]
    });
    Section {
        id: "assumptions",
        title: words::section_assumptions(),
        parts: vec![
            Part::Text(words::assumptions_what(workload.set().name()).to_string()),
            Part::Table(Table {
                head: head(&[
                    words::assumptions_name(),
                    words::assumptions_amount(),
                    words::assumptions_label(),
                    words::assumptions_source(),
                ]),
                rows: rows.collect(),
                sums: 0,
                amounts: 0,
            }),
        ],
    }
}
