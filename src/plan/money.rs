//! With what all scenarios are priced: the price list, a second currency, and what is paid today.

use std::sync::{Mutex, PoisonError};

use rust_decimal::Decimal;

use crate::cost::SecondCurrency;
use crate::price::own::OwnList;
use crate::price::{self, PriceList};

/// What belongs to the money of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// What is paid a month today, US dollars, if it was typed in.
    pub paying_today: Option<Decimal>,
    /// The price list.
    pub prices: Prices,
    /// A currency in which totals are shown beside US dollars.
    pub currency: Option<SecondCurrency>,
}

/// A price list in use.
#[derive(Clone, Copy, Debug, Default)]
pub enum Prices {
    /// The one that ships and holds now.
    #[default]
    Current,
    /// Another one that ships.
    Shipped(&'static PriceList),
    /// One of one's own.
    Own(&'static OwnList),
}

/// The lists of one's own that there are.
static KNOWN: Mutex<Vec<&'static OwnList>> = Mutex::new(Vec::new());

impl Prices {
    /// The list that ships with an id.
    pub fn shipped(id: &str) -> Option<Self> {
        let list = price::list(id)?;
        let is_current = std::ptr::eq(list, price::default_list());
        Some(if is_current {
            Self::Current
        } else {
            Self::Shipped(list)
        })
    }

    /// A list of one's own. It lives as long as the program, since much holds on to one; there are few, and the same
    /// one again is that one.
    pub fn own(list: OwnList) -> Self {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let same = known.iter().find(|own| ***own == list).copied();
        Self::Own(same.unwrap_or_else(|| {
            let own: &'static OwnList = Box::leak(Box::new(list));
            known.push(own);
            own
        }))
    }

    /// The list.
    pub fn list(&self) -> &'static PriceList {
        match self {
            Self::Current => price::default_list(),
            Self::Shipped(list) => list,
            Self::Own(own) => own.list(),
        }
    }
}

/// Lists of one's own are the same while nothing of them was changed.
impl PartialEq for Prices {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Current, Self::Current) => true,
            (Self::Shipped(left), Self::Shipped(right)) => std::ptr::eq(*left, *right),
            (Self::Own(left), Self::Own(right)) => std::ptr::eq(*left, *right),
            _ => false,
        }
    }
}

impl Eq for Prices {}
