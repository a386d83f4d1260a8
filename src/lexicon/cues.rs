//! Cues of the rules: words in or beside a name, a number or a verb that tell what it is; the table `cues.tsv`.
//!
//! A rule that turns on words of an open class (nouns, verbs, ends of names) asks for them here by a [`Cue`], whose doc
//! says which rule it is. Closed classes (marks, conjunctions, a few particles) stand in the rule itself. One look at one
//! character mostly tells that no word of the list stands in a place; nothing is allocated.

use std::fmt;

use serde::Deserialize;

use super::table::{BadRow, rows, values};

const TABLE: &str = "cues.tsv";

macro_rules! cues {
    ($($(#[doc = $doc:literal])* $cue:ident,)*) => {
        /// A list of words that a rule asks for, by the name of its row: `party-organ` is [`Cue::PartyOrgan`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Cue { $($(#[doc = $doc])* $cue),* }

        impl Cue {
            /// All of them, as the table has them.
            pub const ALL: &'static [Cue] = &[$(Cue::$cue),*];
        }
    };
}

cues! {
    // People.
    /// Organs of the Party whose name goes on from the committee's (`extract::person`): 组织部 in 市委常委、组织部部长.
    PartyOrgan,
    /// Prefixes that say when or how a post is held and are no part of its title (`extract::person`): 拟任, 时任.
    AsidePrefix,
    /// Bodies named by what stands before them alone (`extract::person`): 管委会 in 某区党工委书记、管委会主任.
    InnerBody,
    /// Ends of offices that stand between a body and a title (`extract::person`): 呼吸内科 in 某医院呼吸内科主任.
    InnerOffice,
    /// Last characters of bodies that are first characters of titles (`extract::person`): 部 of 宣传部长.
    SharedEnd,
    /// Verbs that give or hold a post (`extract::person`): 担任 in 甲担任某局局长.
    OfficeVerb,
    /// Verbs of a sentence that appoints or removes whom it names (`extract::person`): 决定任命甲为某局局长.
    Appointed,
    /// Verbs that end a post (`extract::person`, `resolve::manner`): 任命甲为某局局长，免去其某局副局长职务.
    Removed,
    /// Units of a body that are told apart by number (`extract::person`): 体训二大队, 体育三系.
    NumberedUnit,
    /// Ends of a body's other name in brackets (`extract::person`): 某镇党委（地区工委）书记.
    OtherNameEnd,
    /// Ends of bodies that are mostly parts of others (`extract::phrase`): 同济大学建筑与城市规划学院.
    PartEnd,
    /// Where something is written, before a verb of saying that tells no act (`extract::event`): 据官网介绍.
    Source,
    /// Verbs whose object does not hold the post that follows (`extract::person`): 协助甲训练，任主教练.
    Helped,
    /// Words of a byline (`extract::person`): 通讯员 in （通讯员 甲 乙）.
    Byline,
    /// Words behind the name of one who signs (`extract::person`): 甲 摄影.
    Signature,
    /// What someone is called by behind the surname alone (`extract::person`): 张大爷, 温某某.
    Honorific,
    /// Characters that head a noun and end no given name (`extract::person`): 村, 站, 员.
    NounEnd,
    /// Characters that make a place of what stands before them (`extract::person`): 桥, 山 behind what looks like a name.
    Ground,
    /// Characters of the verbs behind one for whom something is done (`extract::person`): 颁 in 为专家颁发聘书.
    Bestowing,
    // Places.
    /// Words that make 全国 a part of a name (`extract::place`): 全国人大, 全国文明城市.
    NationalName,
    /// Words that make of what 全国 opens the name of a meeting (`extract::place`): 全国安全生产工作会议.
    MeetingName,
    /// What makes another word of a pointing word and its level (`extract::place`): 全市场, 本村民.
    LevelGoesOn,
    /// What makes a community's name of a street's (`extract::place`): 永清街社区.
    StreetGoesOn,
    /// Words that begin as a township's name ends (`extract::place`): 乡贤 in 南安乡贤.
    TownshipGoesOn,
    /// What makes another place's name of a division's short one (`extract::place`): 北京路, 大同镇.
    ShortNameGoesOn,
    /// Zones of which a city has many (`extract::place`): 张家界市景区 names none.
    ZoneKind,
    /// Words that introduce a place's name and are no part of it (`extract::place`): 又名 in 又名吊连控山.
    NamedAs,
    /// Characters of bordering behind a side (`extract::place`): 临 in 南临黄河.
    Bordering,
    /// Verbs of being or going somewhere, behind which a place's name begins (`extract::place`): 谷河村位于白石湖.
    Situated,
    /// What belongs to the name of the motorway before it (`extract::place`): 收费站 in 郑民高速郑庵收费站.
    RoadPart,
    /// Verbs of one character that govern a river or a wood (`extract::place`): 护 in 爱河护河.
    Tended,
    /// Verbs of one character before 港 for Hong Kong (`extract::place`): 货车经港返回.
    PortVerb,
    /// What makes another word of a place's ending (`extract::place`): 村庄, 路口, 山区.
    SiteGoesOn,
    /// Words that begin with 村 and leave a village its name (`extract::place`): 祁庄村村口.
    VillageNoun,
    /// Last characters of words that govern the kind of place behind them (`extract::place`): 进 in 国球进社区.
    GoverningEnd,
    /// Function characters that no community's name begins with (`extract::place`): 各个社区, but 全胜村.
    FunctionHead,
    /// Function characters that none ends with (`extract::place`): 每个社区, but 西和社区.
    FunctionEnd,
    /// Function characters that none holds at the head of a clause (`extract::place`): 由洞子社区.
    FunctionWithin,
    /// Characters that no township's name holds (`extract::place`): 各 in 盐亭县各镇, but 向阳镇.
    NoTownship,
    // Bodies.
    /// Ends of parts that bear the name of the place they serve (`extract::organisation`): 市公安局西城分局.
    Branch,
    /// Verbs that govern the body behind them, also where they may stand in a name (`extract::organisation`): 指导下级人民法院.
    GoverningVerb,
    /// Words of bodies of the world or the country, which need no name of their own (`extract::organisation`): 中华.
    WideName,
    /// What runs into a name from before (`extract::organisation`): 网讯 in 中国证券网讯迪马股份, 新一届 in 新一届泰国政府.
    Interruption,
    /// What closes a list of departments (`extract::organisation`): 教育、民政、妇联等部门.
    Departments,
    /// What stands before the place in a company's name (`extract::organisation`): 国网, 中国石化.
    CompanyHead,
    /// What stands before the place in an authority's name (`extract::organisation`): 国家税务总局, 武警.
    StateHead,
    /// What stands before the place in the name of a mass organisation (`extract::organisation`): 共青团, 中华.
    LeagueHead,
    /// What goes on behind 广电 in an office's name (`extract::organisation`): 文化广电和旅游局.
    CultureOffice,
    /// Ends of places whose proper name may end as a body does (`extract::organisation`): 惠泽园小区.
    Residence,
    /// Titles to which 党组 and 党委 before them belong (`extract::organisation`): 党组书记.
    PartyTitle,
    /// The parties beside the Communist Party (`extract::organisation`): 民建安徽省马鞍山市委会.
    DemocraticParty,
    /// The party or the league before a committee (`extract::organisation`): 中共潜江市委, 团郑州市委.
    PartyHead,
    /// What makes another word of a body's short form (`extract::organisation`): 市委托, 区委员, 市政府采购.
    ShortFormGoesOn,
    /// Ends of laws named after whom they bind (`extract::organisation`): 《中国共产党纪律处分条例》.
    LawEnd,
    /// Words that introduce a medium and are no part of its name (`extract::organisation`): 告诉 in 告诉青柠新闻记者.
    MediumLead,
    /// Ends of a newspaper's name (`extract::organisation`): 扬江晚报/扬江网.
    Newspaper,
    /// Words between a medium and its reporter (`extract::organisation`): 全媒体 in 青柠新闻全媒体记者.
    ReporterKind,
    /// The nouns that 该 points to a body with (`extract::organisation`): 该局, 该公司.
    PointedBody,
    /// Verbs of acting together, between two who do (`extract::phrase`): 社区联合木觉青少年服务中心.
    Together,
    /// What makes a noun of 组织 (`extract::phrase`): 组织人事科.
    OrganisingOffice,
    /// Last characters of a body or place that acts together with the next (`extract::phrase`): 社区 before 联合.
    JoinedEnd,
    /// Last characters of a body behind which 和 joins another (`extract::phrase`): 县纪委和县妇联.
    BodyEnd,
    /// Last characters of a body or place behind which 和 is not within a name (`extract::phrase`): 海洋与渔业局, but 镇和县妇联.
    NameEnd,
    /// Verbs and nouns between two bodies that belong to neither (`extract::phrase`): 市委组织部联合市财政局.
    Link,
    /// Words to jieba nouns that stand before a name and are no part of it (`extract::phrase`): 记者, 下属, 与此同时.
    NoPart,
    /// Adverbs of zeal, which begin a predicate and no name (`extract::phrase`): 全力, 积极.
    Zeal,
    // Figures and dates.
    /// Words behind a number that make it a number of something, not how many (`extract::figure`): 110号, 12届.
    Label,
    /// Words before a number that is about right (`extract::figure`): 近300人.
    About,
    /// Words before a number that is exceeded (`extract::figure`): 超过300人.
    Over,
    /// Words behind 24小时 with which it is a length of time (`extract::figure`): 24小时内; 24小时值守 is a manner.
    RoundTheClock,
    /// What makes no length of time of a number with 年 (`extract::figure`): 3年级, 5年前.
    YearGoesOn,
    /// Units of small numbers in Chinese words, which are part of a phrase with others (`extract::figure`): 三个, 十二户.
    CountedInWords,
    /// Words between what is counted and its number, which say how and not what (`extract::figure`): 达到 in 产量达到3万吨.
    QuantityLead,
    /// Words between a quantity and the noun it counts (`extract::figure`): 组成的 in 12人组成的队伍.
    QuantityOf,
    /// To jieba nouns, which open the verb phrase behind a quantity (`extract::figure`): 12人全部到岗.
    Adverbial,
    /// What makes a length of time or another word of a number with 日 (`extract::date`): 3日内, 5日游.
    DayGoesOn,
    /// What makes another word of 月 (`extract::date`): 月饼, 月薪.
    MonthGoesOn,
    /// What makes another word of 时 (`extract::date`): 时间, 时期.
    HourGoesOn,
    /// Words behind a day of birth, which dates no act (`extract::date`): 1970年3月生，.
    Born,
    // Events.
    /// Verbs and prepositions whose noun is the place of the act (`extract::event`): 来到 in 来到灯塔村.
    Locative,
    /// Prepositions, and verbs used as such, whose noun is no subject (`extract::event`): 依托 in 依托灯塔村.
    Preposition,
    /// Verbs before which a body holds the occasion and is no place (`extract::event`): 在市政府新闻办召开的发布会上.
    HeldAt,
    /// To jieba verbs, behind which a subject may still stand (`extract::event`): 据悉, 时任.
    NoPredicate,
    /// Words behind a mention that make it a place or a source (`extract::event`): 某村境内, 某局获悉.
    NoActor,
    /// Ends of a clause of time, ground or manner (`extract::event`): 检查过程中，.
    SubordinateEnd,
    /// Words that open such a clause (`extract::event`): 随着气温升高，.
    SubordinateHead,
    /// Verbs whose object is no act (`extract::event`): 加快建设, 提升服务.
    Covering,
    /// Adverbs of manner that jieba gives other tags, before a verb (`extract::event`): 要进一步加强.
    Manner,
    /// Parts of verbs of saying behind which demands stand (`extract::event`): 他强调，要压实责任.
    Demanding,
    /// Parts of verbs of saying behind which views stand (`extract::event`): 他指出，….
    Judging,
    /// Verbs whose object acts, each of two characters (`extract::event`): 督促 in 督促企业整改.
    Pivot,
    /// What opens a sentence that leaves the speech before it (`extract::event`): 随后，他来到灯塔村.
    Scene,
    /// Ends of verbs of judgement, whose object is ordered and not done (`extract::event`): 判令赔偿损失.
    Mandating,
    /// Light verbs that another verb behind them may govern (`extract::event`): 围绕开展…作出部署.
    LightVerb,
    /// Verbs that tell their act also before 的 (`extract::event`): 召开的会议, 印发的通知.
    HeldThing,
    /// Who takes part without a name (`extract::event`): 有关部门负责人参加.
    Attendee,
    /// What a sentence of a list of misconduct begins with (`extract::event`): 经查，…; 违反廉洁纪律，….
    Charge,
    /// What ends such a list (`extract::event`): 依据《…》, 决定给予….
    Decision,
    /// Verbs of such a list that judge and tell no act (`extract::event`): 丧失, 罔顾.
    Reproach,
    /// Who speaks without a name (`extract::event`): 村民说.
    LaySpeaker,
    /// Verbs of saying that are nouns as well (`extract::event`): 讲话精神, 汇报材料.
    SpokenWord,
    /// Verbs of demanding and promising that are nouns at the end of their clause (`extract::event`): 按照市委要求，.
    NamedDemand,
    /// Words before such a noun (`extract::event`): 按, 落实.
    DemandFrame,
    /// Papers that speak (`extract::event`): 《通知》明确, 办法规定.
    PaperNoun,
    /// Last characters of words for people (`extract::event`): 居民, 负责人, 家长们.
    PeopleEnd,
    /// Words for people that end otherwise (`extract::event`): 大家, 双方.
    PeopleWord,
    /// Characters behind a 我 that is not the speaker (`extract::event`): 我市, 我院.
    OurOwn,
    /// Words that make a demand what a suit asks for (`extract::event`): 诉至法院，要求被告付款.
    Suit,
    /// Common nouns behind 该 that stand for the last body so called (`extract::event`): 该公司.
    SoCalled,
    /// Common nouns right behind a place that stand for its organ (`extract::event`): 岳阳市公安机关.
    OrganNoun,
    /// Verbs of holding an activity (`extract::event`): 开展主题活动.
    Holding,
    /// What makes an occasion of its own of an activity (`extract::event`): 活动启动仪式.
    Ceremony,
    /// Where something is only felt to be brought (`extract::event`): 把温暖送到心坎上.
    Heart,
    /// Verbs before the speech of no one (`extract::event`): 受到称赞.
    Praised,
    /// Words before a speaker whom the text has not named (`extract::event`): 一位工作人员表示.
    SomeoneNew,
    /// Papers that lay down a policy (`extract::event`): 出台若干措施.
    PolicyPaper,
    /// Parts of verbs by which a body gives or takes a post (`extract::event`): 任免, 选举产生.
    Appointing,
    /// Parts of verbs that only a court does (`extract::event`): 判处, 开庭审理.
    Sentencing,
    /// Words before a date that describes a noun (`extract::event`): 对2022年的预算进行审议.
    DateGovernor,
    /// Words by which an act breaks rules (`extract::event`): 违规向亲友发放补贴.
    RuleBreaking,
    /// Audiences to whom words spread knowledge (`extract::event`): 为居民们介绍新型毒品的特征.
    Audience,
    /// Ends of an object that an act is only for (`extract::event`): 引导大家提高意识.
    Aim,
    /// Adverbs glued to a verb in what jieba calls a noun (`extract::event`): 隆重举行.
    LooseAdverb,
    /// Acts of those whose words are studied (`extract::event`): 总书记考察上海重要讲话精神.
    Quoted,
    /// What such words are called (`extract::event`): 重要讲话精神, 重要指示.
    Guidance,
    /// Verbs before which a trigger is a paper (`extract::event`): 通报指出.
    PaperSays,
    /// Verbs before which a trigger is how something came to be known (`extract::event`): 走访发现.
    Finding,
    /// Words before which a trigger is the subject (`extract::event`): 体验让孩子们….
    Predicate,
    /// Verbs of holding that tell their act before an occasion too (`extract::event`): 发布仪式上.
    HeldVerb,
    /// What is sent in the name of a body (`extract::event`): 派出第一纪检监察组.
    SentBody,
    /// Ends of an occasion at which something else happens (`extract::event`): 捐赠仪式上.
    Occasion,
    /// Words behind the nouns that are the subject (`extract::event`): 供电系统是…, 修复项目已….
    SubjectEnd,
    /// Last characters of nouns that act, before a verb (`extract::event`): 志愿者, 医疗队.
    ActorEnd,
    /// Last characters of bodies and people, which act whatever noun they are (`extract::event`): 法院, 客户.
    BodyNoun,
    /// Verbs of a sum, which are no predicate (`extract::event`): 给予的财物共计….
    SumVerb,
    /// Verbs of being there (`extract::event`): 出席, 应邀出席.
    Attendance,
    /// Ends of verbs of addressing an occasion (`extract::event`): 致辞, 作述职.
    Address,
    // Resolution.
    /// Ends of bodies that speak for the whole of their place (`resolve::figures`): 县委, 市政府办公厅.
    WholePlace,
    /// Short forms that are written out (`resolve::organisations`): 长沙中院 is 长沙市中级人民法院.
    WrittenOut,
    /// Words of a body's own that begin as a level ends (`resolve::organisations`): 大连市 + 市场监管局.
    OwnWord,
    /// Courts of no division, which bear a city's bare name (`resolve::organisations`): 天津海事法院.
    SpecialCourt,
    /// Nouns that stand for a body named before in the name of its organ (`resolve::organisations`): 支队 in 支队党委.
    OrganHolder,
    /// Organs within any body (`resolve::organisations`): 工会 in 医院工会.
    Organ,
    /// Words of teams that are a part of the police (`resolve::organisations`): 刑警总队, 专案组.
    PoliceWork,
    /// Words that open the name of a body of no place (`resolve::organisations`): 中华全国铁路总工会.
    WideBody,
    /// Ends of the Party's committees within a body (`resolve::people`): 某局党委书记、局长.
    PartyCommittee,
    /// Ends of offices that only posts name (`resolve::people`): 执行局 in 执行局局长.
    OfficeEnd,
    /// Ends of what is set up for one task, a part of its government (`resolve::standing`): 指挥部, 工作专班.
    TaskEnd,
}

impl fmt::Display for Cue {
    /// The name of its row.
    ///
    /// ```
    /// assert_eq!(fangzhi::lexicon::Cue::PartyOrgan.to_string(), "party-organ");
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, c) in format!("{self:?}").char_indices() {
            let parted = if at > 0 && c.is_ascii_uppercase() { "-" } else { "" };
            write!(f, "{parted}{}", c.to_ascii_lowercase())?;
        }
        Ok(())
    }
}

/// The words of every cue.
///
/// ```
/// use fangzhi::lexicon::{Cue, Lexicon};
/// let cues = Lexicon::embedded()?.cues;
/// assert!(cues.starts(Cue::NationalName, "人大代表周敏"));
/// assert!(cues.ends(Cue::Aim, "大家的环保意识"));
/// assert!(cues.stand_in(Cue::Audience, "为社区居民们"));
/// assert!(cues.has(Cue::InnerBody, "村委会") && !cues.has(Cue::InnerBody, "灯塔村村委会"));
/// assert_eq!(cues.opening(Cue::SoCalled, "检察院认为"), Some("检察院"));
/// # Ok::<(), fangzhi::lexicon::LexiconError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Cues {
    /// By the number of the cue.
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct Row {
    cue: Cue,
    words: String,
}

impl Cues {
    /// Reads the table; rows of one cue are joined.
    ///
    /// # Errors
    /// A row of a cue that no rule asks for, or a cue without words.
    pub fn read(text: &str) -> Result<Self, BadRow> {
        let mut words = vec![Vec::new(); Cue::ALL.len()];
        for row in rows::<Row>(TABLE, text)? {
            words[row.cue as usize].extend(values(&row.words).map(str::to_owned));
        }
        if let Some(cue) = Cue::ALL.iter().find(|cue| words[**cue as usize].is_empty()) {
            return Err(BadRow { table: TABLE.to_owned(), line: 0, reason: format!("{cue} has no words") });
        }
        Ok(Self { lists: words.into_iter().map(List::of).collect() })
    }

    fn list(&self, cue: Cue) -> &List {
        &self.lists[cue as usize]
    }

    /// The words as the table has them.
    pub fn words(&self, cue: Cue) -> &[String] {
        &self.list(cue).words
    }

    /// Whether `word` is one of them.
    pub fn has(&self, cue: Cue, word: &str) -> bool {
        let list = self.list(cue);
        word.chars().next().is_some_and(|c| list.heads.with(c).any(|at| list.words[at] == word))
    }

    /// Whether one opens `text`.
    pub fn starts(&self, cue: Cue, text: &str) -> bool {
        self.opening(cue, text).is_some()
    }

    /// Whether one closes `text`.
    pub fn ends(&self, cue: Cue, text: &str) -> bool {
        self.closing(cue, text).is_some()
    }

    /// Whether one stands anywhere in `text`.
    pub fn stand_in(&self, cue: Cue, text: &str) -> bool {
        self.occurrences(cue, text).next().is_some()
    }

    /// The longest that opens `text`.
    pub fn opening(&self, cue: Cue, text: &str) -> Option<&str> {
        let list = self.list(cue);
        list.heads.with(text.chars().next()?).map(|at| list.words[at].as_str()).find(|word| text.starts_with(word))
    }

    /// The longest that closes `text`.
    pub fn closing(&self, cue: Cue, text: &str) -> Option<&str> {
        let list = self.list(cue);
        list.tails.with(text.chars().next_back()?).map(|at| list.words[at].as_str()).find(|word| text.ends_with(word))
    }

    /// Whether one may begin with `c`: most characters of a text are told apart by it.
    pub fn may_open(&self, cue: Cue, c: char) -> bool {
        self.list(cue).heads.may_have(c)
    }

    /// Where in `text` they stand, from the left, the longer before the shorter.
    ///
    /// ```
    /// use fangzhi::lexicon::{Cue, Lexicon};
    /// let cues = Lexicon::embedded()?.cues;
    /// let found: Vec<_> = cues.occurrences(Cue::Situated, "灯塔村坐落在白石湖").collect();
    /// assert_eq!(found, [(9, "坐落在"), (9, "坐落")]);
    /// # Ok::<(), fangzhi::lexicon::LexiconError>(())
    /// ```
    pub fn occurrences<'c>(&'c self, cue: Cue, text: &'c str) -> impl Iterator<Item = (usize, &'c str)> {
        let list = self.list(cue);
        text.char_indices().filter(|(_, c)| list.heads.may_have(*c)).flat_map(move |(at, c)| {
            let words = list.heads.with(c).map(|word| list.words[word].as_str());
            words.filter(move |word| text[at..].starts_with(word)).map(move |word| (at, word))
        })
    }
}

/// The words of one cue.
#[derive(Clone, Debug)]
struct List {
    words: Vec<String>,
    heads: Index,
    tails: Index,
}

impl List {
    fn of(words: Vec<String>) -> Self {
        let heads = Index::by(&words, |word| word.chars().next());
        let tails = Index::by(&words, |word| word.chars().next_back());
        Self { words, heads, tails }
    }
}

/// Words by the character that they begin or end with, and of those that share it the longest first.
#[derive(Clone, Debug)]
struct Index {
    /// A bit for each of the characters, shared by all that are alike modulo 128.
    bits: u128,
    rows: Vec<(char, usize)>,
}

impl Index {
    fn by(words: &[String], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut rows: Vec<_> = words.iter().enumerate().filter_map(|(at, word)| Some((key(word)?, at))).collect();
        rows.sort_by_key(|&(c, at)| (c, std::cmp::Reverse(words[at].len()), at));
        Self { bits: rows.iter().fold(0, |bits, (c, _)| bits | Self::bit(*c)), rows }
    }

    fn bit(c: char) -> u128 {
        1 << (u32::from(c) % u128::BITS)
    }

    fn may_have(&self, c: char) -> bool {
        self.bits & Self::bit(c) != 0
    }

    /// The rows of the words with that character.
    fn with(&self, c: char) -> impl Iterator<Item = usize> {
        let first = if self.may_have(c) { self.rows.partition_point(|row| row.0 < c) } else { self.rows.len() };
        self.rows[first..].iter().take_while(move |row| row.0 == c).map(|row| row.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with every cue, and more.
    fn table(more: &str) -> String {
        let rows: String = Cue::ALL.iter().map(|cue| format!("{cue}\t某\n")).collect();
        format!("# head\ncue\twords\n{rows}{more}")
    }

    #[test]
    fn rows_of_one_cue_are_joined_and_the_longest_word_counts() -> Result<(), BadRow> {
        let cues = Cues::read(&table("so-called\t院\nso-called\t检察院|检察\n"))?;
        assert_eq!(cues.words(Cue::SoCalled), ["某", "院", "检察院", "检察"]);
        assert_eq!(cues.opening(Cue::SoCalled, "检察院认为"), Some("检察院"));
        assert_eq!(cues.closing(Cue::SoCalled, "灯塔县检察院"), Some("检察院"));
        assert_eq!(cues.closing(Cue::SoCalled, "医院"), Some("院"));
        assert!(!cues.starts(Cue::Organ, "检察院") && !cues.has(Cue::SoCalled, ""));
        Ok(())
    }

    #[test]
    fn a_cue_that_no_rule_asks_for_is_named_by_its_line() {
        let line = Cue::ALL.len() as u64 + 3;
        let bad = Cues::read(&table("gossip\t据说\n")).map(|_| ()).map_err(|bad| (bad.line, bad.to_string()));
        assert!(bad.is_err_and(|(at, said)| at == line && said.contains("cues.tsv") && said.contains("gossip")));
    }

    #[test]
    fn a_cue_without_words_is_named() {
        let text = table("").replace("audience\t某\n", "audience\t\n");
        let bad = Cues::read(&text).map(|_| ()).map_err(|bad| bad.to_string());
        assert_eq!(bad, Err("cues.tsv, line 0: audience has no words".to_owned()));
    }
}
