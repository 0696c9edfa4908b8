//! Calendar files (iCalendar, RFC 5545): one event each.
//!
//! Times are written in UTC, so that no calendar needs to know the runner's time zone. The UID of a thing never changes
//! and the sequence number rises, so that a later file replaces the event or takes it out.

use super::appointment::Appointment;
use super::race::Race;
use crate::domain::id::Id;
use crate::domain::time::instant::Instant;
use std::fmt::Write as _;

/// Bytes in a line, at most, without its end (section 3.1).
const LINE: usize = 75;

/// An appointment, with reminders a day and two hours before. `stamp` is when the file is made. Where the appointment
/// was cancelled, the file takes it out of the calendar.
pub fn appointment(id: &Id, one: &Appointment, stamp: Instant) -> String {
    let mut file = File::begin(if one.is_cancelled { "CANCEL" } else { "PUBLISH" });
    file.head(id, one.calendar_files, stamp);
    file.line("DTSTART", &utc(one.at));
    file.line("DTEND", &utc(one.end()));
    file.line("SUMMARY", &escaped(&one.title()));
    if !one.note.is_empty() {
        file.line("DESCRIPTION", &escaped(one.note.as_str()));
    }
    file.line("STATUS", if one.is_cancelled { "CANCELLED" } else { "CONFIRMED" });
    if !one.is_cancelled {
        for before in ["-P1D", "-PT2H"] {
            file.line("BEGIN", "VALARM");
            file.line("ACTION", "DISPLAY");
            file.line("DESCRIPTION", &escaped(&one.title()));
            file.line("TRIGGER", before);
            file.line("END", "VALARM");
        }
    }
    file.end()
}

/// A race, as a whole day. Where it was deleted, the file takes it out of the calendar.
pub fn race(id: &Id, race: &Race, is_deleted: bool, stamp: Instant) -> String {
    let mut file = File::begin(if is_deleted { "CANCEL" } else { "PUBLISH" });
    file.head(id, race.calendar_files, stamp);
    file.line("DTSTART;VALUE=DATE", &race.day.iso().replace('-', ""));
    // The first day that is no longer part of it (section 3.6.1).
    file.line("DTEND;VALUE=DATE", &race.day.plus(1).iso().replace('-', ""));
    file.line("SUMMARY", &escaped(race.title()));
    file.line("STATUS", if is_deleted { "CANCELLED" } else { "CONFIRMED" });
    file.line("TRANSP", "TRANSPARENT");
    file.end()
}

struct File(String);

impl File {
    fn begin(method: &str) -> File {
        let mut file = File(String::new());
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", "-//Tightspot//Tightspot//EN");
        file.line("METHOD", method);
        file.line("BEGIN", "VEVENT");
        file
    }

    fn head(&mut self, id: &Id, sequence: u32, stamp: Instant) {
        self.line("UID", &[id.as_str(), "@tightspot"].concat());
        self.line("SEQUENCE", &sequence.to_string());
        self.line("DTSTAMP", &utc(stamp));
    }

    fn end(mut self) -> String {
        self.line("END", "VEVENT");
        self.line("END", "VCALENDAR");
        self.0
    }

    /// A content line, folded where it is long: never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for sign in name.chars().chain(":".chars()).chain(value.chars()) {
            if length + sign.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(sign);
            length += sign.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value: what separates values is escaped (section 3.3.11), what no text may hold is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            sign if sign.is_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// "20260622T153000Z".
fn utc(at: Instant) -> String {
    let at = at.in_utc();
    let day = at.day().iso().replace('-', "");
    let mut text = day;
    let minute = at.minute_of_day();
    // Seconds are what a minute leaves over.
    let second = at.ms() / 1000 % 60;
    _ = write!(text, "T{:02}{:02}{second:02}Z", minute / 60, minute % 60);
    text
}
