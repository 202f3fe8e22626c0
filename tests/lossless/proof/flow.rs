//! Lists for what is added or removed between brackets.

use std::ops::Range;

use plano::yaml::NodeId;

use super::before::Before;
use super::listed::{Becomes, Listed, rewritten};

impl Listed {
    /// Between brackets: behind any child, in its line or in one of its own.
    pub(super) fn insert_in_flow(
        &mut self,
        before: &Before<'_>,
        collection: NodeId,
        children: &[(usize, usize)],
        texts: &[String; 2],
    ) -> Option<()> {
        let span = before.tree.node(collection).span;
        let lines = before.line_of(span.start)..before.line_of(span.end) + 1;
        let mut forms = Vec::new();
        for text in texts {
            let opened = if children.is_empty() {
                text.to_owned()
            } else {
                format!("{text}, ")
            };
            let at = span.start + 1;
            forms.push(rewritten(before, &lines, &[(at..at, opened)]));
            let behind = |child: &(usize, usize)| behind_child(before, &lines, *child, text);
            forms.extend(children.iter().flat_map(behind));
        }
        self.becomes.push(Becomes::new(lines, forms));
        Some(())
    }

    pub(super) fn remove_in_flow(
        &mut self,
        before: &Before<'_>,
        collection: NodeId,
        own: Range<usize>,
        (previous, next): (Option<usize>, Option<usize>),
    ) -> Option<()> {
        let span = before.tree.node(collection).span;
        let text = before.tree.text();
        let lines = before.line_of(span.start)..before.line_of(span.end) + 1;
        let comma = text[own.end..]
            .trim_start()
            .strip_prefix(',')
            .map(|rest| text.len() - rest.len());
        let (first, last) = (before.line_of(own.start), before.line_of(own.end));
        let behind =
            text[comma.unwrap_or(own.end)..before.end_of_text(last).max(comma.unwrap_or(own.end))].trim();
        let starts_line = text[before.lines[first].start..own.start].trim().is_empty();
        if starts_line && (behind.is_empty() || behind.starts_with('#')) && last + 1 < lines.end {
            // Alone on its lines, it goes with them, and the comma before it where none follows.
            self.goes.extend(first..last + 1);
            if let (Some(previous), None) = (previous, comma) {
                let comma = previous + text[previous..].find(',')?;
                let line = before.line_of(comma);
                let lines = line..line + 1;
                let forms = vec![rewritten(before, &lines, &[(comma..comma + 1, String::new())])];
                self.becomes.push(Becomes::new(lines, forms));
            }
            return Some(());
        }
        let with_next = next.map(|next| own.start..next);
        let with_comma = own.start..comma.unwrap_or(own.end);
        let edits = [Some(with_comma), with_next, previous.map(|end| end..own.end)];
        let forms = edits.into_iter().flatten().flat_map(|edit| {
            ["", " "].map(|blank| rewritten(before, &lines, &[(edit.clone(), blank.to_owned())]))
        });
        let forms = forms.collect();
        self.becomes.push(Becomes::new(lines, forms));
        Some(())
    }
}

/// Behind a child in its line, or in a line of its own below it.
fn behind_child(
    before: &Before<'_>,
    lines: &Range<usize>,
    (start, end): (usize, usize),
    text: &str,
) -> [Vec<String>; 2] {
    let blank = if before.tree.text()[..end].ends_with(':') {
        " "
    } else {
        ""
    };
    let beside = rewritten(before, lines, &[(end..end, format!("{blank}, {text}"))]);
    let first = before.line_of(start);
    let lead = &before.text(first)[..start - before.lines[first].start];
    let line_end = before.end_of_text(before.line_of(end));
    let has_comma = before.tree.text()[end..].trim_start().starts_with(',');
    let (comma, trailing) = match has_comma {
        true => (String::new(), ","),
        false => (format!("{blank},"), ""),
    };
    let below = format!("\n{lead}{text}{trailing}");
    let below = rewritten(before, lines, &[(end..end, comma), (line_end..line_end, below)]);
    [beside, below]
}
