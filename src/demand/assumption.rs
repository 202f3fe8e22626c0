//! What a forecast reckons with: each value with its bounds, its source and how sure it is.

use rust_decimal::Decimal;

use crate::words::{Message, demand as words};

/// One number that the formulas use.
#[derive(Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Which.
    pub id: Id,
    /// Its stable name: `daily-share`.
    pub name: &'static str,
    /// The least that makes sense, in its unit.
    pub min: Decimal,
    /// The most that makes sense, in its unit.
    pub max: Decimal,
    /// Its value in [`Set::Document`].
    pub document: Stated,
    /// Its value in [`Set::Published`].
    pub published: Stated,
}

/// A value and what it rests on.
#[derive(Debug, PartialEq, Eq)]
pub struct Stated {
    /// The value, in the assumption's unit.
    pub value: Decimal,
    /// How sure it is.
    pub label: Label,
    /// Who says so, or to what it is fitted.
    pub source: Option<Source>,
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A source prints it.
    Published,
    /// Chosen so that the document's tables come out.
    Fitted,
    /// Nobody says it.
    Assumption,
}

/// A set of values for all assumptions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Set {
    /// Fitted to the cost tables of the architecture document of October 2025.
    #[default]
    Document,
    /// The least that Chatwoot and Render publish.
    Published,
}

impl Set {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Document, Self::Published];

    /// Stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Published => "published",
        }
    }

    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Document => words::set_document(),
            Self::Published => words::set_published(),
        }
    }
}

impl Label {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Published => words::label_published(),
            Self::Fitted => words::label_fitted(),
            Self::Assumption => words::label_assumption(),
        }
    }
}

impl Source {
    /// The source in words, with its place in it.
    pub fn text(self) -> Message {
        data::source(self)
    }
}

impl Assumption {
    /// Its value in a set.
    pub fn stated(&self, set: Set) -> &Stated {
        match set {
            Set::Document => &self.document,
            Set::Published => &self.published,
        }
    }

    /// What it is called.
    pub fn title(&self) -> Message {
        data::name(self.id)
    }

    /// Its unit, in words.
    pub fn unit(&self) -> Message {
        data::unit(self.id)
    }
}

/// All, in the order in which they are shown.
pub fn assumptions() -> &'static [Assumption] {
    &data::ASSUMPTIONS
}

/// The assumption of this stable name.
pub fn assumption(name: &str) -> Option<&'static Assumption> {
    assumptions().iter().find(|known| known.name == name)
}

/// The values of all assumptions, ready to reckon with.
#[derive(Clone, Debug)]
pub(super) struct Values([Decimal; data::ASSUMPTIONS.len()]);

impl Values {
    /// Those of a set, with changes.
    pub(super) fn of(set: Set, changed: &std::collections::BTreeMap<Id, Decimal>) -> Self {
        Self(data::ASSUMPTIONS.each_ref().map(|known| {
            let changed = changed.get(&known.id).copied();
            changed.unwrap_or(known.stated(set).value)
        }))
    }

    pub(super) fn get(&self, id: Id) -> Decimal {
        self.0.get(id as usize).copied().unwrap_or_default()
    }

    /// A percentage as a factor.
    pub(super) fn share(&self, id: Id) -> Decimal {
        self.get(id) * HUNDREDTH
    }
}

const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What the document's tables plan for a role.
#[derive(Debug)]
pub(super) struct Planned {
    /// For so many monthly users.
    pub(super) users: u32,
    /// [`Role::id`](super::Role::id).
    pub(super) role: &'static str,
    pub(super) plan: &'static str,
    pub(super) instances: i64,
    pub(super) disk_gb: Option<i64>,
}

/// What the document plans for a role at so many users: its last table that is not for more.
pub(super) fn planned(role: &str, users: u32) -> Option<&'static Planned> {
    let mut rows = data::PLANNED.iter().rev();
    rows.find(|row| row.role == role && row.users <= users)
}

pub use data::{Id, Source};

/// The table that the build wrote.
mod data {
    use rust_decimal::Decimal;

    use super::{Assumption, Label, Planned, Stated};
    use crate::words::{Message, demand as words};

    include!(concat!(env!("OUT_DIR"), "/demand.rs"));
}
