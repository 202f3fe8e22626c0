//! Where a variable's value comes from, and the controls of each form.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Variable, control_id, focus_again, path_of};
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
    let options = unclear.into_iter().chain(possible).map(|kind| {
        view! { <option value=kind.id() prop:selected=kind == now>{kind.name().to_string()}</option> }
            .into_any()
    });
    let options = options.collect::<Vec<_>>();
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
    view! {
        <select id=control_id(owner, at, "form") aria-label=label on:change=typed(choose)>
            {options}
        </select>
    }
    .into_any()
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

/// A variable that reads its value from elsewhere.
struct Source {
    store: Store,
    owner: Path,
    key: String,
    at: usize,
}

impl Source {
    fn of_database(self, name: &str, property: &str) -> AnyView {
        let names = self.names(|blueprint| {
            let databases = blueprint.databases.iter();
            databases
                .map(|database| database.resource.name.to_owned())
                .collect()
        });
        let (kept_name, kept_property) = (name.to_owned(), property.to_owned());
        let from = self.pick(
            "from",
            page::variables_from_of(self.key.as_str()),
            names,
            name,
            move |name| EnvValue::FromDatabase {
                name,
                property: kept_property.clone(),
            },
        );
        let properties = DATABASE_PROPERTIES.map(str::to_owned).into();
        let part = self.pick(
            "part",
            page::variables_part_of(self.key.as_str()),
            properties,
            property,
            move |property| EnvValue::FromDatabase {
                name: kept_name.clone(),
                property,
            },
        );
        view! { <span class="pair">{from} {part}</span> }.into_any()
    }

    fn of_property(self, name: &str, property: &str) -> AnyView {
        let names = self.names(|blueprint| {
            let services = blueprint.services.iter();
            let readable = services.filter(|service| !properties(service.service_type).is_empty());
            readable.map(|service| service.resource.name.to_owned()).collect()
        });
        let (types, kinds) = self.types();
        let parts = kinds.iter().find(|(own, _)| own == name);
        let parts = parts
            .map(|(_, service_type)| properties(*service_type))
            .unwrap_or_default();
        let type_of = move |name: &str| type_of(&types, name);
        let type_of = Arc::new(type_of);
        let (kept_name, first_type) = (name.to_owned(), type_of.clone());
        let from = self.pick(
            "from",
            page::variables_from_of(self.key.as_str()),
            names,
            name,
            move |name| {
                let own = kinds.iter().find(|(own, _)| *own == name);
                let parts = own
                    .map(|(_, service_type)| properties(*service_type))
                    .unwrap_or_default();
                EnvValue::FromServiceProperty {
                    service_type: first_type(&name),
                    property: parts.first().copied().unwrap_or_default().to_owned(),
                    name,
                }
            },
        );
        let part = self.pick(
            "part",
            page::variables_part_of(self.key.as_str()),
            parts.iter().map(|part| (*part).to_owned()).collect(),
            property,
            move |property| EnvValue::FromServiceProperty {
                service_type: type_of(&kept_name),
                name: kept_name.clone(),
                property,
            },
        );
        view! { <span class="pair">{from} {part}</span> }.into_any()
    }

    fn of_variable(self, name: &str, key: &str) -> AnyView {
        let with_keys: Vec<(String, Vec<String>)> = self.store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let services = blueprint.services.iter();
            let services = services.map(|service| {
                let keys = keys(service).map(str::to_owned).collect();
                (service.resource.name.to_owned(), keys)
            });
            services
                .filter(|(_, keys): &(_, Vec<String>)| !keys.is_empty())
                .collect()
        });
        let (types, _) = self.types();
        let names = with_keys.iter().map(|(name, _)| name.clone()).collect();
        let own_keys = with_keys.iter().find(|(own, _)| own == name);
        let own_keys = own_keys.map(|(_, keys)| keys.clone()).unwrap_or_default();
        let (kept_name, own_type) = (name.to_owned(), type_of(&types, name));
        let from = self.pick(
            "from",
            page::variables_from_of(self.key.as_str()),
            names,
            name,
            move |name| {
                let keys = with_keys.iter().find(|(own, _)| *own == name);
                EnvValue::FromServiceVariable {
                    service_type: type_of(&types, &name),
                    key: keys
                        .and_then(|(_, keys)| keys.first().cloned())
                        .unwrap_or_default(),
                    name,
                }
            },
        );
        let part = self.pick(
            "part",
            page::variables_part_of(self.key.as_str()),
            own_keys,
            key,
            move |key| EnvValue::FromServiceVariable {
                service_type: own_type.clone(),
                name: kept_name.clone(),
                key,
            },
        );
        view! { <span class="pair">{from} {part}</span> }.into_any()
    }

    fn names(&self, names: impl Fn(&Blueprint<'_>) -> Vec<String>) -> Vec<String> {
        self.store
            .analysis
            .with_untracked(|shown| names(&shown.blueprint()))
    }

    /// Services by name, with their types as written and as they are.
    fn types(&self) -> (Vec<(String, String)>, Vec<(String, ServiceType)>) {
        self.store.analysis.with_untracked(|shown| {
            let blueprint = shown.blueprint();
            let name = |service: &Service<'_>| service.resource.name.to_owned();
            let services = || blueprint.services.iter();
            (
                services()
                    .map(|service| (name(service), written_type(service)))
                    .collect(),
                services()
                    .map(|service| (name(service), service.service_type))
                    .collect(),
            )
        })
    }

    /// A list whose choice gives the variable another value.
    fn pick(
        &self,
        what: &'static str,
        label: Message,
        choices: Vec<String>,
        current: &str,
        value: impl Fn(String) -> EnvValue + 'static,
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

fn type_of(types: &[(String, String)], name: &str) -> String {
    let own = types.iter().find(|(own, _)| own == name);
    own.map_or_else(|| "web".to_owned(), |(_, written)| written.clone())
}
