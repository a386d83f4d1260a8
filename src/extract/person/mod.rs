//! People and their posts.
//!
//! **Finds** every naming of a person in the body, each with the titles beside it; reporters are none.
//! **Rule** a name is a surname with one or two characters that sound like a given name, where jieba's words and the
//! neighbours (a title, a verb of saying, 、 in a list of names, a bracket with sex or birth) leave room for one; a name
//! that is sure at one place is one at every other. A title stands before the name or right behind it, is shared by
//! the names of a list, or is taken up with a verb of office.
//! **In** 安康市委副书记、市长陈明辉，副市长李敏、周大海出席。陈明辉说，会议很重要。
//! **Out** 陈明辉 副书记@安康市委 市长 | 李敏 副市长 | 周大海 副市长 | 陈明辉

mod closed;
mod context;
mod foreign;
mod name;
mod office;
mod posts;
#[cfg(test)]
pub(in crate::extract) mod tests;
mod title;

use super::Draft;

/// Finds them.
pub fn extract(draft: &mut Draft<'_>) {
    let units = title::find(draft);
    let closed = closed::find(draft);
    let names = name::find(draft, &units, &closed);
    closed::yield_to(draft, &names);
    let mut people = posts::attach(draft, &names, &units);
    office::attach(draft, &mut people, &units);
    office::attach_counted(draft, &mut people, &units);
    draft.reading.people = people;
}
