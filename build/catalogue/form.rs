//! The form of the catalogue's files.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variable {
    pub(super) key: String,
    pub(super) group: String,
    pub(super) read_by: Vec<String>,
    #[serde(default)]
    pub(super) process: Process,
    pub(super) secret: bool,
    pub(super) need: Need,
    pub(super) with: Option<With>,
    pub(super) from: From,
    pub(super) command: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) resource: Option<Resource>,
    pub(super) example: Option<String>,
    #[serde(default)]
    pub(super) alphanumeric: bool,
    pub(super) not_read: Option<NotRead>,
    pub(super) set_by_render: Option<SetByRender>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(rename_all = "snake_case")]
pub(super) enum Process {
    #[default]
    Any,
    Web,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Need {
    Required,
    Optional,
    RequiredWith,
    Unneeded,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct With {
    pub(super) key: String,
    pub(super) value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum From {
    Made,
    Console,
    Render,
    Resource,
    Chosen,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Resource {
    Postgres,
    KeyValue,
    Service,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotRead {
    pub(super) instead: String,
}

impl NotRead {
    /// It names a file rather than a variable.
    pub(super) fn is_file(&self) -> bool {
        self.instead.contains('/')
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetByRender {
    pub(super) on: On,
    pub(super) value: Option<String>,
    #[serde(default)]
    pub(super) at: At,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum On {
    Every,
    Web,
    WebAndPrivate,
    Ruby,
    Node,
    Rust,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum At {
    #[default]
    Always,
    Run,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Software {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) recognised: Recognised,
    pub(super) health: Option<Health>,
    pub(super) default_version: Option<Fact<String>>,
    pub(super) storage_path: Option<Fact<String>>,
    pub(super) maxmemory_policy: Option<Fact<String>>,
    pub(super) shutdown_timeout_seconds: Option<Fact<u32>>,
    pub(super) ram_mb: Option<Fact<u32>>,
    pub(super) cpu: Option<Fact<u32>>,
    pub(super) key_value_mb: Option<Fact<u32>>,
    pub(super) key_value_version: Option<Fact<String>>,
    pub(super) database_gb: Option<Fact<u32>>,
    pub(super) postgres_extensions: Option<Fact<Vec<String>>>,
    pub(super) ruby_version: Option<Fact<String>>,
    pub(super) node_version: Option<Fact<String>>,
    pub(super) pnpm_version: Option<Fact<String>>,
    pub(super) build_needs_dev_dependencies: Option<Fact<bool>>,
    pub(super) migrate_command: Option<Fact<String>>,
    pub(super) queues: Option<Fact<Vec<String>>>,
    pub(super) users: Option<Users>,
}

impl Software {
    /// The sources of each of its facts.
    pub(super) fn cited(&self) -> Vec<&Vec<String>> {
        fn of<T>(fact: &Option<Fact<T>>) -> Option<&Vec<String>> {
            fact.as_ref().map(|fact| &fact.sources)
        }
        let cited = [
            self.health.as_ref().map(|health| &health.sources),
            of(&self.default_version),
            of(&self.storage_path),
            of(&self.maxmemory_policy),
            of(&self.shutdown_timeout_seconds),
            of(&self.ram_mb),
            of(&self.cpu),
            of(&self.key_value_mb),
            of(&self.key_value_version),
            of(&self.database_gb),
            of(&self.postgres_extensions),
            of(&self.ruby_version),
            of(&self.node_version),
            of(&self.pnpm_version),
            of(&self.build_needs_dev_dependencies),
            of(&self.migrate_command),
            of(&self.queues),
            self.users.as_ref().map(|users| &users.sources),
        ];
        cited.into_iter().flatten().collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recognised {
    #[serde(default)]
    pub(super) runtimes: Vec<String>,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) variables: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Health {
    pub(super) path: String,
    pub(super) own_controller: bool,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Users {
    pub(super) place: String,
    pub(super) nearer: Vec<String>,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fact<T> {
    pub(super) value: T,
    pub(super) sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecretNames {
    pub(super) words: Vec<String>,
    pub(super) last: Vec<String>,
    pub(super) before_key: Vec<String>,
    pub(super) public: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) values: Vec<SecretValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecretValue {
    pub(super) begins: String,
    pub(super) letters: usize,
    pub(super) of: String,
}
