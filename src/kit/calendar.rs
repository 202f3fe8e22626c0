//! Reminders to change secrets, as iCalendar (RFC 5545).
//!
//! The same plan and day give the same bytes: an entry's UID comes from what it is about.

use std::collections::HashSet;

use super::quote::calendar as quoted;
use super::{Group, KitFile, KitInput, Language};
use crate::envvars::{Item, Owner, Source};
use crate::words::{kit as words, language};

/// Every how many days a secret is changed (the architecture document's security section).
const DAYS: u32 = 90;

pub(super) fn file(input: &KitInput<'_, '_>) -> Option<KitFile> {
    let secrets: Vec<_> = secrets(input).collect();
    let (first, _) = secrets.first()?;
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    let language = language().to_ascii_uppercase();
    line(
        &mut text,
        &format!("PRODID:-//Plano//Secret rotation//{language}"),
    );
    line(&mut text, "CALSCALE:GREGORIAN");
    let name = words::rotation_name(first.name.as_str()).to_string();
    line(&mut text, &format!("X-WR-CALNAME:{}", quoted(&name)));
    let mut seen = HashSet::new();
    // Two owners can have the same name, and an entry its UID once.
    let once = secrets
        .into_iter()
        .filter(|(owner, item)| seen.insert(identity(&owner.name, &item.key)));
    for (owner, item) in once {
        event(&mut text, input, owner, item);
    }
    line(&mut text, "END:VCALENDAR");
    Some(KitFile {
        path: "security/secret-rotation.ics".to_owned(),
        group: Group::Security,
        body: text,
        language: Language::Calendar,
        about: words::about_calendar(),
        executable: false,
    })
}

/// Whether there is anything to be reminded of, and so the file.
pub(super) fn has_entries(input: &KitInput<'_, '_>) -> bool {
    secrets(input).next().is_some()
}

fn secrets<'b>(input: &KitInput<'b, '_>) -> impl Iterator<Item = (&'b Owner, &'b Item)> {
    let owners = input.checklist.owners.iter();
    let items = owners.flat_map(|owner| owner.items.iter().map(move |item| (owner, item)));
    items.filter(|(_, item)| is_rotated(item))
}

/// A secret that people give: one that is read from elsewhere changes there.
fn is_rotated(item: &Item) -> bool {
    let given = matches!(
        item.source,
        Source::TypedIn | Source::Missing { .. } | Source::SetInFile { value: None }
    );
    item.secret && given
}

fn event(text: &mut String, input: &KitInput<'_, '_>, owner: &Owner, item: &Item) {
    let start = input.start.compact();
    let summary = words::rotation_summary(item.key.as_str(), owner.name.as_str()).to_string();
    let mut description = words::rotation_description(item.where_from.as_str()).to_string();
    if CAREFUL.contains(&item.key.as_str()) {
        description.push(' ');
        description.push_str(&words::rotation_careful().to_string());
    }
    line(text, "BEGIN:VEVENT");
    line(
        text,
        &format!("UID:{:016x}@plano", identity(&owner.name, &item.key)),
    );
    line(text, &format!("DTSTAMP:{start}T000000Z"));
    line(text, &format!("DTSTART;VALUE=DATE:{start}"));
    line(text, &format!("RRULE:FREQ=DAILY;INTERVAL={DAYS}"));
    line(text, &format!("SUMMARY:{}", quoted(&summary)));
    line(text, &format!("DESCRIPTION:{}", quoted(&description)));
    line(text, "TRANSP:TRANSPARENT");
    line(text, "END:VEVENT");
}

/// What Rails encrypts with: a new value makes old ones unreadable.
const CAREFUL: [&str; 2] = ["SECRET_KEY_BASE", "RAILS_MASTER_KEY"];

/// FNV-1a of 64 bits.
fn identity(owner: &str, key: &str) -> u64 {
    let bytes = owner.bytes().chain([0]).chain(key.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Writes a line, folded after 75 bytes and between characters.
fn line(text: &mut String, content: &str) {
    const MOST: usize = 75;
    let mut length = 0;
    for next in content.chars() {
        if length + next.len_utf8() > MOST {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(next);
        length += next.len_utf8();
    }
    text.push_str("\r\n");
}
