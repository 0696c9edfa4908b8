//! Runs that a watch or another app recorded: GPX, TCX and FIT files.
//!
//! Of all that such a file holds, the distance, the time from start to finish (pauses included, so that the finish is right)
//! and a sketch of the route are read. What is recorded as another sport is left out.

mod fit;
mod number;
mod track;
mod xml;

pub use track::{Point, Route};
pub use xml::Element;

use crate::domain::order;
use crate::domain::run::distance::Distance;
use crate::domain::time::instant::SECOND;
use thiserror::Error;

/// The largest file that is read, in bytes: a day of running with everything a watch can measure stays below.
pub const LARGEST: usize = 32 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Gpx,
    Tcx,
    Fit,
}

impl Format {
    pub const fn name(self) -> &'static str {
        match self {
            Format::Gpx => "GPX",
            Format::Tcx => "TCX",
            Format::Fit => "FIT",
        }
    }
}

/// One run of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Milliseconds since 1970-01-01 UTC.
    pub started: i64,
    /// From start to finish, in milliseconds; a second at least.
    pub took: i64,
    /// Not known for a run without positions, or not believed.
    pub distance: Option<Distance>,
    pub route: Route,
}

/// What a file holds: one run at least, in the order of their start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFile {
    pub format: Format,
    pub runs: Vec<Recorded>,
}

/// Why a file is of no use. Each text goes after the name of the file.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadFile {
    #[error("is too large to be a run. Up to 32 MB can be read")]
    TooLarge,
    #[error("can’t be read")]
    Unreadable,
    #[error("isn’t a GPX, TCX or FIT file")]
    Foreign,
    #[error("has no run in it")]
    NoRun,
    #[error("is cut off or damaged. Try to export it again")]
    Damaged,
    #[error("is protected. Try GPX")]
    Protected,
}

/// Reads a file by what is in it, whatever its name. `parse` is an XML parser: it hands over the root element, or
/// nothing where the text is not well-formed.
///
/// # Errors
/// See [`BadFile`].
pub fn read(
    bytes: &[u8],
    parse: impl FnOnce(&str, &mut dyn FnMut(&dyn Element)),
) -> Result<RunFile, BadFile> {
    if bytes.len() > LARGEST {
        return Err(BadFile::TooLarge);
    }
    let (format, mut runs) = if fit::is_fit(bytes) {
        (Format::Fit, fit::read(bytes)?)
    } else {
        // Some writers begin with blanks, which XML forbids.
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with('<') {
            return Err(BadFile::Foreign);
        }
        // No such file declares entities, at which a parser can choke, or holds a piece of a web page.
        if ["<!DOCTYPE", "http://www.w3.org/1999/xhtml"].iter().any(|foreign| text.contains(foreign)) {
            return Err(BadFile::Foreign);
        }
        let roots = ["gpx", "TrainingCenterDatabase"];
        let is_meant = roots.iter().any(|root| text.contains(root));
        // What is cut off need not be parsed: Chromium's parser complains on the console.
        let end = text.rfind("</").map_or("", |at| &text[at..]);
        let is_whole = roots.iter().any(|root| end.contains(root));
        let mut found = Err(if is_meant { BadFile::Damaged } else { BadFile::Foreign });
        if is_whole {
            parse(text, &mut |root| found = xml::read(root));
        }
        found?
    };
    // A point is no run.
    runs.retain(|run| run.took >= SECOND);
    order::by_number(&mut runs, |run| run.started);
    if runs.is_empty() { Err(BadFile::NoRun) } else { Ok(RunFile { format, runs }) }
}

#[cfg(test)]
mod tests;
