//! Events: who did what, where and when.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::claim::Ground;
use crate::text::Edtf;

macro_rules! event_types {
    ($($name:ident $chinese:literal),* $(,)?) => {
        /// The types of the annotation guide.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum EventType { $(#[doc = $chinese] $name),* }

        impl EventType {
            /// All types, in the guide's order.
            pub const ALL: &'static [EventType] = &[$(EventType::$name),*];

            /// The Chinese name.
            pub fn chinese(self) -> &'static str {
                match self { $(Self::$name => $chinese),* }
            }

            /// The name in the guide and the ontology.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

event_types! {
    Meeting "会议", Inspection "调研检查", Visit "慰问", Statement "讲话表态", Issuance "发文", Call "号召倡议",
    Establishment "成立", Deployment "派员", Appointment "人事", Testing "检测", Tracing "流调排查",
    Quarantine "隔离转运", Lockdown "封控管控", Reopening "解封恢复", Disinfection "消杀", Supply "保供",
    Donation "捐赠", Funding "拨款", Enforcement "执法监管", Service "服务", Treatment "救治", Publicity "宣传",
    Training "学习培训", Drill "演练", Construction "建设维护", Signing "签约", Award "表彰", Report "通报数据",
    Production "生产经营", Discipline "纪律处分", Misconduct "违纪违法", Judicial "司法", Incident "事故灾害",
    Emergency "应急处置", Other "其他",
}

/// A text that names no event type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no event type; the types are Meeting (会议), Inspection (调研检查) and so on: see `fangzhi find --help`"
)]
pub struct NotAnEventType(pub String);

impl FromStr for EventType {
    type Err = NotAnEventType;

    /// Takes the English or the Chinese name, in any case.
    fn from_str(text: &str) -> Result<Self, NotAnEventType> {
        let is = |t: &&EventType| t.name().eq_ignore_ascii_case(text) || t.chinese() == text;
        Self::ALL.iter().find(is).copied().ok_or_else(|| NotAnEventType(text.to_owned()))
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An act that took place, is under way, or is announced for a date, resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Its type.
    pub r#type: EventType,
    /// The word that names the act, as written.
    pub trigger: String,
    /// Resolved names of the actors.
    pub who: Vec<String>,
    /// Trigger with its object, as written, at most 40 characters.
    pub what: String,
    /// Resolved names of the places.
    pub r#where: Vec<String>,
    /// When, if the text says.
    pub when: Option<Edtf>,
    /// The sentence, without white space.
    pub sentence: String,
    /// IRIs of the actors that the record lists, in the order of `who`; none for one that it does not.
    #[serde(skip)]
    pub actors: Vec<Option<String>>,
    /// IRIs of the places, in the order of `where`.
    #[serde(skip)]
    pub places: Vec<Option<String>>,
    /// What supports it.
    #[serde(flatten)]
    pub ground: Ground,
}
