//! What every screen offers and says for every spot: 23 areas, three levels, and no feeling or each of the six.
//!
//! Two tables in `fixtures` hold all of it, so that a changed cell fails: `advice.tsv` what is offered, `advice-words.tsv`
//! what is said. `UPDATE_TABLES=1 cargo test --test advice` writes them anew; read the difference before you keep it. The
//! rules themselves are tested apart from the tables.
#![cfg(not(target_arch = "wasm32"))]

mod case;
mod rules;

use case::{Case, now};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use tightspot::content::{advice, massage, stretch};
use tightspot::domain::body::level::Feeling;
use tightspot::domain::body::region::Area;
use tightspot::domain::run::recent::Question;

/// Compares a table with the file that holds it, or writes the file.
#[track_caller]
fn check_table(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, table).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differ = |a: &str, b: &str| {
        a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((differ(&kept, table), differ(table, &kept)), (vec![], vec![]), "{name}: before, and now");
    assert_eq!(kept, table);
}

fn feeling_name(feeling: Option<Feeling>) -> &'static str {
    feeling.map_or("none", Feeling::lower)
}

#[test]
fn every_screen_offers_what_the_table_says() {
    let mut table =
        "area\tlevel\tfeelings\tsheet\twarm-up\tstart run\tstretches\tguide\tpatterns\tsuggestion\tbrief\n"
            .to_owned();
    // Feelings with the same cells share a row.
    let mut rows: Vec<(Case, Vec<&str>, [String; 8])> = vec![];
    for case in Case::all() {
        let (cells, name) = (case.cells(), feeling_name(case.feeling));
        let same = rows.iter_mut().find(|(other, _, theirs)| {
            other.region == case.region && other.level == case.level && *theirs == cells
        });
        match same {
            Some((_, names, _)) => names.push(name),
            None => rows.push((case, vec![name], cells)),
        }
    }
    for (case, names, cells) in rows {
        let (area, level) = (case.area().id(), case.level.number());
        writeln!(table, "{area}\t{level}\t{}\t{}", names.join(", "), cells.join("\t")).unwrap();
    }
    check_table("advice.tsv", &table);
}

#[test]
fn every_screen_says_what_the_table_says() {
    // The areas that share their words, by what is said.
    let mut words: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    let mut say = |screen: &'static str, text: String, area: Area| {
        let areas = words.entry((screen, text)).or_default();
        if !areas.contains(&area.id()) {
            areas.push(area.id());
        }
    };
    for case in Case::all() {
        let (area, spot, spots) = (case.area(), case.spot(), case.spots());
        if let Some(words) = advice::caution(area, &spot) {
            say("sheet", [words.title, ": ", &words.text].concat(), area);
        }
        if let Some(line) = advice::severe_line(area, &spot) {
            say("sheet, severe", line.to_owned(), area);
        }
        if advice::asks(area, &spot) {
            let (lead, question, no) = advice::question(area);
            say("asked", [lead, " ", question, " Yes / ", no].concat(), area);
        }
        if let Some((region, spot)) = spots.against_running() {
            for days in [0, 1] {
                let (title, text) = advice::before_run(region, spot, now().day().minus(days), now().day());
                let title = title.replace(&region.name(), "…");
                say("start run", [&title, ": ", text].concat(), area);
            }
        }
        if let Some(words) = advice::left_out(&spots) {
            say("warm-up, stretches", [words.title, ": ", &words.text].concat(), area);
        }
        if let Some(words) = advice::no_legs_up(&spots) {
            say("legs up", words.to_owned(), area);
        }
        if let Some(words) = advice::worse_again(&[(case.region, 2, 3)]) {
            say("worse", words.replace(&case.region.name(), "…"), area);
        }
        for feeling in spot.feelings.flags() {
            let question = Question { region: case.region, feeling, since: now().day().minus(3) };
            say("days later", ["… ", &advice::days_later(&question, now().day()).0].concat(), area);
        }
        for reason in stretch::reasons(&spots) {
            say("no stretch", reason.replace(&case.region.name(), "…"), area);
        }
        if let Some(words) = advice::no_massage_now(&spots, area) {
            say("guide", words.to_owned(), area);
        }
        if let Some(reason) = massage::reason_for_none(area) {
            say("guide, none", reason.to_owned(), area);
        }
        if let Some(guide) = massage::find(area) {
            say("guide, care", guide.caution.to_owned(), area);
        }
    }
    let mut table = "screen\tareas\twords\n".to_owned();
    for ((screen, text), areas) in words {
        writeln!(table, "{screen}\t{}\t{text}", areas.join(" ")).unwrap();
    }
    check_table("advice-words.tsv", &table);
}
