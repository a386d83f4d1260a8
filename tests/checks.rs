//! `fangzhi check` and pySHACL, by the same pages: both find nothing in what is built, and each fault that is planted.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

mod python;
mod shared;

/// Exit code, standard output and standard error.
fn fangzhi(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fangzhi"));
    let output = command.args(arguments).env_remove("FANGZHI_STORE").output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of ASCII")
}

/// Builds what `pages` name, checks the store, and gives its export.
fn clean_export(pages: &[&str]) -> String {
    let at = tempfile::tempdir().expect("a folder");
    let store = at.path().join("store");
    let (code, _, err) = fangzhi(&[&["build"], pages, &["--store", text(&store)]].concat());
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = fangzhi(&["check", "--store", text(&store)]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("nothing wrong"), "{out}");
    fangzhi(&["export", "nquads", "--store", text(&store)]).1
}

/// What pySHACL says of each of these exports: its violations.
fn by_shapes(exports: &[String]) -> Option<Vec<Vec<Value>>> {
    let at = tempfile::tempdir().expect("a folder");
    let shapes = format!("{}/ontology/shapes.ttl", env!("CARGO_MANIFEST_DIR"));
    let mut arguments = vec![shapes];
    for (number, export) in exports.iter().enumerate() {
        let file = at.path().join(format!("{number}.nq"));
        std::fs::write(&file, export).expect("room");
        arguments.push(text(&file).to_owned());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (well, said) = python::run("shapes.py", &arguments)?;
    let lines = said.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    let found: Vec<Vec<Value>> = lines.map(|line| line["violations"].as_array().expect("violations").clone()).collect();
    assert_eq!(found.len(), exports.len());
    assert_eq!(well, found.iter().all(Vec::is_empty));
    Some(found)
}

#[test]
fn the_samples_are_clean() {
    let exports = [clean_export(&["--sample"]), clean_export(&["--sample", "--mentions"])];
    for found in by_shapes(&exports).unwrap_or_default() {
        assert_eq!(found, Vec::<Value>::new());
    }
}

#[test]
fn the_five_pages_are_clean() {
    let Some(shared) = shared::folder() else { return };
    let exports = [clean_export(&[text(&shared.join("pages"))])];
    for found in by_shapes(&exports).unwrap_or_default() {
        assert_eq!(found, Vec::<Value>::new());
    }
}

/// An export as lines of N-Quads, to plant a fault in.
struct Lines(Vec<String>);

impl Lines {
    /// Subject and object of the first line with `predicate` whose object holds `object`, outside the reference graph.
    fn find(&self, predicate: &str, object: &str) -> (String, String) {
        let end = format!("{predicate}>");
        for line in self.0.iter().filter(|line| !line.contains("graph/reference>")) {
            let mut parts = line.splitn(3, ' ');
            let [Some(subject), Some(property), Some(rest)] = [parts.next(), parts.next(), parts.next()] else {
                continue;
            };
            if property.ends_with(&end) && rest.contains(object) {
                let length = if rest.starts_with('<') { rest.find(' ') } else { rest.rfind('"').map(|at| at + 1) };
                let object = &rest[..length.unwrap_or(0)];
                return (subject.to_owned(), object.to_owned());
            }
        }
        panic!("no {predicate} {object}");
    }

    /// Takes out the lines that say `predicate` of `subject`.
    fn drop(&mut self, subject: &str, predicate: &str) {
        let before = self.0.len();
        self.0.retain(|line| !(line.starts_with(&format!("{subject} ")) && line.contains(&format!("{predicate}> "))));
        assert!(self.0.len() < before, "{subject} {predicate}");
    }

    fn add(&mut self, line: String) {
        self.0.push(line);
    }

    /// Replaces a part of the lines that say `predicate` of `subject`.
    fn change(&mut self, subject: &str, predicate: &str, from: &str, to: &str) {
        let mut changed = false;
        for line in &mut self.0 {
            if line.starts_with(&format!("{subject} ")) && line.contains(&format!("{predicate}> ")) {
                changed |= line.contains(from);
                *line = line.replacen(from, to, 1);
            }
        }
        assert!(changed, "{subject} {predicate} {from}");
    }
}

const TYPE: &str = "rdf-syntax-ns#type";
const FZ: &str = "https://w3id.org/fangzhi/ns#";

/// A fault: what is wrong, how it is planted (giving the node that breaks), the check that finds it, and the shape that
/// does where it is a matter of shape.
struct Fault(&'static str, fn(&mut Lines) -> String, &'static str, Option<&'static str>);

const FAULTS: &[Fault] = &[
    Fault(
        "a claim without its sentence",
        |l| {
            let (claim, _) = l.find(TYPE, "#PostClaim>");
            l.drop(&claim, "#sentence");
            claim
        },
        "claim-without-sentence",
        Some("Claim"),
    ),
    Fault(
        "an event without evidence",
        |l| {
            let (event, _) = l.find(TYPE, "sem/Event>");
            l.drop(&event, "#evidence");
            event
        },
        "fact-without-evidence",
        Some("Event"),
    ),
    Fault(
        "a claim that no fact cites",
        |l| {
            let (figure, claim) = l.find("#evidence", "");
            l.drop(&figure, "#evidence");
            claim
        },
        "claim-without-fact",
        Some("Claim"),
    ),
    Fault(
        "a membership without a band",
        |l| {
            let (membership, _) = l.find(TYPE, "org#Membership>");
            l.drop(&membership, "#band");
            membership
        },
        "fact-without-band",
        Some("Membership"),
    ),
    Fault(
        "a band that its claims do not give",
        |l| {
            let (figure, band) = l.find("#band", "");
            let other = if band.contains("#Low") { "#High" } else { "#Low" };
            l.drop(&figure, "#band");
            l.add(format!("{figure} <{FZ}band> <https://w3id.org/fangzhi/ns{other}> ."));
            figure
        },
        "band-not-of-best-claim",
        None,
    ),
    Fault(
        "an event without a type",
        |l| {
            let (event, _) = l.find(TYPE, "sem/Event>");
            l.drop(&event, "sem/eventType");
            event
        },
        "event-without-type",
        Some("Event"),
    ),
    Fault(
        "a post that nobody holds",
        |l| {
            let (_, post) = l.find("opengov#post", "");
            l.0.retain(|line| !line.contains(&format!("opengov#post> {post}")));
            post
        },
        "post-without-holder",
        Some("Post"),
    ),
    Fault(
        "a figure without its number",
        |l| {
            let (figure, _) = l.find("measure#obsValue", "");
            l.drop(&figure, "measure#obsValue");
            figure
        },
        "figure-without-number",
        Some("Figure"),
    ),
    Fault(
        "two codes for one place",
        |l| {
            let (place, _) = l.find("#code", "");
            l.add(format!("{place} <{FZ}code> \"990100\" ."));
            place
        },
        "place-of-two-codes",
        Some("Place"),
    ),
    Fault(
        "one code for two places",
        |l| {
            let (place, code) = l.find("#code", "");
            let (other, _) = l.find("#level", "\"township\"");
            l.drop(&other, "#code");
            l.add(format!("{other} <{FZ}code> {code} ."));
            place.max(other)
        },
        "code-of-two-places",
        None,
    ),
    Fault(
        "a circle in the hierarchy",
        |l| {
            let (county, prefecture) = l.find("containedInPlace", "");
            l.add(format!("{prefecture} <https://schema.org/containedInPlace> {county} ."));
            county
        },
        "hierarchy-cycle",
        None,
    ),
    Fault(
        "a sentence outside its article",
        |l| {
            let (sentence, article) = l.find("isPartOf", "id/article/");
            let other = l.0.iter().find_map(|line| {
                let subject = line.split(' ').next()?;
                (line.contains("NewsArticle>") && subject != article).then(|| subject.to_owned())
            });
            l.change(&sentence, "isPartOf", &article, &other.expect("another article"));
            sentence
        },
        "sentence-outside-article",
        None,
    ),
    Fault(
        "a trigger that its sentence does not hold",
        |l| {
            let (claim, trigger) = l.find("#trigger", "");
            l.change(&claim, "#trigger", &trigger, "\"无中生有\"");
            claim
        },
        "trigger-outside-sentence",
        None,
    ),
    Fault(
        "a time that begins after it ends",
        |l| {
            let (event, day) = l.find("#earliest", "");
            l.change(&event, "#earliest", &day[..5], "\"2999");
            event
        },
        "times-reversed",
        None,
    ),
    Fault(
        "a post first seen after it was last seen",
        |l| {
            let (membership, day) = l.find("#firstSeen", "");
            l.change(&membership, "#firstSeen", &day[..5], "\"2999");
            membership
        },
        "sightings-reversed",
        Some("Membership"),
    ),
    Fault(
        "a person without a name",
        |l| {
            let (person, _) = l.find(TYPE, "foaf/0.1/Person>");
            l.drop(&person, "prefLabel");
            person
        },
        "label-missing",
        Some("Person"),
    ),
    Fault(
        "an actor whom nobody knows",
        |l| {
            let (event, actor) = l.find("hasActor", "");
            let nobody = "<https://w3id.org/fangzhi/id/person/nobody>";
            l.change(&event, "hasActor", &actor, nobody);
            nobody.to_owned()
        },
        "thing-unknown",
        None,
    ),
    Fault(
        "a property that the ontology does not know",
        |l| {
            let (event, _) = l.find("#what", "");
            l.change(&event, "#what", "ns#what>", "ns#whatever>");
            format!("<{FZ}whatever>")
        },
        "term-undeclared",
        None,
    ),
];

#[test]
fn planted_faults_are_found() {
    let clean = clean_export(&["--sample"]);
    let (mut exports, mut planted) = (Vec::new(), Vec::new());
    for Fault(what, plant, check, shape) in FAULTS {
        let mut lines = Lines(clean.lines().map(str::to_owned).collect());
        let focus = plant(&mut lines);
        let export = lines.0.join("\n") + "\n";
        let file = tempfile::Builder::new().suffix(".nq").tempfile().expect("room");
        std::fs::write(file.path(), &export).expect("room");
        let (code, out, err) = fangzhi(&["check", text(file.path()), "--format", "csv"]);
        assert_eq!(code, 1, "{what}: {err}");
        let bare = focus.trim_matches(['<', '>']);
        let line = out.lines().find(|line| line.starts_with(&format!("{check},{bare},")));
        let line = line.unwrap_or_else(|| panic!("{what}: {check} {bare} not in\n{out}"));
        // What is not a fact, a claim or a sentence may have no sentence about it.
        if ["claim-without-fact", "fact-without-band", "event-without-type", "times-reversed"].contains(check) {
            assert!(line.contains(['。', '；']) && line.contains("样报"), "{what}: no sentence and source in {line}");
        }
        exports.push(export);
        planted.push((*what, bare.to_owned(), *shape));
    }
    let Some(found) = by_shapes(&exports) else { return };
    let mut both = 0;
    for ((what, focus, shape), violations) in planted.iter().zip(&found) {
        let Some(shape) = shape else { continue };
        let same = |one: &&Value| {
            one["focus"] == focus.as_str()
                && one["shape"].as_str().is_some_and(|shapes| shapes.split(' ').any(|s| s == *shape))
        };
        assert!(violations.iter().any(|one| same(&one)), "{what}: {shape} {focus} not in {violations:?}");
        both += 1;
    }
    assert!(both >= 10, "{both} faults of shape");
}

#[test]
fn checks_are_listed_and_chosen_and_errors_are_errors() {
    let (code, out, _) = fangzhi(&["check", "--list"]);
    assert_eq!(code, 0);
    for check in fangzhi::query::check::checks().expect("checks") {
        assert!(out.contains(&check.name) && out.contains(&check.chinese), "{out}");
    }
    let at = tempfile::tempdir().expect("a folder");
    let write = |name: &str, content: &str| {
        let path = at.path().join(name);
        std::fs::write(&path, content).expect("room");
        text(&path).to_owned()
    };
    let event =
        format!("<urn:x> <http://www.w3.org/1999/02/22-{TYPE}> <http://semanticweb.cs.vu.nl/2009/11/sem/Event>");
    let (quads, trig) =
        (write("event.nq", &format!("{event} .\n")), write("event.trig", &format!("{{ {event} . }}\n")));
    for file in [&quads, &trig] {
        let (code, out, err) = fangzhi(&["check", file, "--only", "event-without-type", "--only", "label-missing"]);
        assert_eq!(code, 1, "{err}");
        assert!(out.contains("2 violations 异常 of 2 of 2 checks"), "{out}");
        let (_, out, _) = fangzhi(&["check", file, "--format", "json"]);
        assert!(serde_json::from_str::<Value>(&out).expect("JSON")["results"]["bindings"].is_array(), "{out}");
    }
    let missing = text(&at.path().join("missing")).to_owned();
    let broken = write("broken.nq", "<urn:x> <urn:y> .\n");
    for (arguments, said) in [
        (vec!["check", "--store", &missing], "is no store"),
        (vec!["check", &missing], "cannot read"),
        (vec!["check", &broken], "not an export"),
        (vec!["check", "--only", "unheard-of"], "there is no check"),
    ] {
        let (code, _, err) = fangzhi(&arguments);
        assert_eq!(code, 2, "{arguments:?}: {err}");
        assert!(err.contains(said) && err.contains("hint:"), "{arguments:?}: {err}");
    }
}
