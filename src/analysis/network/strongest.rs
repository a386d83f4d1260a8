//! A network cut down to what fits a picture.

use std::collections::BTreeSet;

use super::Network;

impl Network {
    /// At most `most` nodes and the links among them: those of the links whose weaker end is tied by most facts, so that what
    /// is left holds together. The network itself where it is small enough.
    pub fn strongest(&self, most: usize) -> Self {
        if self.len() <= most {
            return self.clone();
        }
        let mut strength = vec![0; self.len()];
        let links = self.links();
        for (from, link, to) in &links {
            strength[*from] += link.weight();
            strength[*to] += link.weight();
        }
        let mut order: Vec<_> = links.iter().map(|(from, link, to)| (link.weight(), *from, *to)).collect();
        let ends = |&(_, from, to): &(usize, usize, usize)| strength[from].min(strength[to]);
        order.sort_by(|a, b| (ends(b), b.0).cmp(&(ends(a), a.0)).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        for (_, from, to) in order {
            let new = [from, to].iter().filter(|at| !kept.contains(at)).count();
            if kept.len() + new <= most {
                kept.extend([from, to]);
            }
        }
        self.part(|at| kept.contains(&at), |_, _| true)
    }
}
