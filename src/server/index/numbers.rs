//! IRIs by number and numbers that lead to numbers, each in one buffer: a store of a million facts has as many, and a string
//! or a list of its own for each costs several times what it holds.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::model::iri::THINGS;

/// IRIs by number. Ours lie there without what all of them begin with.
#[derive(Default)]
pub struct Iris {
    text: String,
    ends: Vec<u32>,
    numbers: HashTable<u32>,
}

impl Iris {
    /// Takes one more, and gives its number. Each is to be given once.
    pub fn push(&mut self, iri: &str) -> u32 {
        let at = number(self.ends.len());
        self.text.push_str(short(iri));
        self.ends.push(number(self.text.len()));
        let Self { text, ends, numbers } = self;
        numbers.insert_unique(hash(short(iri)), at, |at| hash(stretch(text, ends, *at)));
        at
    }

    /// Gives back the room that was taken beforehand.
    pub fn shrink(&mut self) {
        let Self { text, ends, numbers } = self;
        numbers.shrink_to_fit(|at| hash(stretch(text, ends, *at)));
        text.shrink_to_fit();
        ends.shrink_to_fit();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers in the order of their IRIs.
    pub fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..number(self.len())).collect();
        order.sort_unstable_by(|a, b| self.compare(*a, *b));
        order
    }

    /// The IRI of a number.
    pub fn get(&self, at: u32) -> String {
        let short = self.short(at);
        if short.contains("://") { short.to_owned() } else { [THINGS, short].concat() }
    }

    /// The number of an IRI.
    pub fn number(&self, iri: &str) -> Option<u32> {
        let wanted = short(iri);
        self.numbers.find(hash(wanted), |at| self.short(*at) == wanted).copied()
    }

    /// Two numbers by their IRIs.
    pub fn compare(&self, one: u32, other: u32) -> Ordering {
        self.short(one).cmp(self.short(other))
    }

    fn short(&self, at: u32) -> &str {
        stretch(&self.text, &self.ends, at)
    }
}

fn stretch<'a>(text: &'a str, ends: &[u32], at: u32) -> &'a str {
    let at = at as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] };
    &text[start as usize..ends[at] as usize]
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

/// No colon stands in what follows in ours, so the two sorts cannot be taken for one another.
fn short(iri: &str) -> &str {
    iri.strip_prefix(THINGS).filter(|rest| !rest.contains("://")).unwrap_or(iri)
}

/// For each of the numbers 0, 1, 2, … the numbers that it leads to.
#[derive(Default)]
pub struct Links {
    ends: Vec<u32>,
    to: Vec<u32>,
}

impl Links {
    /// Of pairs, the first one below `count`; each list in order, each number once.
    pub fn of(count: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut links = Self { ends: Vec::with_capacity(count), to: Vec::with_capacity(pairs.len()) };
        for (from, to) in pairs {
            while links.ends.len() < from as usize {
                links.ends.push(number(links.to.len()));
            }
            links.to.push(to);
        }
        while links.ends.len() < count {
            links.ends.push(number(links.to.len()));
        }
        links
    }

    /// Where `from` leads.
    pub fn from(&self, from: u32) -> &[u32] {
        let at = from as usize;
        let Some(&end) = self.ends.get(at) else { return &[] };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.to[start as usize..end as usize]
    }

    /// The other way round; `count` as in [`Links::of`].
    pub fn turned(&self, count: usize) -> Self {
        let pairs = (0..number(self.ends.len())).flat_map(|from| self.from(from).iter().map(move |&to| (to, from)));
        Self::of(count, pairs.collect())
    }
}

/// A count as a number; what has no room in four bytes has none in memory either.
pub fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_are_found_again() {
        let all = [format!("{THINGS}event/9a"), "https://example.org/x".to_owned(), format!("{THINGS}event/1b")];
        let mut iris = Iris::default();
        for (at, iri) in all.iter().enumerate() {
            assert_eq!(iris.push(iri) as usize, at);
        }
        iris.shrink();
        for (at, iri) in (0..).zip(&all) {
            assert_eq!((iris.get(at), iris.number(iri)), (iri.clone(), Some(at)));
        }
        assert_eq!(iris.number(&format!("{THINGS}event/1")), None);
        assert_eq!(iris.order(), [2, 0, 1]);
    }

    #[test]
    fn links_lead_there_and_back() {
        let links = Links::of(4, vec![(2, 7), (0, 5), (2, 1), (2, 7)]);
        let all = |links: &Links, count: u32| (0..count).map(|at| links.from(at).to_vec()).collect::<Vec<_>>();
        assert_eq!(all(&links, 5), [vec![5], vec![], vec![1, 7], vec![], vec![]]);
        let back = links.turned(8);
        assert_eq!(back.from(7), [2]);
        assert_eq!(all(&back.turned(4), 4), all(&links, 4));
    }
}
