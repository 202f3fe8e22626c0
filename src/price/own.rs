//! A price list of one's own: a shipped one under another name, with some prices changed. As YAML it holds every
//! price by its address, and can be read again.
//!
//! The text is read by the tree of `yaml`, whose limits hold for what people paste, and which knows the line of
//! each value.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::Serializer;

use super::address::{TABLES, Table, all_prices, price_mut};
use super::list::{Amount, Basis, PlanPrice, Price, PriceList, Source, Trust, UNKNOWN};
use super::{list, lists, plans};
use crate::words::closest::closest;
use crate::words::{Message, alternatives, prices as words};
use crate::yaml::{NodeId, Tree};

/// The version that is written, and the newest that is read.
const VERSION: u32 = 1;

/// Bytes that a file may have.
const MOST_BYTES: usize = 256 * 1024;

/// Letters that a title or a date may have.
const MOST_LETTERS: usize = 100;

/// The largest price, in units of the list's currency.
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// Digits after the point that a price may have.
const MOST_DECIMALS: u32 = 12;

/// How a price that is not known is written.
const UNKNOWN_WORD: &str = "unknown";

/// The id of the source of changed prices.
const OWN_SOURCE: &str = "OWN";

const KEYS: [&str; 5] = ["plano_prices", "title", "date", "based_on", "prices"];

/// A price list of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnList {
    base: &'static PriceList,
    list: PriceList,
}

/// Why there is no such list or price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnListError(Message);

impl fmt::Display for OwnListError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl OwnList {
    /// A copy of the shipped list with this id under a title of its own; the date says when its own prices hold.
    ///
    /// # Errors
    /// No list with this id; a title that is empty; a title or date that is longer than a line of 100 letters.
    pub fn copy_of(id: &str, title: &str, date: &str) -> Result<Self, OwnListError> {
        let base = list(id).ok_or_else(|| {
            let known = alternatives(lists().iter().map(|list| list.id.as_ref()));
            OwnListError(words::own_no_list(id, known))
        })?;
        let (title, date) = (line_of(title)?, line_of(date)?);
        if title.is_empty() {
            return Err(OwnListError(words::own_no_title()));
        }
        let mut list = base.clone();
        list.sources.to_mut().push(Source {
            id: OWN_SOURCE.into(),
            title: title.to_owned().into(),
            date: date.to_owned().into(),
            trust: Trust::None,
            address: None,
        });
        list.id = title.to_owned().into();
        list.title = title.to_owned().into();
        list.date = date.to_owned().into();
        Ok(Self { base, list })
    }

    /// The same prices under another title and date.
    ///
    /// # Errors
    /// As in [`OwnList::copy_of`].
    pub fn under(&self, title: &str, date: &str) -> Result<Self, OwnListError> {
        let mut copy = Self::copy_of(&self.base.id, title, date)?;
        let prices = all_prices(&self.list).into_iter();
        for (address, _, price) in prices {
            copy.set(&address, price.known())?;
        }
        Ok(copy)
    }

    /// The list, for bills.
    pub fn list(&self) -> &PriceList {
        &self.list
    }

    /// The shipped list that it is a copy of.
    pub fn base(&self) -> &'static PriceList {
        self.base
    }

    /// Changes one price, by its address in [`all_prices`]; none makes it unknown. The price of the shipped list
    /// gets that list's source again.
    ///
    /// # Errors
    /// No such address, with the one that was meant; an amount below zero, above a thousand million or with more
    /// than twelve decimals.
    pub fn set(&mut self, address: &str, amount: Option<Decimal>) -> Result<(), OwnListError> {
        let known = all_prices(self.base);
        let Some((_, _, shipped)) = known.iter().find(|(own, ..)| own == address) else {
            return Err(OwnListError(no_address(address, &known)));
        };
        if let Some(amount) = amount
            && (amount < Decimal::ZERO || amount > MOST || amount.normalize().scale() > MOST_DECIMALS)
        {
            return Err(OwnListError(words::own_bad_price(amount.to_string(), address)));
        }
        let price = match amount {
            amount if shipped.known() == amount => (*shipped).clone(),
            Some(amount) => Price {
                amount: Amount::Known(amount.normalize()),
                basis: Basis::Direct,
                sources: Cow::Owned(vec![OWN_SOURCE.into()]),
            },
            None => UNKNOWN.clone(),
        };
        match price_mut(&mut self.list, address) {
            Some(place) if price != UNKNOWN => *place = price,
            // What the shipped list does not name is unknown without an entry too.
            Some(_) if price_mut(&mut self.base.clone(), address).is_none() => self.forget(address),
            Some(_) => {
                if let Some(place) = price_mut(&mut self.list, address) {
                    *place = price;
                }
            }
            None if price == UNKNOWN => {}
            None => self.add(address, price),
        }
        Ok(())
    }

    /// Adds a plan that the shipped list does not name, at its place among the others.
    fn add(&mut self, address: &str, price: Price) {
        let Some((table, plan, entries)) = self.entries(address) else {
            return;
        };
        let order = (table.plans)();
        entries.push(PlanPrice {
            plan: plan.to_owned().into(),
            price,
        });
        entries.sort_by_key(|entry| order.iter().position(|plan| entry.plan == *plan));
    }

    /// Takes an added plan away.
    fn forget(&mut self, address: &str) {
        if let Some((_, plan, entries)) = self.entries(address) {
            entries.retain(|entry| entry.plan != plan);
        }
    }

    /// The table that an address is of, the plan, and the table's entries.
    fn entries<'a>(&mut self, address: &'a str) -> Option<(&'static Table, &'a str, &mut Vec<PlanPrice>)> {
        let (front, plan) = address.rsplit_once('/')?;
        let table = TABLES.iter().find(|table| table.front == front)?;
        let entries = (table.of_mut)(&mut self.list)?.to_mut();
        Some((table, plan, entries))
    }

    /// As YAML, with every price.
    ///
    /// # Errors
    /// The writer's words; none is known that a list can cause.
    pub fn to_yaml(&self) -> Result<String, OwnListError> {
        self.write(None)
    }

    /// As YAML, with the prices that are other than the shipped list's.
    ///
    /// # Errors
    /// As in [`OwnList::to_yaml`].
    pub fn changes_to_yaml(&self) -> Result<String, OwnListError> {
        self.write(Some(self.base))
    }

    /// As YAML, without the prices that are those of another list.
    fn write(&self, without: Option<&PriceList>) -> Result<String, OwnListError> {
        let saved = SavedList {
            plano_prices: VERSION,
            title: &self.list.title,
            date: &self.list.date,
            based_on: &self.base.id,
            prices: Prices {
                list: &self.list,
                without,
            },
        };
        serde_yaml::to_string(&saved).map_err(|error| OwnListError(words::own_unwritten(error.to_string())))
    }

    /// Reads what [`OwnList::to_yaml`] wrote, or what somebody wrote in its form. A price that is not named is the
    /// shipped list's.
    ///
    /// # Errors
    /// What is wrong, with its value and its line.
    pub fn from_yaml(text: &str) -> Result<Self, OwnListError> {
        if text.len() > MOST_BYTES {
            return Err(OwnListError(words::own_too_long((MOST_BYTES / 1024).to_string())));
        }
        let (tree, error) = Tree::parse(text);
        let line = |at: usize| (tree.lines().line_of(at) + 1).to_string();
        if let Some(error) = error {
            return Err(OwnListError(words::own_no_yaml(line(error.span.start))));
        }
        let line_of = |node: NodeId| line(tree.node(node).span.start);
        if let Some((_, again)) = tree.duplicate_keys().first() {
            let key = tree.scalar_text(*again).unwrap_or_default();
            return Err(OwnListError(words::own_twice(line_of(*again), key)));
        }
        let root = tree
            .root()
            .ok_or_else(|| OwnListError(words::own_missing(KEYS[0])))?;
        for entry in tree.entries(root) {
            let key = tree.key_text(entry).unwrap_or_default();
            if !KEYS.contains(&key) {
                let known = alternatives(KEYS);
                return Err(OwnListError(words::own_no_key(line_of(entry.key), key, known)));
            }
        }
        let value = |key: &str| {
            tree.get(root, key)
                .ok_or_else(|| OwnListError(words::own_missing(key)))
        };
        let text_of = |key: &str| {
            let node = value(key)?;
            let text = tree.scalar_text(node);
            text.ok_or_else(|| OwnListError(words::own_no_text(line_of(node), key)))
        };
        let version = text_of(KEYS[0])?;
        match version.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION => {
                return Err(OwnListError(words::own_newer(version, VERSION.to_string())));
            }
            _ => return Err(OwnListError(words::own_no_version(version))),
        }
        let mut own = Self::copy_of(text_of("based_on")?, text_of("title")?, text_of("date")?)?;
        for entry in tree.entries(value("prices")?) {
            let place = || line_of(entry.key);
            let address = tree.key_text(entry).unwrap_or_default();
            let written = tree.scalar_text(tree.target(entry.value)).unwrap_or_default();
            let amount = match written {
                UNKNOWN_WORD => None,
                number => match Decimal::from_str_exact(number) {
                    Ok(amount) => Some(amount),
                    Err(_) => {
                        let error = words::own_no_price(place(), number, address);
                        return Err(OwnListError(error));
                    }
                },
            };
            own.set(address, amount)
                .map_err(|error| OwnListError(words::own_at_line(place(), error.to_string())))?;
        }
        Ok(own)
    }
}

/// The text without spaces around it, if it is no more than a line.
fn line_of(text: &str) -> Result<&str, OwnListError> {
    let text = text.trim();
    if text.chars().count() > MOST_LETTERS || text.chars().any(char::is_control) {
        return Err(OwnListError(words::own_bad_line(MOST_LETTERS.to_string())));
    }
    Ok(text)
}

/// There is no such address; what was meant.
fn no_address(written: &str, known: &[(String, Message, &Price)]) -> Message {
    let current = written.split_once('/').and_then(|(front, plan)| {
        let kind = match front {
            "services" => plans::Kind::Service,
            "cron" => plans::Kind::Cron,
            "postgres" => plans::Kind::Postgres,
            "key_value" => plans::Kind::KeyValue,
            _ => return None,
        };
        Some(format!("{front}/{}", plans::current_name(kind, plan)?))
    });
    let close = || closest(written, known.iter().map(|(own, ..)| own.as_str())).map(str::to_owned);
    match current.or_else(close) {
        Some(meant) => words::own_no_address_but(written, meant),
        None => words::own_no_address(written),
    }
}

#[derive(Serialize)]
struct SavedList<'l> {
    plano_prices: u32,
    title: &'l str,
    date: &'l str,
    based_on: &'l str,
    prices: Prices<'l>,
}

/// Prices by their address; as text, so that no reader makes floats of them.
struct Prices<'l> {
    list: &'l PriceList,
    /// The prices of this one are left out.
    without: Option<&'l PriceList>,
}

impl Serialize for Prices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = |price: &Price| {
            price.known().map_or_else(
                || UNKNOWN_WORD.to_owned(),
                |amount| amount.normalize().to_string(),
            )
        };
        let left_out: BTreeMap<String, Option<Decimal>> = self
            .without
            .into_iter()
            .flat_map(all_prices)
            .map(|(address, _, price)| (address, price.known()))
            .collect();
        let prices = all_prices(self.list).into_iter();
        let prices = prices.filter(|(address, _, price)| left_out.get(address) != Some(&price.known()));
        serializer.collect_map(prices.map(|(address, _, price)| (address, written(price))))
    }
}

#[cfg(test)]
mod tests;
