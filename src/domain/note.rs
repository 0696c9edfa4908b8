//! A short note in the runner's words.

use serde::{Deserialize, Deserializer, Serialize, de};

/// At most [`Note::LIMIT`] characters (Unicode scalar values), line breaks included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Note(String);

impl Note {
    pub const LIMIT: usize = 200;

    /// What fits of `text`. The text fields stop at the same length, so nothing typed is cut unseen.
    pub fn clipped(text: &str) -> Note {
        Note(text.chars().take(Note::LIMIT).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Note {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.chars().nth(Note::LIMIT).is_some() {
            return Err(de::Error::custom("a note has at most 200 characters"));
        }
        Ok(Note(text))
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
