//! Parses numbers and moments in XML, without the tables that parsing floats would add to the program.

use crate::domain::time::instant::{MINUTE, Millis};
use chrono::NaiveDate;

/// Parses a decimal number, with a point or a comma, with or without an exponent, as a whole number in units of
/// the `places`-th decimal place. Further decimals are cut off: `decimal("52.5163", 7)` is 525,163,000. `None` if
/// it is not a number or does not fit.
pub(super) fn decimal(text: &str, places: i32) -> Option<i64> {
    let text = text.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
        None => (text, 0),
    };
    let (is_negative, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // How many digits of both parts count.
    let count = i64::try_from(whole.len()).ok()? + i64::from(exponent) + i64::from(places);
    let mut value = 0_i64;
    let mut index = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        if index < count {
            value = value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
        }
        index += 1;
    }
    while index < count && value != 0 {
        value = value.checked_mul(10)?;
        index += 1;
    }
    Some(if is_negative { -value } else { value })
}

/// A point in time, as a file gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Milliseconds since 1970-01-01 UTC.
    pub(super) ms: Millis,
    /// Without a zone it is taken as UTC, as GPX specifies.
    pub(super) has_zone: bool,
}

/// Parses a moment such as `2026-06-16T04:14:00.250Z`. Programs also write a blank instead of the `T`, slashes in
/// the date, points in the time, no seconds, a comma before the fraction, any number of decimals, AM or PM, the
/// digits of their language, and `+0200`, `+02` or nothing as the zone.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text: String = text.trim().chars().map(plain_digit).collect();
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let mut date = date.split(['-', '/']).map(digits);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let time = time.trim_start();
    let end = time.find(|sign| !matches!(sign, '0'..='9' | ':' | '.' | ',')).unwrap_or(time.len());
    let (time, zone) = time.split_at(end);
    let mut time = time.splitn(3, if time.contains(':') { ':' } else { '.' });
    let (hour, minute) = (digits(time.next()?)?, digits(time.next()?)?);
    // Milliseconds; a leap second counts as the second before it.
    let seconds = time.next().map_or(Some(0), |seconds| decimal(seconds, 3))?;
    let seconds = if (60_000..61_000).contains(&seconds) { seconds - 1000 } else { seconds };
    let seconds = u32::try_from(seconds).ok()?;
    let zone = zone.trim();
    let half = |name| zone.get(..2).filter(|half| half.eq_ignore_ascii_case(name)).map(|_| &zone[2..]);
    let (hour, zone) = match (half("AM"), half("PM")) {
        (Some(zone), _) => (if hour == 12 { 0 } else { hour }, zone),
        (_, Some(zone)) => (if hour < 12 { hour + 12 } else { hour }, zone),
        _ => (hour, zone),
    };
    if date.next().is_some() {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)?;
    let local = day.and_hms_milli_opt(hour, minute, seconds / 1000, seconds % 1000)?;
    let local = local.and_utc().timestamp_millis();
    let zone = zone.trim();
    // The name of a zone says nothing without a table of zones.
    let has_offset = zone.starts_with(['+', '-']) || matches!(zone.as_bytes().first(), Some(b'Z' | b'z'));
    let offset = if has_offset || matches!(zone, "UTC" | "GMT") { Some(offset(zone)?) } else { None };
    Some(Moment { ms: local - offset.unwrap_or(0) * MINUTE, has_zone: offset.is_some() })
}

/// An Arabic, Persian or Devanagari digit as an ASCII digit.
fn plain_digit(sign: char) -> char {
    let value = match sign {
        '٠'..='٩' => u32::from(sign) - u32::from('٠'),
        '۰'..='۹' => u32::from(sign) - u32::from('۰'),
        '०'..='९' => u32::from(sign) - u32::from('०'),
        _ => return sign,
    };
    char::from_digit(value, 10).unwrap_or(sign)
}

/// The minutes east of UTC of `Z`, `+02:00`, `+0200` or `+02`. Some programs write the zone twice, such as
/// `+00:00Z`, `Z[UTC]` or `+0000 UTC`.
fn offset(zone: &str) -> Option<i64> {
    let zone = zone.split('[').next().unwrap_or_default();
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let is_east = zone.starts_with('+');
    let clock = zone.strip_prefix(['+', '-'])?;
    let clock = clock.strip_suffix('Z').or(clock.strip_suffix(" UTC")).unwrap_or(clock);
    let (hours, minutes) = match clock.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None => clock.split_at_checked(2)?,
    };
    let minutes = digits(hours)? * 60 + if minutes.is_empty() { 0 } else { digits(minutes)? };
    // The easternmost zone is at 14 hours.
    (minutes <= 14 * 60).then(|| if is_east { i64::from(minutes) } else { -i64::from(minutes) })
}

/// One to four digits and nothing else.
fn digits(text: &str) -> Option<u32> {
    let is_plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok())?
}
