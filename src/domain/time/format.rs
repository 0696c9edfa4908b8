//! Formats times, lengths and sizes, and parses the time of day. Uses only integers, so rounding has no
//! surprises.

use super::instant::{HOUR, MINUTE, Millis, SECOND};

/// A length of time in whole seconds.
pub type Seconds = u32;

/// "6:14" from minutes since midnight.
pub fn time_of_day(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// "06:14", the format of time fields.
pub fn time_field(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Parses "06:14" (or "6:14", or "06:14:00") as minutes since midnight.
pub fn parse_time_of_day(text: &str) -> Option<u16> {
    let mut parts = text.trim().split(':');
    let (hour, minute) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let seconds_fit = parts.next().is_none_or(|seconds| digits(seconds).is_some_and(|s| s < 60));
    let fits = hour < 24 && minute < 60 && seconds_fit && parts.next().is_none();
    fits.then(|| u16::try_from(hour * 60 + minute).ok()).flatten()
}

/// "46:20" or "1:34:10": for running clocks.
pub fn clock(seconds: Seconds) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// "46 min", "1 h 34", "2 h": short, for cards.
pub fn short(seconds: Seconds) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// One to five digits and nothing else.
fn digits(text: &str) -> Option<u32> {
    let plain = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Whole seconds left, rounded up so that a countdown shows 0:00 only at its end.
pub fn seconds_left(left: Millis) -> Seconds {
    whole(left.max(0) + SECOND - 1)
}

/// Whole seconds elapsed.
pub fn seconds_gone(gone: Millis) -> Seconds {
    whole(gone.max(0))
}

/// Whole minutes elapsed.
pub fn minutes_gone(gone: Millis) -> u32 {
    u32::try_from(gone.max(0) / MINUTE).unwrap_or(u32::MAX)
}

/// "34 min" or "2 h 5 min": the time since something.
pub fn minutes_long(minutes: u32) -> String {
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h {} min", minutes / 60, minutes % 60) }
}

/// A number of bytes as "1 kB", "312 kB" or "1.2 MB", rounded up.
pub fn size(bytes: usize) -> String {
    let (kilobytes, tenths) = (bytes.div_ceil(1000).max(1), bytes.div_ceil(100_000));
    if kilobytes < 1000 { format!("{kilobytes} kB") } else { format!("{}.{} MB", tenths / 10, tenths % 10) }
}

/// "1 run", "2 runs".
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    text!(number.to_string(), " ", if number == 1 { singular } else { plural })
}

fn whole(ms: Millis) -> Seconds {
    Seconds::try_from(ms.min(1000 * HOUR) / SECOND).expect("at most 1000 hours")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        let table = [
            (0, "1 kB"),
            (1000, "1 kB"),
            (1001, "2 kB"),
            (998_001, "999 kB"),
            (999_001, "1.0 MB"),
            (1_100_001, "1.2 MB"),
        ];
        for (bytes, text) in table {
            assert_eq!(size(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn lengths_as_clocks_and_in_short() {
        for (seconds, long, brief) in [
            (0, "0:00", "0 min"),
            (59, "0:59", "0 min"),
            (60, "1:00", "1 min"),
            (2780, "46:20", "46 min"),
            (3600, "1:00:00", "1 h"),
            (5650, "1:34:10", "1 h 34"),
            (7500, "2:05:00", "2 h 05"),
        ] {
            assert_eq!((clock(seconds).as_str(), short(seconds).as_str()), (long, brief));
        }
    }

    #[test]
    fn times_of_day_are_formatted_and_parsed() {
        assert_eq!((time_of_day(374).as_str(), time_field(374).as_str()), ("6:14", "06:14"));
        for (text, minute) in [("06:14", 374), ("6:14", 374), ("23:59:59", 1439), ("0:00", 0)] {
            assert_eq!(parse_time_of_day(text), Some(minute));
        }
        for wrong in ["", "24:00", "6", "6:60", "6:14:60", "6:14:00:00", "six"] {
            assert_eq!(parse_time_of_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_countdown_reaches_zero_only_at_its_end() {
        for (left, shown) in [(120_000, 120), (119_001, 120), (119_000, 119), (1, 1), (0, 0), (-5, 0)] {
            assert_eq!(seconds_left(left), shown);
        }
        for (gone, seconds, minutes) in
            [(-1, 0, 0), (999, 0, 0), (1000, 1, 0), (59_999, 59, 0), (60_000, 60, 1)]
        {
            assert_eq!((seconds_gone(gone), minutes_gone(gone)), (seconds, minutes));
        }
        assert_eq!(seconds_gone(i64::MAX), 3_600_000);
    }

    #[test]
    fn minutes_and_counts_have_words() {
        assert_eq!(minutes_long(59), "59 min");
        assert_eq!(minutes_long(60), "1 h 0 min");
        assert_eq!(minutes_long(125), "2 h 5 min");
        assert_eq!(count(1, "run", "runs"), "1 run");
        assert_eq!(count(0, "run", "runs"), "0 runs");
    }
}
