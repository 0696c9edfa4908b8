//! TCX files as runners have reported them. Each is made here after the report that it names.

use crate::{Run, check_refused, check_wild};
use tightspot::domain::run_file::{BadFile, Note, Sport};

fn time(seconds: i64) -> String {
    let seconds = seconds + 7 * 3600;
    format!("2024-05-04T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn points(from: i64, to: i64) -> String {
    let point = |at: i64| {
        format!(
            "<Trackpoint><Time>{}</Time><DistanceMeters>{}</DistanceMeters></Trackpoint>",
            time(at),
            at * 3
        )
    };
    (from..=to).step_by(5).map(point).collect()
}

fn lap(start: i64, totals: &str, points: &str) -> String {
    format!("<Lap StartTime=\"{}\">{totals}<Track>{points}</Track></Lap>", time(start))
}

fn totals(seconds: i64, metres: i64) -> String {
    format!("<TotalTimeSeconds>{seconds}.0</TotalTimeSeconds><DistanceMeters>{metres}.0</DistanceMeters>")
}

fn activity(sport: &str, id: &str, laps: &str) -> String {
    format!("<Activity Sport=\"{sport}\"><Id>{id}</Id>{laps}</Activity>")
}

fn tcx(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><TrainingCenterDatabase><Activities>{inside}</Activities></TrainingCenterDatabase>"
    )
}

/// A run with these laps.
fn run(laps: &str) -> String {
    tcx(&activity("Running", &time(0), laps))
}

const PLAIN: Run = (0, 600, 600, 1800);

#[track_caller]
fn reads(report: &str, file: &str, run: Run, notes: &[Note]) {
    check_wild(report, file.as_bytes(), &[run], notes);
}

#[test]
fn odd_beginnings_and_ids_do_not_matter() {
    let laps = lap(0, &totals(600, 1800), &points(0, 600));
    let plain = run(&laps);
    reads("GoldenCheetah/sweatpy#99: ten blanks", &format!("{}{plain}", " ".repeat(10)), PLAIN, &[]);
    reads("a byte order mark", &format!("\u{feff}{plain}"), PLAIN, &[]);
    let early = tcx(&activity("Running", "2024-05-04T06:59:27Z", &laps));
    reads("mytourbook/mytourbook#217: an Id 33 s before the first lap", &early, PLAIN, &[]);
    let odd = tcx(&activity("Running", "Passion & Punishment &#2;", &laps));
    reads("Freika/dawarich#3140: an Id that is no time", &odd, PLAIN, &[]);
    let undeclared = plain
        .replace("</Time>", "</Time><Extensions><ns3:TPX><ns3:Speed>3</ns3:Speed></ns3:TPX></Extensions>");
    reads("a prefix that is not declared", &undeclared, PLAIN, &[]);
    let commas = plain.replace("600.0<", "600,0<").replace("1800.0<", "1800,0<");
    reads("scubajorgen/TomTomWatch#14: decimal commas", &commas, PLAIN, &[]);
    let only_id = tcx(&activity("Running", &time(0), &totals(600, 1800).replace("<Total", "<Lap><Total")))
        .replace("</Activity>", "</Lap></Activity>");
    check_refused("no time but the Id", only_id.as_bytes(), BadFile::NoRun);
}

#[test]
fn the_time_of_a_run_is_the_sum_of_its_laps() {
    let rest = format!(
        "{}{}",
        lap(0, &totals(600, 1800), &points(0, 600)),
        lap(900, &totals(300, 900), &points(900, 1200))
    );
    for (report, laps, expected, notes) in [
        ("ssaring/sportstracker#45: five minutes between two laps", rest, (0, 1200, 900, 2700), &[][..]),
        (
            "Tigge/FIT-to-TCX#9: a pause within a lap",
            lap(0, &totals(600, 1800), &format!("{}{}", points(0, 300), points(900, 1200))),
            (0, 1200, 600, 1800),
            &[],
        ),
        (
            "Tigge/FIT-to-TCX#9: a pause within the time of a lap",
            lap(0, "", &format!("{}{}", points(0, 300), points(900, 1200)))
                .replace("DistanceMeters", "Cadence")
                .replace("<Track>", &[&totals(1200, 1800), "<Track>"].concat()),
            (0, 1200, 600, 1800),
            &[],
        ),
        (
            "mytourbook/mytourbook#217: a pause as a lap of 0 m",
            format!(
                "{}{}{}",
                lap(0, &totals(300, 900), &points(0, 300)),
                lap(300, &totals(600, 0), ""),
                lap(900, &totals(300, 900), &points(900, 1200))
            ),
            (0, 1200, 600, 1800),
            &[],
        ),
        (
            "an empty last lap after a stop",
            format!(
                "{}{}",
                lap(0, &totals(600, 1800), &points(0, 600)),
                lap(900, &totals(0, 0), &points(900, 900))
            ),
            (0, 900, 600, 1800),
            &[],
        ),
        (
            "jimmykane/quantified-self#104: a lap for all, and its laps",
            format!(
                "{}{}{}",
                lap(0, &totals(600, 1800), ""),
                lap(0, &totals(300, 900), &points(0, 300)),
                lap(300, &totals(300, 900), &points(305, 600))
            ),
            PLAIN,
            &[Note::Repeated],
        ),
        ("a lap twice", lap(0, &totals(600, 1800), &points(0, 600)).repeat(2), PLAIN, &[Note::Repeated]),
        (
            "the values for \"not measured\" of FIT",
            lap(
                0,
                &totals(600, 1800).replace("600.0", "4294967.295").replace("1800.0", "42949672.95"),
                &points(0, 600),
            ),
            PLAIN,
            &[],
        ),
        ("no points, as on a treadmill", lap(0, &totals(600, 1800), ""), PLAIN, &[]),
        ("more time than from start to finish", lap(0, &totals(700, 1800), ""), (0, 700, 700, 1800), &[]),
        ("sivertschou/dundring#452: no totals", lap(0, "", &points(0, 600)), PLAIN, &[]),
        ("totals of zero", lap(0, &totals(0, 0), &points(0, 600)), PLAIN, &[]),
        (
            "mytourbook/mytourbook#535: no totals and a pause",
            lap(
                0,
                "",
                &format!(
                    "{}{}",
                    points(0, 300),
                    points(900, 1200).replace("<DistanceMeters>", "<Cadence/><DistanceMeters>")
                ),
            ),
            (0, 1200, 1200, 3600),
            &[],
        ),
        (
            "the last lap has no totals",
            format!("{}{}", lap(0, &totals(300, 900), &points(0, 300)), lap(300, "", &points(300, 600))),
            PLAIN,
            &[],
        ),
        (
            "Runalyze/Runalyze#1779: a lap that begins an hour late",
            format!(
                "{}{}",
                lap(0, &totals(300, 900), &points(0, 300)),
                lap(3900, &totals(300, 900), &points(300, 600))
            ),
            PLAIN,
            &[],
        ),
        (
            "distances that begin again with each lap",
            format!(
                "{}{}",
                lap(0, "", &points(0, 300)),
                lap(305, "", &points(0, 300).replace("T07:0", "T07:1"))
            ),
            (0, 900, 600, 1800),
            &[],
        ),
        (
            "the last point an hour late",
            lap(0, &totals(600, 1800), &points(0, 600).replace("07:10:00", "08:10:00")),
            PLAIN,
            &[Note::WrongTimes],
        ),
        ("no zone", lap(0, &totals(600, 1800), &points(0, 600)).replace('Z', ""), PLAIN, &[Note::NoZone]),
    ] {
        reads(report, &run(&laps), expected, notes);
    }
}

#[test]
fn other_sports_are_named_and_the_runs_among_them_are_read() {
    let laps = |start: i64| lap(start, &totals(600, 1800), &points(start, start + 600));
    let other = tcx(&activity("Other", &time(0), &laps(0)));
    reads("pcolby/bipolar#12: \"Other\"", &other, PLAIN, &[Note::NoSport]);
    for (name, sport) in [("Biking", Sport::Ride), ("Swimming", Sport::Swim), ("Rowing", Sport::Row)] {
        check_refused(name, tcx(&activity(name, &time(0), &laps(0))).as_bytes(), BadFile::OtherSport(sport));
    }
    let day = format!(
        "<MultiSportSession><FirstSport>{}</FirstSport><NextSport>{}</NextSport><NextSport>{}</NextSport></MultiSportSession>",
        activity("Other", &time(0), &laps(0)),
        activity("Biking", &time(700), &laps(700)),
        activity("Running", &time(1400), &laps(1400))
    );
    let file = check_wild("a triathlon", tcx(&day).as_bytes(), &[(1400, 600, 600, 1800)], &[]);
    assert_eq!(file.left_out, [Sport::Other, Sport::Ride]);
}

#[test]
fn plans_say_that_they_are_plans() {
    let plan = |inside: &str| format!("<TrainingCenterDatabase>{inside}</TrainingCenterDatabase>");
    let course = plan("<Courses><Course><Name>Loop</Name></Course></Courses>");
    check_refused("vkurup/python-tcxparser#28: a course", course.as_bytes(), BadFile::Course);
    let workout = plan("<Workouts><Workout Sport=\"Running\"><Name>5 × 1 km</Name></Workout></Workouts>");
    check_refused("a workout", workout.as_bytes(), BadFile::Workout);
}
