//! Reads the XML of run files, as loosely as it can be read without a doubt: prefixes need no declaration, and what
//! comes before the first `<` or after the root element does not matter.

use super::BadFile;
use quick_xml::errors::Error;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// How deep elements may be nested. In run files they are about ten deep.
const DEEPEST: usize = 100;

/// The elements that matter. Any other has an empty name for the readers.
const NAMES: [&str; 22] = [
    "gpx",
    "rte",
    "trk",
    "type",
    "trkseg",
    "trkpt",
    "time",
    "TrainingCenterDatabase",
    "Courses",
    "Workouts",
    "MultiSportSession",
    "Activity",
    "Id",
    "Lap",
    "TotalTimeSeconds",
    "DistanceMeters",
    "Trackpoint",
    "Time",
    "Position",
    "LatitudeDegrees",
    "LongitudeDegrees",
    "Track",
];

/// A step through the file. The path already has the element at its start, and still has it at its end.
pub(super) enum Step<'a> {
    Start(BytesStart<'a>),
    /// The text of an element without elements in it, before its end.
    Text(String),
    End,
}

pub(super) struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    path: Vec<&'static str>,
    /// The text since the last start.
    text: String,
    /// The end was reached, and what was given before it.
    ending: Ending,
    has_begun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    No,
    /// The text was given. The end is next.
    Text,
    /// The end was given. The path is shortened next.
    End,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Xml<'a> {
        let mut reader = quick_xml::Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        config.trim_text(true);
        Xml { reader, path: vec![], text: String::new(), ending: Ending::No, has_begun: false }
    }

    /// The names of the open elements without their prefix, the root first.
    pub(super) fn path(&self) -> &[&'static str] {
        &self.path
    }

    /// The next step; `None` after the end of the root element.
    ///
    /// # Errors
    /// `CutOff` if the text ends before that, `Damaged` if it is not XML, `Foreign` if it has a document type: run
    /// files never have one, and it can declare entities.
    pub(super) fn next(&mut self) -> Result<Option<Step<'a>>, BadFile> {
        match self.ending {
            Ending::No => {}
            Ending::Text => {
                self.ending = Ending::End;
                return Ok(Some(Step::End));
            }
            Ending::End => {
                self.ending = Ending::No;
                self.path.pop();
                if self.path.is_empty() {
                    return Ok(None);
                }
            }
        }
        loop {
            let event = self.reader.read_event().map_err(|error| match error {
                Error::Syntax(_) => BadFile::CutOff,
                _ => BadFile::Damaged,
            })?;
            match event {
                Event::Start(element) => {
                    if self.path.len() == DEEPEST {
                        return Err(BadFile::Damaged);
                    }
                    let name = element.local_name();
                    let name = NAMES.iter().find(|known| **known == name.as_ref());
                    self.path.push(name.copied().unwrap_or_default());
                    self.text.clear();
                    self.has_begun = true;
                    return Ok(Some(Step::Start(element)));
                }
                Event::End(_) if self.text.is_empty() => {
                    self.ending = Ending::End;
                    return Ok(Some(Step::End));
                }
                Event::End(_) => {
                    self.ending = Ending::Text;
                    return Ok(Some(Step::Text(std::mem::take(&mut self.text))));
                }
                Event::Text(text) => self.text.push_str(&text),
                Event::CData(text) => self.text.push_str(&text),
                Event::GeneralRef(reference) => {
                    let text = text!("&", &*reference, ";");
                    self.text.push_str(&unescape(&text).unwrap_or_default());
                }
                Event::Eof if self.has_begun => return Err(BadFile::CutOff),
                Event::DocType(_) | Event::Eof => return Err(BadFile::Foreign),
                _ => {}
            }
        }
    }
}

/// The value of an attribute, if the element has it.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    // Not checked for repeated attributes, which would take longer with each.
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
}
