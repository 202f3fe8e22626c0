//! What the rules of advice look at: the programs that run, who owns which variable, and who uses what.

use std::collections::{BTreeMap, HashMap};

use super::Context;
use crate::blueprint::{Blueprint, EnvVar, Fields, Form, Service, ServiceType};
use crate::catalogue::Software;
use crate::envvars::{self, Program};
use crate::price::{self, PriceList};
use crate::yaml::{NodeId, Path, Span};

/// A Blueprint as running programs.
pub(super) struct Facts<'b, 't> {
    pub(super) blueprint: &'b Blueprint<'t>,
    pub(super) programs: Vec<Program<'b, 't>>,
    pub(super) prices: &'static PriceList,
    /// Nothing of it is known to run on Render.
    pub(super) is_new: bool,
    /// For each env group the programs that use it.
    users: HashMap<&'t str, Vec<usize>>,
    /// For each software the first web service that runs it.
    webs: HashMap<&'static str, usize>,
    /// The software of all programs, each once, with the first program that runs it.
    pub(super) software: Vec<(&'static Software, usize)>,
}

/// A list of variables: of a service, or of an env group.
pub(super) struct Owner<'f, 'b, 't> {
    pub(super) path: &'b Path,
    pub(super) variables: &'b [EnvVar<'t>],
    pub(super) is_group: bool,
    /// The programs that get them.
    pub(super) programs: Vec<&'f Program<'b, 't>>,
}

impl<'b, 't> Facts<'b, 't> {
    pub(super) fn of(blueprint: &'b Blueprint<'t>, context: &Context<'_>) -> Self {
        let groups = envvars::groups(blueprint);
        let programs: Vec<Program<'_, '_>> = blueprint
            .services
            .iter()
            .map(|service| Program::of(&groups, service))
            .collect();
        let mut users: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut software: BTreeMap<&str, (&'static Software, usize)> = BTreeMap::new();
        let mut webs = HashMap::new();
        for (at, program) in programs.iter().enumerate() {
            for (group, _) in &program.groups {
                users.entry(group).or_default().push(at);
            }
            for known in program.software() {
                software.entry(known.id).or_insert((known, at));
                if is_web(program.service) {
                    webs.entry(known.id).or_insert(at);
                }
            }
        }
        Self {
            blueprint,
            programs,
            prices: context.prices.unwrap_or_else(price::default_list),
            is_new: context.original.is_none(),
            users,
            webs,
            software: software.into_values().collect(),
        }
    }

    /// All lists of variables, services first.
    pub(super) fn owners(&self) -> impl Iterator<Item = Owner<'_, 'b, 't>> {
        let services = self.programs.iter().map(|program| Owner {
            path: &program.service.resource.path,
            variables: &program.service.env_vars,
            is_group: false,
            programs: vec![program],
        });
        let groups = self.blueprint.groups.iter().map(|group| Owner {
            path: &group.resource.path,
            variables: &group.env_vars,
            is_group: true,
            programs: self
                .users
                .get(group.resource.name)
                .into_iter()
                .flatten()
                .filter_map(|at| self.programs.get(*at))
                .collect(),
        });
        services.chain(groups)
    }

    /// The programs that run this software.
    pub(super) fn running(&self, id: &'static str) -> impl Iterator<Item = &Program<'b, 't>> {
        self.programs.iter().filter(move |program| program.runs(id))
    }

    /// The first web service that runs this software.
    pub(super) fn web_of(&self, id: &str) -> Option<&Program<'b, 't>> {
        self.programs.get(*self.webs.get(id)?)
    }

    /// Whether several people count on it: a name, branch or variable says that it is production.
    pub(super) fn is_production(&self, program: &Program<'_, '_>) -> bool {
        let says_so = |text: &str| {
            let mut words = text.split(|sign: char| !sign.is_ascii_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case("production") || word.eq_ignore_ascii_case("prod"))
        };
        let fields = program.service.fields();
        let named = ["name", "branch"]
            .into_iter()
            .filter_map(|field| fields.text(field));
        named
            .chain(program.groups.iter().map(|(name, _)| *name))
            .any(says_so)
            || program.value("SENTRY_ENVIRONMENT").is_some_and(says_so)
    }
}

/// The span of a field's value, else of the resource's name.
pub(super) fn value_span(fields: Fields<'_>, field: &str) -> Span {
    fields
        .get(field)
        .map_or_else(|| super::platform::name_span(fields), |node| span(fields, node))
}

pub(super) fn span(fields: Fields<'_>, node: NodeId) -> Span {
    fields.tree.node(node).span
}

/// Where a variable is pointed at: its key.
pub(super) fn key_span(variable: &EnvVar<'_>) -> Span {
    span(variable.fields, variable.anchor())
}

/// Whether a service answers requests from the internet by a program.
pub(super) fn is_web(service: &Service<'_>) -> bool {
    service.service_type == ServiceType::Web
}

/// Whether a variable's value has to be given by a person.
pub(super) fn is_prompted(variable: &EnvVar<'_>) -> bool {
    variable.form == Form::Prompted
}
