//! What tells records apart.

use crate::domain::time::instant::{Instant, Millis};
use serde::{Deserialize, Deserializer, Serialize, de};

/// Tells records of one kind apart, and links to them. Made from the moment they began, so ids sort by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Id(String);

impl Id {
    pub fn new(at: Instant, unique: u32) -> Id {
        Id(format!("{:011x}-{unique:08x}", at.ms()))
    }

    /// `None` for what can be no id: the text is part of a storage key and of a link.
    pub fn parse(text: &str) -> Option<Id> {
        let fits = (1..=40).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        fits.then(|| Id(text.to_owned()))
    }

    /// The moment it was made from, in milliseconds since 1970. `None` for an id of another shape.
    pub fn made(&self) -> Option<Millis> {
        let (made, _) = self.0.split_once('-').filter(|(made, _)| made.len() == 11)?;
        Millis::from_str_radix(made, 16).ok()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Id::parse(&text).ok_or_else(|| de::Error::custom("not an id"))
    }
}
