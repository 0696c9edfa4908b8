//! FIT files, as Garmin's protocol document (developer.garmin.com/fit/protocol) describes them. Of its
//! hundreds of messages only six are read: what the file is, its sport, the pauses, the summary of a run (`session`)
//! and one moment of it (`record`).
//!
//! A crate would include the whole profile; see docs/run-files.md for what that costs.

mod activity;

use super::track::Point;
use super::{BadFile, Found, MOST_SESSIONS, Note};
use activity::{Activity, Session};

const FILE_ID: u16 = 0;
const SPORT: u16 = 12;
const SESSION: u16 = 18;
const RECORD: u16 = 20;
const EVENT: u16 = 21;
const COURSE: u16 = 31;
/// The type of a file that is a course.
const COURSE_FILE: u32 = 6;

/// Whether the header has the signature of FIT.
pub(super) fn is_fit(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b".FIT")
}

/// Reads every file of a chain of FIT files. What follows them, which some watches write, does not matter.
pub(super) fn read(mut bytes: &[u8], found: &mut Found) -> Result<(), BadFile> {
    let mut is_first = true;
    while is_first || is_fit(bytes) {
        match split(bytes)
            .and_then(|(file, rest)| Decoder::default().read(file).map(|activity| (activity, rest)))
        {
            Ok((activity, rest)) => {
                activity.read_into(found);
                bytes = rest;
            }
            Err(bad) if is_first => return Err(bad),
            Err(_) => {
                found.note(Note::CutOff);
                break;
            }
        }
        is_first = false;
    }
    Ok(())
}

/// Checks the first file and returns its messages, and the bytes after it.
fn split(bytes: &[u8]) -> Result<(&[u8], &[u8]), BadFile> {
    let header_size = usize::from(bytes[0]);
    if header_size < 12 {
        return Err(BadFile::Damaged);
    }
    let header = bytes.get(..header_size).ok_or(BadFile::CutOff)?;
    let data_size = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
    let size = usize::try_from(data_size).ok().and_then(|size| size.checked_add(header_size));
    // A watch that crashed has not filled in the size.
    let size = size.filter(|_| data_size > 0 || bytes.len() < 2 * header_size).ok_or(BadFile::CutOff)?;
    let checksum = bytes.get(size..).and_then(|rest| rest.first_chunk()).ok_or(BadFile::CutOff)?;
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

#[derive(Default)]
struct Decoder {
    definitions: [Option<Definition>; 16],
    /// The last timestamp, to which compressed timestamps are relative.
    timestamp: u32,
    activity: Activity,
}

/// Takes `size` bytes off the front.
fn take<'a>(data: &mut &'a [u8], size: usize) -> Result<&'a [u8], BadFile> {
    let (taken, rest) = data.split_at_checked(size).ok_or(BadFile::Damaged)?;
    *data = rest;
    Ok(taken)
}

impl Decoder {
    fn read(mut self, mut data: &[u8]) -> Result<Activity, BadFile> {
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
        Ok(self.activity)
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
        // The fields that are read have four bytes or fewer.
        let mut values = [None; 10];
        for field in &definition.fields {
            let bytes = take(data, usize::from(field.size))?;
            let value = match *bytes {
                [byte] => (byte != u8::MAX).then_some(u32::from(byte)),
                [a, b] => {
                    let value = if definition.is_big_endian {
                        u16::from_be_bytes([a, b])
                    } else {
                        u16::from_le_bytes([a, b])
                    };
                    (value != u16::MAX).then_some(u32::from(value))
                }
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
        let activity = &mut self.activity;
        match definition.message {
            FILE_ID => activity.kind = values[0],
            SPORT => activity.sport = values[0].map(|sport| (sport, values[1])),
            COURSE => _ = activity.kind.get_or_insert(COURSE_FILE),
            EVENT => activity.event(values[0], values[1]),
            RECORD => {
                let degrees = |value: Option<u32>| value.filter(|value| *value != 0x7FFF_FFFF).map(degrees);
                let point = degrees(values[0]).zip(degrees(values[1]));
                let point = point.and_then(|(latitude, longitude)| Point::new(latitude, longitude));
                activity.record(self.timestamp, point, values[5])?;
            }
            SESSION if activity.sessions.len() == MOST_SESSIONS => return Err(BadFile::Damaged),
            SESSION => activity.sessions.push(Session {
                start: values[2],
                end: self.timestamp,
                elapsed: values[7],
                timer: values[8],
                centimetres: values[9],
                sport: values[5].map(|sport| (sport, values[6])),
            }),
            _ => {}
        }
        Ok(())
    }
}

/// Converts semicircles, of which 2³¹ are half a turn, to ten-millionths of a degree.
fn degrees(semicircles: u32) -> i64 {
    i64::from(semicircles.cast_signed()) * 1_800_000_000 / (1 << 31)
}
