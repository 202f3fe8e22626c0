//! Random links and files, by kind.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;

use super::hostile::{VALUES, VERSIONS, bombs};
use super::seeds::Seeds;
use super::source::Source;

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PREFIX: &[u8] = b"plan=";

/// What is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Link(Way),
    File(Way),
}

/// How it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Any bytes.
    Bytes,
    /// In a link: any signs of its alphabet. In a file: any signs of YAML.
    Signs,
    /// Any bytes, folded as a link's are.
    Folded,
    /// A whole one with some bytes changed, cut out or put in; in a link, its signs.
    Bent,
    /// In a link: the compressed bytes are changed.
    BentInside,
    /// The text in it is changed.
    BentText,
    /// Values in it are replaced by such as hurt.
    Values,
    /// Its lines are taken away, doubled, moved, indented.
    Lines,
    /// Parts of two of them together.
    Spliced,
    /// With another version.
    Versions,
    /// A short text that stands for a long one.
    Bomb,
}

impl Kind {
    pub(crate) fn all() -> Vec<Self> {
        use Way::{Bent, BentInside, BentText, Bomb, Bytes, Folded, Lines, Signs, Spliced, Values, Versions};
        let links = [
            Bytes, Signs, Folded, Bent, BentInside, BentText, Values, Lines, Spliced, Versions, Bomb,
        ];
        let files = [
            Bytes, Signs, BentText, Values, Lines, Spliced, Versions, Bomb, Values,
        ];
        links
            .map(Self::Link)
            .into_iter()
            .chain(files.map(Self::File))
            .collect()
    }

    pub(crate) fn name(self) -> String {
        match self {
            Self::Link(way) => format!("link: {way:?}"),
            Self::File(way) => format!("file: {way:?}"),
        }
    }

    /// Whether some of this kind are as good as the one that they are made from.
    pub(crate) fn opens_some(self) -> bool {
        let (Self::Link(way) | Self::File(way)) = self;
        matches!(way, Way::BentText | Way::Values | Way::Lines | Way::Spliced)
    }

    pub(crate) fn make(self, seeds: &Seeds, source: &mut Source) -> Vec<u8> {
        match self {
            Self::Link(Way::Bytes) => [PREFIX, &bytes(source, 400)].concat(),
            Self::Link(Way::Signs) => [PREFIX, &signs(source, SIGNS, 800)].concat(),
            Self::Link(Way::Folded) => fold(&signs(source, YAML_SIGNS, 400)),
            Self::Link(Way::Bent) => {
                let whole = source.pick(&seeds.links).clone().into_bytes();
                bent(source, whole)
            }
            Self::Link(Way::BentInside) => {
                let whole = unsigned(source.pick(&seeds.links).as_bytes());
                signed(&bent(source, whole))
            }
            Self::Link(way) => fold(&text(way, &seeds.payloads, source)),
            Self::File(Way::Bytes) => bytes(source, 400),
            Self::File(Way::Signs) => [b"plano: 3\n", &*signs(source, YAML_SIGNS, 400)].concat(),
            Self::File(way) => text(way, &seeds.saved, source),
        }
    }
}

/// Signs that mean something in YAML more often than others.
const YAML_SIGNS: &[u8] = b"  \n\n\n:--?,[]{}#&*!|>'\"%@`~abcnul0129.eE+x\t\r\\<";

fn bytes(source: &mut Source, most: usize) -> Vec<u8> {
    (0..source.below(most)).map(|_| source.byte()).collect()
}

fn signs(source: &mut Source, from: &[u8], most: usize) -> Vec<u8> {
    (0..source.below(most)).map(|_| *source.pick(from)).collect()
}

fn text(way: Way, wholes: &[String], source: &mut Source) -> Vec<u8> {
    let whole = source.pick(wholes).as_str();
    match way {
        Way::BentText => bent(source, whole.as_bytes().to_vec()),
        Way::Values => values(source, whole).into_bytes(),
        Way::Lines => lines(source, whole).into_bytes(),
        Way::Spliced => spliced(source, whole, wholes).into_bytes(),
        Way::Versions => version(source, whole).into_bytes(),
        _ => source.pick(bombs()).clone().into_bytes(),
    }
}

/// Bytes with one to four changed, taken away or put in.
fn bent(source: &mut Source, mut whole: Vec<u8>) -> Vec<u8> {
    for _ in 0..=source.below(4) {
        let at = source.below(whole.len());
        let end = (at + source.below(12)).min(whole.len());
        match source.below(7) {
            0 => whole.truncate(at),
            1 => drop(whole.drain(at..end)),
            2 => whole.insert(at, source.byte()),
            3 => whole.insert(at, *source.pick(YAML_SIGNS)),
            4 => {
                let part = whole[at..end].to_vec();
                let to = source.below(whole.len());
                whole.splice(to..to, part);
            }
            5 if at < whole.len() => whole[at] = whole[at].wrapping_add(1),
            _ if at < whole.len() => whole[at] ^= 1 << source.below(8),
            _ => {}
        }
    }
    whole
}

/// A text with one to three values behind their keys replaced.
fn values(source: &mut Source, whole: &str) -> String {
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    let own: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(": ")).collect();
    for _ in 0..=source.below(3) {
        let at = *source.pick(&own);
        // Most lines are the Blueprint's; those of the plan itself shall have their turn.
        let at = if source.percent() < 60 {
            nearest_outside(&lines, at)
        } else {
            at
        };
        if let Some((key, _)) = lines[at].clone().split_once(": ") {
            lines[at] = format!("{key}: {}", source.pick(VALUES));
        }
    }
    lines.join("\n") + "\n"
}

/// A line before this one that stands in no Blueprint.
fn nearest_outside(lines: &[String], at: usize) -> usize {
    let before = lines[..=at]
        .iter()
        .rposition(|line| line.ends_with(": |") || line.ends_with(": |-"));
    match before {
        Some(head) if head > 0 => (head * 31 + at) % head,
        _ => at,
    }
}

fn lines(source: &mut Source, whole: &str) -> String {
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    for _ in 0..=source.below(2) {
        let (at, other) = (source.below(lines.len()), source.below(lines.len()));
        match source.below(5) {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => lines[at].insert(0, ' '),
            _ => lines[at] = lines[at].strip_prefix(' ').unwrap_or(&lines[at]).to_owned(),
        }
    }
    lines.join("\n") + "\n"
}

/// The beginning of one with the end of another.
fn spliced(source: &mut Source, whole: &str, wholes: &[String]) -> String {
    // The same one, cut at the same line, is whole again.
    let other = source.pick(wholes);
    let lines = whole.lines().count();
    let at = source.below(lines);
    let from = if source.percent() < 30 {
        at
    } else {
        source.below(other.lines().count())
    };
    let front = whole.lines().take(at);
    let back = other.lines().skip(from);
    front.chain(back).collect::<Vec<_>>().join("\n") + "\n"
}

fn version(source: &mut Source, whole: &str) -> String {
    let version = source.pick(VERSIONS);
    let (first, rest) = whole.split_once('\n').unwrap();
    let (key, _) = first.split_once(':').unwrap();
    format!("{key}: {version}\n{rest}")
}

/// A fragment of some bytes, as a link is folded.
pub(crate) fn fold(bytes: &[u8]) -> Vec<u8> {
    signed(&compress_to_vec(bytes, 1))
}

/// The text in a whole link.
pub(crate) fn unfold(fragment: &str) -> String {
    String::from_utf8(decompress_to_vec(&unsigned(fragment.as_bytes())).unwrap()).unwrap()
}

fn signed(bytes: &[u8]) -> Vec<u8> {
    let mut fragment = PREFIX.to_vec();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        count += 8;
        while count >= 6 {
            count -= 6;
            fragment.push(SIGNS[(bits >> count & 63) as usize]);
        }
    }
    if count > 0 {
        fragment.push(SIGNS[(bits << (6 - count) & 63) as usize]);
    }
    fragment
}

fn unsigned(fragment: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for sign in fragment.iter().skip(PREFIX.len()) {
        let value = SIGNS.iter().position(|own| own == sign).unwrap_or_default();
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 255) as u8);
        }
    }
    bytes
}
