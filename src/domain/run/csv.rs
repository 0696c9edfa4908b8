//! Runs and spots as a table for spreadsheets: CSV according to RFC 4180.

use super::distance::Distance;
use crate::domain::recovery::routine::Step;
use crate::domain::run::{Moment, Run, Timing};
use crate::domain::time::format;

/// The column headings. A row is a spot, or a run or check-in without spots.
const HEAD: [&str; 17] = [
    "day",
    "started",
    "seconds",
    "metres",
    "area",
    "level",
    "feelings",
    "spot note",
    "after",
    "run note",
    "rehydrated",
    "stretched",
    "legs up",
    "breathed",
    "walk",
    "marked",
    "seconds out",
];

/// The whole table, with the byte order mark by which spreadsheets recognize UTF-8.
pub fn csv<'a>(runs: impl IntoIterator<Item = &'a Run>) -> String {
    let mut table = "\u{feff}".to_owned();
    write_row(&mut table, HEAD.map(str::to_owned));
    for run in runs {
        let timing = run.timing();
        let text = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let done = Step::ALL.map(|step| match run.routine() {
            Some(routine) => if routine.is_done(step) { "yes" } else { "no" }.to_owned(),
            None => String::new(),
        });
        let began =
            timing.is_none_or(|timing| timing.started().is_some()).then(|| run.minute_of_day()).flatten();
        let spots = Moment::ALL.into_iter().flat_map(|moment| {
            run.marks(moment).strongest_first().into_iter().map(move |spot| (moment, spot))
        });
        let spots: Vec<_> = spots.collect();
        let rows = spots.iter().map(Some).chain(spots.is_empty().then_some(None));
        for spot in rows {
            let [area, level, feelings, note, after, marked] =
                spot.map_or_else(Default::default, |(moment, (region, spot))| {
                    let feelings: Vec<String> =
                        spot.feelings.iter().map(|feeling| feeling.lower().replace(' ', "-")).collect();
                    [
                        region.name(),
                        spot.level.number().to_string(),
                        feelings.join(" "),
                        spot.note.as_str().to_owned(),
                        spot.after.map(|after| after.word().to_ascii_lowercase()).unwrap_or_default(),
                        if *moment == Moment::Before { "before" } else { "came up" }.to_owned(),
                    ]
                });
            let [rehydrated, stretched, legs_up, breathed] = done.clone();
            write_row(
                &mut table,
                [
                    run.day().iso(),
                    began.map(format::time_field).unwrap_or_default(),
                    text(timing.and_then(Timing::took)),
                    text(run.distance.map(Distance::metres)),
                    area,
                    level,
                    feelings,
                    note,
                    after,
                    run.note.as_str().to_owned(),
                    rehydrated,
                    stretched,
                    legs_up,
                    breathed,
                    if run.is_walk { "yes" } else { "" }.to_owned(),
                    marked,
                    text(timing.and_then(Timing::elapsed)),
                ],
            );
        }
    }
    table
}

fn write_row(table: &mut String, cells: [String; 17]) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            table.push(',');
        }
        // A spreadsheet would run a cell that begins like this as a formula.
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let cell = if is_formula { text!("'", cell) } else { cell };
        if cell.contains([',', '"', '\n', '\r']) {
            table.push('"');
            table.push_str(&cell.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(&cell);
        }
    }
    table.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::level::{Feeling, Level};
    use crate::domain::body::region::Region;
    use crate::domain::run::RunId;
    use crate::domain::text::Note;
    use crate::domain::time::instant::{Instant, MINUTE};

    /// 2026-06-16 06:14 in Berlin.
    fn at(ms: i64) -> Instant {
        Instant::new(1_781_583_240_000 + ms, 120).unwrap()
    }

    #[test]
    fn a_row_is_a_spot_or_a_run_without_one() {
        let mut run = Run::check_in(RunId::new(at(0), 1), at(0));
        let calf = Region::from_id("calf-l").unwrap();
        run.spots.set_level(calf, Some(Level::Moderate));
        run.spots.edit(calf, |spot| {
            spot.feelings = spot.feelings.toggled(Feeling::Tight).toggled(Feeling::Sore);
            spot.note = Note::clipped("hills, \"long\"");
        });
        run.spots.set_level(Region::from_id("neck").unwrap(), Some(Level::Mild));
        run.came_up.set_level(calf, Some(Level::Severe));
        run.start(at(0)).unwrap();
        run.finish(at(46 * MINUTE)).unwrap();
        let empty = Run::check_in(RunId::new(at(1), 1), at(MINUTE));
        let table = csv([&run, &empty]);
        let lines: Vec<&str> = table.trim_start_matches('\u{feff}').trim_end().split("\r\n").collect();
        assert_eq!(
            lines[1..],
            [
                r#"2026-06-16,06:14,2760,,Left calf,2,tight sore,"hills, ""long""",,,no,no,no,no,,before,2760"#,
                "2026-06-16,06:14,2760,,Neck,1,,,,,no,no,no,no,,before,2760",
                "2026-06-16,06:14,2760,,Left calf,3,,,,,no,no,no,no,,came up,2760",
                "2026-06-16,06:15,,,,,,,,,,,,,,,",
            ]
        );
        assert!(table.starts_with("\u{feff}day,started,"));
    }

    #[test]
    fn a_run_with_pauses_has_two_lengths() {
        let timing = Timing::entered(at(0).day(), Some(at(0)), Some(6634), at(9999 * 1000)).unwrap();
        let run = Run::recorded(RunId::new(at(0), 1), timing.with_moving(Some(1829)));
        let table = csv([&run]);
        assert_eq!(table.lines().nth(1).unwrap(), "2026-06-16,06:14,1829,,,,,,,,no,no,no,no,,,6634");
    }

    #[test]
    fn notes_never_become_formulas() {
        for note in ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")"] {
            let mut run = Run::check_in(RunId::new(at(0), 1), at(0));
            run.note = Note::clipped(note);
            let table = csv([&run]);
            let cells: Vec<&str> = table.lines().nth(1).unwrap().split(',').collect();
            assert!(cells[9].starts_with('\'') || cells[9].starts_with("\"'"), "{note}: {}", cells[9]);
        }
    }
}
