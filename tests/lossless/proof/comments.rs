//! The comments of a text, found without the tree and its tokens: knows quotes, brackets, block scalars and
//! plain scalars over several lines.

use super::lines::Line;

/// A comment from its `#` to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment<'t> {
    pub line: usize,
    pub text: &'t str,
}

pub(crate) fn comments<'t>(lines: &[Line<'t>]) -> Vec<Comment<'t>> {
    let mut scanner = Scanner {
        open: Open::Nothing,
        depth: 0,
    };
    let found = lines.iter().enumerate().filter_map(|(line, own)| {
        let at = scanner.comment(own.text)?;
        Some(Comment {
            line,
            text: &own.text[at..],
        })
    });
    found.collect()
}

/// What the end of a line leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    Quotes(char),
    /// A block scalar below what stands in column `parent`; `indent` from its first line on.
    Block {
        parent: Option<usize>,
        indent: Option<usize>,
    },
    /// A plain scalar below what stands in column `parent`.
    Plain {
        parent: Option<usize>,
    },
}

struct Scanner {
    open: Open,
    /// How many brackets are open.
    depth: usize,
}

impl Scanner {
    /// Where the next line's comment begins.
    fn comment(&mut self, text: &str) -> Option<usize> {
        let lead = text.len() - text.trim_start_matches(' ').len();
        let blank = text.trim().is_empty();
        let deeper = |parent: Option<usize>| parent.is_none_or(|parent| lead > parent);
        match self.open {
            Open::Block { .. } | Open::Plain { .. } if blank => return None,
            Open::Block { parent, indent } => {
                if indent.map_or(deeper(parent), |indent| lead >= indent) {
                    let indent = indent.or(Some(lead));
                    self.open = Open::Block { parent, indent };
                    return None;
                }
                self.open = Open::Nothing;
            }
            Open::Plain { parent } if deeper(parent) => return self.rest(text, lead, parent, true),
            Open::Plain { .. } => self.open = Open::Nothing,
            Open::Nothing | Open::Quotes(_) => {}
        }
        if self.open != Open::Nothing || self.depth > 0 {
            return self.rest(text, 0, None, false);
        }
        let mut at = lead;
        let mut parent = None;
        while text[at..].starts_with("- ") || &text[at..] == "-" {
            parent = Some(at);
            at += 1;
            at += text[at..].len() - text[at..].trim_start().len();
        }
        if text == "---" || text.starts_with("--- ") {
            at = 3;
        }
        self.rest(text, at, parent, false)
    }

    /// Reads a line from `at`, below what stands in column `parent`; `plain` within a plain scalar.
    fn rest(&mut self, text: &str, at: usize, mut parent: Option<usize>, mut plain: bool) -> Option<usize> {
        let token = at;
        let mut begins = !plain && self.open == Open::Nothing;
        let mut has_key = plain;
        let mut found = None;
        let mut chars = text[at..].char_indices().peekable();
        while let Some((offset, next)) = chars.next() {
            let column = at + offset;
            let ends = chars.peek().is_none_or(|&(_, after)| matches!(after, ' ' | '\t'));
            if let Open::Quotes(quote) = self.open {
                let follows = chars.peek().map(|&(_, after)| after);
                let escapes = (quote == '"' && next == '\\')
                    || (quote == '\'' && next == quote && follows == Some(quote));
                if escapes {
                    chars.next();
                } else if next == quote {
                    self.open = Open::Nothing;
                }
                continue;
            }
            match next {
                ' ' | '\t' => {}
                '#' if column == 0 || text[..column].ends_with([' ', '\t']) => {
                    (found, plain) = (Some(column), false);
                    break;
                }
                '"' | '\'' if begins => (self.open, begins) = (Open::Quotes(next), false),
                '&' | '!' if begins => {
                    while chars.next_if(|(_, after)| !matches!(after, ' ' | '\t')).is_some() {}
                }
                '|' | '>' if begins && self.depth == 0 => {
                    let header = text[column + 1..].split([' ', '\t']).next().unwrap_or_default();
                    let number = header.trim_matches(['+', '-']).parse::<usize>().ok();
                    let indent = number.map(|number| parent.map_or(number, |parent| parent + number));
                    self.open = Open::Block { parent, indent };
                    return text[column..].find(" #").map(|after| column + after + 1);
                }
                '[' | '{' if begins => self.depth += 1,
                ']' | '}' if self.depth > 0 => {
                    self.depth -= 1;
                    (begins, plain) = (false, false);
                }
                ',' if self.depth > 0 => (begins, plain) = (true, false),
                ':' if self.depth > 0 && (ends || !plain) => (begins, plain) = (true, false),
                ':' if ends => {
                    (begins, plain, has_key) = (true, false, true);
                    parent = Some(token);
                }
                _ => (begins, plain) = (false, true),
            }
        }
        if self.open == Open::Nothing && plain && self.depth == 0 {
            let parent = if has_key {
                parent
            } else {
                parent.or(token.checked_sub(1))
            };
            self.open = Open::Plain { parent };
        } else if matches!(self.open, Open::Plain { .. }) {
            self.open = Open::Nothing;
        }
        found
    }
}
