//! Texts that the runner types.

use serde::{Deserialize, Deserializer, Serialize, de};

/// At most `LIMIT` characters (Unicode scalar values), line breaks included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text<const LIMIT: usize>(String);

/// A short note.
pub type Note = Text<200>;

impl<const LIMIT: usize> Text<LIMIT> {
    pub const LIMIT: usize = LIMIT;

    /// The first `LIMIT` characters of `text`. The text fields show what is left out, so nothing is cut off
    /// unseen.
    pub fn clipped(text: &str) -> Self {
        Text(text.chars().take(LIMIT).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, const LIMIT: usize> Deserialize<'de> for Text<LIMIT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.chars().nth(LIMIT).is_some() {
            return Err(de::Error::custom("text too long"));
        }
        Ok(Text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        let full = "é".repeat(Note::LIMIT);
        assert_eq!(Note::clipped(&full).as_str(), full);
        assert_eq!(Note::clipped(&(full.clone() + "x")).as_str(), full);
        assert!(serde_json::from_str::<Note>(&format!("\"{full}\"")).is_ok());
        assert!(serde_json::from_str::<Note>(&format!("\"{full}x\"")).is_err());
    }
}
