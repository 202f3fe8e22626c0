//! Plans with what they give and cost, by the choice that a field takes.

use crate::price::{PriceList, described, plans};
use crate::spec::{self, Choice};

/// What is known of a plan.
pub(super) struct PlanFacts {
    /// CPU, memory and price.
    pub what: String,
    /// An earlier name that Render still takes.
    pub old_name: Option<&'static str>,
}

/// Whether a choice is one of plans.
pub(super) fn is_of_plans(choice: &Choice) -> bool {
    [
        &spec::choices::SERVER_PLAN,
        &spec::choices::CRON_PLAN,
        &spec::choices::POSTGRES_PLAN,
        &spec::choices::KEY_VALUE_PLAN,
    ]
    .contains(&choice)
}

/// What a plan of a choice gives and costs, by its present or old name. None for what has no plan facts.
pub(super) fn facts(choice: &Choice, name: &str, prices: &PriceList) -> Option<PlanFacts> {
    let (what, old_name) = if *choice == spec::choices::SERVER_PLAN {
        let plan = plans::service(name)?;
        (described::service(prices, plan), plan.old_name)
    } else if *choice == spec::choices::CRON_PLAN {
        let plan = plans::cron(name)?;
        (described::cron(prices, plan), plan.old_name)
    } else if *choice == spec::choices::POSTGRES_PLAN {
        let plan = plans::postgres(name)?;
        (described::postgres(prices, plan), plan.old_name)
    } else if *choice == spec::choices::KEY_VALUE_PLAN {
        let plan = plans::key_value(name)?;
        (described::key_value(prices, plan), plan.old_name)
    } else {
        return None;
    };
    Some(PlanFacts { what, old_name })
}
