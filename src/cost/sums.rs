//! The sums at the foot of a bill: of a month, of a year, for each monthly user; in dollars and in a second currency.

use super::{Bill, Range, SecondCurrency, in_currency, per_user, per_year, range_text, with_unpriced};
use crate::words::{Message, cost as words};

/// A sum of a bill, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Of what.
    pub name: Message,
    /// From the least to the most, with the number of lines that are missing from it.
    pub amount: String,
    /// With the instances that are expected to run; none where a line's number of them is not known.
    pub expected: Option<String>,
    /// The first in the second currency, if there is one.
    pub in_currency: Option<String>,
    /// The expected one in the second currency.
    pub expected_in_currency: Option<String>,
}

/// The sums of a month, of a year and for each of so many monthly users; without users the last is left out.
pub fn sums(bill: &Bill, users: u32, currency: Option<&SecondCurrency>) -> Vec<Sum> {
    let month = bill.total();
    let expected = bill.expected_total().map(Range::exactly);
    let unpriced = bill.unpriced().count();
    let sum = |name: Message, amount: Range, expected: Option<Range>| Sum {
        name,
        amount: with_unpriced(amount, unpriced),
        expected: expected.map(range_text),
        in_currency: currency.map(|currency| in_currency(amount, currency)),
        expected_in_currency: currency
            .zip(expected)
            .map(|(currency, amount)| in_currency(amount, currency)),
    };
    let each = per_user(month, users).map(|each| {
        let name = words::sum_user(crate::words::whole(users));
        sum(name, each, expected.and_then(|month| per_user(month, users)))
    });
    let month = [
        sum(words::total(), month, expected),
        sum(words::sum_year(), per_year(month), expected.map(per_year)),
    ];
    month.into_iter().chain(each).collect()
}
