use super::number::{Moment, decimal, moment};
use super::track::distance;
use super::{BadFile, Point, Route, read};

#[track_caller]
fn check_decimal(text: &str, places: i32, value: Option<i64>) {
    assert_eq!(decimal(text, places), value, "{text}");
}

#[test]
fn decimals_are_cut_off_after_the_given_place() {
    check_decimal("52.5163", 7, Some(525_163_000));
    check_decimal(" -0.12345678 ", 7, Some(-1_234_567));
    check_decimal("+13", 7, Some(130_000_000));
    check_decimal("4.1E3", 2, Some(410_000));
    check_decimal("4.1e-3", 4, Some(41));
    check_decimal("4.19e-3", 4, Some(41));
    check_decimal("52,5163", 7, Some(525_163_000));
    check_decimal(".5", 1, Some(5));
    check_decimal("5.", 0, Some(5));
    check_decimal("0e30000", 2, Some(0));
    check_decimal("1e-30000", 2, Some(0));
    check_decimal("52.516300000000000000000000000000000000000001", 7, Some(525_163_000));
}

#[test]
fn invalid_decimals_and_those_that_do_not_fit_are_refused() {
    for wrong in
        ["", ".", "-", "e5", "0x10", "NaN", "inf", "1e", "1e99999", "1e30", "--1", "1-1", "٥", "1.2.3"]
    {
        check_decimal(wrong, 2, None);
    }
    check_decimal("99999999999999999999", 0, None);
}

#[test]
fn moments_are_read_with_their_offset() {
    let ms = 1_781_583_240_000;
    for (text, ms, has_zone) in [
        ("1970-01-01T00:00:01Z", 1000, true),
        (" 2026-06-16T04:14:00.250Z ", ms + 250, true),
        ("2026-06-16T04:14:00,250Z", ms + 250, true),
        ("2026-06-16T04:14:00.609273374Z", ms + 609, true),
        ("2026-06-16T06:14:00+02:00", ms, true),
        ("2026-06-16T06:14:00+0200", ms, true),
        ("2026-06-16T06:14:00 +02", ms, true),
        ("2026-06-15T23:44:00-04:30", ms, true),
        ("2026-06-16t04:14:00z", ms, true),
        ("2026-06-16 04:14:00 UTC", ms, true),
        ("2026-06-16T4:14:00.250 AMZ", ms + 250, true),
        ("2026-06-16T06:14:00 AM+0200", ms, true),
        ("2026-06-15T4:14:00 PM-1200", ms, true),
        ("2026-06-16T12:14:00 AM-04:00", ms, true),
        ("2026-06-16T04.14.00Z", ms, true),
        ("2026-06-16T04.14.00.250Z", ms + 250, true),
        ("२०२६-०६-१६T०४:१४:००Z", ms, true),
        ("٢٠٢٦-٠٦-١٦T٠٤:١٤:٠٠Z", ms, true),
        ("2026-06-16T04:14:00+00:00Z", ms, true),
        ("2026-06-16T04:14:00Z[UTC]", ms, true),
        ("2026-06-16 04:14:00 +0000 UTC", ms, true),
        ("2026-06-16 04:14:00 CEST", ms, false),
        ("2026/6/16 4:14", ms, false),
        ("2026-06-16T04:14:00", ms, false),
        ("2026-06-16T04:13:60Z", ms - 1000, true),
    ] {
        assert_eq!(moment(text), Some(Moment { ms, has_zone }), "{text}");
    }
    for wrong in [
        "",
        "2026-06-16",
        "04:14",
        "2026-02-30T00:00:00Z",
        "yesterday",
        "2026-06-16T04:14:00+15:00",
        "2026-06-16T04:14:00+2",
        "2026-06-16T24:00:00Z",
        "2026-06-16T04:14:61Z",
        "2026-06-16T04:14:00ZZ",
        "2026-06-16T",
        "2026-06-16T04",
        "20260616T041400Z",
    ] {
        assert_eq!(moment(wrong), None, "{wrong}");
    }
}

fn point(latitude: i32, longitude: i32) -> Point {
    Point { latitude, longitude }
}

#[test]
fn a_degree_is_as_long_as_on_the_sphere_of_the_mean_radius() {
    // 2π · 6,371,008.8 m / 360; half as long between two meridians at 60°, and the same across the
    // antimeridian.
    let degree = 111_195.08;
    let close = |from: Point, to: Point, expected: f64| {
        let found = from.metres_to(to);
        assert!((found - expected).abs() < expected / 5000.0, "{found} instead of {expected}");
    };
    close(point(0, 0), point(10_000_000, 0), degree);
    close(point(600_000_000, 0), point(600_000_000, 10_000_000), degree / 2.0);
    close(point(0, 1_795_000_000), point(0, -1_795_000_000), degree);
    assert!(point(0, 0).metres_to(point(0, 0)) < f64::EPSILON);
}

#[test]
fn lengths_out_of_range_are_no_distance() {
    assert_eq!(distance(8213.6).unwrap().metres(), 8214);
    for wrong in [0.0, 0.4, -5.0, f64::NAN, f64::INFINITY, 1_000_001.0] {
        assert_eq!(distance(wrong), None, "{wrong}");
    }
}

#[test]
fn positions_off_the_globe_are_refused() {
    assert!(Point::new(900_000_000, -1_800_000_000).is_some());
    assert_eq!(Point::new(900_000_001, 0), None);
    assert_eq!(Point::new(0, -1_800_000_001), None);
    assert_eq!(Point::new(i64::MAX, 0), None);
}

#[test]
fn a_sketch_fills_its_box_with_north_up() {
    // Twice as high as wide, on the equator.
    let route = Route::of(&[point(0, 0), point(20_000, 0), point(20_000, 10_000)]);
    assert_eq!(route.sketch(340, 150, 25), [(145, 125), (145, 25), (195, 25)]);
    // A route from east to west fills the width.
    let route = Route::of(&[point(0, 1_799_990_000), point(0, -1_799_990_000)]);
    assert_eq!(route.sketch(340, 150, 25), [(25, 75), (315, 75)]);
}

#[test]
fn a_run_that_stayed_in_place_has_no_sketch() {
    assert_eq!(Route::of(&[]).sketch(340, 150, 25), []);
    assert_eq!(Route::of(&[point(5, 5), point(5, 5)]).sketch(340, 150, 25), []);
}

#[test]
fn long_routes_are_thinned_out_and_keep_both_ends() {
    let points: Vec<_> = (0..100_000).map(|latitude| point(latitude, 0)).collect();
    let sketch = Route::of(&points).sketch(340, 150, 25);
    assert!(sketch.len() <= 241, "{}", sketch.len());
    assert_eq!((sketch.first(), sketch.last()), (Some(&(170, 125)), Some(&(170, 25))));
}

#[test]
fn a_file_that_is_too_large_is_not_parsed() {
    let huge = vec![b'<'; super::LARGEST + 1];
    assert_eq!(read(&huge), Err(BadFile::TooLarge));
}
