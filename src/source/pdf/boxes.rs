//! From the boxes of a page's words to its text: columns in the order in which they are read, headlines before their reports.
//!
//! The page is cut in two where the widest gap goes through it from edge to edge, upright or level, and so is each part,
//! until no gap is wider than those between lines. Upright cuts part columns, level ones parts that stand above each other.

use unicode_normalization::UnicodeNormalization;

/// A word, which in Chinese is whatever stands without a blank, and its box in points, from the top left corner of the page.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    pub text: String,
}

impl Word {
    /// Size of its letters in points. What is set from top to bottom is as wide as its letters.
    fn size(&self) -> f32 {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        if self.is_upright() { width } else { height }
    }

    /// Whether it is set from top to bottom.
    fn is_upright(&self) -> bool {
        self.text.chars().nth(1).is_some() && self.bottom - self.top > 1.5 * (self.right - self.left)
    }
}

/// Gaps between columns, in sizes of the letters.
const GUTTER: f32 = 0.7;
/// Gaps between lines that part more than lines do: in sizes of the letters, and in usual gaps between lines.
const SPACE: (f32, f32) = (0.8, 1.6);
/// Letters so many times larger than most are those of headlines, and so many times smaller, of captions.
const LARGE: f32 = 1.25;
const SMALL: f32 = 0.88;

/// How often each word may be part of what is cut; a crowded page needs ten.
const MOST_CUTS: usize = 500;

/// The text of a page, a line a line, with blank lines where one thing ends and another begins.
pub fn text(words: &[Word]) -> String {
    let mut words: Vec<&Word> = words.iter().filter(|word| !word.text.trim().is_empty()).collect();
    let body = body_size(&words);
    let mut text = String::new();
    let mut last = 0;
    let mut work = words.len() * MOST_CUTS;
    let mut parts = vec![(words.as_mut_slice(), false)];
    while let Some((part, apart)) = parts.pop() {
        work = work.saturating_sub(part.len());
        match cut(part, body).filter(|_| work > 0) {
            Some((at, upright)) => {
                let (first, second) = part.split_at_mut(at);
                // A headline at the right, as it was set of old, is read first.
                let headed = upright && class_of(second, body) > 0 && class_of(first, body) == 0;
                let (first, second) = if headed { (second, first) } else { (first, second) };
                parts.push((second, !upright));
                parts.push((first, apart));
            }
            None => {
                for (at, (line, class)) in lines(part, body).into_iter().enumerate() {
                    // A blank line keeps headlines and captions from what is around them.
                    if !text.is_empty() && (at == 0 && apart || class != last) {
                        text.push('\n');
                    }
                    text.push_str(&line);
                    text.push('\n');
                    last = class;
                }
            }
        }
    }
    text
}

/// The size that most characters have.
fn body_size(words: &[&Word]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = words.iter().map(|word| (word.size(), word.text.chars().count())).collect();
    sizes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut counted = 0;
    let median = sizes.iter().find(|(_, count)| {
        counted += count;
        counted > half
    });
    median.map_or(1.0, |(size, _)| size.max(1.0))
}

/// Whether letters are larger (1) or smaller (-1) than most.
fn class(size: f32, body: f32) -> i8 {
    i8::from(size >= body * LARGE) - i8::from(size <= body * SMALL)
}

/// The class of a part: that of its smallest letters.
fn class_of(part: &[&Word], body: f32) -> i8 {
    part.iter().map(|word| class(word.size(), body)).min().unwrap_or(0)
}

/// Sorts the words so that those of the first part of the widest cut stand first, and says how many they are and whether the
/// cut is upright. None if there is nothing to cut.
fn cut(part: &mut [&Word], body: f32) -> Option<(usize, bool)> {
    let (column, _) = gaps(part, |word| (word.left, word.right));
    let (row, usual) = gaps(part, |word| (word.top, word.bottom));
    let column = column.filter(|(gap, _)| *gap >= GUTTER * body);
    let row = row.filter(|(gap, _)| *gap >= SPACE.0 * body && *gap >= SPACE.1 * usual);
    let upright = match (column, row) {
        (None, None) => return beside_headline(part, body).map(|at| (at, false)),
        (column, row) => column.map_or(0.0, |(gap, _)| gap) > row.map_or(0.0, |(gap, _)| gap),
    };
    let edge = if upright { column?.1 } else { row?.1 };
    let begins = |word: &&Word| if upright { word.left } else { word.top };
    part.sort_unstable_by(|a, b| begins(a).total_cmp(&begins(b)));
    Some((part.partition_point(|word| begins(word) < edge), upright))
}

/// A headline over several columns may stand too near them for a gap: what stands above it is cut from it, then it from what
/// stands below. Sorts the words so, and says how many stand above the cut.
fn beside_headline(part: &mut [&Word], body: f32) -> Option<usize> {
    let large = |word: &&&Word| class(word.size(), body) > 0;
    let middle = |word: &Word| (word.top + word.bottom) / 2.0;
    let head = part.iter().filter(large).min_by(|a, b| a.top.total_cmp(&b.top))?;
    let (top, bottom) = (head.top, head.bottom);
    part.sort_unstable_by(|a, b| middle(a).total_cmp(&middle(b)));
    let above = part.partition_point(|word| middle(word) < top);
    let at = if above > 0 { above } else { part.partition_point(|word| middle(word) < bottom) };
    (0 < at && at < part.len()).then_some(at)
}

/// The widest gap that goes through all, with where it ends, and the width of the usual one.
fn gaps(part: &[&Word], side: fn(&Word) -> (f32, f32)) -> (Option<(f32, f32)>, f32) {
    let mut sides: Vec<(f32, f32)> = part.iter().map(|word| side(word)).collect();
    sides.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = sides.first().map_or(0.0, |first| first.1);
    let mut gaps: Vec<(f32, f32)> = Vec::new();
    for (begin, end) in sides {
        if begin > reach {
            gaps.push((begin - reach, begin));
        }
        reach = reach.max(end);
    }
    let widest = gaps.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0));
    gaps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    (widest, gaps.get(gaps.len() / 2).map_or(0.0, |gap| gap.0))
}

/// The lines of a part that nothing cuts, each with its class.
fn lines(part: &mut [&Word], body: f32) -> Vec<(String, i8)> {
    let upright = part.iter().filter(|word| word.is_upright()).count() * 2 > part.len();
    if upright {
        // From top to bottom, and the lines from right to left.
        part.sort_unstable_by(|a, b| b.left.total_cmp(&a.left).then(a.top.total_cmp(&b.top)));
        return part.iter().map(|word| (folded(&word.text), class(word.size(), body))).collect();
    }
    part.sort_unstable_by(|a, b| (a.top + a.bottom).total_cmp(&(b.top + b.bottom)));
    let mut rows: Vec<Vec<&Word>> = Vec::new();
    for word in part.iter() {
        let middle = (word.top + word.bottom) / 2.0;
        match rows.last_mut().filter(|row| row[0].top < middle && middle < row[0].bottom) {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    rows.into_iter()
        .map(|mut row| {
            row.sort_unstable_by(|a, b| a.left.total_cmp(&b.left));
            let size = row.iter().map(|word| word.size()).fold(0.0, f32::max);
            (joined(&row), class(size, body))
        })
        .collect()
}

/// The words of a line, with a blank where there is room for a letter, or between words that want one.
fn joined(row: &[&Word]) -> String {
    let mut line = String::new();
    let mut right = 0.0;
    for word in row {
        let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        let wanted = narrow(line.chars().next_back()) && narrow(word.text.chars().next());
        if !line.is_empty() && (wanted || word.left - right > 0.6 * word.size()) {
            line.push(' ');
        }
        line.push_str(&folded(&word.text));
        right = word.right;
    }
    line
}

/// Radicals beyond those that NFKC folds, each before the character that it stands for (Unicode's Equivalent_Unified_Ideograph).
const RADICALS: &str = "⺠民⻄西⻁虎⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙";

/// The text with radicals as the characters that they stand for: fonts often name the one for the other.
fn folded(text: &str) -> String {
    let radical = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}');
    if !text.contains(radical) {
        return text.to_owned();
    }
    let listed = |c: char| RADICALS.split_once(c).and_then(|(_, rest)| rest.chars().next());
    let fold = |c: char| listed(c).or_else(|| std::iter::once(c).nfkc().next()).unwrap_or(c);
    text.chars().map(|c| if radical(c) { fold(c) } else { c }).collect()
}
