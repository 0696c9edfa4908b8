//! Runs that a watch or another app recorded: GPX, TCX and FIT files.
//!
//! Only the distance, the time from start to finish (including pauses, so that the finish is right) and a
//! sketch of the route are read. Recordings of other sports are left out.

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

/// The largest file that is read, in bytes. A day of running with everything that a watch can measure is
/// smaller.
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
    /// From start to finish, in milliseconds; at least one second.
    pub took: i64,
    /// `None` if the file has neither a distance nor positions, or the distance is out of range.
    pub distance: Option<Distance>,
    pub route: Route,
}

/// The runs of a file, at least one, sorted by start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFile {
    pub format: Format,
    pub runs: Vec<Recorded>,
}

/// Why a file cannot be used. Each text follows the name of the file.
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

/// Reads a file by its content, whatever its name. `parse` is an XML parser: it calls back with the root
/// element, or does not call back if the text is not well-formed.
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
        // Some programs write blanks at the beginning, which XML forbids.
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if !text.starts_with('<') {
            return Err(BadFile::Foreign);
        }
        // These files never declare entities, which can choke a parser, and never contain a piece of a web
        // page.
        if ["<!DOCTYPE", "http://www.w3.org/1999/xhtml"].iter().any(|foreign| text.contains(foreign)) {
            return Err(BadFile::Foreign);
        }
        let roots = ["gpx", "TrainingCenterDatabase"];
        let has_root = roots.iter().any(|root| text.contains(root));
        // Do not parse a file that is cut off, because Chromium's parser would log an error on the console.
        let end = text.rfind("</").map_or("", |at| &text[at..]);
        let is_whole = roots.iter().any(|root| end.contains(root));
        let mut found = Err(if has_root { BadFile::Damaged } else { BadFile::Foreign });
        if is_whole {
            parse(text, &mut |root| found = xml::read(root));
        }
        found?
    };
    // A single moment is not a run.
    runs.retain(|run| run.took >= SECOND);
    order::by_number(&mut runs, |run| run.started);
    if runs.is_empty() { Err(BadFile::NoRun) } else { Ok(RunFile { format, runs }) }
}

#[cfg(test)]
mod tests;
