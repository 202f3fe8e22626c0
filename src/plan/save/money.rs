//! With what a workspace is priced, in saved form.

use serde::{Deserialize, Serialize};

use super::{Unreadable, amount, bad};
use crate::cost::SecondCurrency;
use crate::plan::money::{Money, Prices};
use crate::price::own::OwnList;

/// What belongs to the money of a workspace; what is as it is at first is left out.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SavedMoney {
    /// The id of a list that ships.
    #[serde(skip_serializing_if = "Option::is_none")]
    prices: Option<String>,
    /// A list of one's own, as its own file.
    #[serde(skip_serializing_if = "Option::is_none")]
    own_prices: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<SavedCurrency>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedCurrency {
    code: String,
    rate: String,
    #[serde(default)]
    date: String,
}

impl SavedMoney {
    pub(super) fn of(money: &Money) -> Result<Self, Unreadable> {
        let (prices, own_prices) = match &money.prices {
            Prices::Current => (None, None),
            Prices::Shipped(list) => (Some(list.id.to_string()), None),
            Prices::Own(own) => (
                None,
                Some(own.to_yaml().map_err(|error| bad(&error.to_string()))?),
            ),
        };
        let currency = money.currency.as_ref().map(|currency| SavedCurrency {
            code: currency.code().to_owned(),
            rate: currency.rate().to_string(),
            date: currency.date().to_owned(),
        });
        Ok(Self {
            prices,
            own_prices,
            currency,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.prices.is_none() && self.own_prices.is_none() && self.currency.is_none()
    }

    pub(super) fn restored(self, paying_today: Option<String>) -> Result<Money, Unreadable> {
        let prices = match (self.own_prices, self.prices) {
            (Some(text), _) => {
                let own = OwnList::from_yaml(&text).map_err(|error| bad(&error.to_string()))?;
                Prices::own(own)
            }
            (None, Some(id)) => Prices::shipped(&id).ok_or_else(|| bad(&id))?,
            (None, None) => Prices::Current,
        };
        let currency = match self.currency {
            Some(SavedCurrency { code, rate, date }) => {
                let rate = rate.parse().map_err(|_| bad(&rate))?;
                let currency = SecondCurrency::new(&code, rate, &date);
                Some(currency.map_err(|error| bad(&error.to_string()))?)
            }
            None => None,
        };
        Ok(Money {
            paying_today: amount(paying_today)?,
            prices,
            currency,
        })
    }
}
