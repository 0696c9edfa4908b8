//! The ids of records.

use crate::domain::time::instant::{Instant, Millis};
use serde::{Deserialize, Deserializer, Serialize, de};

/// Identifies a record among those of its kind, also in links. It begins with the time when the record was
/// made, so ids sort by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Id(String);

impl Id {
    pub fn new(at: Instant, unique: u32) -> Id {
        Id(format!("{:011x}-{unique:08x}", at.ms()))
    }

    /// `None` unless `text` is 1 to 40 ASCII letters, digits and hyphens, because it is part of storage keys
    /// and links.
    pub fn parse(text: &str) -> Option<Id> {
        let fits = (1..=40).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        fits.then(|| Id(text.to_owned()))
    }

    /// When the record was made, in milliseconds since 1970. `None` for an id in another format.
    pub fn made(&self) -> Option<Millis> {
        let (made, _) = self.0.split_once('-').filter(|(made, _)| made.len() == 11)?;
        Millis::from_str_radix(made, 16).ok()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Id::parse(&text).ok_or_else(|| de::Error::custom("invalid id"))
    }
}
