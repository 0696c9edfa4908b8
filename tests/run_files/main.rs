//! Files in the shapes that watches and apps write, good and bad. The XML files are in `fixtures/runs`; the FIT files are
//! written here, and another implementation reads them back as well.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../common/fit.rs"]
mod fit;
mod wild_fit;
mod wild_gpx;
mod wild_tcx;

use fit::Shape;
use proptest::prelude::*;
use std::path::Path;
use tightspot::domain::run::distance::Distance;
use tightspot::domain::run_file::{BadFile, Format, Note, Recorded, RunFile, Sport, read};

/// 2026-06-16 04:14 UTC.
const START: i64 = 1_781_583_240_000;
const SECOND: i64 = 1000;

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/runs").join(name);
    std::fs::read(&path).unwrap_or_else(|reason| panic!("{}: {reason}", path.display()))
}

fn metres(run: &Recorded) -> Option<u32> {
    run.distance.map(Distance::metres)
}

/// The start in seconds after [`START`], the length in seconds, and the distance in metres.
type Facts = (i64, i64, Option<u32>);

#[track_caller]
fn check(name: &str, bytes: &[u8], format: Format, facts: &[Facts]) {
    let file = read(bytes).unwrap_or_else(|bad| panic!("{name} {bad}"));
    let found: Vec<_> = file
        .runs
        .iter()
        .map(|run| ((run.started - START) / SECOND, run.took / SECOND, metres(run)))
        .collect();
    assert_eq!((file.format, found.as_slice()), (format, facts), "{name}");
}

#[track_caller]
fn check_bad(name: &str, bytes: &[u8], bad: BadFile) {
    assert_eq!(read(bytes).unwrap_err(), bad, "{name}");
}

/// One run as a test expects it, in seconds after 2024-05-04 07:00 UTC, in seconds and in metres: start, from start to finish,
/// without pauses, distance.
type Run = (i64, i64, i64, u32);

/// 2024-05-04 07:00 UTC.
const MAY: i64 = 1_714_806_000;

/// Checks what is read from a file that follows a public report. The distance may be wrong by one part in a hundred, as the
/// fixtures' own positions are.
#[track_caller]
fn check_wild(report: &str, bytes: &[u8], runs: &[Run], notes: &[Note]) -> RunFile {
    let file = read(bytes).unwrap_or_else(|bad| panic!("{report}: it {bad}"));
    let found: Vec<_> = file
        .runs
        .iter()
        .map(|run| {
            let times = (run.started / SECOND - MAY, run.took / SECOND, run.moving / SECOND);
            (times.0, times.1, times.2, metres(run).unwrap_or(0))
        })
        .collect();
    let is_near = |(found, expected): (&Run, &Run)| {
        (found.0, found.1, found.2) == (expected.0, expected.1, expected.2)
            && found.3.abs_diff(expected.3) * 100 <= expected.3
    };
    let fits = found.len() == runs.len() && found.iter().zip(runs).all(is_near);
    assert!(fits, "{report}: {found:?} instead of {runs:?}");
    assert_eq!(file.notes, notes, "{report}");
    file
}

#[track_caller]
fn check_refused(report: &str, bytes: &[u8], bad: BadFile) {
    assert_eq!(read(bytes).unwrap_err(), bad, "{report}");
}

/// Files that were made for this check; their values are in `expected.tsv` beside them.
#[test]
fn files_of_the_kinds_that_runners_meet_are_read() {
    let wild = |name: &str| fixture(&["wild/", name].concat());
    for (name, run, notes) in [
        ("gpx-gap-between-segments.gpx", (0, 4800, 1200, 3600), &[Note::Pauses][..]),
        ("gpx-undeclared-prefix.gpx", (0, 600, 600, 1800), &[]),
        ("gpx-zero-zero-points.gpx", (0, 600, 600, 1800), &[Note::FarOff]),
        ("gpx-pause-inside-one-segment.gpx", (0, 1800, 1200, 3600), &[Note::Pauses]),
        ("tcx-two-laps-rest-between.tcx", (0, 1500, 1200, 3600), &[]),
        ("fit-bytes-after-crc.fit", (0, 600, 600, 1800), &[]),
        ("fit-bike-then-run.fit", (660, 600, 600, 1800), &[]),
        ("fit-ferry-in-pause.fit", (0, 1800, 1200, 3600), &[]),
    ] {
        check_wild(name, &wild(name), &[run], notes);
    }
    check_refused("a course", &wild("fit-course-with-times.fit"), BadFile::Course);
    assert_eq!(read(&wild("fit-bike-then-run.fit")).unwrap().left_out, [Sport::Ride]);
}

/// The loop is a polygon of 139 sides in a circle of 8,200 m: 8,199.3 m.
#[test]
fn gpx_of_every_shape_is_read() {
    let check = |name, facts: &[Facts]| check(name, &fixture(name), Format::Gpx, facts);
    let day = 24 * 3600;
    check("garmin-connect.gpx", &[(0, 2780, Some(8199))]);
    // The distance between the two segments does not count, the pause does.
    check("strava-with-a-pause.gpx", &[(0, 2780 + 120, Some(8140))]);
    check("prefixed-1.0.gpx", &[(0, 2780, Some(8199))]);
    check("two-runs-and-a-ride.gpx", &[(0, 1770, Some(4396)), (2 * day, 1770, Some(4396))]);
}

#[test]
fn tcx_of_every_shape_is_read() {
    let check = |name, facts: &[Facts]| check(name, &fixture(name), Format::Tcx, facts);
    check("garmin.tcx", &[(0, 2780, Some(8201))]);
    let treadmill = 1_767_461_400_000;
    check("treadmill.tcx", &[((treadmill - START) / SECOND, 1800, Some(5013))]);
    check("no-distance.tcx", &[(0, 2780, None)]);
}

#[test]
fn xml_files_without_a_usable_run_are_refused() {
    let check = |name, bad| check_bad(name, &fixture(name), bad);
    check("planned-route.gpx", BadFile::Route);
    check("ride.tcx", BadFile::OtherSport(Sport::Ride));
    check("cut-off.gpx", BadFile::CutOff);
    check("empty.gpx", BadFile::Empty);
    check("entity-bomb.gpx", BadFile::Foreign);
    check("external-entity.gpx", BadFile::Foreign);
    check("web-page.gpx", BadFile::Foreign);
    let point = "<gpx><trk><trkseg><trkpt><time>2026-06-16T04:14:00Z</time></trkpt></trkseg></trk></gpx>";
    check_bad("a point", point.as_bytes(), BadFile::NoRun);
    check_bad("a spreadsheet", b"day,distance\n2026-06-16,8.2\n", BadFile::Foreign);
    check_bad("a drawing", b"<svg xmlns='http://www.w3.org/2000/svg'/>", BadFile::Foreign);
}

#[test]
fn fit_of_every_shape_is_read() {
    let fits = |name, shape: Shape, facts: &[Facts]| check(name, &shape.write(), Format::Fit, facts);
    fits("plain", Shape::default(), &[(0, 2780, Some(8200))]);
    fits("big-endian", Shape { is_big_endian: true, ..Shape::default() }, &[(0, 2780, Some(8200))]);
    fits("short header", Shape { header: 12, ..Shape::default() }, &[(0, 2780, Some(8200))]);
    fits(
        "developer fields",
        Shape { has_developer_fields: true, ..Shape::default() },
        &[(0, 2780, Some(8200))],
    );
    fits("compressed", Shape { has_compressed_times: true, ..Shape::default() }, &[(0, 2780, Some(8200))]);
    // Without the totals: from the first record to the last, with the distance of the last.
    fits("no session", Shape { has_session: false, ..Shape::default() }, &[(0, 2780, Some(8200))]);
    fits("no distance", Shape { has_distance: false, ..Shape::default() }, &[(0, 2780, Some(8199))]);
    let treadmill = Shape { has_positions: false, has_distance: false, ..Shape::default() };
    fits("treadmill", treadmill, &[(0, 2780, None)]);
    let mut chain = Shape::default().write();
    chain.extend(Shape { start: START + 86_400 * SECOND, ..Shape::default() }.write());
    check("a chain", &chain, Format::Fit, &[(0, 2780, Some(8200)), (86_400, 2780, Some(8200))]);
}

#[test]
fn fit_files_without_a_usable_run_are_refused() {
    let check = |name, shape: Shape, bad| check_bad(name, &shape.write(), bad);
    check("a ride", Shape { sport: 2, ..Shape::default() }, BadFile::OtherSport(Sport::Ride));
    check("a swim", Shape { sport: 5, ..Shape::default() }, BadFile::OtherSport(Sport::Swim));
    check("settings", Shape { has_session: false, records: 0, ..Shape::default() }, BadFile::NoRun);
    // A watch that does not know the date.
    check("no date", Shape { start: fit::EPOCH + 5000, ..Shape::default() }, BadFile::NoDate);
    let good = Shape::default().write();
    let mut flipped = good.clone();
    flipped[200] ^= 1;
    check_bad("bad checksum", &flipped, BadFile::Damaged);
    let encrypted = fit::wrap(14, &[0xFF; 400]);
    check_bad("encrypted", &encrypted, BadFile::Protected);
    for end in (12..good.len()).step_by(7) {
        check_bad("cut off", &good[..end], BadFile::CutOff);
    }
    check_bad("too short for a signature", &good[..11], BadFile::Foreign);
}

/// The files that are written here are FIT: another implementation reads the same from them.
#[test]
fn another_reader_of_fit_agrees() {
    use fitparser::Value;
    use fitparser::profile::MesgNum;
    for shape in [
        Shape::default(),
        Shape { is_big_endian: true, header: 12, ..Shape::default() },
        Shape { has_developer_fields: true, ..Shape::default() },
        Shape { has_compressed_times: true, ..Shape::default() },
    ] {
        let messages = fitparser::from_bytes(&shape.write()).expect("FIT");
        let of = |kind| messages.iter().filter(move |message| message.kind() == kind);
        assert_eq!(of(MesgNum::Record).count(), shape.records);
        let session = of(MesgNum::Session).next().expect("a session");
        let value =
            |name| session.fields().iter().find(|field| field.name() == name).expect(name).value().clone();
        assert_eq!(value("total_distance"), Value::Float64(8200.0));
        assert_eq!(value("total_elapsed_time"), Value::Float64(2780.0));
        let last = of(MesgNum::Record).next_back().expect("records");
        let timestamp = last.fields().iter().find(|field| field.name() == "timestamp").expect("timestamp");
        let Value::Timestamp(at) = timestamp.value() else { panic!("{timestamp:?}") };
        assert_eq!(at.timestamp_millis(), START + 2780 * SECOND);
    }
}

proptest! {
    /// Any bytes are read or refused, without a panic.
    #[test]
    fn anything_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
    }

    /// The checksum is right, so that the messages are read.
    #[test]
    fn any_messages_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&fit::wrap(14, &bytes));
        let messages = [&[0x40, 0, 0, 20, 0, 3, 253, 4, 0x86, 0, 4, 0x85, 5, 4, 0x86], &bytes[..]].concat();
        let _ = read(&fit::wrap(12, &messages));
    }
}
