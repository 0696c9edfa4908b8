//! Numbers as runners type them: how long a run took, how far it went.
//!
//! Reading is generous: commas, units, foreign digits and a missing colon are all understood. What could mean two
//! things, or means something that no runner does, is asked back.

mod distance;
mod time;

pub use distance::read_distance;
pub use time::{pace, read_time, with_colons};

/// What a text means.
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
            Reading::Sure(one) => Some(one),
            Reading::Ask(all) => all.first(),
        }
    }
}

/// Lower case, ASCII digits and signs, single spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.trim().chars().map(plain_char) {
        if !(sign == ' ' && plain.ends_with(' ')) {
            plain.push(sign);
        }
    }
    plain
}

fn plain_char(sign: char) -> char {
    /// The zeros of digits that are not ASCII: Arabic, Persian, Devanagari, Bengali, Thai, full width.
    const ZEROS: [u32; 6] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10];
    let code = u32::from(sign);
    if let Some(digit) = ZEROS.iter().find_map(|zero| char::from_digit(code.checked_sub(*zero)?, 10)) {
        return digit;
    }
    match sign {
        '：' | '∶' => ':',
        '．' | '٫' => '.',
        '，' | '،' => ',',
        '’' | '‘' | '′' => '\'',
        '”' | '“' | '″' => '"',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => ' ',
        sign => sign.to_ascii_lowercase(),
    }
}

/// One to six digits and nothing else.
fn digits(text: &str) -> Option<u32> {
    let plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Thousandths of a number with a comma or a point, such as "8.2", "8,25" or ".5"; rounded where there are more.
fn thousandths(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let plain = |digits: &str| digits.len() <= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let millionths: u64 = format!("{whole}{fraction:0<7}").parse().ok()?;
    Some((millionths + 5_000) / 10_000)
}

#[cfg(test)]
mod tests;
