//! Clock times, with the part of the day that says which half they fall into.

use super::{Scanner, Told, on, small};
use crate::lexicon::Cue;
use crate::lexicon::lists::{TimeKind, TimeWord};
use crate::model::reading::{Base, Point};
use crate::text::numbers::{digit, whole};

impl Scanner<'_, '_> {
    /// （星期三） behind a day, then hours.
    pub(super) fn weekday_and_hours(&self, point: Point, end: usize) -> Told {
        let mut end = end;
        for (open, close) in [('（', '）'), ('(', ')')] {
            let Some(inner) = self.rest(end).strip_prefix(open) else { continue };
            let Some(length) = inner.find(close).filter(|&length| length <= "农历十二月二十三".len()) else {
                continue;
            };
            let words = &inner[..length];
            if ["星期", "周", "农历", "正月", "腊月", "除夕", "大年"].iter().any(|word| words.starts_with(word))
            {
                end += open.len_utf8() + length + close.len_utf8();
            }
        }
        let told = Told { point, to: None, end, fixed: None };
        match self.word(end, &[TimeKind::Part]) {
            Some((word, after)) => self.clock(Told { end: after, ..told }, Some(word)),
            None => self.clock(told, None),
        }
    }

    /// The hours behind 昨日 or 当晚, which may hold the part of the day themselves.
    pub(super) fn hours(&self, told: Told, word: &TimeWord) -> Told {
        if let Some((part, after)) = self.word(told.end, &[TimeKind::Part]) {
            return self.clock(Told { end: after, ..told }, Some(part));
        }
        let held = word.word.char_indices().next_back().and_then(|(last, _)| {
            self.word(told.end - (word.word.len() - last), &[TimeKind::Part]).map(|(part, _)| part)
        });
        self.clock(told, held)
    }

    /// A clock time behind a day.
    pub(super) fn clock(&self, told: Told, part: Option<&TimeWord>) -> Told {
        match self.clock_at(told.end, part.is_some(), true) {
            Some((hour, minute, end)) => {
                let clock = Some((self.half(hour, part), minute));
                Told { point: Point { clock, ..told.point }, end, ..told }
            }
            None => told,
        }
    }

    pub(super) fn half(&self, hour: i8, part: Option<&TimeWord>) -> i8 {
        let Some(part) = part else { return hour };
        match part.edtf_rule.as_str() {
            "pm" if hour < 12 && !(part.word == "深夜" && hour < 5) => hour + 12,
            "pm" if hour == 12 && part.word.contains(['晚', '夜']) => 24,
            "noon" if hour < 6 => hour + 12,
            _ => hour,
        }
    }

    /// A clock time alone: 上午8时, 8时30分. Of the day named before.
    pub(super) fn clock_alone(&self, at: usize, first: Option<Point>) -> Option<Told> {
        let mut point = first.unwrap_or(on(Base::DayFromNamed(0)));
        let part = self.word(at, &[TimeKind::Part]).filter(|(word, _)| self.is_free(at, at + word.word.len()));
        let from = part.map_or(at, |(_, end)| end);
        let second = first.is_some_and(|first| first.clock.is_some());
        let (hour, minute, end) = self.clock_at(from, part.is_some(), second)?;
        point.clock = Some((self.half(hour, part.map(|(word, _)| word)), minute));
        Some(Told { point, to: None, end, fixed: None })
    }

    /// 8时, 8时30分许, 8点半, 8:30 at byte `at`. Where neither a day nor a part of the day stands before it, 8点 must go on
    /// (it may count points) and 8:30 is a score.
    pub(super) fn clock_at(&self, at: usize, part: bool, day: bool) -> Option<(i8, i8, usize)> {
        let (hour, mut end) = whole(self.draft.text, at)?;
        if hour > 24 {
            return None;
        }
        let mark = self.rest(end).chars().next()?;
        end += mark.len_utf8();
        let minutes = |at: usize| whole(self.draft.text, at).filter(|(value, _)| *value < 60);
        match mark {
            '时' | '点' => {
                let exact = self.rest(end).starts_with('钟');
                if exact {
                    end += "钟".len();
                }
                let mut minute = 0;
                let mut told = part || day || exact;
                if self.rest(end).starts_with('半') {
                    minute = 30;
                    end += "半".len();
                    told = true;
                } else if self.rest(end).starts_with('整') {
                    end += "整".len();
                    told |= mark == '时';
                } else if let Some((value, after)) = minutes(end) {
                    if self.rest(after).starts_with('分') {
                        minute = value;
                        end = after + "分".len();
                        told = true;
                    } else if (part || day) && self.draft.after(end).and_then(digit).is_some() {
                        minute = value;
                        end = after;
                    }
                } else if self.draft.lexicon.cues.starts(Cue::HourGoesOn, self.rest(end)) && mark == '时' {
                    return None;
                }
                told |= mark == '时' && (1..=24).contains(&hour);
                for about in ["许", "左右"] {
                    if self.rest(end).starts_with(about) {
                        end += about.len();
                    }
                }
                told.then_some((small(hour)?, small(minute)?, end))
            }
            ':' | '：' if part || day => {
                let (minute, after) = minutes(end).filter(|(_, after)| after - end == 2)?;
                Some((small(hour)?, small(minute)?, after))
            }
            _ => None,
        }
    }
}
