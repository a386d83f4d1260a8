//! Pages for people, rendered here and complete without scripts.

mod article;
mod cards;
mod choice;
mod events;
mod evidence;
mod home;
mod map;
mod networks;
mod picture;
mod questions;
mod review;
mod scope;
mod search;
mod thing;
mod timeline;
mod vocabulary;

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::State;
use super::apart::{Job, Wanted};
use super::problem::Problem;
use super::request::{Parameters, header as text_of};
use super::sparql::answer;
use super::statics::{Island, island};
use crate::graph::vocabulary as v;
use crate::model::iri::THINGS;

pub use networks::{file as network_file, media as network_media, page as network};
pub use questions::{Asked, Sparql, ask as table_of};
pub use {
    article::page as article, events::page as events, evidence::page as evidence, home::page as home, home::quality,
    map::page as map, review::page as review, search::page as search,
};
pub use {
    questions::list as questions, questions::page as question, thing::page as thing, vocabulary::page as vocabulary,
};

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// 中文
    Chinese,
    /// English
    English,
}

/// What surrounds every page: its language and where it stands.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Chrome {
    language: Language,
    /// Whether the address names the language; then all links do.
    named: bool,
    /// The address without the language.
    here: String,
}

impl Chrome {
    /// By the address (`?lang=en`), else by what the browser prefers, else Chinese.
    pub fn of(uri: &Uri, headers: &HeaderMap, parameters: &Parameters) -> Self {
        let named = parameters.get("lang").and_then(|tag| match tag {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        });
        let preferred = || {
            let header = text_of(headers, header::ACCEPT_LANGUAGE).to_ascii_lowercase();
            let known = |tag: &str| ["zh", "en"].into_iter().find(|known| tag.trim().starts_with(known));
            header.split(',').find_map(known).map(|tag| if tag == "en" { Language::English } else { Language::Chinese })
        };
        let pairs = parameters.pairs().filter(|(name, _)| name != "lang");
        let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let here = if rest.is_empty() { uri.path().to_owned() } else { format!("{}?{rest}", uri.path()) };
        let language = named.or_else(preferred).unwrap_or(Language::Chinese);
        Self { language, named: named.is_some(), here }
    }

    /// The words in this language.
    pub fn t<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        if self.language == Language::Chinese { chinese } else { english }
    }

    /// The half of `中文 | English` in this language; the whole where it has no halves.
    pub fn half<'a>(&self, both: &'a str) -> &'a str {
        both.split_once(" | ").map_or(both, |(chinese, english)| self.t(chinese, english))
    }

    /// The tag of the language.
    pub fn tag(&self) -> &'static str {
        if self.language == Language::Chinese { "zh-CN" } else { "en" }
    }

    /// Whether the address names the language.
    pub fn named(&self) -> bool {
        self.named
    }

    /// The value that names the language in an address.
    pub fn code(&self) -> &'static str {
        self.t("zh", "en")
    }

    /// A link of this site, which keeps the language where the address names it.
    pub fn to(&self, link: impl AsRef<str>) -> String {
        let link = link.as_ref();
        if self.named && link.starts_with('/') { with(link, &format!("lang={}", self.code())) } else { link.to_owned() }
    }

    /// The script that makes a part of the page better, if the program has it.
    pub fn island(&self, name: &str) -> Option<Island> {
        island(name)
    }

    /// This page in the other language.
    pub fn other(&self) -> String {
        with(&self.here, if self.language == Language::Chinese { "lang=en" } else { "lang=zh" })
    }

    /// This page with another number of a page.
    pub fn numbered(&self, number: usize) -> String {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "page");
        let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        self.to(with(
            &if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") },
            &format!("page={number}"),
        ))
    }
}

/// A link with one more parameter, before its fragment.
fn with(link: &str, parameter: &str) -> String {
    let (address, fragment) = link.split_once('#').map_or((link, String::new()), |(a, f)| (a, format!("#{f}")));
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{parameter}{fragment}")
}

/// The address of a thing on this server; another server's where it is not ours.
pub fn address(iri: &str) -> String {
    let own = iri.strip_prefix(THINGS).map(|rest| ("/id/", rest));
    let own = own.or_else(|| iri.strip_prefix(v::FZ).map(|rest| ("/ns#", rest)));
    own.map_or_else(|| iri.to_owned(), |(path, rest)| format!("{path}{}", utf8_percent_encode(rest, CONTROLS)))
}

/// The address of events chosen by one parameter.
pub fn chosen(name: &str, value: &str) -> String {
    format!("/events?{}", form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish())
}

/// Which page of a long list is shown.
pub struct Pager {
    /// From 1.
    pub number: usize,
    /// Rows in all.
    pub count: usize,
    /// Rows a page.
    pub size: usize,
}

impl Pager {
    /// The page that the address names, among `count` rows.
    pub fn of(parameters: &Parameters, count: usize, size: usize) -> Self {
        let number = parameters.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        Self { number: usize::clamp(number, 1, count.div_ceil(size).max(1)), count, size }
    }

    /// Rows before it.
    pub fn skip(&self) -> usize {
        (self.number - 1) * self.size
    }

    /// Number of its last row.
    pub fn until(&self) -> usize {
        (self.skip() + self.size).min(self.count)
    }

    /// Whether there is a page behind it.
    pub fn more(&self) -> bool {
        self.until() < self.count
    }
}

/// What a page is made from: the parameters, the chrome, the state.
pub struct Asking {
    /// Parameters of the address.
    pub parameters: Parameters,
    /// Language and place.
    pub chrome: Chrome,
    /// The state.
    pub state: Arc<State>,
}

impl Asking {
    /// Of a request.
    ///
    /// # Errors
    /// The address is badly encoded.
    pub fn of(state: &Arc<State>, uri: &Uri, headers: &HeaderMap) -> Result<Self, Problem> {
        let parameters = Parameters::of(uri)?;
        let chrome = Chrome::of(uri, headers, &parameters);
        Ok(Self { parameters, chrome, state: Arc::clone(state) })
    }
}

/// Renders a template.
///
/// # Errors
/// One that does not render.
pub fn render(template: &impl Template) -> Result<Response, Problem> {
    let html = template.render().map_err(|e| Problem::new(500, e.to_string()))?;
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::VARY, "Accept, Accept-Language")];
    Ok((headers, html).into_response())
}

/// Makes a page on a thread where the store may be looked at without holding up other requests.
///
/// # Errors
/// Those of `make`.
pub async fn made(
    asking: Asking,
    make: impl FnOnce(&Asking) -> Result<Response, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let done = tokio::task::spawn_blocking(move || make(&asking)).await;
    done.unwrap_or_else(|e| Err(Problem::new(500, e.to_string())))
}

/// `/questions/NAME`: the form, and the answer below it, or as a file.
pub async fn get_question(
    Shared(state): Shared<Arc<State>>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Asking { parameters, chrome, .. } = Asking::of(&state, &uri, &headers)?;
    let known = crate::query::question::question(&name)?;
    let given = known.parameters.iter().map(|known| known.name.as_str());
    let values = given.filter_map(|name| Some((name.to_owned(), parameters.get(name)?.trim().to_owned())));
    let asked = Asked { name: name.clone(), values: values.filter(|(_, value)| !value.is_empty()).collect(), chrome };
    let wanted = Wanted { format: parameters.get("format").map(str::to_owned), accept: String::new() };
    let mut response = answer(&state, &Job::Question { asked, wanted }).await?;
    if let Some(format) = parameters.get("format") {
        attach(&mut response, &format!("{name}.{format}"));
    }
    Ok(response)
}

/// `/networks/KIND`: measures, links and their sentences, or a file.
pub async fn get_network(
    Shared(state): Shared<Arc<State>>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Asking { parameters, chrome, .. } = Asking::of(&state, &uri, &headers)?;
    let values = given(&parameters, scope::GIVEN.iter().chain(&networks::GIVEN));
    let format = parameters.get("format").map(str::to_owned);
    let job = Job::Network { asked: Asked { name: name.clone(), values, chrome }, format: format.clone() };
    Ok(taken(answer(&state, &job).await?, &name, format))
}

/// `/timeline`: events a day, a week or a month, or a file.
pub async fn get_timeline(
    Shared(state): Shared<Arc<State>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asking = Asking::of(&state, &uri, &headers)?;
    let values = given(&asking.parameters, scope::GIVEN.iter().chain(&timeline::GIVEN));
    let format = asking.parameters.get("format").map(str::to_owned);
    let asked = Asked { name: "timeline".to_owned(), values, chrome: asking.chrome.clone() };
    Ok(taken(made(asking, move |asking| timeline::page(asking, &asked)).await?, "timeline", format))
}

/// The values of these parameters, without those that were left open.
fn given<'a>(parameters: &Parameters, names: impl Iterator<Item = &'a &'static str>) -> BTreeMap<String, String> {
    let values = names.filter_map(|name| Some(((*name).to_owned(), parameters.get(name)?.trim().to_owned())));
    values.filter(|(_, value)| !value.is_empty()).collect()
}

/// An answer, as a file to keep where it is one. A picture is looked at first.
fn taken(mut response: Response, name: &str, format: Option<String>) -> Response {
    if let Some(format) = format.filter(|format| format != "svg") {
        attach(&mut response, &format!("{name}.{format}"));
    }
    response
}

/// Makes an answer a file of this name.
fn attach(response: &mut Response, name: &str) {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Told<'a> {
    c: &'a Chrome,
    status: &'a str,
    reason: &'a str,
}

/// A problem as a page, where the asker takes pages.
pub async fn legible(request: Request, next: Next) -> Response {
    let accept = text_of(request.headers(), header::ACCEPT);
    let parameters = Parameters::of(request.uri()).unwrap_or_default();
    let chrome = Chrome::of(request.uri(), request.headers(), &parameters);
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>();
    let Some(problem) = problem.filter(|_| accept.contains("text/html")) else { return response };
    let status = problem.status();
    let page = Told { c: &chrome, status: status.canonical_reason().unwrap_or("?"), reason: problem.reason() };
    match render(&page) {
        Ok(mut page) => {
            *page.status_mut() = status;
            page
        }
        Err(_) => response,
    }
}

/// A page that needs no more than the address.
macro_rules! simple {
    ($($(#[$doc:meta])* $name:ident => $page:path;)*) => {
        $($(#[$doc])* pub async fn $name(
            Shared(state): Shared<Arc<State>>,
            uri: Uri,
            headers: HeaderMap,
        ) -> Result<Response, Problem> {
            made(Asking::of(&state, &uri, &headers)?, $page).await
        })*
    };
}

simple! {
    /// `/`
    get_home => home;
    /// `/search`
    get_search => search;
    /// `/events`
    get_events => events;
    /// `/map`
    get_map => map;
    /// `/evidence`
    get_evidence => evidence;
    /// `/questions`
    get_questions => questions;
    /// `/review`
    get_review => review;
    /// `/quality`
    get_quality => quality;
}
