//! FIT files, as Garmin's protocol document (developer.garmin.com/fit/protocol) describes them. Of its
//! hundreds of messages only two are read: `session`, the summary of a run, and `record`, one moment of it.
//!
//! A crate would include the whole profile; see docs/run-files.md for what that costs.

use super::track::{Point, Route, distance, metres};
use super::{BadFile, Recorded};

/// The FIT epoch, 1989-12-31 00:00 UTC, in milliseconds since 1970.
const EPOCH: i64 = 631_065_600_000;
/// A timestamp below this counts from when the watch was switched on, so the date is not known.
const FIRST_DATE: u32 = 0x1000_0000;

const SESSION: u16 = 18;
const RECORD: u16 = 20;

/// Whether the header has the signature of FIT.
pub(super) fn is_fit(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b".FIT")
}

/// Reads every file of a chain of FIT files.
pub(super) fn read(mut bytes: &[u8]) -> Result<Vec<Recorded>, BadFile> {
    let mut runs = vec![];
    while !bytes.is_empty() {
        let (file, rest) = split(bytes)?;
        runs.append(&mut Decoder::default().runs(file)?);
        bytes = rest;
    }
    Ok(runs)
}

/// Checks the first file and returns its messages, and the bytes after it.
fn split(bytes: &[u8]) -> Result<(&[u8], &[u8]), BadFile> {
    let header_size = usize::from(bytes[0]);
    let header = bytes.get(..header_size).filter(|header| header.len() >= 12 && is_fit(header));
    let header = header.ok_or(BadFile::Damaged)?;
    let data_size = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
    let size = usize::try_from(data_size).ok().and_then(|size| size.checked_add(header_size));
    let size = size.ok_or(BadFile::Damaged)?;
    let checksum = bytes.get(size..).and_then(|rest| rest.first_chunk()).ok_or(BadFile::Damaged)?;
    let (file, rest) = (&bytes[..size], &bytes[size + 2..]);
    if crc(file) != u16::from_le_bytes(*checksum) {
        return Err(BadFile::Damaged);
    }
    Ok((&file[header_size..], rest))
}

/// CRC-16/ARC, as the protocol specifies.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xA001 } else { crc >> 1 })
    })
}

/// A field of a message: its number, and its size in bytes.
struct Field {
    number: u8,
    size: u8,
}

/// The layout of the messages of one local type.
struct Definition {
    message: u16,
    is_big_endian: bool,
    fields: Vec<Field>,
    /// Bytes of developer fields, which come after the other fields and are skipped.
    developer_bytes: usize,
}

/// One moment of a run.
struct Moment {
    timestamp: u32,
    point: Option<Point>,
}

/// The summary of one run.
struct Session {
    start: u32,
    milliseconds: u32,
    centimetres: Option<u32>,
    sport: Option<u32>,
}

#[derive(Default)]
struct Decoder {
    definitions: [Option<Definition>; 16],
    /// The last timestamp, to which compressed timestamps are relative.
    timestamp: u32,
    moments: Vec<Moment>,
    /// The largest distance in a record, in centimetres.
    farthest: Option<u32>,
    sessions: Vec<Session>,
}

/// Takes `size` bytes off the front.
fn take<'a>(data: &mut &'a [u8], size: usize) -> Result<&'a [u8], BadFile> {
    let (taken, rest) = data.split_at_checked(size).ok_or(BadFile::Damaged)?;
    *data = rest;
    Ok(taken)
}

impl Decoder {
    fn runs(mut self, mut data: &[u8]) -> Result<Vec<Recorded>, BadFile> {
        // The first message must be a definition. If it is not, although the checksum is right, the file is
        // encrypted.
        if data.first().is_some_and(|header| header & 0b1100_0000 != 0b0100_0000) {
            return Err(BadFile::Protected);
        }
        while !data.is_empty() {
            let header = take(&mut data, 1)?[0];
            if header & 0b1000_0000 != 0 {
                // A compressed timestamp has only the last five bits of the seconds.
                let seconds = u32::from(header & 0b0001_1111);
                let ahead = seconds.wrapping_sub(self.timestamp) & 0b0001_1111;
                self.timestamp = self.timestamp.wrapping_add(ahead);
                self.message(usize::from(header >> 5 & 0b11), &mut data)?;
            } else if header & 0b0100_0000 != 0 {
                self.define(usize::from(header & 0b1111), header & 0b0010_0000 != 0, &mut data)?;
            } else {
                self.message(usize::from(header & 0b1111), &mut data)?;
            }
        }
        Ok(self.sum_up())
    }

    fn define(&mut self, local: usize, has_developer: bool, data: &mut &[u8]) -> Result<(), BadFile> {
        let fixed = take(data, 5)?;
        let is_big_endian = fixed[1] == 1;
        let number = [fixed[2], fixed[3]];
        let message = if is_big_endian { u16::from_be_bytes(number) } else { u16::from_le_bytes(number) };
        let fields = take(data, 3 * usize::from(fixed[4]))?;
        let fields = fields.chunks_exact(3).map(|field| Field { number: field[0], size: field[1] }).collect();
        let developer_bytes = if has_developer {
            let count = take(data, 1)?[0];
            let fields = take(data, 3 * usize::from(count))?;
            fields.chunks_exact(3).map(|field| usize::from(field[1])).sum()
        } else {
            0
        };
        self.definitions[local] = Some(Definition { message, is_big_endian, fields, developer_bytes });
        Ok(())
    }

    fn message(&mut self, local: usize, data: &mut &[u8]) -> Result<(), BadFile> {
        let definition = self.definitions[local].as_ref().ok_or(BadFile::Damaged)?;
        // The fields that are read have four bytes or one.
        let mut values = [None; 10];
        for field in &definition.fields {
            let bytes = take(data, usize::from(field.size))?;
            let value = match *bytes {
                [byte] => (byte != u8::MAX).then_some(u32::from(byte)),
                [a, b, c, d] if definition.is_big_endian => Some(u32::from_be_bytes([a, b, c, d])),
                [a, b, c, d] => Some(u32::from_le_bytes([a, b, c, d])),
                _ => None,
            };
            // If all bits are set (all but the first if signed), the value was not measured.
            let value = value.filter(|value| *value != u32::MAX);
            match field.number {
                253 => self.timestamp = value.unwrap_or(self.timestamp),
                number => {
                    if let Some(slot) = values.get_mut(usize::from(number)) {
                        *slot = value;
                    }
                }
            }
        }
        take(data, definition.developer_bytes)?;
        match definition.message {
            RECORD => {
                let degrees = |value: Option<u32>| value.filter(|value| *value != 0x7FFF_FFFF).map(degrees);
                let point = degrees(values[0]).zip(degrees(values[1]));
                let point = point.and_then(|(latitude, longitude)| Point::new(latitude, longitude));
                self.moments.push(Moment { timestamp: self.timestamp, point });
                self.farthest = self.farthest.max(values[5]);
            }
            SESSION => {
                let start = values[2].unwrap_or(self.timestamp);
                let milliseconds =
                    values[7].unwrap_or_else(|| self.timestamp.saturating_sub(start).saturating_mul(1000));
                self.sessions.push(Session { start, milliseconds, centimetres: values[9], sport: values[5] });
            }
            _ => {}
        }
        Ok(())
    }

    fn sum_up(self) -> Vec<Recorded> {
        let Decoder { moments, sessions, farthest, .. } = self;
        if sessions.is_empty() {
            // A watch that was switched off or crashed wrote no summary.
            let (Some(first), Some(last)) = (moments.first(), moments.last()) else { return vec![] };
            let milliseconds = last.timestamp.saturating_sub(first.timestamp).saturating_mul(1000);
            let session =
                Session { start: first.timestamp, milliseconds, centimetres: farthest, sport: None };
            return run(&session, &moments).into_iter().collect();
        }
        sessions.iter().filter_map(|session| run(session, &moments)).collect()
    }
}

/// Converts semicircles, of which 2³¹ are half a turn, to ten-millionths of a degree.
fn degrees(semicircles: u32) -> i64 {
    i64::from(semicircles.cast_signed()) * 1_800_000_000 / (1 << 31)
}

/// `None` for another sport, or if the date is not known.
fn run(session: &Session, moments: &[Moment]) -> Option<Recorded> {
    // Generic, running, walking, hiking. The other sports need wheels, water or snow.
    let is_run = session.sport.is_none_or(|sport| matches!(sport, 0 | 1 | 11 | 17));
    if !is_run || session.start < FIRST_DATE {
        return None;
    }
    let end = session.start.saturating_add(session.milliseconds.div_ceil(1000));
    let points: Vec<_> = moments
        .iter()
        .filter(|moment| (session.start..=end).contains(&moment.timestamp))
        .filter_map(|moment| moment.point)
        .collect();
    let total = session.centimetres.map_or_else(|| metres(&points), |total| f64::from(total) / 100.0);
    Some(Recorded {
        started: EPOCH + i64::from(session.start) * 1000,
        took: i64::from(session.milliseconds),
        distance: distance(total),
        route: Route::of(&points),
    })
}
