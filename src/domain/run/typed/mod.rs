//! Numbers as runners type them: how long a run took, how far it went.
//!
//! Reading is lenient: commas, units, foreign digits and a missing colon are all understood. If a text has
//! two possible meanings, or an implausible one, the app asks the runner.

mod distance;
mod time;

pub use distance::read_distance;
pub use time::{pace, read_time, with_colons};

/// The meaning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    Sure(T),
    /// One or more meanings to choose from, the literal one first.
    Ask(Vec<T>),
}

impl<T> Reading<T> {
    /// The literal meaning.
    pub fn first(&self) -> Option<&T> {
        match self {
            Reading::Sure(meaning) => Some(meaning),
            Reading::Ask(all) => all.first(),
        }
    }
}

/// The text in lower case, with ASCII digits and punctuation and single spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.trim().chars().map(plain_char) {
        if !(c == ' ' && plain.ends_with(' ')) {
            plain.push(c);
        }
    }
    plain
}

fn plain_char(c: char) -> char {
    /// The zeros of digits that are not ASCII: Arabic, Persian, Devanagari, Bengali, Thai, full width.
    const ZEROS: [u32; 6] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10];
    let code = u32::from(c);
    if let Some(digit) = ZEROS.iter().find_map(|zero| char::from_digit(code.checked_sub(*zero)?, 10)) {
        return digit;
    }
    match c {
        '：' | '∶' => ':',
        '．' | '٫' => '.',
        '，' | '،' => ',',
        '’' | '‘' | '′' => '\'',
        '”' | '“' | '″' => '"',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => ' ',
        c => c.to_ascii_lowercase(),
    }
}

/// One to six digits and nothing else.
fn digits(text: &str) -> Option<u32> {
    let plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Thousandths of a number with a comma or a point, such as "8.2", "8,25" or ".5"; rounded if there are more
/// decimals.
fn thousandths(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let plain = |digits: &str| digits.len() <= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let ten_millionths: u64 = format!("{whole}{fraction:0<7}").parse().ok()?;
    Some((ten_millionths + 5_000) / 10_000)
}

#[cfg(test)]
mod tests;
