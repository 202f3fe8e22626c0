//! The cursor: reading the indicators, properties and block scalars that the crate's events leave out.

use super::{Builder, Lead};
use crate::yaml::position::first_line_length;
use crate::yaml::tree::{ScalarStyle, Span};

impl Builder<'_> {
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The cursor moved past blanks, line breaks and comments.
    pub(super) fn past_blanks(&self) -> usize {
        let mut at = self.cursor;
        while let Some(byte) = self.byte(at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' if at == 0 || self.byte(at - 1).is_none_or(|before| !before.is_ascii_graphic()) => {
                    let rest = self.text.get(at..).unwrap_or_default();
                    at += rest.find(['\n', '\r']).unwrap_or(rest.len());
                }
                _ => break,
            }
        }
        at
    }

    pub(super) fn is_blank_or_end(&self, at: usize) -> bool {
        self.byte(at)
            .is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
    }

    /// Reads what the parent writes before its next child.
    pub(super) fn lead(&mut self) -> Lead {
        let Some(frame) = self.frames.last() else {
            return Lead::default();
        };
        let (mapping, flow, awaits_value) = (frame.mapping, frame.flow, frame.key.is_some());
        let mut lead = Lead::default();
        if mapping && awaits_value {
            let at = self.past_blanks();
            if self.byte(at) == Some(b':') {
                lead.indicator = Some(at);
                self.cursor = at + 1;
            }
            return lead;
        }
        if flow {
            let at = self.past_blanks();
            if self.byte(at) == Some(b',') {
                self.cursor = at + 1;
            }
        }
        let at = self.past_blanks();
        if mapping && self.byte(at) == Some(b'?') && self.is_blank_or_end(at + 1) {
            lead.question = Some(at);
            self.cursor = at + 1;
        } else if !mapping && !flow && self.byte(at) == Some(b'-') {
            lead.indicator = Some(at);
            self.cursor = at + 1;
        }
        lead
    }

    /// Passes over an anchor and a tag; answers where the first of them starts.
    pub(super) fn properties(&mut self, anchored: bool, tagged: bool) -> Option<usize> {
        let mut first = None;
        for _ in 0..usize::from(anchored) + usize::from(tagged) {
            let at = self.past_blanks();
            if !matches!(self.byte(at), Some(b'&' | b'!')) {
                break;
            }
            first = first.or(Some(at));
            let rest = self.text.get(at..).unwrap_or_default();
            let length = if rest.starts_with("!<") {
                rest.find('>').map_or(rest.len(), |end| end + 1)
            } else {
                let in_flow = self.frames.last().is_some_and(|frame| frame.flow);
                // A name of an anchor never holds these signs; a tag may, outside of brackets.
                let ends = in_flow || rest.starts_with('&');
                rest.find(|next: char| next.is_whitespace() || ends && ",[]{}".contains(next))
                    .unwrap_or(rest.len())
            };
            self.cursor = at + length;
        }
        first
    }

    /// The span from the `|` or `>` to the last byte of content, without the break that ends it.
    ///
    /// The crate's span starts at the first character of content and runs on over blank lines and the
    /// next line's indentation, so the lines are read here.
    pub(super) fn block_scalar(&self, span: Span, indent: Option<usize>) -> (ScalarStyle, Span) {
        let start = self.past_blanks();
        let header = self.text.get(start..).unwrap_or_default();
        let header_end = start + header.find(char::is_whitespace).unwrap_or(header.len());
        let keep = self
            .text
            .get(start..header_end)
            .is_some_and(|marks| marks.contains('+'));
        let mut rest = self.text.get(header_end..span.end).unwrap_or_default();
        let mut end = header_end;
        let mut at = header_end;
        let mut in_header = true;
        while !rest.is_empty() {
            let (line, below) = rest.split_at(first_line_length(rest));
            rest = below;
            at += line.len();
            let content = line.trim_end_matches(['\n', '\r']);
            let spaces = content.len() - content.trim_start_matches(' ').len();
            let blank = spaces == content.len();
            let deeper = indent.is_some_and(|indent| spaces > indent);
            if !in_header && (!blank || deeper || keep && line.len() > content.len()) {
                end = at - (line.len() - content.len());
            }
            in_header = false;
        }
        (ScalarStyle::Block { header_end }, Span::new(start, end))
    }
}
