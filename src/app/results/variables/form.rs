//! Where a variable's value comes from, and the controls of each form.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Variable, control_id, focus_again, path_of};
use crate::app::fields::{Choice, Choosing, choosing};
use crate::app::live::{live, typed};
use crate::app::store::Store;
use crate::blueprint::edit::{Edit, EnvValue};
use crate::blueprint::{Blueprint, EnvVar, Form, Service, ServiceProperty, ServiceType};
use crate::words::{Message, page, plan as words};
use crate::yaml::Path;

/// The forms of a value, as they are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    Generated,
    Prompted,
    Database,
    Property,
    Variable,
    Unclear,
}

impl Kind {
    const CHOICES: [Self; 6] = [
        Self::Text,
        Self::Generated,
        Self::Prompted,
        Self::Database,
        Self::Property,
        Self::Variable,
    ];

    pub(super) fn of(variable: &EnvVar<'_>) -> Self {
        match variable.form {
            Form::Value(_) => Self::Text,
            Form::Generated => Self::Generated,
            Form::Prompted => Self::Prompted,
            Form::FromDatabase { .. } => Self::Database,
            Form::FromService {
                property: ServiceProperty::EnvVar(_),
                ..
            } => Self::Variable,
            Form::FromService { .. } => Self::Property,
            Form::FromGroup(_) | Form::Unclear => Self::Unclear,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Text => "value",
            Self::Generated => "generated",
            Self::Prompted => "prompted",
            Self::Database => "database",
            Self::Property => "property",
            Self::Variable => "variable",
            Self::Unclear => "",
        }
    }

    fn name(self) -> Message {
        match self {
            Self::Text => page::variables_form_value(),
            Self::Generated => page::variables_form_generated(),
            Self::Prompted => page::variables_form_prompted(),
            Self::Database => page::variables_form_database(),
            Self::Property => page::variables_form_property(),
            Self::Variable => page::variables_form_variable(),
            Self::Unclear => page::variables_form_unclear(),
        }
    }

    /// The value that a choice begins with; none where there is nothing that it could read.
    fn first(self, blueprint: &Blueprint<'_>, owner: &Path) -> Option<EnvValue> {
        let others = || {
            blueprint
                .services
                .iter()
                .filter(|service| service.resource.path != *owner)
        };
        match self {
            Self::Text => Some(EnvValue::Text(String::new())),
            Self::Generated => Some(EnvValue::Generated),
            Self::Prompted => Some(EnvValue::Prompted),
            Self::Database => Some(EnvValue::FromDatabase {
                name: blueprint.databases.first()?.resource.name.to_owned(),
                property: DATABASE_PROPERTIES.first()?.to_string(),
            }),
            Self::Property => {
                let service = others().find(|service| !properties(service.service_type).is_empty())?;
                Some(EnvValue::FromServiceProperty {
                    service_type: written_type(service),
                    name: service.resource.name.to_owned(),
                    property: properties(service.service_type).first()?.to_string(),
                })
            }
            Self::Variable => {
                let service = others().find(|service| keys(service).next().is_some())?;
                Some(EnvValue::FromServiceVariable {
                    service_type: written_type(service),
                    name: service.resource.name.to_owned(),
                    key: keys(service).next()?.to_owned(),
                })
            }
            Self::Unclear => None,
        }
    }
}

/// What can be read from a database.
const DATABASE_PROPERTIES: [&str; 7] = [
    "connectionString",
    "connectionPoolString",
    "host",
    "port",
    "user",
    "password",
    "database",
];

/// What can be read from a service.
fn properties(service_type: ServiceType) -> &'static [&'static str] {
    match service_type {
        ServiceType::KeyValue => &["connectionString", "host", "port"],
        ServiceType::Web | ServiceType::PrivateService => &["hostport", "host", "port"],
        ServiceType::Workflow => &["slug"],
        _ => &[],
    }
}

fn written_type(service: &Service<'_>) -> String {
    service.fields().text("type").unwrap_or("web").to_owned()
}

fn keys<'b>(service: &'b Service<'_>) -> impl Iterator<Item = &'b str> {
    service.env_vars.iter().filter_map(|variable| variable.key)
}

/// Which form the value has.
pub(super) fn choice(store: Store, owner: &Path, is_group: bool, variable: &Variable) -> AnyView {
    let now = variable.form;
    let fits_a_group = |kind: &Kind| matches!(kind, Kind::Text | Kind::Generated);
    let possible: Vec<Kind> = store.analysis.with_untracked(|shown| {
        let blueprint = shown.blueprint();
        let kinds = Kind::CHOICES.into_iter().filter(|kind| {
            *kind == now || (!is_group || fits_a_group(kind)) && kind.first(&blueprint, owner).is_some()
        });
        kinds.collect()
    });
    let unclear = (now == Kind::Unclear).then_some(Kind::Unclear);
    let choices = unclear.into_iter().chain(possible).map(|kind| Choice {
        value: kind.id().to_owned(),
        label: kind.name().to_string(),
    });
    let choices: Vec<Choice> = choices.collect();
    let (own, key, at) = (
        owner.clone(),
        variable.key.clone().unwrap_or_default(),
        variable.at,
    );
    let label = page::variables_form_of(key.as_str()).to_string();
    let choose = move |id: String| {
        let value = store.analysis.with_untracked(|shown| {
            let kind = Kind::CHOICES.into_iter().find(|kind| kind.id() == id)?;
            kind.first(&shown.blueprint(), &own)
        });
        if let Some(value) = value {
            set(store, &own, &key, value, "");
            focus_again(control_id(&own, at, "form"));
        }
    };
    choosing(Choosing {
        id: control_id(owner, at, "form"),
        label,
        act_label: page::variables_change(),
        current: Signal::derive(move || now.id().to_owned()),
        choices: Signal::derive(move || choices.clone()),
        act: Arc::new(choose),
    })
}

fn set(store: Store, owner: &Path, key: &str, value: EnvValue, gesture: &str) {
    let step = words::step_env_var(store.resource_name(owner), key);
    let edit = Edit::SetEnvValue {
        owner: owner.clone(),
        key: key.to_owned(),
        value,
    };
    store.edit(&[edit], step, gesture);
}

/// The controls of the value.
pub(super) fn value(store: Store, owner: &Path, variable: &Variable) -> AnyView {
    let quiet = |said: Message| view! { <span class="quiet">{said.to_string()}</span> }.into_any();
    let source = Source {
        store,
        owner: owner.clone(),
        key: variable.key.clone().unwrap_or_default(),
        at: variable.at,
    };
    match &variable.value {
        Some(EnvValue::Text(_)) => text(store, owner, variable),
        Some(EnvValue::Generated) => quiet(page::variables_generated()),
        Some(EnvValue::Prompted) => quiet(page::variables_prompted()),
        Some(EnvValue::FromDatabase { name, property }) => source.of_database(name, property),
        Some(EnvValue::FromServiceProperty { name, property, .. }) => source.of_property(name, property),
        Some(EnvValue::FromServiceVariable { name, key, .. }) => source.of_variable(name, key),
        _ => quiet(page::variables_unclear()),
    }
}

fn text(store: Store, owner: &Path, variable: &Variable) -> AnyView {
    let key = variable.key.clone().unwrap_or_default();
    let current = store.field(&path_of(owner, variable.at), "value");
    let label = page::variables_value_of(key.as_str()).to_string();
    let (own, gesture) = (owner.clone(), format!("{owner}.{key}"));
    let write = move |text: String| set(store, &own, &key, EnvValue::Text(text), &gesture);
    view! {
        <input
            id=control_id(owner, variable.at, "value")
            class="mono"
            aria-label=label
            autocomplete="off"
            spellcheck="false"
            prop:value=live(move || current.get().unwrap_or_default())
            on:input=typed(write)
            on:change=typed(move |_| store.end_gesture())
        />
    }
    .into_any()
}

/// A service that a variable can read from.
#[derive(Clone)]
struct Readable {
    name: String,
    written_type: String,
    service_type: ServiceType,
    keys: Vec<String>,
}

/// A variable that reads its value from elsewhere.
struct Source {
    store: Store,
    owner: Path,
    key: String,
    at: usize,
}

impl Source {
    fn of_database(self, name: &str, property: &str) -> AnyView {
        let names = self.store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let databases = blueprint.databases.iter();
            databases
                .map(|database| database.resource.name.to_owned())
                .collect()
        });
        let (kept_name, kept_property) = (name.to_owned(), property.to_owned());
        let from = move |name| EnvValue::FromDatabase {
            name,
            property: kept_property.clone(),
        };
        let part = move |property| EnvValue::FromDatabase {
            name: kept_name.clone(),
            property,
        };
        let properties = DATABASE_PROPERTIES.map(str::to_owned).into();
        self.pair((names, name, from), (properties, property, part))
    }

    fn of_property(self, name: &str, property: &str) -> AnyView {
        let services = self.services(|service| !properties(service.service_type).is_empty());
        let names = services.iter().map(|service| service.name.clone()).collect();
        let own = services.iter().find(|service| service.name == name).cloned();
        let parts = own
            .as_ref()
            .map(|own| properties(own.service_type))
            .unwrap_or_default();
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        let kept_name = name.to_owned();
        let from = move |name: String| {
            let chosen = services.iter().find(|service| service.name == name);
            let first = chosen.and_then(|chosen| properties(chosen.service_type).first());
            EnvValue::FromServiceProperty {
                service_type: type_of(chosen),
                property: first.copied().unwrap_or_default().to_owned(),
                name,
            }
        };
        let part = move |property| EnvValue::FromServiceProperty {
            service_type: type_of(own.as_ref()),
            name: kept_name.clone(),
            property,
        };
        self.pair((names, name, from), (parts, property, part))
    }

    fn of_variable(self, name: &str, key: &str) -> AnyView {
        let services = self.services(|service| !service.keys.is_empty());
        let names = services.iter().map(|service| service.name.clone()).collect();
        let own = services.iter().find(|service| service.name == name).cloned();
        let keys = own.as_ref().map(|own| own.keys.clone()).unwrap_or_default();
        let kept_name = name.to_owned();
        let from = move |name: String| {
            let chosen = services.iter().find(|service| service.name == name);
            let first = chosen.and_then(|chosen| chosen.keys.first().cloned());
            EnvValue::FromServiceVariable {
                service_type: type_of(chosen),
                key: first.unwrap_or_default(),
                name,
            }
        };
        let part = move |key| EnvValue::FromServiceVariable {
            service_type: type_of(own.as_ref()),
            name: kept_name.clone(),
            key,
        };
        self.pair((names, name, from), (keys, key, part))
    }

    fn services(&self, can: impl Fn(&Readable) -> bool) -> Vec<Readable> {
        self.store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let services = blueprint.services.iter().map(|service| Readable {
                name: service.resource.name.to_owned(),
                written_type: written_type(service),
                service_type: service.service_type,
                keys: keys(service).map(str::to_owned).collect(),
            });
            services.filter(can).collect()
        })
    }

    /// What is read, and what of it: each with its choices, the present one, and the value that a choice gives.
    fn pair(
        &self,
        (names, name, from): (Vec<String>, &str, impl Fn(String) -> EnvValue + 'static),
        (parts, part, of): (Vec<String>, &str, impl Fn(String) -> EnvValue + 'static),
    ) -> AnyView {
        let key = self.key.as_str();
        let first = self.pick("from", page::variables_from_of(key), names, name, Box::new(from));
        let second = self.pick("part", page::variables_part_of(key), parts, part, Box::new(of));
        view! { <span class="pair">{first} {second}</span> }.into_any()
    }

    /// A list whose choice gives the variable another value.
    fn pick(
        &self,
        what: &'static str,
        label: Message,
        choices: Vec<String>,
        current: &str,
        value: Box<dyn Fn(String) -> EnvValue>,
    ) -> AnyView {
        let unlisted = (!choices.iter().any(|choice| choice == current)).then(|| current.to_owned());
        let options = unlisted.into_iter().chain(choices).map(|choice| {
            let selected = choice == current;
            view! { <option value=choice.clone() prop:selected=selected>{choice.clone()}</option> }.into_any()
        });
        let options = options.collect::<Vec<_>>();
        let (store, owner, key, at) = (self.store, self.owner.clone(), self.key.clone(), self.at);
        let id = control_id(&owner, at, what);
        let again = id.clone();
        let choose = move |choice: String| {
            set(store, &owner, &key, value(choice), "");
            focus_again(again.clone());
        };
        view! {
            <select id=id aria-label=label.to_string() on:change=typed(choose)>
                {options}
            </select>
        }
        .into_any()
    }
}

fn type_of(service: Option<&Readable>) -> String {
    service.map_or_else(|| "web".to_owned(), |service| service.written_type.clone())
}
