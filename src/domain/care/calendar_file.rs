//! Calendar files (iCalendar, RFC 5545), with one event each.
//!
//! Times are written in UTC, so that no calendar needs to know the runner's time zone. The UID of an event
//! never changes and its sequence number rises, so that a later file replaces or removes the event.

use super::appointment::Appointment;
use super::race::Race;
use crate::domain::id::Id;
use crate::domain::time::instant::Instant;
use std::fmt::Write as _;

/// The most bytes in a line, without the line break (section 3.1).
const LINE: usize = 75;

/// An appointment, with reminders a day and two hours before. `stamp` is when the file is made. If the
/// appointment was cancelled, the file removes it from the calendar.
pub fn appointment(id: &Id, appointment: &Appointment, stamp: Instant) -> String {
    let mut file = File::begin(if appointment.is_cancelled { "CANCEL" } else { "PUBLISH" });
    file.head(id, appointment.calendar_files, stamp);
    file.line("DTSTART", &utc(appointment.at));
    file.line("DTEND", &utc(appointment.end()));
    file.line("SUMMARY", &escaped(&appointment.title()));
    if !appointment.note.is_empty() {
        file.line("DESCRIPTION", &escaped(appointment.note.as_str()));
    }
    file.line("STATUS", if appointment.is_cancelled { "CANCELLED" } else { "CONFIRMED" });
    if !appointment.is_cancelled {
        for before in ["-P1D", "-PT2H"] {
            file.line("BEGIN", "VALARM");
            file.line("ACTION", "DISPLAY");
            file.line("DESCRIPTION", &escaped(&appointment.title()));
            file.line("TRIGGER", before);
            file.line("END", "VALARM");
        }
    }
    file.end()
}

/// A race, as a whole day. If it was deleted, the file removes it from the calendar.
pub fn race(id: &Id, race: &Race, is_deleted: bool, stamp: Instant) -> String {
    let mut file = File::begin(if is_deleted { "CANCEL" } else { "PUBLISH" });
    file.head(id, race.calendar_files, stamp);
    file.line("DTSTART;VALUE=DATE", &race.day.iso().replace('-', ""));
    // The end is exclusive (section 3.6.1).
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
        self.line("UID", &text!(id, "@tightspot"));
        self.line("SEQUENCE", &sequence.to_string());
        self.line("DTSTAMP", &utc(stamp));
    }

    fn end(mut self) -> String {
        self.line("END", "VEVENT");
        self.line("END", "VCALENDAR");
        self.0
    }

    /// Writes a content line. A long line is folded, but never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain(":".chars()).chain(value.chars()) {
            if length + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value: separators are escaped (section 3.3.11), and characters that a text must not contain are
/// left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
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
    let second = at.ms() / 1000 % 60;
    _ = write!(text, "T{:02}{:02}{second:02}Z", minute / 60, minute % 60);
    text
}
