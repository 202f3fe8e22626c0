//! A text as characters that may stand in an address: compressed, then base64 in the alphabet for addresses.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::words::{Message, plan as words};

/// What the fragment of a shared plan begins with.
const PREFIX: &str = "plan=";

/// The best compression; a plan is small.
const LEVEL: u8 = 10;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn is_plan(fragment: &str) -> bool {
    fragment.starts_with(PREFIX)
}

pub(super) fn fold(text: &str) -> String {
    let bytes = compress_to_vec(text.as_bytes(), LEVEL);
    let groups = bytes.chunks(3).flat_map(|group| {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        let sign = move |at: usize| ALPHABET.get(bits as usize >> (18 - 6 * at) & 63).copied();
        (0..=group.len()).filter_map(sign).map(char::from)
    });
    PREFIX.chars().chain(groups).collect()
}

/// The text in a fragment, no longer than `most` bytes.
pub(super) fn unfold(fragment: &str, most: usize) -> Result<String, Message> {
    let signs = fragment.strip_prefix(PREFIX).unwrap_or_default();
    let bytes = bytes(signs).ok_or_else(words::link_broken)?;
    let bytes = decompress_to_vec_with_limit(&bytes, most).map_err(|_| words::link_broken())?;
    String::from_utf8(bytes).map_err(|_| words::link_broken())
}

fn bytes(signs: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(signs.len());
    for group in signs.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for sign in group {
            bits = bits << 6 | u32::from(value(*sign)?);
        }
        let count = group.len() * 6 / 8;
        let bits = bits << (6 * (4 - group.len()));
        bytes.extend(
            [16, 8, 0]
                .iter()
                .take(count)
                .map(|shift| (bits >> shift & 255) as u8),
        );
    }
    Some(bytes)
}

fn value(sign: u8) -> Option<u8> {
    match sign {
        b'A'..=b'Z' => Some(sign - b'A'),
        b'a'..=b'z' => Some(sign - b'a' + 26),
        b'0'..=b'9' => Some(sign - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}
