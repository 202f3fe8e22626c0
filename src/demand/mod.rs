//! From monthly active users to load, capacity, advice, usage and forecasts, by assumptions that stand as data.
//!
//! Pure arithmetic on exact decimals. Must not know scenarios, and holds no prices: they come with a price list.

mod assumption;
mod role;
mod workload;

pub use assumption::{Assumption, Id, Label, Set, Stated, assumption, assumptions};
pub use role::{Role, Roles, role_of_database, role_of_service};
pub use workload::{Growth, MAX_MONTHS, MAX_USERS, Workload};
