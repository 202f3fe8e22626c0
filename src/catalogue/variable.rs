//! What is known of one environment variable.

use crate::words;

/// A known environment variable.
#[derive(Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub key: &'static str,
    /// Id of the heading it stands under; see [`super::group_title`].
    pub group: &'static str,
    /// Ids of the software that reads it, or `render`; empty if anything may, or nothing does.
    pub read_by: &'static [&'static str],
    /// Which processes of that software read it.
    pub process: Process,
    /// Its value must not stand in a file.
    pub secret: bool,
    /// Whether software that reads it can do without it.
    pub need: Need,
    /// Where its value comes from.
    pub origin: Origin,
    /// The command that makes or shows the value.
    pub command: Option<&'static str>,
    /// The form of a value; never one that works.
    pub example: Option<&'static str>,
    /// The value must be letters and digits, which `generateValue` does not give.
    pub alphanumeric: bool,
    /// Nothing reads it; what has the effect that its name promises.
    pub not_read: Option<Instead>,
    /// Render gives it a value without being asked.
    pub set_by_render: Option<SetByRender>,
    /// Ids of the sources; see [`super::source`].
    pub sources: &'static [&'static str],
}

impl Variable {
    /// What it is, in a sentence.
    pub fn what(&self) -> &'static str {
        words::variable(self.key, "what").unwrap_or_default()
    }

    /// Where its value comes from, in a sentence.
    pub fn where_from(&self) -> &'static str {
        words::variable(self.key, "where").unwrap_or_default()
    }

    /// Render sets it on a service of this Blueprint type and runtime.
    pub fn is_set_on(&self, service_type: &str, runtime: &str) -> bool {
        self.set_by_render.as_ref().is_some_and(|set| match set.on {
            On::Every => true,
            // A static site is of type `web`, too.
            On::Web => service_type == "web",
            On::WebAndPrivate => matches!(service_type, "web" | "pserv") && runtime != "static",
            On::Ruby => runtime == "ruby",
            On::Node => runtime == "node",
            On::Rust => runtime == "rust",
        })
    }
}

/// Which processes of a program read a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Process {
    /// All.
    Any,
    /// Only the one that answers requests.
    Web,
}

/// Whether software that reads a variable can do without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It cannot.
    Required,
    /// It can.
    Optional,
    /// It cannot once another variable is set.
    RequiredWith {
        /// The other variable.
        key: &'static str,
        /// Only if it has this value; `None` for any.
        value: Option<&'static str>,
    },
    /// A Blueprint should leave it out: Render sets it, nothing reads it, or it does harm.
    Unneeded,
}

/// Where the value of a variable comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// One makes it.
    Made,
    /// This provider's console gives it.
    Console(&'static str),
    /// Render sets it.
    Render,
    /// It is read from another resource of the Blueprint.
    Resource(Resource),
    /// One decides.
    Chosen,
}

/// A kind of resource that a value is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// A database.
    Postgres,
    /// A Key Value instance.
    KeyValue,
    /// A service.
    Service,
}

/// What has the effect that the name of an unread variable promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// This variable.
    Variable(&'static str),
    /// A setting in this file of the application.
    File(&'static str),
}

/// A value that Render gives.
#[derive(Debug, PartialEq, Eq)]
pub struct SetByRender {
    /// On which services.
    pub on: On,
    /// The value, if it is always the same.
    pub value: Option<&'static str>,
    /// Not while building.
    pub only_at_run_time: bool,
}

/// The services on which Render sets a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// All.
    Every,
    /// Web services and static sites.
    Web,
    /// Web services and private services.
    WebAndPrivate,
    /// Those of the Ruby runtime.
    Ruby,
    /// Those of the Node runtime.
    Node,
    /// Those of the Rust runtime.
    Rust,
}
