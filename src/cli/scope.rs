//! The arguments that say which facts count.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::say::{Say, advice};
use crate::analysis::Scope;
use crate::graph::Store;
use crate::model::Band;
use crate::query::argument;
use crate::query::look::Look;

#[derive(clap::Args, Clone, Default)]
pub struct Within {
    /// Facts at a place, by name or code, with all that lies within
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Events of a type (Meeting, 会议) or of a group of types (Governing, 治理)
    #[arg(long, value_name = "TYPE")]
    what: Option<String>,
    /// From a day, month or year: 2022-05-12, 2022-05 or 2022
    #[arg(long, value_name = "TIME", value_parser = first)]
    from: Option<Date>,
    /// To a day, month or year
    #[arg(long, value_name = "TIME", value_parser = last)]
    to: Option<Date>,
    /// Only facts of this band or better: High, Medium or Low
    #[arg(long, value_name = "BAND", value_parser = band)]
    band: Option<Band>,
}

fn first(text: &str) -> Result<Date, String> {
    argument::time(text).and_then(|time| time.bounds().0).ok_or_else(wanted)
}

fn last(text: &str) -> Result<Date, String> {
    argument::time(text).and_then(|time| time.bounds().1).ok_or_else(wanted)
}

fn wanted() -> String {
    "a time is written 2022-05-12, 2022-05 or 2022".to_owned()
}

fn band(text: &str) -> Result<Band, String> {
    let all = [Band::High, Band::Medium, Band::Low];
    let found = all.into_iter().find(|band| band.name().eq_ignore_ascii_case(text));
    found.ok_or_else(|| "the bands are High, Medium and Low".to_owned())
}

impl Within {
    /// Whether nothing is asked for.
    pub fn is_open(&self) -> bool {
        let Self { place, what, from, to, band } = self;
        place.is_none() && what.is_none() && from.is_none() && to.is_none() && band.is_none()
    }

    /// The scope in `store`; what is said of a name that none or several places bear goes to `say`.
    pub fn scope(&self, store: &Store, say: &Say) -> anyhow::Result<Scope> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(advice(format!("--from {from} is after --to {to}"), "give the earlier time to --from"));
        }
        let look = Look::at(store);
        let mut scope = Scope { from: self.from, to: self.to, band: self.band, ..Scope::default() };
        if let Some(what) = &self.what {
            scope.types = argument::types(look, what)?;
            if scope.types.is_empty() {
                return Err(advice(format!("{what} is no type of event"), "`fangzhi find --help` lists the types"));
            }
        }
        if let Some(place) = &self.place {
            let places: BTreeSet<_> = argument::places(look, place)?;
            let listed: Vec<_> = places.iter().cloned().collect();
            if let Some(note) = argument::note(look, place, &listed)? {
                say.note(&note);
            }
            scope.places = Some(places);
        }
        Ok(scope)
    }

    /// What is asked for, in words, for the title of what is shown.
    pub fn words(&self) -> String {
        let time = match (self.from, self.to) {
            (None, None) => None,
            (from, to) => {
                let [from, to] = [from, to].map(|day| day.map_or_else(|| "…".to_owned(), |day| day.to_string()));
                Some(format!("{from} – {to}"))
            }
        };
        let band = self.band.map(|band| format!("≥ {}", band.name()));
        let parts = [self.place.clone(), self.what.clone(), time, band];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }
}
