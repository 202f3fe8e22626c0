//! What the parts of a file's text are, so that it can be shown in colours: comments, strings, keys and numbers.
//!
//! One scan for all languages by a few facts about each. It need not be right to the last sign: a text that it
//! misreads is shown in another colour and never changed.

use super::Language;

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Token {
    /// Everything else.
    Plain,
    /// A comment; in Markdown, a quotation or a fence.
    Comment,
    /// Text in quotes; in Markdown, code.
    Text,
    /// A key, or a word of the language; in Markdown, a heading.
    Key,
    /// A number.
    Literal,
}

/// A text line by line, each cut into its parts, which together are the line.
pub fn tokens(language: Language, text: &str) -> Vec<Vec<(Token, &str)>> {
    let lines = text.lines();
    match language {
        Language::Markdown => markdown(lines),
        Language::Calendar => lines.map(calendar).collect(),
        _ => {
            let mut open = None;
            lines.map(|line| code(rules(language), line, &mut open)).collect()
        }
    }
}

/// What the scan knows of a language.
struct Rules {
    comment: &'static str,
    quotes: &'static [char],
    /// A quote that may go on in the next line.
    long_quotes: &'static [char],
    /// A name before a colon is a key.
    keys: bool,
    words: &'static [&'static str],
}

fn rules(language: Language) -> &'static Rules {
    match language {
        Language::Shell => &SHELL,
        Language::Ruby => &RUBY,
        Language::JavaScript => &JAVASCRIPT,
        Language::Sql => &SQL,
        Language::Json => &JSON,
        Language::Mermaid => &MERMAID,
        Language::Yaml | Language::Text | Language::Markdown | Language::Calendar => &YAML,
    }
}

static SHELL: Rules = Rules {
    comment: "#",
    quotes: &['\'', '"'],
    long_quotes: &['\'', '"'],
    keys: false,
    words: &[
        "if", "then", "else", "elif", "fi", "for", "in", "do", "done", "while", "case", "esac", "function",
        "return", "exit", "set", "local",
    ],
};
static RUBY: Rules = Rules {
    comment: "#",
    quotes: &['\'', '"'],
    long_quotes: &[],
    keys: true,
    words: &[
        "class", "module", "def", "do", "end", "if", "unless", "else", "elsif", "return", "rescue", "begin",
        "ensure", "nil", "true", "false", "self", "and", "or", "not", "next", "raise", "private",
    ],
};
static JAVASCRIPT: Rules = Rules {
    comment: "//",
    quotes: &['\'', '"', '`'],
    long_quotes: &['`'],
    keys: true,
    words: &[
        "import", "from", "export", "default", "function", "const", "let", "if", "else", "throw", "new",
        "return", "true", "false", "null",
    ],
};
static SQL: Rules = Rules {
    comment: "--",
    quotes: &['\'', '"'],
    long_quotes: &[],
    keys: false,
    words: &[
        "CREATE",
        "EXTENSION",
        "IF",
        "NOT",
        "EXISTS",
        "ALTER",
        "ROLE",
        "SET",
        "TO",
    ],
};
static JSON: Rules = Rules {
    // No line of JSON begins so.
    comment: "//",
    quotes: &['"'],
    long_quotes: &[],
    keys: false,
    words: &["true", "false", "null"],
};
static YAML: Rules = Rules {
    comment: "#",
    quotes: &['\'', '"'],
    long_quotes: &[],
    keys: true,
    words: &["true", "false", "null"],
};
static MERMAID: Rules = Rules {
    comment: "%%",
    quotes: &['"'],
    long_quotes: &[],
    keys: false,
    words: &["flowchart", "subgraph", "end"],
};

/// Parts that follow each other, where equal neighbours become one.
struct Parts<'t> {
    line: &'t str,
    parts: Vec<(Token, &'t str)>,
    from: usize,
    now: Token,
}

impl<'t> Parts<'t> {
    fn of(line: &'t str) -> Self {
        Self {
            line,
            parts: Vec::new(),
            from: 0,
            now: Token::Plain,
        }
    }

    /// From here on the text is something else.
    fn turn(&mut self, at: usize, token: Token) {
        if token == self.now {
            return;
        }
        if let Some(part) = self.line.get(self.from..at).filter(|part| !part.is_empty()) {
            self.parts.push((self.now, part));
        }
        self.from = at;
        self.now = token;
    }

    fn end(mut self) -> Vec<(Token, &'t str)> {
        let other = if self.now == Token::Plain {
            Token::Comment
        } else {
            Token::Plain
        };
        self.turn(self.line.len(), other);
        self.parts
    }
}

/// `open` is the quote that the line before has left open.
fn code<'t>(rules: &Rules, line: &'t str, open: &mut Option<char>) -> Vec<(Token, &'t str)> {
    let mut parts = Parts::of(line);
    let mut at = 0;
    if let Some(quote) = *open {
        parts.turn(0, Token::Text);
        match closing(line, 0, quote) {
            Some(end) => {
                at = end;
                *open = None;
                parts.turn(at, Token::Plain);
            }
            None => return parts.end(),
        }
    }
    let mut before = ' ';
    while let Some(rest) = line.get(at..)
        && let Some(next) = rest.chars().next()
    {
        let after_blank = before.is_whitespace() || rules.comment != "#";
        if rest.starts_with(rules.comment) && after_blank {
            parts.turn(at, Token::Comment);
            break;
        }
        let mut end = at + next.len_utf8();
        if rules.quotes.contains(&next) && !(before.is_alphanumeric() || before == '\\') {
            match closing(line, end, next) {
                Some(close) => {
                    parts.turn(at, Token::Text);
                    end = close;
                    // A quoted key of JSON.
                    let is_key = line.get(close..).is_some_and(|rest| rest.starts_with(':'));
                    if is_key && rules.quotes == JSON.quotes {
                        parts.now = Token::Key;
                    }
                    parts.turn(end, Token::Plain);
                }
                None if rules.long_quotes.contains(&next) => {
                    parts.turn(at, Token::Text);
                    *open = Some(next);
                    break;
                }
                None => {}
            }
        } else if is_word(next) && !is_word(before) {
            let length = rest.find(|next| !is_word(next)).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            let after = rest.get(length..).unwrap_or_default();
            end = at + length;
            let is_key = rules.keys && after.starts_with(':') && !after.starts_with("::");
            let token = if is_key || rules.words.contains(&word) {
                Token::Key
            } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
                Token::Literal
            } else {
                Token::Plain
            };
            parts.turn(at, token);
            parts.turn(end, Token::Plain);
        }
        before = line
            .get(..end)
            .and_then(|done| done.chars().next_back())
            .unwrap_or(' ');
        at = end;
    }
    parts.end()
}

fn is_word(next: char) -> bool {
    next.is_alphanumeric() || next == '_'
}

/// Where the text after a quote ends, its closing quote included.
fn closing(line: &str, from: usize, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, next) in line.get(from..)?.char_indices() {
        match next {
            _ if escaped => escaped = false,
            // A backslash means itself between single quotes, or next to nothing: `'\''` closes and opens again.
            '\\' if quote != '\'' => escaped = true,
            _ if next == quote => return Some(from + at + next.len_utf8()),
            _ => {}
        }
    }
    None
}

fn markdown<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Vec<(Token, &'t str)>> {
    let mut fenced = false;
    let lines = lines.map(|line| {
        let start = line.trim_start();
        if start.starts_with("```") {
            fenced = !fenced;
            return vec![(Token::Comment, line)];
        }
        match (fenced, start.starts_with('#'), start.starts_with('>')) {
            (true, _, _) => return vec![(Token::Text, line)],
            (_, true, _) => return vec![(Token::Key, line)],
            (_, _, true) => return vec![(Token::Comment, line)],
            _ => {}
        }
        let mut parts = Parts::of(line);
        let mut at = 0;
        while let Some(open) = line
            .get(at..)
            .and_then(|rest| rest.find('`'))
            .map(|found| at + found)
        {
            let Some(end) = closing(line, open + 1, '`') else {
                break;
            };
            parts.turn(open, Token::Text);
            parts.turn(end, Token::Plain);
            at = end;
        }
        parts.end()
    });
    lines.collect()
}

fn calendar(line: &str) -> Vec<(Token, &str)> {
    match line.split_once(':') {
        Some((name, _)) if !line.starts_with(' ') => {
            let (name, rest) = line.split_at(name.len());
            vec![(Token::Key, name), (Token::Plain, rest)]
        }
        _ if line.is_empty() => Vec::new(),
        _ => vec![(Token::Plain, line)],
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};
    use crate::kit::Language;

    /// Parts as `kind:text`, without the plain ones.
    #[track_caller]
    fn check(language: Language, text: &str, expected: &[&str]) {
        let lines = tokens(language, text);
        let found = lines.iter().flatten().filter(|(token, _)| *token != Token::Plain);
        let found: Vec<String> = found
            .map(|(token, text)| {
                let kind = match token {
                    Token::Plain => "",
                    Token::Comment => "c",
                    Token::Text => "s",
                    Token::Key => "k",
                    Token::Literal => "n",
                };
                format!("{kind}:{text}")
            })
            .collect();
        assert_eq!(found, expected, "{text}");
        let written: Vec<String> = lines
            .iter()
            .map(|parts| parts.iter().map(|(_, part)| *part).collect())
            .collect();
        assert_eq!(written, text.lines().collect::<Vec<_>>());
    }

    #[test]
    fn each_language_has_its_parts() {
        check(
            Language::Shell,
            "if a='x\ny' # no\necho 12 \"a#b\" it's\n",
            &["k:if", "s:'x", "s:y'", "c:# no", "n:12", "s:\"a#b\""],
        );
        check(
            Language::Ruby,
            "def go # x\n  p 'a', b: \"c\"\n",
            &["k:def", "c:# x", "s:'a'", "k:b", "s:\"c\""],
        );
        check(
            Language::JavaScript,
            "const a = `b`; // c\nx: 3\n",
            &["k:const", "s:`b`", "c:// c", "k:x", "n:3"],
        );
        check(
            Language::Sql,
            "-- a\nALTER ROLE \"x\" SET y TO '1';\n",
            &["c:-- a", "k:ALTER", "k:ROLE", "s:\"x\"", "k:SET", "k:TO", "s:'1'"],
        );
        check(
            Language::Json,
            "{\"a\": \"https://b\", \"c\": 1}\n",
            &["k:\"a\"", "s:\"https://b\"", "k:\"c\"", "n:1"],
        );
        check(
            Language::Yaml,
            "a: it's  # b\n- c: 'd'\n",
            &["k:a", "c:# b", "k:c", "s:'d'"],
        );
        check(
            Language::Markdown,
            "# a\nb `c` d ` e\n```sh\nf\n```\n",
            &["k:# a", "s:`c`", "c:```sh", "s:f", "c:```"],
        );
        check(Language::Calendar, "BEGIN:VEVENT\n  x: y\n", &["k:BEGIN"]);
    }
}
