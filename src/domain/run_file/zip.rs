//! The directory of a zip file, as PKWARE's APPNOTE 6.3 describes it. The browser unpacks the files in it. Zip64,
//! for archives over 4 GB, is not read.

use super::BadFile;
use std::ops::Range;

/// The signature of an entry of the directory.
const ENTRY: u32 = 0x0201_4b50;
/// The signature of the record at the end of the archive.
const END: u32 = 0x0605_4b50;
/// The length of that record without its comment.
const END_LENGTH: usize = 22;
/// The length of the header before each file without its variable parts.
pub const LOCAL_HEADER: u32 = 30;
/// So many bytes at the end of an archive hold the record: it has a comment of up to 65,535 bytes.
pub const TAIL: usize = END_LENGTH + 0xFFFF;
/// The longest directory that is read, in bytes: that of 100,000 files.
pub const LONGEST_DIRECTORY: u32 = 8 << 20;

/// A run file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Without its folders.
    pub name: String,
    pub place: Result<Place, BadFile>,
}

/// Where a file of an archive is, and how it is packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where its header begins.
    pub offset: u32,
    /// Its length as it is packed, in bytes.
    pub packed: u32,
    /// `false` if it is stored as it is.
    pub is_deflated: bool,
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

/// Where the directory of an archive is, from the last [`TAIL`] bytes of the archive.
///
/// # Errors
/// `CutOff` if they have no directory, `LargeArchive` if the directory is too long or in the format of Zip64.
pub fn directory(tail: &[u8]) -> Result<Range<u32>, BadFile> {
    let at = (0..=tail.len().saturating_sub(END_LENGTH)).rev().find(|at| long(tail, *at) == Some(END));
    let (length, start) =
        at.and_then(|at| long(tail, at + 12).zip(long(tail, at + 16))).ok_or(BadFile::CutOff)?;
    if length > LONGEST_DIRECTORY || start == u32::MAX {
        return Err(BadFile::LargeArchive);
    }
    Ok(start..start.checked_add(length).ok_or(BadFile::CutOff)?)
}

/// The run files in a directory, in its order.
///
/// # Errors
/// `Damaged` if it is no directory, `NoFiles` if there is none in it, `Nested` if there are archives instead.
pub fn entries(mut directory: &[u8]) -> Result<Vec<Entry>, BadFile> {
    let (mut entries, mut has_archive) = (vec![], false);
    while !directory.is_empty() {
        let (entry, length) = entry(directory).ok_or(BadFile::Damaged)?;
        if is_run_file(&entry.name) {
            let name = entry.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            entries.push(Entry { name, ..entry });
        } else {
            has_archive |= entry.name.to_ascii_lowercase().ends_with(".zip");
        }
        directory = directory.get(length..).ok_or(BadFile::Damaged)?;
    }
    match (entries.is_empty(), has_archive) {
        (false, _) => Ok(entries),
        (true, true) => Err(BadFile::Nested),
        (true, false) => Err(BadFile::NoFiles),
    }
}

/// The first entry, with its folders, and its length.
fn entry(directory: &[u8]) -> Option<(Entry, usize)> {
    if long(directory, 0)? != ENTRY {
        return None;
    }
    let (flags, method) = (short(directory, 8)?, short(directory, 10)?);
    let (packed, offset) = (long(directory, 20)?, long(directory, 42)?);
    let lengths = [28, 30, 32].map(|at| short(directory, at).map_or(0, usize::from));
    let name = String::from_utf8_lossy(directory.get(46..46 + lengths[0])?).into_owned();
    let place = match method {
        _ if flags & 1 == 1 => Err(BadFile::Locked),
        0 | 8 => Ok(Place { offset, packed, is_deflated: method == 8 }),
        _ => Err(BadFile::Packed),
    };
    Some((Entry { name, place }, 46 + lengths.iter().sum::<usize>()))
}

/// Whether a file in an archive is worth opening. Macs add hidden files beside the real ones.
fn is_run_file(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let name = path.strip_suffix(".gz").unwrap_or(&path);
    let is_hidden =
        name.starts_with("__macosx/") || name.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    !is_hidden && [".gpx", ".tcx", ".fit"].iter().any(|ending| name.ends_with(ending))
}

/// Where the packed bytes of a file begin, from the [`LOCAL_HEADER`] bytes at its offset.
pub fn data_start(offset: u32, header: &[u8]) -> Option<u32> {
    let variable = u32::from(short(header, 26)?) + u32::from(short(header, 28)?);
    offset.checked_add(LOCAL_HEADER + variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, flags: u16, method: u16, extra: &[u8]) -> Vec<u8> {
        let mut entry = ENTRY.to_le_bytes().to_vec();
        entry.extend([20, 0, 20, 0]);
        entry.extend(flags.to_le_bytes());
        entry.extend(method.to_le_bytes());
        entry.extend([0; 8]);
        entry.extend(1234_u32.to_le_bytes());
        entry.extend(9999_u32.to_le_bytes());
        for length in [name.len(), extra.len(), 0] {
            entry.extend(u16::try_from(length).unwrap().to_le_bytes());
        }
        entry.extend([0; 8]);
        entry.extend(77_u32.to_le_bytes());
        entry.extend(name.as_bytes());
        entry.extend(extra);
        entry
    }

    #[test]
    fn run_files_are_found_whatever_lies_between() {
        let names = [
            "activities/1.fit.gz",
            "activities/2.GPX",
            "b.tcx",
            "media/x.jpg",
            "activities.csv",
            "__MACOSX/2.gpx",
            "activities/.3.gpx",
            "activities/",
            "a.fit",
        ];
        let directory: Vec<u8> = names
            .iter()
            .enumerate()
            .flat_map(|(index, name)| entry(name, 0, if index == 1 { 0 } else { 8 }, &[7; 5]))
            .collect();
        let found = entries(&directory).unwrap();
        let place = |entry: &Entry| entry.place.clone().unwrap();
        let found: Vec<_> =
            found.iter().map(|entry| (entry.name.as_str(), place(entry).is_deflated)).collect();
        assert_eq!(found, [("1.fit.gz", true), ("2.GPX", false), ("b.tcx", true), ("a.fit", true)]);
        let first = place(&entries(&directory).unwrap()[0]);
        assert_eq!((first.offset, first.packed), (77, 1234));
    }

    #[test]
    fn archives_that_cannot_be_read_say_why() {
        let place = |entry: &[u8]| entries(entry).unwrap()[0].place.clone();
        assert_eq!(place(&entry("a.gpx", 1, 8, &[])), Err(BadFile::Locked));
        assert_eq!(place(&entry("a.gpx", 0, 14, &[])), Err(BadFile::Packed));
        let both = [entry("a.gpx", 1, 8, &[]), entry("b.gpx", 0, 8, &[])].concat();
        assert!(entries(&both).unwrap()[1].place.is_ok(), "one locked file leaves the others readable");
        assert_eq!(entries(&entry("a.jpg", 1, 8, &[])), Err(BadFile::NoFiles));
        assert_eq!(entries(&entry("part.ZIP", 1, 8, &[])), Err(BadFile::Nested));
        let whole = entry("a.gpx", 0, 8, &[]);
        assert_eq!(entries(&whole[..whole.len() - 1]), Err(BadFile::Damaged));
        assert_eq!(entries(b"PK"), Err(BadFile::Damaged));
    }

    #[test]
    fn the_directory_is_at_the_end_before_the_comment() {
        let mut tail = vec![1; 100];
        tail.extend(END.to_le_bytes());
        tail.extend([0; 8]);
        tail.extend(500_u32.to_le_bytes());
        tail.extend(3000_u32.to_le_bytes());
        tail.extend([4, 0]);
        tail.extend(b"hey!");
        assert_eq!(directory(&tail), Ok(3000..3500));
        assert_eq!(directory(&tail[..tail.len() - 20]), Err(BadFile::CutOff));
        assert_eq!(directory(&[]), Err(BadFile::CutOff));
        let place = tail.len() - 4 - 6;
        tail[place..place + 4].fill(0xFF);
        assert_eq!(directory(&tail), Err(BadFile::LargeArchive));
    }

    #[test]
    fn a_file_begins_after_the_variable_parts_of_its_header() {
        let mut header = [0; 30];
        (header[26], header[28]) = (5, 9);
        assert_eq!(data_start(1000, &header), Some(1044));
        assert_eq!(data_start(1000, &header[..28]), None);
        assert_eq!(data_start(u32::MAX, &header), None);
    }
}
