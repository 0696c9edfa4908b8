//! Times and places that are wrong, missing or there twice, and pauses.

use super::{PLAIN, gpx, latitude, place, plain, point, point_at, reads, segment, time, track};
use crate::{MAY, check_refused, check_wild};
use tightspot::domain::run_file::{BadFile, Note, read};

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
    let sparse = format!("{}<trkseg>{}{}</trkseg>", segment(0..=600, 0), bare(2100), bare(2400));
    reads("far apart without times", &gpx(&track(&sparse)), (0, 600, 600, 2400), &[Note::Untimed]);
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
    // Short segments, as programs write them that pause by themselves.
    let first = format!(
        "<trkseg>{}{}</trkseg>",
        (0..4).map(|index| point(index * 5, index * 15)).collect::<String>(),
        point(3620, 60)
    );
    let short = format!("{first}{}", segment(25..=600, 75));
    reads(
        "the last of a short segment an hour late",
        &gpx(&track(&short)),
        (0, 600, 590, 1770),
        &[Note::WrongTimes, Note::Pauses],
    );
    let shifted = |from: i64, hour: &str| {
        (from..=600).step_by(5).fold(plain(), |text, at| {
            text.replace(&point(at, at * 3), &point_at(&time(at).replace("T07", hour), at * 3))
        })
    };
    reads("the last three an hour early", &shifted(590, "T06"), PLAIN, &[Note::WrongTimes]);
    reads("the second half an hour early", &shifted(305, "T06"), PLAIN, &[Note::WrongTimes]);
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
    let jump: String = (0..=600).map(|at| point(at, if at == 300 { 940 } else { at * 3 })).collect();
    reads(
        "a jump of 40 m within a second",
        &gpx(&track(&format!("<trkseg>{jump}</trkseg>"))),
        PLAIN,
        &[Note::FarOff],
    );
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
        ("A, and A and B, each a track", format!("{}{}", track(&a), track(&both))),
        ("A and B, and B, each a track", format!("{}{}", track(&both), track(&b))),
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
    // Thirty stops of a quarter of a minute at traffic lights, for which the program ends a segment each.
    let minute =
        |stop: i64| (0..=60).map(|at| point(stop * 75 + at, stop * 180 + at * 3)).collect::<String>();
    let lights: Vec<String> = (0..30).map(|stop| format!("<trkseg>{}</trkseg>", minute(stop))).collect();
    let lights = lights.concat();
    reads("thirty stops of 15 s", &gpx(&track(&lights)), (0, 2235, 1800, 5400), pauses);
    let minutes = |from: i64, metres: i64| -> String {
        (0..=15).map(|minute| point(from + minute * 60, metres + minute * 180)).collect()
    };
    let coarse = format!("<trkseg>{}</trkseg><trkseg>{}</trkseg>", minutes(0, 0), minutes(1140, 4700));
    reads(
        "four minutes and 2 km between two segments, a point a minute",
        &gpx(&track(&coarse)),
        (0, 2040, 1800, 5400),
        pauses,
    );
    // A phone without satellites repeats its last position, and then finds the right one.
    let frozen = |at: i64| if (200..260).contains(&at) { 600 } else { at * 3 };
    let frozen: String = (0..=600).map(|at| point(at, frozen(at))).collect();
    reads(
        "a position that stands for a minute",
        &gpx(&track(&format!("<trkseg>{frozen}</trkseg>"))),
        PLAIN,
        &[],
    );
    let hours: String = (0..=12).map(|hour| point(hour * 3600, hour * 3000)).collect();
    reads(
        "a point every hour",
        &gpx(&track(&format!("<trkseg>{hours}</trkseg>"))),
        (0, 43_200, 43_200, 36_000),
        &[],
    );
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
