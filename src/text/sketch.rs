//! Sketches: how alike two texts are, told by eighty bytes of each (MinHash, Broder 1997).
//!
//! Of all runs of four letters of a text, each of 64 hash functions keeps the least; of two texts, as many of these agree as the
//! share of runs that they have in common, give or take a twentieth. The numbers of a text have 16 of their own: the report of
//! the next day has the words of this one, and other numbers.

use std::fmt;
use std::str::FromStr;

/// Hash functions over the runs of letters.
const RUNS: usize = 64;

/// Hash functions over the numbers.
const NUMBERS: usize = 16;

/// Letters in a run: two Chinese words.
const LENGTH: usize = 4;

/// Shorter texts, in letters, have no sketch: slogans and captions are alike without being copies.
const SHORTEST: usize = 60;

/// Hashes of a band, which agree all where two texts meet (see [`Sketch::bands`]).
const BAND: usize = 4;

/// What is kept of a text. As text it is 160 hexadecimal digits.
///
/// ```
/// use fangzhi::text::Sketch;
/// let body = |reporter: &str| format!(
///     "本报讯 记者{reporter}报道 昨日，市水务局到城关区检查水库，要求各单位落实责任，备足物资，加强巡查，\
///      发现险情及时报告，确保安全度汛。截至目前，全市已检查水库12座，整改隐患35处，储备编织袋8万条。"
/// );
/// let [one, other] = ["甲某", "乙某某"].map(|reporter| Sketch::of(&body(reporter)).unwrap());
/// assert!(one.likeness(&other) > 0.8 && one.likeness_of_numbers(&other) == 1.0);
/// assert_eq!(Sketch::of("落实责任，备足物资"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sketch([u8; RUNS + NUMBERS]);

impl Sketch {
    /// That of a text; none if it is short.
    pub fn of(text: &str) -> Option<Self> {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        if letters.len() < SHORTEST {
            return None;
        }
        let mut sketch = [0; RUNS + NUMBERS];
        let runs = letters.windows(LENGTH).map(hash);
        least(runs, &mut sketch[..RUNS]);
        let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|number| number.trim_matches('.'));
        let numbers = numbers.filter(|number| !number.is_empty());
        least(numbers.map(|number| hash(&number.chars().collect::<Vec<_>>())), &mut sketch[RUNS..]);
        Some(Self(sketch))
    }

    /// About which share of their runs of letters two texts have in common, 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        share(&self.0[..RUNS], &other.0[..RUNS])
    }

    /// The same of their numbers; 1 if both have none.
    pub fn likeness_of_numbers(&self, other: &Self) -> f64 {
        share(&self.0[RUNS..], &other.0[RUNS..])
    }

    /// Keys of which two texts have one in common if they are alike: nearly always from four fifths on, hardly ever below one
    /// fifth.
    pub fn bands(&self) -> impl Iterator<Item = [u8; BAND + 1]> + '_ {
        (0..).zip(self.0[..RUNS].chunks_exact(BAND)).map(|(at, band)| {
            let mut key = [at; BAND + 1];
            key[1..].copy_from_slice(band);
            key
        })
    }
}

/// Share of the bytes that are equal.
fn share(one: &[u8], other: &[u8]) -> f64 {
    let equal = one.iter().zip(other).filter(|(a, b)| a == b).count();
    #[expect(clippy::cast_precision_loss, reason = "they are few")]
    let share = equal as f64 / one.len() as f64;
    share
}

/// For each place of `into` another function of the hashes, of which the least is kept: a byte of it, since two that are not the
/// same agree in that once in 256 times.
fn least(hashes: impl Iterator<Item = u64>, into: &mut [u8]) {
    let mut least = vec![u32::MAX; into.len()];
    let multipliers: Vec<u64> = (1..=into.len() as u64).map(|at| mixed(at) | 1).collect();
    for hash in hashes {
        for (least, multiplier) in least.iter_mut().zip(&multipliers) {
            *least = (*least).min((hash.wrapping_mul(*multiplier) >> 32) as u32);
        }
    }
    for (byte, least) in into.iter_mut().zip(least) {
        *byte = (least & 0xff) as u8;
    }
}

/// A hash that is the same on every machine and in every version: sketches of years ago are compared with those of today.
fn hash(letters: &[char]) -> u64 {
    mixed(letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    }))
}

/// Spreads every bit over all others (the end of SplitMix64).
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sketch({self})")
    }
}

/// A text that is no sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no sketch: {} hexadecimal digits", 2 * (RUNS + NUMBERS))]
pub struct NoSketch;

impl FromStr for Sketch {
    type Err = NoSketch;

    fn from_str(text: &str) -> Result<Self, NoSketch> {
        let mut sketch = [0; RUNS + NUMBERS];
        if text.len() != 2 * sketch.len() || !text.is_ascii() {
            return Err(NoSketch);
        }
        for (at, byte) in sketch.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| NoSketch)?;
        }
        Ok(Self(sketch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `length` letters, each from a list of its own, of which the first `changed` are others.
    fn text(length: u32, changed: u32) -> String {
        let letter = |at: u32| char::from_u32(0x4e00 + (at * 37) % 9000 + u32::from(at < changed) * 9500);
        (0..length).filter_map(letter).collect()
    }

    #[test]
    fn what_two_texts_share_is_told_to_a_tenth() {
        for (changed, share) in [(0, 1.0), (10, 0.94), (57, 0.75), (150, 0.5), (400, 0.0)] {
            let [one, other] = [0, changed].map(|changed| Sketch::of(&text(400, changed)).expect("long enough"));
            let told = one.likeness(&other);
            assert!((told - share).abs() < 0.15, "{changed} of 400 letters: {told}, not {share}");
            let meet = one.bands().any(|band| other.bands().any(|other| band == other));
            assert!(share < 0.8 || meet, "{share} and do not meet");
        }
    }

    #[test]
    fn other_numbers_are_told_and_short_texts_have_no_sketch() {
        let report = |numbers: [u32; 3]| {
            let [one, two, three] = numbers;
            format!("{}新增{one}例，累计{two}例，隔离{three}人", text(300, 0))
        };
        let [one, other, same] =
            [[3, 120, 5671], [4, 124, 5810], [3, 120, 5671]].map(|n| Sketch::of(&report(n)).expect("long"));
        assert!(one.likeness(&other) > 0.85 && one.likeness_of_numbers(&other) < 0.5);
        assert_eq!(one, same);
        assert_eq!(Sketch::of(&text(59, 0)), None);
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_eq!("0".repeat(159).parse::<Sketch>(), Err(NoSketch));
        assert_eq!("é".repeat(80).parse::<Sketch>(), Err(NoSketch));
    }
}
