//! GPX files as runners have reported them. Each is made here after the report that it names.

mod mending;

use crate::{Run, check_refused, check_wild};
use std::ops::RangeInclusive;
use tightspot::domain::run_file::{BadFile, Note, Sport};

/// A point this many seconds after the start, so many metres north of it.
fn point(seconds: i64, metres: i64) -> String {
    point_at(&time(seconds), metres)
}

fn point_at(time: &str, metres: i64) -> String {
    format!("{}<time>{time}</time></trkpt>", place(metres))
}

/// The beginning of a point.
fn place(metres: i64) -> String {
    format!("<trkpt lat=\"{}\" lon=\"10\">", latitude(metres))
}

fn latitude(metres: i64) -> String {
    // 111.19508 km are a degree.
    let units = 500_000_000 + metres * 10_000_000 / 111_195;
    format!("{}.{:07}", units / 10_000_000, units % 10_000_000)
}

/// "2024-05-04T07:00:00Z" and so on, within that day.
fn time(seconds: i64) -> String {
    let seconds = seconds + 7 * 3600;
    format!(
        "2024-05-{:02}T{:02}:{:02}:{:02}Z",
        4 + seconds / 86_400,
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// A segment at 3 m/s with a point every five seconds, from this many metres on.
fn segment(seconds: RangeInclusive<i64>, from: i64) -> String {
    let start = *seconds.start();
    let points: String = seconds.step_by(5).map(|at| point(at, from + 3 * (at - start))).collect();
    format!("<trkseg>{points}</trkseg>")
}

fn track(inside: &str) -> String {
    format!("<trk>{inside}</trk>")
}

fn gpx(inside: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\">{inside}</gpx>")
}

/// Ten minutes, 1,800 m.
fn plain() -> String {
    gpx(&track(&segment(0..=600, 0)))
}

const PLAIN: Run = (0, 600, 600, 1800);

#[track_caller]
fn reads(report: &str, file: &str, run: Run, notes: &[Note]) {
    check_wild(report, file.as_bytes(), &[run], notes);
}

#[test]
fn what_comes_before_the_root_does_not_matter() {
    let text = plain();
    reads("Freika/dawarich#3101: a byte order mark", &format!("\u{feff}{text}"), PLAIN, &[]);
    reads(
        "activityworkshop/GpsPrune#38: twelve line feeds",
        &format!("{}{text}", "\n".repeat(12)),
        PLAIN,
        &[],
    );
    reads("tumic0/GPXSee#322: blanks", &format!("      {text}"), PLAIN, &[]);
    reads("a message of the server", &format!("Warning: headers already sent\n{text}"), PLAIN, &[]);
    reads("both", &format!(" \u{feff}\n {text}"), PLAIN, &[]);
    reads("Freika/dawarich#1775: no declaration", &text[text.find("<gpx").unwrap()..], PLAIN, &[]);
    for mark in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(mark).collect();
        check_wild("UTF-16", &bytes, &[PLAIN], &[]);
    }
}

#[test]
fn prefixes_need_no_declaration_and_texts_need_not_be_clean() {
    let extended = plain().replace("</time>", "</time><extensions><gpxtpx:hr>140</gpxtpx:hr></extensions>");
    reads("tumic0/GPXSee#110: a prefix in every point", &extended, PLAIN, &[]);
    let prefixed = plain().replace("<trk>", "<trk><ql:activity ql:of=\"x\"/>");
    reads("julien-nc/gpxpod#87: a prefix on an element and an attribute", &prefixed, PLAIN, &[]);
    for (report, name) in [
        ("jdrescher2006/Laufhelden#158: a bare &", "Tom & Jerry"),
        ("GPSBabel/gpsbabel#600: an entity of HTML", "ma&ntilde;ana"),
        ("a control character", "bell \u{7} &#2; bell"),
        ("CDATA", "<![CDATA[a < b]]>"),
    ] {
        reads(report, &plain().replace("<trk>", &format!("<trk><name>{name}</name>")), PLAIN, &[]);
    }
    let inner =
        plain().replace("<time>", "<extensions><x:time>1999-01-01T00:00:00Z</x:time></extensions><time>");
    reads("a time of an extension", &inner, PLAIN, &[]);
}

#[test]
fn numbers_and_times_are_read_as_programs_write_them() {
    let commas = plain().replace("lat=\"50.", "lat=\"50,");
    reads("GoldenCheetah/GoldenCheetah#2913: decimal commas", &commas, PLAIN, &[]);
    for (report, from, to, notes) in [
        ("nachmore/unBand#59: no zone", "Z</time>", "</time>", &[Note::NoZone][..]),
        ("twpayne/go-gpx#42: no zone, six decimals", "Z</time>", ".000000</time>", &[Note::NoZone]),
        ("tkrajina/gpxpy#190: an offset without a colon", "Z</time>", "+0000</time>", &[]),
        ("tkrajina/gpxpy#174: nine decimals", "Z</time>", ".000000000Z</time>", &[]),
        ("tumic0/GPXSee#338: line feeds in the time", "<time>", "<time>\n  ", &[]),
        ("martin-ueding/geo-activity-playground#303: a blank for the T", "T", " ", &[]),
        ("FitnessKit/TcxDataProtocol#4: AM", "Z</time>", " AMZ</time>", &[]),
        ("jchable/gpx-utility-analyzer#100: points in the time", ":", ".", &[]),
        ("activityworkshop/GpsPrune#79: Arabic digits", "2024-", "٢٠٢٤-", &[]),
        ("the zone twice", "Z</time>", "+00:00Z</time>", &[]),
    ] {
        reads(report, &plain().replace(from, to), PLAIN, notes);
    }
    let local = plain().replace("T07:", "T09:").replace("Z</time>", "+02:00</time>");
    reads("SamR1/FitTrackee#156: local times with their offset", &local, PLAIN, &[]);
    let mixed = local.replace("05+02:00", "05.503+02:00");
    reads("jovandeginste/workout-tracker#798: decimals in some times", &mixed, PLAIN, &[]);
    let future = plain().replace("<trk>", "<metadata><time>2099-01-01T00:00:00Z</time></metadata><trk>");
    reads("pytrainer/pytrainer#23: a future time in the metadata", &future, PLAIN, &[]);
}

#[test]
fn the_sport_is_told_by_its_name_or_number() {
    let typed = |name: &str| plain().replace("<trk>", &format!("<trk><type>{name}</type>"));
    for name in [
        "9",
        "running",
        "Trail Running",
        "10",
        "walking",
        "hiking",
        "jogging",
        "snowshoeing",
        "unheard of",
        "",
    ] {
        reads(&format!("erik/derive#65: {name}"), &typed(name), PLAIN, &[]);
    }
    // A ride that does not say so: 27 km/h.
    let fast: String = (0..=120).map(|index| point(index * 5, index * 5 * 15 / 2)).collect();
    reads(
        "a ride without a type",
        &gpx(&track(&format!("<trkseg>{fast}</trkseg>"))),
        (0, 600, 600, 4500),
        &[Note::Fast],
    );
    for (name, sport) in [
        ("Mountain biking &#x2F; MTB", Sport::Ride),
        ("Cycling &amp; Touring", Sport::Ride),
        ("Ciclismo", Sport::Ride),
        ("Vélo", Sport::Ride),
        ("1", Sport::Ride),
        ("cycling", Sport::Ride),
        ("Mountain Biking", Sport::Ride),
        ("VirtualRide", Sport::Ride),
        ("16", Sport::Swim),
        ("open_water_swimming", Sport::Swim),
        ("Nordic Ski", Sport::Ski),
        ("rowing", Sport::Row),
        ("inline_skating", Sport::Skate),
        ("kayaking", Sport::Water),
        ("strength_training", Sport::Gym),
        ("driving", Sport::Other),
    ] {
        check_refused(name, typed(name).as_bytes(), BadFile::OtherSport(sport));
    }
}

#[test]
fn files_without_a_track_say_what_they_are() {
    let route = "<rte><rtept lat=\"50\" lon=\"10\"/><rtept lat=\"50.1\" lon=\"10\"/></rte>";
    check_refused("GIScience/ors-map-client#270: a route", gpx(route).as_bytes(), BadFile::Route);
    let places = "<wpt lat=\"50\" lon=\"10\"><time>2024-05-04T07:00:00Z</time><name>Home</name></wpt>";
    check_refused("Freika/dawarich#3477: favourite places", gpx(places).as_bytes(), BadFile::NoRun);
    let empty = "<trk><type>treadmill_running</type><trkseg/></trk>";
    let invented = plain().replace("2024-05-04T07:", "2010-01-01T00:");
    check_refused("a route with invented times, as GPSies wrote it", invented.as_bytes(), BadFile::Course);
    let unreadable = plain().replace("Z</time>", "h</time>").replace("2024-05-04T", "yesterday at ");
    check_refused("times that can't be read", unreadable.as_bytes(), BadFile::Times);
    let unset = plain().replace("2024-", "1970-");
    check_refused("osmandapp/OsmAnd-iOS#4241: all of it in 1970", unset.as_bytes(), BadFile::NoDate);
    check_refused("yihong0618/running_page#42: an empty segment", gpx(empty).as_bytes(), BadFile::NoRun);
    let text = plain();
    for end in [text.len() - 3, text.len() - 6, text.len() / 2, text.find("<trk>").unwrap()] {
        check_refused("cut off", &text.as_bytes()[..end], BadFile::CutOff);
    }
    check_refused(
        "crossed ends",
        text.replace("</trkseg></trk>", "</trk></trkseg>").as_bytes(),
        BadFile::Damaged,
    );
    let deep = format!("<gpx>{}", "<a>".repeat(100_000));
    check_refused("a hundred thousand levels", deep.as_bytes(), BadFile::Damaged);
}
