//! Which things are one: classes that only grow, and pairs that must stay apart.

use std::collections::{BTreeMap, BTreeSet};

/// Classes of the numbers 0, 1, 2, …; the least of a class stands for it.
#[derive(Debug, Default)]
pub struct Classes {
    parent: Vec<u32>,
    /// For what stands for a class, those whose classes it may never join.
    apart: BTreeMap<u32, BTreeSet<u32>>,
}

impl Classes {
    /// Every one of the first `count` numbers by itself.
    pub fn of(count: u32) -> Self {
        Self { parent: (0..count).collect(), apart: BTreeMap::new() }
    }

    /// What stands for the class of `one`.
    pub fn find(&self, one: u32) -> u32 {
        let mut at = one;
        while let Some(&above) = self.parent.get(at as usize)
            && above != at
        {
            at = above;
        }
        at
    }

    /// Keeps two apart for ever. False if they are one already.
    pub fn part(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.find(one), self.find(other));
        if one == other {
            return false;
        }
        self.apart.entry(one).or_default().insert(other);
        self.apart.entry(other).or_default().insert(one);
        true
    }

    /// Whether they must stay apart.
    pub fn are_apart(&self, one: u32, other: u32) -> bool {
        self.apart.get(&self.find(one)).is_some_and(|apart| apart.contains(&self.find(other)))
    }

    /// Makes two one. False, and nothing done, if they must stay apart.
    pub fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.find(one), self.find(other));
        if self.are_apart(one, other) {
            return false;
        }
        let (root, gone) = (one.min(other), one.max(other));
        if root == gone {
            return true;
        }
        if let Some(parent) = self.parent.get_mut(gone as usize) {
            *parent = root;
        }
        for third in self.apart.remove(&gone).unwrap_or_default() {
            if let Some(of_third) = self.apart.get_mut(&third) {
                of_third.remove(&gone);
                of_third.insert(root);
            }
            self.apart.entry(root).or_default().insert(third);
        }
        // Shorter ways for the next look.
        for mut at in [one, other] {
            while let Some(above) = self.parent.get_mut(at as usize)
                && *above != root
                && at != root
            {
                at = std::mem::replace(above, root);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_apart_stays_apart_whatever_joins() {
        let mut classes = Classes::of(6);
        assert!(classes.join(1, 2) && classes.join(3, 4));
        assert!(classes.part(2, 4));
        assert!(!classes.join(1, 3), "1 is 2, 3 is 4, and 2 is not 4");
        assert!(classes.join(5, 4) && classes.join(0, 2));
        assert!(!classes.join(0, 5));
        assert_eq!([0, 1, 2].map(|one| classes.find(one)), [0; 3]);
        assert_eq!([3, 4, 5].map(|one| classes.find(one)), [3; 3]);
        assert!(!classes.part(3, 5), "they are one");
    }
}
