//! Cost by users.

use rust_decimal::Decimal;

use super::about;
use crate::chart::{Curve, Line, Present};
use crate::cost::{Range, with_unpriced};
use crate::demand::{Forecast, MAX_USERS, Month};
use crate::plan::mau;
use crate::price::money;
use crate::words::{ahead as words, page};

/// A scenario whose costs are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its forecast; none where its text cannot be read.
    pub forecast: Option<&'a Forecast>,
    /// It is the one on screen.
    pub on_screen: bool,
}

/// What the scenarios cost at each step of the slider for users. The present point is where the words above it are
/// widest: it is to be drawn apart.
pub fn by_users(courses: &[Course<'_>]) -> Curve {
    let users: Vec<u32> = (0..=mau::STEPS).map(mau::at_step).collect();
    let mut widest = String::new();
    let lines = courses.iter().map(|course| {
        let months = course
            .forecast
            .map(|forecast| users.iter().map(|users| forecast.at(*users)));
        let months: Vec<Month> = months.into_iter().flatten().collect();
        let unpriced = months.iter().map(|month| month.unpriced).max().unwrap_or(0);
        if course.on_screen {
            let total = months.iter().map(|month| month.total).max().unwrap_or_default();
            widest = words_at(MAX_USERS, total, unpriced);
        }
        Line {
            name: match unpriced {
                0 => course.name.to_owned(),
                _ => words::users_unpriced(course.name, unpriced).to_string(),
            },
            points: months
                .iter()
                .map(|month| (month.users, Some(month.total)))
                .collect(),
            stepped: false,
            strong: course.on_screen,
        }
    });
    let lines: Vec<Line> = lines.collect();
    let on_screen = courses.iter().position(|course| course.on_screen);
    let name = courses.iter().find(|course| course.on_screen);
    Curve {
        about: about(
            words::users_title(),
            words::users_description(name.map_or("", |course| course.name)),
            words::users_empty(),
        ),
        quantity: page::controls_mau().to_string(),
        lines,
        present: on_screen.map(|line| Present {
            users: MAX_USERS,
            line,
            label: widest,
        }),
        unknown: words::unknown().to_string(),
        users: money::number,
        axis: money::short,
        value: money::usd,
    }
}

/// What stands above the present point: `5,000 users: $676.20 + 3 unpriced`.
pub fn point_words(month: &Month) -> String {
    words_at(month.users, month.total, month.unpriced)
}

fn words_at(users: u32, total: Decimal, unpriced: usize) -> String {
    let sum = with_unpriced(Range::exactly(total), unpriced);
    words::users_point(money::count(users), sum).to_string()
}
