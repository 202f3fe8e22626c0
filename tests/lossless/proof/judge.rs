//! Makes an edit and compares what came of it with what was listed: lines, values, comments, undo.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use plano::blueprint::edit::{Edit, EditError};
use plano::plan::{PRESETS, Scenario, ScenarioId, Session, Workspace};
use plano::words::plan as words;
use plano::yaml::edit::Refusal;
use similar::{Algorithm, DiffTag, TextDiff, capture_diff_slices};

use super::before::Before;
use super::comments::comments;
use super::lines::{Line, MARK, lines};
use super::listed::Listed;
use super::meaning;
use super::reading;

/// What came of an edit.
pub(crate) enum Outcome {
    /// The edited text.
    Made(Arc<str>),
    /// Why it was refused.
    Refused(String),
}

/// A session with one text.
pub(crate) fn session(text: &str) -> Session {
    let scenario = Scenario {
        id: ScenarioId(1),
        text: text.into(),
        settings: PRESETS[0].settings(),
    };
    Session::new(Workspace {
        scenarios: vec![Arc::new(scenario)],
        active: ScenarioId(1),
        money: Default::default(),
    })
}

/// Makes an edit in a session with the text before.
///
/// # Errors
/// What is not as it must be, with the diff.
pub(crate) fn judge(before: &Before<'_>, session: &Session, edit: &Edit) -> Result<Outcome, String> {
    let text = |session: &Session| {
        session
            .on_screen()
            .map(|own| Arc::clone(&own.text))
            .unwrap_or_default()
    };
    let mut session = session.clone();
    let edits = std::slice::from_ref(edit);
    if let Err(error) = session.edit(before.tree, edits, words::step_text(), "") {
        if text(&session).as_ref() != before.tree.text() {
            return Err(format!("{edit:?}: refused, and yet the text changed"));
        }
        return Ok(Outcome::Refused(reason(&error)));
    }
    let after = text(&session);
    let told = |what: &str| {
        let diff = TextDiff::from_lines(before.tree.text(), after.as_ref());
        format!("{edit:?}: {what}\n{}", diff.unified_diff())
    };
    if after.starts_with(MARK) != before.tree.text().starts_with(MARK) {
        return Err(told("the byte order mark is not as it was"));
    }
    let new = lines(&after);
    let steps = meaning::steps(before, edit).ok_or_else(|| told("its meaning is not known"))?;
    let listed = Listed::of(before, &steps).ok_or_else(|| told("nothing could be listed"))?;
    only_listed(before, &new, &listed).map_err(|what| told(&what))?;
    comments_survive(before, &new, &listed).map_err(|what| told(&what))?;
    if let Some(value) = &before.value {
        let read = reading::read(&after).ok_or_else(|| told("another reader refuses it"))?;
        reading::reads_as(value, &steps, &read).map_err(|what| told(&what))?;
    }
    let changed = after.as_ref() != before.tree.text();
    if changed != session.undo().is_some() || text(&session).as_ref() != before.tree.text() {
        return Err(told("undo does not bring the bytes back"));
    }
    if changed != session.redo().is_some() || text(&session) != after {
        return Err(told("redo does not bring the edited bytes back"));
    }
    Ok(Outcome::Made(after))
}

fn reason(error: &EditError) -> String {
    let reason = match error {
        EditError::Refused(refusal) => match refusal {
            Refusal::NoTree => "no tree",
            Refusal::NotFound(_) => "not found",
            Refusal::Exists(_) => "exists",
            Refusal::WrongKind(_) => "of another kind",
            Refusal::Shared { .. } => "shared through an anchor",
            Refusal::ThroughAlias(_) => "behind an alias",
            Refusal::Unclear(_) => "unclear",
            Refusal::AnchorBehind { .. } => "an anchor behind its alias",
            Refusal::Unsafe => "would not read back",
        },
        other => return other.to_string(),
    };
    reason.to_owned()
}

/// How often each line goes or comes.
type Counted<'t> = BTreeMap<&'t str, usize>;

/// Whether a line diff finds only what was listed, where it was listed, with the breaks of the file.
fn only_listed(before: &Before<'_>, new: &[Line<'_>], listed: &Listed) -> Result<(), String> {
    let old_texts: Vec<&str> = before.lines.iter().map(|line| line.text).collect();
    let new_texts: Vec<&str> = new.iter().map(|line| line.text).collect();
    let (mut gone, mut come) = (Counted::new(), Counted::new());
    for op in capture_diff_slices(Algorithm::Myers, &with_breaks(&before.lines), &with_breaks(new)) {
        if op.tag() == DiffTag::Equal {
            continue;
        }
        for text in &old_texts[op.old_range()] {
            *gone.entry(text).or_default() += 1;
        }
        for text in &new_texts[op.new_range()] {
            *come.entry(text).or_default() += 1;
        }
    }
    for &line in &listed.goes {
        // A line like it may come in its place: the diff then says that it stays.
        if take(&mut gone, [old_texts[line]]).is_none() {
            *come.entry(old_texts[line]).or_default() += 1;
        }
    }
    let (any_form, listed_forms): (Vec<_>, Vec<_>) = listed.becomes.iter().partition(|part| part.any_form);
    for part in listed_forms {
        let mut forms = part
            .forms
            .iter()
            .map(|form| changed(&old_texts[part.lines.clone()], form));
        let found = forms.find(|(old, new)| {
            let goes = take(&mut gone.clone(), old.iter().copied()).is_some();
            goes && take(&mut come.clone(), new.iter().map(String::as_str)).is_some()
        });
        let (old, new) = found.ok_or_else(|| format!("has none of its forms: {part:?}"))?;
        let both = take(&mut gone, old).and(take(&mut come, new.iter().map(String::as_str)));
        both.ok_or("taken twice")?;
    }
    let window = listed.window();
    let below = before.lines.len() - window.end;
    let stays =
        |range: Range<usize>, at: usize| new_texts.get(at..at + range.len()) == Some(&old_texts[range]);
    let bottom = new_texts
        .len()
        .checked_sub(below)
        .filter(|&bottom| stays(0..window.start, 0) && stays(window.end..old_texts.len(), bottom));
    let bottom = bottom.ok_or_else(|| format!("lines change outside of {window:?}"))?;
    for group in &listed.comes {
        let within = &new_texts[window.start.min(bottom)..bottom];
        let found = group.iter().find(|form| {
            let together = within.windows(form.len()).any(|part| part == form.as_slice());
            together && take(&mut come.clone(), form.iter().map(String::as_str)).is_some()
        });
        let form = found.ok_or_else(|| format!("does not come in one place: {group:?}"))?;
        take(&mut come, form.iter().map(String::as_str)).ok_or("taken twice")?;
    }
    for part in any_form {
        for line in part.lines.clone() {
            take(&mut gone, [old_texts[line]]);
        }
        // As many lines as there were, and one for what is added.
        for _ in 0..part.lines.len() + 1 {
            let one = come.keys().next().copied();
            take(&mut come, one);
        }
    }
    if let Some(line) = come.keys().next() {
        return Err(format!("not listed: +{line}"));
    }
    for &line in &listed.may_go {
        take(&mut gone, [old_texts[line]]);
    }
    if let Some(line) = gone.keys().next() {
        return Err(format!("not listed: -{line}"));
    }
    breaks_are_the_files(before, new)
}

/// Takes lines off the counted ones; none where one is not there.
fn take<'t>(counted: &mut Counted<'t>, texts: impl IntoIterator<Item = &'t str>) -> Option<()> {
    for text in texts {
        let count = counted.get_mut(text)?;
        *count -= 1;
        if *count == 0 {
            counted.remove(text);
        }
    }
    Some(())
}

/// The lines of a form that differ from what stands there: those that go, and those that come.
fn changed<'f>(old: &'f [&'f str], form: &'f [String]) -> (Vec<&'f str>, &'f [String]) {
    let above = old.iter().zip(form).take_while(|(old, new)| *old == new).count();
    let (old, form) = (&old[above..], &form[above..]);
    let below = old
        .iter()
        .rev()
        .zip(form.iter().rev())
        .take_while(|(old, new)| *old == new)
        .count();
    (old[..old.len() - below].to_vec(), &form[..form.len() - below])
}

/// Lines with their breaks. The last line of a text may lack one, and gets one when a line follows.
fn with_breaks<'t>(lines: &[Line<'t>]) -> Vec<(&'t str, &'t str)> {
    let last = lines.iter().rev().find(|line| !line.ending.is_empty());
    let missing = last.map_or("\n", |line| line.ending);
    let ending = |line: &Line<'t>| {
        if line.ending.is_empty() {
            missing
        } else {
            line.ending
        }
    };
    lines.iter().map(|line| (line.text, ending(line))).collect()
}

/// Whether new lines end as those that were there, and the last line as the last did. A block scalar that
/// comes to be the last needs its break.
fn breaks_are_the_files(before: &Before<'_>, new: &[Line<'_>]) -> Result<(), String> {
    let old = &before.lines;
    let none = old.iter().all(|line| line.ending.is_empty());
    let known = |ending: &str| old.iter().any(|line| line.ending == ending) || (none && ending == "\n");
    if let Some(line) = new.iter().find(|line| !known(line.ending)) {
        return Err(format!("a break that the file has nowhere: {line:?}"));
    }
    let (Some(old), Some(new)) = (old.last(), new.last()) else {
        return Err("nothing is left".to_owned());
    };
    if old.ending.is_empty() == new.ending.is_empty() || before.ends_block_scalar(new.text) {
        return Ok(());
    }
    Err("the final break changed".to_owned())
}

/// Whether all comments are still there but those on lines that were listed as going, and none is new.
fn comments_survive(before: &Before<'_>, new: &[Line<'_>], listed: &Listed) -> Result<(), String> {
    let mut lost = Counted::new();
    for comment in &before.comments {
        *lost.entry(comment.text.trim_end()).or_default() += 1;
    }
    for comment in comments(new) {
        take(&mut lost, [comment.text.trim_end()])
            .ok_or_else(|| format!("a new comment: {}", comment.text))?;
    }
    let going = [&listed.goes, &listed.may_go, &listed.uncommented];
    let goes = |line: &usize| going.iter().any(|lines| lines.contains(line));
    for comment in before.comments.iter().filter(|comment| goes(&comment.line)) {
        take(&mut lost, [comment.text.trim_end()]);
    }
    lost.keys()
        .next()
        .map_or(Ok(()), |comment| Err(format!("a comment is lost: {comment}")))
}
