//! Every IRI that the store uses, with the prefixes that queries know.

use oxigraph::model::NamedNodeRef;

/// The namespaces that a query may use without declaring them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("fz", "https://w3id.org/fangzhi/ns#"),
    ("graph", "https://w3id.org/fangzhi/graph/"),
    ("id", "https://w3id.org/fangzhi/id/"),
    ("ind", "https://w3id.org/fangzhi/id/indicator/"),
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("opengov", "http://www.w3.org/ns/opengov#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("place", "https://w3id.org/fangzhi/id/place/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("role", "https://w3id.org/fangzhi/id/role/"),
    ("schema", "https://schema.org/"),
    ("sdmx-dim", "http://purl.org/linked-data/sdmx/2009/dimension#"),
    ("sdmx-mea", "http://purl.org/linked-data/sdmx/2009/measure#"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wgs", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Our own terms.
pub const FZ: &str = "https://w3id.org/fangzhi/ns#";
/// Where named graphs live.
pub const GRAPHS: &str = "https://w3id.org/fangzhi/graph/";
/// Evidence of an article: this and the digits of the article's IRI.
pub const ARTICLE_GRAPHS: &str = "https://w3id.org/fangzhi/graph/article/";
/// What an article contributes to the facts, in segments only: an opened store has it folded into the default graph.
pub const FACT_GRAPHS: &str = "https://w3id.org/fangzhi/graph/facts/";
/// The ontology.
pub const REFERENCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/fangzhi/graph/reference");
/// Who judged what to be one, and why.
pub const DECISIONS: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/fangzhi/graph/decisions");
/// What was built, from the manifest.
pub const RUNS: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/fangzhi/graph/runs");

/// Constants for the terms of each namespace, and [`TERMS`], the list of them all.
macro_rules! terms {
    ($($base:literal { $($(#[$doc:meta])* $name:ident = $local:literal;)* })*) => {
        $($($(#[$doc])* pub const $name: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked(concat!($base, $local));)*)*

        /// Every term that the code names, ours and others'. The ontology declares each of them, and tells what it
        /// means; a test reads both.
        pub const TERMS: &[NamedNodeRef<'static>] = &[$($($name,)*)*];
    };
}

terms! {
"https://w3id.org/fangzhi/ns#" {
    /// A page as it was printed.
    PAGE = "Page";
    /// The division that 我市 or 我县 means on a page.
    HOME_DISTRICT = "homeDistrict";
    /// What of a page was inferred from its text ("home" or "year"), or of a body from its name and place.
    INFERRED = "inferred";
    /// Stem of the file, or `page` of the JSON line, that a page came from.
    SOURCE_FILE = "sourceFile";
    /// What sort of text an article is.
    ARTICLE_KIND = "articleKind";
    /// How many sentences the body of an article has.
    SENTENCES = "sentences";
    /// What tells how alike the bodies of two articles are (see `text::sketch`).
    SKETCH = "sketch";
    /// The article that was printed first, of one that prints its text again.
    REPRINT_OF = "reprintOf";
    /// Who took the photographs of an article.
    PHOTOGRAPHER = "photographer";
    /// First character of a sentence in the raw page, in code points.
    RAW_BEGIN = "rawBegin";
    /// One past its last character in the raw page, in code points.
    RAW_END = "rawEnd";
    /// A sentence says that an event took place.
    EVENT_CLAIM = "EventClaim";
    /// A sentence names a person with a post.
    POST_CLAIM = "PostClaim";
    /// A sentence reports a figure.
    FIGURE_CLAIM = "FigureClaim";
    /// An article names a thing in other words than its label.
    MENTION_CLAIM = "MentionClaim";
    /// The sentence that a claim stands on.
    SENTENCE = "sentence";
    /// The words that a claim hangs on.
    TRIGGER = "trigger";
    /// The rule that made a claim.
    RULE = "rule";
    /// Share of right claims among those like it, 0 to 1.
    CONFIDENCE = "confidence";
    /// The thing that a mention stands for.
    ABOUT = "about";
    /// The words of a mention.
    FORM = "form";
    /// The rule that told what a mention stands for.
    RESOLVED_BY = "resolvedBy";
    /// A claim that supports a fact.
    EVIDENCE = "evidence";
    /// Confidence of the best claim in three steps.
    BAND = "band";
    /// First issue that shows a person in a post.
    FIRST_SEEN = "firstSeen";
    /// Last issue that shows a person in a post.
    LAST_SEEN = "lastSeen";
    /// How a post is held that is not simply held.
    MANNER = "manner";
    /// Code of a division, GB/T 2260 or statistical.
    CODE = "code";
    /// Level of a place.
    LEVEL = "level";
    /// A place and all places that it lies in, itself too.
    WITHIN_ALL = "withinAll";
    /// The year from which a division is what it is.
    VALID_FROM_YEAR = "validFromYear";
    /// The year in which a division ended.
    VALID_TO_YEAR = "validToYear";
    /// What a division became.
    SUCCESSOR = "successor";
    /// A place that a fact counts at: its own and all that these lie in.
    AT = "at";
    /// The division whose body an organisation is, or where it sits.
    JURISDICTION = "jurisdiction";
    /// The same office one level up.
    GUIDED_BY = "guidedBy";
    /// Trigger and object of an event, as written.
    WHAT = "what";
    /// Time as EDTF.
    EDTF = "edtf";
    /// First day that a time may touch.
    EARLIEST = "earliest";
    /// Last day that a time may touch.
    LATEST = "latest";
    /// Month of a time, such as "2022-05".
    MONTH = "month";
    /// A part played in an event, with its role.
    PARTICIPATION = "participation";
    /// Who plays it.
    ACTOR = "actor";
    /// What a figure counts.
    INDICATOR = "indicator";
    /// Unit of a figure, as written.
    UNIT = "unit";
    /// How exact a figure is.
    APPROX = "approx";
    /// The organisation that a figure describes.
    SUBJECT = "subject";
    /// What claims support: a membership, an event or a figure. Not stated of each.
    FACT = "Fact";
    /// A claim of any sort. Not stated of each.
    CLAIM = "Claim";
    /// Scheme of the indicators that the pages report.
    INDICATORS = "Indicators";
    /// Scheme of the roles in which people are seen.
    ROLES = "Roles";
    /// Scheme of the types of events.
    EVENT_TYPES = "EventTypes";
    /// Scheme of the kinds of bodies.
    ORGANISATION_KINDS = "OrganisationKinds";
    /// A body of the Party.
    PARTY_BODY = "PartyBody";
    /// A government body.
    GOVERNMENT_BODY = "GovernmentBody";
    /// A people's congress.
    LEGISLATURE_BODY = "LegislatureBody";
    /// A consultative conference.
    CONSULTATIVE_BODY = "ConsultativeBody";
    /// A court or procuracy.
    JUDICIARY_BODY = "JudiciaryBody";
    /// A body of discipline.
    DISCIPLINE_BODY = "DisciplineBody";
    /// A military body.
    MILITARY_BODY = "MilitaryBody";
    /// A mass organisation.
    MASS_BODY = "MassBody";
    /// A company.
    COMPANY_BODY = "CompanyBody";
    /// A hospital, school or institute.
    INSTITUTION_BODY = "InstitutionBody";
    /// A residents' or villagers' body.
    COMMUNITY_BODY = "CommunityBody";
    /// A team of volunteers.
    VOLUNTEER_BODY = "VolunteerBody";
    /// A task force.
    TASKFORCE_BODY = "TaskforceBody";
    /// A medium.
    MEDIA_BODY = "MediaBody";
    /// Another body.
    OTHER_BODY = "OtherBody";
    /// As printed.
    EXACT = "Exact";
    /// More than was printed.
    OVER = "Over";
    /// About as many as printed.
    ABOUT_SO_MANY = "About";
    /// Who sends people.
    SENDER = "Sender";
    /// Who gives.
    DONOR = "Donor";
    /// What a person or a rule decided about things.
    DECISION = "Decision";
    /// Whether two things are one.
    MERGE_DECISION = "MergeDecision";
    /// The thing or claim that is decided about.
    LEFT = "left";
    /// The other one.
    RIGHT = "right";
    /// What was decided.
    JUDGEMENT = "judgement";
    /// The rules that brought the two together.
    DECIDED_BY = "decidedBy";
    /// How likely these make it that the two are one, 0 to 1.
    SCORE = "score";
    /// Why a person decided so.
    REASON = "reason";
    /// The name that a person gave a thing.
    NEW_NAME = "newName";
    /// A build, named for what it was built from.
    SNAPSHOT = "Snapshot";
    /// How many quads a store holds.
    QUADS = "quads";
    /// Scheme of the judgements.
    JUDGEMENTS = "Judgements";
    /// They are one.
    POSITIVE = "Positive";
    /// They are two.
    NEGATIVE = "Negative";
    /// It cannot be told.
    UNSURE = "Unsure";
    /// Nobody has judged yet.
    OPEN = "Open";
    /// The claim is wrong.
    REJECTED = "Rejected";
    /// The thing has another name.
    RENAMED = "Renamed";
}

"http://purl.org/dc/terms/" {
    /// The IRI that stands for this one since both are one.
    IS_REPLACED_BY = "isReplacedBy";
    /// Day of a decision.
    DATE = "date";
}

"http://www.w3.org/ns/prov#" {
    /// Who decided.
    ATTRIBUTED_TO = "wasAttributedTo";
    /// A person or a program.
    AGENT = "Agent";
}

"http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
    /// Class of a thing.
    TYPE = "type";
}

"http://www.w3.org/2004/02/skos/core#" {
    /// The name.
    PREF_LABEL = "prefLabel";
    /// Another name.
    ALT_LABEL = "altLabel";
    /// A concept of a scheme.
    CONCEPT = "Concept";
    /// The scheme of a concept.
    IN_SCHEME = "inScheme";
    /// A wider concept.
    BROADER = "broader";
}

"https://schema.org/" {
    /// A newspaper.
    NEWSPAPER = "Newspaper";
    /// An article of it.
    NEWS_ARTICLE = "NewsArticle";
    /// Its headline.
    HEADLINE = "headline";
    /// A writer's name.
    AUTHOR = "author";
    /// Name of one who contributed: 通讯员.
    CONTRIBUTOR = "contributor";
    /// Day of issue.
    DATE_PUBLISHED = "datePublished";
    /// Number of a page.
    PAGE_START = "pageStart";
    /// Column of a paper or site.
    ARTICLE_SECTION = "articleSection";
    /// Address on the web.
    URL = "url";
    /// Sentence of article, article of page, page of paper.
    IS_PART_OF = "isPartOf";
    /// A thing that an article names.
    MENTIONS = "mentions";
    /// A division or another place.
    ADMINISTRATIVE_AREA = "AdministrativeArea";
    /// The program that built a snapshot.
    SOFTWARE_VERSION = "softwareVersion";
    /// The place right above.
    CONTAINED_IN_PLACE = "containedInPlace";
}

"http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
    /// A sentence.
    NIF_SENTENCE = "Sentence";
    /// A stretch of a sentence.
    NIF_PHRASE = "Phrase";
    /// Its words.
    ANCHOR_OF = "anchorOf";
    /// First character in the body, in code points.
    BEGIN_INDEX = "beginIndex";
    /// One past the last character in the body, in code points.
    END_INDEX = "endIndex";
}

"http://www.w3.org/2005/11/its/rdf#" {
    /// What a phrase stands for.
    TA_IDENT_REF = "taIdentRef";
}

"http://xmlns.com/foaf/0.1/" {
    /// A person.
    PERSON = "Person";
}

"http://www.w3.org/ns/org#" {
    /// A body.
    ORGANIZATION = "Organization";
    /// The body that it is a part of.
    SUB_ORGANIZATION_OF = "subOrganizationOf";
    /// Its kind.
    CLASSIFICATION = "classification";
    /// A role in a body.
    POST = "Post";
    /// The body of a post.
    POST_IN = "postIn";
    /// A person in a post, as sighted.
    MEMBERSHIP = "Membership";
    /// The person.
    MEMBER = "member";
    /// The body.
    IN_ORGANIZATION = "organization";
    /// The title.
    ROLE = "role";
}

"http://www.w3.org/ns/opengov#" {
    /// The post that a membership fills.
    OPENGOV_POST = "post";
    /// The place of a post that belongs to no body: 村民 of a village.
    AREA = "area";
}

"http://semanticweb.cs.vu.nl/2009/11/sem/" {
    /// An event.
    EVENT = "Event";
    /// Its type.
    EVENT_TYPE = "eventType";
    /// Who took part.
    HAS_ACTOR = "hasActor";
    /// Where.
    HAS_PLACE = "hasPlace";
    /// The role of a participation.
    ROLE_TYPE = "roleType";
}

"http://www.w3.org/2003/01/geo/wgs84_pos#" {
    /// Latitude of a centre.
    LAT = "lat";
    /// Longitude of a centre.
    LONG = "long";
}

"http://purl.org/linked-data/cube#" {
    /// A reported figure.
    OBSERVATION = "Observation";
}

"http://purl.org/linked-data/sdmx/2009/dimension#" {
    /// The place that a figure describes.
    REF_AREA = "refArea";
}

"http://purl.org/linked-data/sdmx/2009/measure#" {
    /// The number.
    OBS_VALUE = "obsValue";
}
}

/// The declarations of all [`PREFIXES`], as SPARQL and Turtle 1.1 both read them.
pub fn declarations() -> String {
    PREFIXES.iter().flat_map(|(prefix, namespace)| ["PREFIX ", prefix, ": <", namespace, ">\n"]).collect()
}

/// An IRI with a known namespace shortened to its prefix (`fz:Meeting`), others in angle brackets.
///
/// ```
/// use fangzhi::graph::vocabulary::compact;
/// assert_eq!(compact("https://w3id.org/fangzhi/id/place/411002"), "place:411002");
/// ```
pub fn compact(iri: &str) -> String {
    let longest = PREFIXES.iter().filter(|(_, space)| iri.starts_with(space)).max_by_key(|(_, space)| space.len());
    match longest {
        Some((prefix, space)) if !iri[space.len()..].contains(['/', '#', ',']) => {
            format!("{prefix}:{}", &iri[space.len()..])
        }
        _ => format!("<{iri}>"),
    }
}

/// The IRI that a compact form, a form in angle brackets or a plain IRI stands for.
///
/// ```
/// use fangzhi::graph::vocabulary::expand;
/// assert_eq!(expand("place:411002"), "https://w3id.org/fangzhi/id/place/411002");
/// assert_eq!(expand("<urn:x>"), "urn:x");
/// ```
pub fn expand(text: &str) -> String {
    let bare = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')).unwrap_or(text);
    match bare.split_once(':') {
        Some((prefix, local)) if !local.starts_with("//") => PREFIXES
            .iter()
            .find(|(known, _)| *known == prefix)
            .map_or_else(|| bare.to_owned(), |(_, space)| format!("{space}{local}")),
        _ => bare.to_owned(),
    }
}
