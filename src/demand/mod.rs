//! From monthly active users to load, capacity, advice, usage and forecasts, by assumptions that stand as data.
//!
//! Pure arithmetic on exact decimals. Must not know scenarios, and holds no prices: they come with a price list.

mod advice;
mod assumption;
mod forecast;
mod formula;
mod load;
mod role;
mod size;
mod subject;
mod usage;
mod workload;

pub use advice::{Load, Setting, Sizes, Sizing, amount_text, applied, size, size_text, whole_percent};
pub use assumption::{Assumption, Id, Label, Set, Source, Stated, assumption, assumptions};
pub use forecast::{Change, Forecast, Line, Month, amount};
pub use formula::{Formula, formulas};
pub use load::Measure;
pub use role::{Role, Roles, role_of_database, role_of_service, roles_for_database, roles_for_service};
pub use subject::{Size, Subject};
pub use usage::{Used, follows_users, peak_requests, usage};
pub use workload::{Growth, MAX_MONTHS, MAX_USERS, Workload, checked_users};

#[cfg(test)]
#[path = "book/tests.rs"]
mod book;
#[cfg(test)]
mod tests;
