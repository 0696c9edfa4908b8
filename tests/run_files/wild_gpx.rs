//! GPX files as runners have reported them. Each is made here after the report that it names.

use crate::{MAY, Run, check_refused, check_wild};
use std::ops::RangeInclusive;
use tightspot::domain::run_file::{BadFile, Note, Sport, read};

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
fn points_without_a_time_count_for_the_distance() {
    let bare = |metres| format!("{}</trkpt>", place(metres));
    let ends = plain().replace(&point(0, 0), &bare(0)).replace(&point(600, 1800), &bare(1800));
    reads(
        "gpx-animator/gpx-animator#202: no time at either end",
        &ends,
        (5, 590, 590, 1800),
        &[Note::Untimed],
    );
    let some = plain().replace(&point(300, 900), &bare(900)).replace(&point(305, 915), &bare(915));
    reads("endurain-project/endurain#369: some without a time", &some, PLAIN, &[Note::Untimed]);
    let segments = format!("{}<trkseg>{}{}</trkseg>", segment(0..=600, 0), bare(1815), bare(1830));
    reads("a segment without times", &gpx(&track(&segments)), (0, 600, 600, 1830), &[Note::Untimed]);
    let none: String = (0..50).map(|index| bare(index * 10)).collect();
    check_refused(
        "SamR1/FitTrackee#96: no times at all",
        gpx(&track(&format!("<trkseg>{none}</trkseg>"))).as_bytes(),
        BadFile::Route,
    );
}

#[test]
fn times_out_of_order_are_put_right() {
    let swapped = plain()
        .replace(&point(300, 900), "SWAP")
        .replace(&point(305, 915), &point(300, 900))
        .replace("SWAP", &point(305, 915));
    reads("julien-nc/phonetrack#15: two points swapped", &swapped, PLAIN, &[Note::WrongTimes]);
    let points: String = (0..=120).rev().map(|index| point(index * 5, index * 15)).collect();
    let backwards = gpx(&track(&format!("<trkseg>{points}</trkseg>")));
    reads("tumic0/GPXSee#399: all of it backwards", &backwards, PLAIN, &[Note::WrongTimes]);
    let segments = format!("{}{}", segment(305..=600, 915), segment(0..=300, 0));
    reads("segments in the wrong order", &gpx(&track(&segments)), PLAIN, &[]);
    // The clock was set back by half a minute when the satellites were found.
    let late: String = (0..=60).map(|index| point(index * 5 + 30, index * 15)).collect();
    let right: String = (61..=120).map(|index| point(index * 5, index * 15)).collect();
    let file = read(gpx(&track(&format!("<trkseg>{late}{right}</trkseg>"))).as_bytes()).unwrap();
    assert_eq!(file.runs[0].started / 1000 + file.runs[0].took / 1000 - MAY, 600, "a clock set back");
}

#[test]
fn a_wrong_date_or_hour_is_an_outlier() {
    let wrong =
        |at: i64, metres: i64, time: &str| plain().replace(&point(at, metres), &point_at(time, metres));
    for (report, file) in [
        ("osmandapp/OsmAnd#13945: the year 0", wrong(300, 900, "0000-03-13T09:11:26Z")),
        ("dfandrich/gpscorrelate#27: the year 2043", wrong(300, 900, "2043-10-14T07:05:00Z")),
        ("OpenTracksApp/OpenTracks#155: 1,024 weeks early", wrong(300, 900, "2004-09-18T07:05:00Z")),
        ("an hour late in the middle", wrong(300, 900, "2024-05-04T08:05:00Z")),
        ("an hour early in the middle", wrong(300, 900, "2024-05-04T06:05:00Z")),
    ] {
        reads(report, &file, PLAIN, &[Note::WrongTimes]);
    }
    let last = wrong(600, 1800, "2024-05-04T08:10:00Z");
    reads("the last point an hour late", &last, (0, 595, 595, 1785), &[Note::WrongTimes]);
    let first = wrong(0, 0, "1970-01-01T00:00:00Z");
    reads(
        "osmandapp/OsmAnd-iOS#4241: the first point in 1970",
        &first,
        (5, 595, 595, 1785),
        &[Note::WrongTimes],
    );
    let alone = format!("{}<trkseg>{}</trkseg>", segment(0..=600, 0), point(4200, 1800));
    reads("a last point alone, an hour late", &gpx(&track(&alone)), PLAIN, &[Note::WrongTimes]);
    let early: String = (0..5).map(|index| point_at(&format!("1970-01-01T00:00:0{index}Z"), 0)).collect();
    let early = format!("<trkseg>{early}</trkseg>{}", segment(0..=600, 0));
    reads("five points in 1970", &gpx(&track(&early)), PLAIN, &[Note::WrongTimes]);
}

#[test]
fn positions_where_nobody_was_are_left_out() {
    let there = |at: i64, metres: i64, latitude: &str| {
        let far = format!("<trkpt lat=\"{latitude}\" lon=\"10\"><time>{}</time></trkpt>", time(at));
        (point(at, metres), far)
    };
    let replace = |points: &[(String, String)]| {
        points.iter().fold(plain(), |text, (from, to)| text.replace(from.as_str(), to))
    };
    for (report, points) in [
        ("SamR1/FitTrackee#226: a jump of 480 m", vec![there(300, 900, "50.0124")]),
        (
            "GoldenCheetah/GoldenCheetah#1469: 50, 25, 12, 50",
            vec![there(300, 900, "25"), there(305, 915, "12")],
        ),
        ("a wrong first position", vec![there(0, 0, "51")]),
        ("a wrong last position", vec![there(600, 1800, "51")]),
    ] {
        let file = check_wild(report, replace(&points).as_bytes(), &[(0, 600, 600, 1800)], &[Note::FarOff]);
        assert!(file.runs[0].route.sketch(340, 150, 22).len() > 100, "{report}");
    }
    let lost: Vec<_> = (20..40).map(|index| there(index * 5, index * 15, "50.5")).collect();
    reads("a minute and a half in another town", &replace(&lost), PLAIN, &[Note::FarOff]);
    let zero = plain()
        .replace("<trkseg>", "<trkseg><trkpt lat=\"0\" lon=\"0\"><time>2024-05-04T06:59:55Z</time></trkpt>");
    reads("Maprunner/rg2#319: 0, 0 before the first fix", &zero, PLAIN, &[Note::FarOff]);
    let some = (10..30).fold(plain(), |text, index| {
        text.replace(&latitude(index * 15), "0.0000000")
            .replace("lat=\"0.0000000\" lon=\"10\"", "lat=\"0\" lon=\"0\"")
    });
    reads("Maprunner/rg2#319: 0, 0 for a while", &some, PLAIN, &[Note::FarOff]);
    let treadmill = (0..=120).fold(plain(), |text, index| {
        text.replace(&format!("\"{}\" lon=\"10\"", latitude(index * 15)), "\"0\" lon=\"0\"")
    });
    reads("mrihtar/Garmin-FIT#17: 0, 0 all along", &treadmill, (0, 600, 600, 0), &[]);
}

#[test]
fn what_is_there_twice_counts_once() {
    let (a, b) = (segment(0..=300, 0), segment(305..=600, 915));
    let points = |segment: &str| segment.replace("<trkseg>", "").replace("</trkseg>", "");
    let both = format!("<trkseg>{}{}</trkseg>", points(&a), points(&b));
    for (report, inside) in [
        ("SamR1/FitTrackee#602: A, then A and B", track(&format!("{a}{both}"))),
        ("timfraedrich/OutRun#96: A, A and B, A and B", track(&format!("{a}{both}{both}"))),
        ("A and B, then B", track(&format!("{both}{b}"))),
        ("merlos/iOS-Open-GPX-Tracker#75: the whole track", format!("{0}{0}", track(&both))),
    ] {
        reads(report, &gpx(&inside), PLAIN, &[Note::Repeated]);
    }
    let doubled: String = (0..=120).map(|index| point(index * 5, index * 15).repeat(3)).collect();
    reads(
        "merlos/iOS-Open-GPX-Tracker#324: points thrice",
        &gpx(&track(&format!("<trkseg>{doubled}</trkseg>"))),
        PLAIN,
        &[],
    );
    let touching = format!("{}{}", segment(0..=300, 0), segment(300..=600, 900));
    reads("segments that share a point", &gpx(&track(&touching)), PLAIN, &[]);
}

#[test]
fn a_gap_is_a_pause_if_the_runner_did_not_move_or_stopped_the_recording() {
    let pauses = &[Note::Pauses][..];
    let gap = |from: i64, metres: i64| {
        let points = format!("{}{}", segment(0..=300, 0), segment(from..=from + 300, metres));
        gpx(&track(&points.replace("</trkseg><trkseg>", "")))
    };
    for (report, file, run, notes) in [
        ("19 s in one place", gap(319, 900), (0, 619, 619, 1800), &[][..]),
        ("20 s in one place", gap(320, 900), (0, 620, 620, 1800), &[]),
        ("25 s in one place", gap(325, 900), (0, 625, 600, 1800), pauses),
        ("Runalyze/Runalyze#1916: ten minutes in one place", gap(900, 900), (0, 1200, 600, 1800), pauses),
        ("two minutes in a tunnel", gap(420, 1260), (0, 720, 720, 2160), &[]),
        ("ten minutes in a car", gap(900, 20_900), (0, 1200, 600, 1800), pauses),
        (
            "yihong0618/running_page#187: a minute, twelve metres away",
            gap(360, 912),
            (0, 660, 600, 1812),
            pauses,
        ),
    ] {
        reads(report, &file, run, notes);
    }
    let segments = |from: i64, metres: i64| {
        gpx(&track(&format!("{}{}", segment(0..=300, 0), segment(from..=from + 300, metres))))
    };
    reads(
        "Runalyze/Runalyze#2194: an hour, 10 km away",
        &segments(3900, 10_900),
        (0, 4200, 600, 1800),
        pauses,
    );
    reads("a segment every lap", &segments(301, 903), (0, 601, 601, 1803), &[]);
    // A phone that records every minute to spare its battery.
    let rare: String = (0..=30).map(|minute| point(minute * 60, minute * 180)).collect();
    let rare = gpx(&track(&format!("<trkseg>{rare}</trkseg>")));
    reads("a point every minute", &rare, (0, 1800, 1800, 5400), &[]);
    let ends = gpx(&track(&format!("<trkseg>{}{}</trkseg>", point(0, 0), point(1800, 5400))));
    reads("only the start and the finish", &ends, (0, 1800, 1800, 5400), &[]);
}

#[test]
fn several_runs_are_told_apart() {
    let day = 86_400;
    let tracks = format!("{}{}", track(&segment(0..=600, 0)), track(&segment(day..=day + 600, 0)));
    let both = [PLAIN, (day, 600, 600, 1800)];
    check_wild("osmandapp/OsmAnd#3963: a track for every day", gpx(&tracks).as_bytes(), &both, &[]);
    let segments = track(&format!("{}{}", segment(0..=600, 0), segment(day..=day + 600, 0)));
    check_wild("tumic0/GPXSee#495: a segment for every day", gpx(&segments).as_bytes(), &both, &[]);
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
    for (name, sport) in [
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
