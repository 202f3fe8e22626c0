//! Parts of the text by what they are, for highlighting.

use super::scalar::Scalar;
use super::tree::{Kind, ScalarStyle, Span, Tree};

/// What a part of the text is. Punctuation and blanks are no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A mapping's key.
    Key,
    /// Text.
    Text,
    /// A number, a truth value, null or an alias.
    Literal,
    /// A comment, with its `#`.
    Comment,
}

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
}

impl Tree {
    /// All tokens in the order of the text. A text with a syntax error has none.
    pub fn tokens(&self) -> Vec<Token> {
        if self.root().is_none() {
            let mut comments = Vec::new();
            self.comments(0, self.text().len(), &mut comments);
            return if self.text().trim_start().starts_with('#') && self.node_count() == 0 {
                comments
            } else {
                Vec::new()
            };
        }
        let mut scalars = self.scalar_tokens();
        scalars.sort_by_key(|token| token.span.start);
        let mut tokens = Vec::with_capacity(scalars.len() * 2);
        let mut at = 0;
        for token in scalars {
            self.comments(at, token.span.start, &mut tokens);
            at = token.span.end;
            tokens.push(token);
        }
        self.comments(at, self.text().len(), &mut tokens);
        tokens
    }

    fn scalar_tokens(&self) -> Vec<Token> {
        let mut keys = vec![false; self.node_count()];
        for id in self.ids() {
            for entry in self.entries(id) {
                if let Some(key) = keys.get_mut(entry.key.0 as usize) {
                    *key = true;
                }
            }
        }
        let tokens = self.ids().zip(keys).filter_map(|(id, is_key)| {
            let node = self.node(id);
            let kind = match node.kind {
                Kind::Scalar(_) if is_key => TokenKind::Key,
                Kind::Scalar(_) if matches!(self.scalar(id), Some(Scalar::Text(_))) => TokenKind::Text,
                Kind::Scalar(_) | Kind::Alias(_) => TokenKind::Literal,
                Kind::Mapping | Kind::Sequence => return None,
            };
            (node.span.end > node.span.start).then_some((id, kind))
        });
        // A comment can stand behind a block scalar's header: the header and the content are two tokens.
        tokens
            .flat_map(|(id, kind)| {
                let span = self.node(id).span;
                let parts = match self.node(id).kind {
                    Kind::Scalar(ScalarStyle::Block { header_end }) => {
                        let line_end = self.lines().end(self.lines().line_of(header_end)).min(span.end);
                        [
                            Span::new(span.start, header_end),
                            Span::new(line_end.max(header_end), span.end),
                        ]
                    }
                    _ => [span, Span::new(span.end, span.end)],
                };
                parts.map(|span| Token { span, kind })
            })
            .filter(|token| token.span.end > token.span.start)
            .collect()
    }

    /// The comments between two tokens.
    fn comments(&self, from: usize, to: usize, tokens: &mut Vec<Token>) {
        let mut at = from;
        while let Some(found) = self.text().get(at..to).and_then(|gap| gap.find('#')) {
            let start = at + found;
            let rest = self.text().get(start..to).unwrap_or_default();
            let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
            tokens.push(Token {
                span: Span::new(start, end),
                kind: TokenKind::Comment,
            });
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TokenKind;
    use crate::yaml::Tree;

    /// Tokens as `k:text`, with k, t, l or c for the kind.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (tree, _) = Tree::parse(text);
        let shown: Vec<String> = tree
            .tokens()
            .iter()
            .map(|token| {
                let kind = match token.kind {
                    TokenKind::Key => 'k',
                    TokenKind::Text => 't',
                    TokenKind::Literal => 'l',
                    TokenKind::Comment => 'c',
                };
                format!("{kind}:{}", &text[token.span.start..token.span.end])
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn kinds() {
        check(
            "# head\na: web # c#d\nb: 7\n",
            &["c:# head", "k:a", "t:web", "c:# c#d", "k:b", "l:7"],
        );
        check("a: \"x # y\"\n", &["k:a", "t:\"x # y\""]);
        check(
            "a: | # why\n  one # text\nb: {c: true}\n",
            &["k:a", "t:|", "c:# why", "t:  one # text", "k:b", "k:c", "l:true"],
        );
        check("a: &x web\nb: *x\n", &["k:a", "t:web", "k:b", "l:*x"]);
        check("a: [\n", &[]);
        check("# only\n", &["c:# only"]);
    }
}
