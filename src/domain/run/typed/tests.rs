use super::{Reading, pace, read_distance, read_time, with_colons};
use crate::domain::run::distance::{Distance, Units};
use crate::domain::time::format;

/// How a text is read: "46:20" if that is sure, "3:30 or 3:30:00?" if the app has to ask, "-" if it can't be
/// read.
fn times(text: &str, metres: u32) -> String {
    let all = match read_time(text, Distance::from_metres(metres)) {
        None => return "-".to_owned(),
        Some(Reading::Sure(seconds)) => return format::clock(seconds),
        Some(Reading::Ask(all)) => all,
    };
    let all: Vec<_> = all.into_iter().map(format::clock).collect();
    format!("{}?", all.join(" or "))
}

fn distances(text: &str, units: Units) -> String {
    let all = match read_distance(text, units) {
        None => return "-".to_owned(),
        Some(Reading::Sure(distance)) => return distance.metres().to_string(),
        Some(Reading::Ask(all)) => all,
    };
    let all: Vec<_> = all.into_iter().map(|distance| distance.metres().to_string()).collect();
    format!("{}?", all.join(" or "))
}

/// 0 m means that the distance is not known.
#[test]
fn times_as_runners_type_them() {
    for (text, metres, read) in [
        // With a colon.
        ("46:20", 0, "46:20"),
        (" 46:20 ", 8200, "46:20"),
        ("1:34:10", 16_000, "1:34:10"),
        ("01:34:10", 16_000, "1:34:10"),
        ("90:00", 16_000, "1:30:00"),
        ("0:59", 200, "0:59"),
        ("26:00:00", 160_000, "26:00:00"),
        // A marathon in 3:30: the distance suggests that the runner means hours.
        ("3:30", 42_195, "3:30 or 3:30:00?"),
        ("2:05", 21_098, "2:05 or 2:05:00?"),
        ("3:30", 1000, "3:30"),
        ("3:30", 0, "3:30 or 3:30:00?"),
        ("9:59", 0, "9:59 or 9:59:00?"),
        ("10:00", 0, "10:00"),
        ("46:20", 42_195, "46:20?"),
        ("4:75", 1000, "5:15?"),
        // Minutes.
        ("46", 8200, "46:00"),
        ("5", 0, "5:00"),
        ("90", 16_000, "1:30:00"),
        ("45 min", 8200, "45:00"),
        ("45min", 0, "45:00"),
        ("45 minutes", 0, "45:00"),
        ("45'", 0, "45:00"),
        ("45,5 min", 0, "45:30"),
        // Typed on a number pad without a colon.
        ("4620", 8200, "46:20"),
        ("33000", 42_195, "3:30:00"),
        ("013410", 16_000, "1:34:10"),
        ("330", 42_195, "3:30 or 3:30:00 or 5:30:00?"),
        ("120", 21_098, "1:20 or 1:20:00 or 2:00:00?"),
        ("4675", 8200, "-"),
        // Units.
        ("1 h 34", 16_000, "1:34:00"),
        ("1h34", 16_000, "1:34:00"),
        ("1h 34m 10s", 16_000, "1:34:10"),
        ("1 hr 34 mins", 16_000, "1:34:00"),
        ("2 h", 20_000, "2:00:00"),
        ("1.5 h", 16_000, "1:30:00"),
        ("1,25 hours", 16_000, "1:15:00"),
        ("46'20\"", 8200, "46:20"),
        ("46’20”", 8200, "46:20"),
        ("46m20", 8200, "46:20"),
        ("90 s", 400, "1:30"),
        ("90 sec", 0, "1:30"),
        // Other separators between the parts, other digits.
        ("46.20", 8200, "46:20"),
        ("46,20", 8200, "46:20"),
        ("46;20", 8200, "46:20"),
        ("46 20", 8200, "46:20"),
        ("1.34.10", 16_000, "1:34:10"),
        ("1 34 10", 16_000, "1:34:10"),
        ("٤٦:٢٠", 8200, "46:20"),
        ("۴۶", 8200, "46:00"),
        ("４６：２０", 8200, "46:20"),
        // A pace.
        ("5:38 /km", 10_000, "56:20"),
        ("5:38/km", 10_000, "56:20"),
        ("5:38 min/km", 10_000, "56:20"),
        ("5 per km", 10_000, "50:00"),
        ("9:00 /mi", 16_093, "1:29:59"),
        ("5:38 /km", 0, "-"),
        ("5:38 /lap", 10_000, "-"),
        // Mistyped, cut off, or something else.
        ("5:61", 1000, "6:01?"),
        ("5:61", 0, "6:01?"),
        ("0", 8200, "0:00"),
        ("99:00:00", 8200, "99:00:00"),
        ("", 8200, "-"),
        (":", 8200, "-"),
        ("46:", 8200, "-"),
        ("1:60:00", 16_000, "-"),
        ("1:2:3:4", 8200, "-"),
        ("4.5", 8200, "-"),
        ("-5", 8200, "-"),
        ("+4:00", 1000, "-"),
        ("1234567", 8200, "-"),
        ("34 min 1 h", 8200, "-"),
        ("1 h 2 h", 8200, "-"),
        ("fast", 8200, "-"),
        ("h", 8200, "-"),
    ] {
        assert_eq!(times(text, metres), read, "{text:?} over {metres} m");
    }
}

#[test]
fn distances_as_runners_type_them() {
    use Units::{Kilometres, Miles};
    for (text, units, read) in [
        ("8.2", Kilometres, "8200"),
        (" 8,2 ", Kilometres, "8200"),
        ("16", Kilometres, "16000"),
        (".5", Kilometres, "500"),
        ("5.", Kilometres, "5000"),
        ("0.001", Kilometres, "1"),
        ("42,195", Kilometres, "42195"),
        ("8.2346", Kilometres, "8235"),
        ("26.219", Miles, "42195"),
        ("1", Miles, "1609"),
        ("8.2 km", Kilometres, "8200"),
        ("8.2km", Miles, "8200"),
        ("5k", Miles, "5000"),
        ("10 K", Kilometres, "10000"),
        ("3 mi", Kilometres, "4828"),
        ("3 miles", Kilometres, "4828"),
        ("800 m", Kilometres, "800"),
        ("10,000 m", Kilometres, "10000"),
        ("10.000 m", Kilometres, "10000"),
        ("10 000 metres", Kilometres, "10000"),
        ("1,000", Kilometres, "1000"),
        ("٨٫٢", Kilometres, "8200"),
        ("８．２", Kilometres, "8200"),
        ("marathon", Kilometres, "42195"),
        ("Half Marathon", Miles, "21098"),
        // "5.0" with "10" typed after it is read literally, as 5 km and 10 m.
        ("5.010", Kilometres, "5010"),
        ("160", Kilometres, "160000"),
        ("800", Kilometres, "800000 or 800?"),
        ("5000", Kilometres, "5000?"),
        ("200", Miles, "321869 or 200?"),
        ("1000", Kilometres, "1000000 or 1000?"),
        ("", Kilometres, "-"),
        (".", Kilometres, "-"),
        ("0", Kilometres, "-"),
        ("0.0004", Kilometres, "-"),
        ("-5", Kilometres, "-"),
        ("1e3", Kilometres, "-"),
        ("1000.001", Kilometres, "-"),
        ("5.5.5", Kilometres, "-"),
        ("10,00 m", Kilometres, "-"),
        ("8.2 furlongs", Kilometres, "-"),
        ("far", Kilometres, "-"),
    ] {
        assert_eq!(distances(text, units), read, "{text:?} in {}", units.sign());
    }
}

#[test]
fn colons_are_inserted_while_digits_are_typed() {
    let typed =
        |keys: &str| keys.chars().fold(String::new(), |text, key| with_colons(&format!("{text}{key}")));
    for (keys, text) in [
        ("4", "4"),
        ("46", "46"),
        ("462", "4:62"),
        ("4620", "46:20"),
        ("33000", "3:30:00"),
        ("103000", "10:30:00"),
        ("1030001", "10:30:001"),
        ("46:20", "46:20"),
        ("1:34:10", "1:34:10"),
        ("45 min", "45 min"),
        ("٤٦٢٠", "46:20"),
    ] {
        assert_eq!(typed(keys), text, "{keys}");
    }
    // Deleting a digit moves the colon back.
    assert_eq!(with_colons("46:2"), "4:62");
    assert_eq!(with_colons("4:6"), "46");
}

#[test]
fn a_pace_is_the_time_over_the_distance() {
    let of = |took, metres, units| pace(took, Distance::from_metres(metres).unwrap(), units);
    assert_eq!(of(2780, 8200, Units::Kilometres).as_deref(), Some("5:39 /km"));
    assert_eq!(of(2780, 8200, Units::Miles).as_deref(), Some("9:05 /mi"));
    assert_eq!(of(12_600, 42_195, Units::Kilometres).as_deref(), Some("4:58 /km"));
    assert_eq!(of(0, 8200, Units::Kilometres), None);
}

#[test]
fn every_shown_time_and_distance_can_be_read_back() {
    for seconds in (600..6000).step_by(7) {
        assert_eq!(read_time(&format::clock(seconds), None), Some(Reading::Sure(seconds)));
    }
    for tenths in 1..400u32 {
        for units in [Units::Kilometres, Units::Miles] {
            let text = format!("{}.{}", tenths / 10, tenths % 10);
            let Some(Reading::Sure(distance)) = read_distance(&text, units) else { panic!("{text}") };
            assert_eq!(distance.number(units), text);
        }
    }
}
