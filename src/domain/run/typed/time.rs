//! How long a run took.

use super::{Reading, digits, plain, plain_char, thousandths};
use crate::domain::run::LONGEST_RUN;
use crate::domain::run::distance::{Distance, Units};
use crate::domain::time::format::{self, Seconds};
use std::ops::RangeInclusive;

/// The paces that are accepted without asking, in seconds per kilometre: 2:30 to 15:00.
const PACES: RangeInclusive<u64> = 150..=900;
/// Without a distance, a time shorter than this many seconds may be meant as hours and minutes.
const SHORT: Seconds = 10 * 60;

/// Reads a length of time. The distance, if known, decides whether it is plausible.
///
/// | typed | read as |
/// |---|---|
/// | `46` | minutes |
/// | `46:20`, `46.20`, `46 20`, `4620` | minutes and seconds |
/// | `1:34:10`, `13410` | hours, minutes and seconds |
/// | `45 min`, `1 h 34`, `46'20"`, `1.5 h` | as it says |
/// | `5:38 /km` | a pace; the time follows from the distance |
///
/// `None` if no time can be read, or for a pace without a distance.
pub fn read_time(text: &str, distance: Option<Distance>) -> Option<Reading<Seconds>> {
    let text = plain(text);
    if let Some((pace, unit)) = split_pace(&text) {
        let pace = *meanings(pace)?.first()?;
        let seconds = u64::from(pace) * u64::from(distance?.metres()) * 1000 / unit.millimetres();
        return Seconds::try_from(seconds).ok().map(Reading::Sure);
    }
    let all = meanings(&text)?;
    let first = *all.first()?;
    // The run itself refuses a length out of range.
    if !(1..=LONGEST_RUN).contains(&first) {
        return Some(Reading::Sure(first));
    }
    let is_odd = has_too_many_seconds(&text);
    if is_plausible(first, distance) && !is_odd {
        return Some(Reading::Sure(first));
    }
    let others = all.into_iter().skip(1).filter(|other| is_plausible(*other, distance));
    let all: Vec<Seconds> = std::iter::once(first).chain(others).collect();
    // Without a distance, the only question is which of several meanings is right.
    let is_sure = distance.is_none() && all.len() == 1 && !is_odd;
    Some(if is_sure { Reading::Sure(first) } else { Reading::Ask(all) })
}

/// "5:38 /km". `None` for a pace of zero.
pub fn pace(took: Seconds, distance: Distance, units: Units) -> Option<String> {
    let seconds = u64::from(took) * units.millimetres() / (u64::from(distance.metres()) * 1000);
    let seconds = Seconds::try_from(seconds).ok().filter(|seconds| *seconds > 0)?;
    Some(text!(format::clock(seconds), " /", units.sign()))
}

/// Inserts the colons while digits are typed on a number pad: "4620" becomes "46:20", "33000" becomes
/// "3:30:00". Returns the text unchanged if it has anything but digits and these colons.
pub fn with_colons(text: &str) -> String {
    let bare = text.chars().map(plain_char).filter(|c| *c != ':').collect::<String>();
    if digits(&bare).is_none() || text.ends_with(':') {
        return text.to_owned();
    }
    if bare.len() < 3 {
        return bare;
    }
    let (front, seconds) = bare.split_at(bare.len() - 2);
    if front.len() <= 2 {
        return text!(front, ":", seconds);
    }
    let (hours, minutes) = front.split_at(front.len() - 2);
    text!(hours, ":", minutes, ":", seconds)
}

fn is_plausible(took: Seconds, distance: Option<Distance>) -> bool {
    let Some(distance) = distance else { return took >= SHORT };
    PACES.contains(&(u64::from(took) * 1000 / u64::from(distance.metres())))
}

/// "5:38 /km" as "5:38" and the unit.
fn split_pace(text: &str) -> Option<(&str, Units)> {
    let (pace, unit) = text.split_once('/').or_else(|| text.split_once(" per "))?;
    let unit = match unit.trim() {
        "km" | "k" | "kilometre" | "kilometer" => Units::Kilometres,
        "mi" | "mile" => Units::Miles,
        _ => return None,
    };
    Some((pace.trim().trim_end_matches("min").trim_end(), unit))
}

/// The possible meanings of a text, the literal one first.
fn meanings(text: &str) -> Option<Vec<Seconds>> {
    if let Some(seconds) = with_units(text) {
        return Some(vec![seconds]);
    }
    let parts: Vec<&str> = text.split([':', '.', ',', ';', ' ']).collect();
    // A separator that could be a decimal point needs two digits after it.
    let is_clock = text.contains(':') || parts.iter().skip(1).all(|part| part.len() == 2);
    let parts: Vec<u32> = parts.into_iter().map(digits).collect::<Option<_>>()?;
    match parts[..] {
        [number] if text.len() <= 2 => Some(vec![number * 60]),
        [number] => {
            let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100);
            let mut all = in_seconds(hours, minutes, seconds);
            if text.len() == 3 {
                all.extend(in_seconds(minutes, seconds, 0));
                all.push(number * 60);
            }
            Some(all)
        }
        [minutes, seconds] if is_clock && minutes <= 999 && seconds <= 99 => {
            let mut all = vec![minutes * 60 + seconds];
            all.extend(in_seconds(minutes, seconds, 0));
            Some(all)
        }
        [hours, minutes, seconds] if is_clock && hours <= 99 => {
            Some(in_seconds(hours, minutes, seconds)).filter(|all| !all.is_empty())
        }
        _ => None,
    }
}

/// Hours, minutes and seconds as seconds. Empty if the minutes or the seconds are 60 or more.
fn in_seconds(hours: u32, minutes: u32, seconds: u32) -> Vec<Seconds> {
    let fits = minutes < 60 && seconds < 60;
    fits.then(|| hours * 3600 + minutes * 60 + seconds).into_iter().collect()
}

/// "5:61", which may mean 5:51, 6:01 or something else.
fn has_too_many_seconds(text: &str) -> bool {
    let seconds = text.split_once(':').map(|(_, seconds)| seconds);
    seconds.and_then(digits).is_some_and(|seconds| seconds >= 60)
}

/// "45 min", "1 h 34", "1h34m10s", "46'20\"", "1.5 h". A number without a unit at the end has the next
/// smaller unit.
fn with_units(text: &str) -> Option<Seconds> {
    let mut total = 0_u64;
    let mut unit = None;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
        let (number, tail) = rest.split_at(end.unwrap_or(rest.len()));
        let number = thousandths(number)?;
        let tail = tail.trim_start();
        let end = tail.find(|c: char| !(c.is_ascii_alphabetic() || c == '\'' || c == '"'));
        let (name, tail) = tail.split_at(end.unwrap_or(tail.len()));
        let seconds = match name {
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
            "m" | "min" | "mins" | "minute" | "minutes" | "'" => 60,
            "s" | "sec" | "secs" | "second" | "seconds" | "\"" | "''" => 1,
            "" if tail.is_empty() => unit? / 60,
            _ => return None,
        };
        // Each unit only once, the larger first.
        if seconds == 0 || unit.is_some_and(|unit| seconds >= unit) {
            return None;
        }
        unit = Some(seconds);
        total += number * seconds;
        rest = tail.trim_start();
    }
    unit?;
    Seconds::try_from((total + 500) / 1000).ok()
}
