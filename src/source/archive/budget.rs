//! How far an archive may unpack.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Text packs to a tenth, tables of one sentence to a fiftieth; what unpacks to more than this many times its size is made to
/// fill the memory of whoever opens it.
const TIMES: u64 = 100;

/// What any archive may unpack to, however small it is, in bytes.
const LEAST: u64 = 64 << 20;

/// What an archive, with those within it, may still unpack to.
#[derive(Clone, Debug)]
pub struct Budget(Rc<State>);

#[derive(Debug)]
struct State {
    left: Cell<u64>,
    spent: Cell<bool>,
    told: Cell<bool>,
}

impl Budget {
    /// That of an archive of so many bytes.
    pub fn of(packed: u64) -> Self {
        let left = packed.saturating_mul(TIMES).max(LEAST);
        Self(Rc::new(State { left: Cell::new(left), spent: Cell::new(false), told: Cell::new(false) }))
    }

    /// Whether it unpacked further than it may.
    pub fn is_spent(&self) -> bool {
        self.0.spent.get()
    }

    /// Whether that was told; from now on it is.
    pub fn was_told(&self) -> bool {
        self.0.told.replace(true)
    }
}

/// A reader of what was packed.
pub struct Metered<'a, R> {
    pub reader: R,
    pub budget: &'a Budget,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let State { left, spent, .. } = &*self.budget.0;
        let read = self.reader.read(buffer)?;
        if spent.get() || read as u64 > left.get() {
            spent.set(true);
            return Err(io::Error::other("unpacks without end"));
        }
        left.set(left.get() - read as u64);
        Ok(read)
    }
}
