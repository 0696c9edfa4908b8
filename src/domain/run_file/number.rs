//! Parses numbers and moments in XML, without the tables that parsing floats would add to the program.

use chrono::DateTime;

/// Parses a decimal number, with or without an exponent, as a whole number in units of the `places`-th
/// decimal place. Further decimals are cut off: `decimal("52.5163", 7)` is 525,163,000. `None` if it is not a
/// number or does not fit.
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
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
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

/// Parses a moment such as `2026-06-16T04:14:00.250Z` as milliseconds since 1970-01-01 UTC. Without an offset
/// it is UTC, as in GPX.
pub(super) fn moment(text: &str) -> Option<i64> {
    let text = text.trim();
    let parsed = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc3339(&text!(text, "Z")))
        .ok()?;
    Some(parsed.timestamp_millis())
}
