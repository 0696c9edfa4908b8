//! Calendar files, read back by an independent library, and checked against the rules of RFC 5545 that the library does
//! not check.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::appointment;
use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event};
use proptest::prelude::*;
use tightspot::domain::care::race::Class;
use tightspot::domain::care::{Appointment, Race, calendar_file};
use tightspot::domain::id::Id;
use tightspot::domain::text::Text;
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::{HOUR, Instant, MINUTE};

fn id() -> Id {
    Id::parse("19ecea2db40-00000007").unwrap()
}

fn on(day: &str, minute: u16, offset: i16) -> Instant {
    Instant::on(Day::parse(day).unwrap(), minute, offset).unwrap()
}

fn massage_at(at: Instant) -> Appointment {
    Appointment { at, calendar_files: 0, ..appointment() }
}

/// Returns the only event of a file, and checks the file against the rules.
#[track_caller]
fn event(file: &str) -> Event {
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CRLF");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "a line is too long: {file}");
    let unfolded = unfold(file);
    let calendar: Calendar = read_calendar(&unfolded).unwrap().into();
    let [CalendarComponent::Event(event)] = &calendar.components[..] else { panic!("no event in {file}") };
    assert_eq!(event.get_uid(), Some("19ecea2db40-00000007@tightspot"));
    assert!(event.property_value("DTSTAMP").is_some_and(|stamp| stamp.ends_with('Z')));
    event.clone()
}

/// Returns the milliseconds since 1970 UTC.
fn moment(time: Option<DatePerhapsTime>) -> i64 {
    let Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(time))) = time else { panic!("{time:?}") };
    time.timestamp_millis()
}

#[test]
fn an_appointment_is_an_instant_whatever_the_clocks_do() {
    for at in [
        on("2026-06-22", 17 * 60 + 30, 120),
        // Both sides of the nights in which Berlin's clocks change, and the hour that occurs twice.
        on("2026-03-29", 60 + 59, 60),
        on("2026-03-29", 3 * 60, 120),
        on("2026-10-25", 2 * 60 + 30, 120),
        on("2026-10-25", 2 * 60 + 30, 60),
        // Times that are on another day in UTC, once at the end of a year.
        on("2026-06-22", 30, 120),
        on("2026-12-31", 23 * 60 + 45, -300),
    ] {
        let event = event(&calendar_file::appointment(&id(), &massage_at(at), at));
        assert_eq!(moment(event.get_start()), at.ms());
        assert_eq!(moment(event.get_end()), at.ms() + HOUR);
        assert_eq!(event.get_summary(), Some("Deep work with Maya"));
        assert_eq!(event.property_value("STATUS"), Some("CONFIRMED"));
    }
}

#[test]
fn an_appointment_has_two_reminders() {
    let at = on("2026-06-22", 1050, 120);
    let file = calendar_file::appointment(&id(), &massage_at(at), at);
    assert!(file.contains("METHOD:PUBLISH\r\n"));
    assert_eq!(file.matches("BEGIN:VALARM\r\nACTION:DISPLAY\r\n").count(), 2);
    assert!(file.contains("TRIGGER:-P1D\r\n") && file.contains("TRIGGER:-PT2H\r\n"));
}

#[test]
fn a_later_file_replaces_the_event_and_a_cancelled_one_removes_it() {
    let at = on("2026-06-22", 1050, 120);
    let mut massage = massage_at(at);
    let sequence = |massage: &Appointment| {
        let event = event(&calendar_file::appointment(&id(), massage, at));
        event.property_value("SEQUENCE").unwrap().parse::<u32>().unwrap()
    };
    assert_eq!(sequence(&massage), 0);
    massage.calendar_files = 1;
    massage.at = at.plus(15 * MINUTE);
    assert_eq!(sequence(&massage), 1);
    massage.calendar_files = 2;
    massage.is_cancelled = true;
    let file = calendar_file::appointment(&id(), &massage, at);
    assert!(file.contains("METHOD:CANCEL\r\n") && !file.contains("VALARM"));
    let cancelled = event(&file);
    assert_eq!((cancelled.property_value("STATUS"), sequence(&massage)), (Some("CANCELLED"), 2));
}

#[test]
fn a_race_is_a_whole_day() {
    for (day, next) in
        [("2026-06-27", "2026-06-28"), ("2026-12-31", "2027-01-01"), ("2028-02-29", "2028-03-01")]
    {
        let race = Race {
            name: Text::clipped("Riverside Half; 21.1 km, flat"),
            calendar_files: 3,
            ..Race::new(Day::parse(day).unwrap(), Class::Half)
        };
        let event = event(&calendar_file::race(&id(), &race, false, on(day, 0, 0)));
        let date = |time: Option<DatePerhapsTime>| match time {
            Some(DatePerhapsTime::Date(date)) => date.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!((date(event.get_start()), date(event.get_end())), (day.to_owned(), next.to_owned()));
        assert_eq!(event.get_summary(), Some("Riverside Half; 21.1 km, flat"));
        assert_eq!(event.property_value("SEQUENCE"), Some("3"));
        let cancelled = self::event(&calendar_file::race(&id(), &race, true, on(day, 0, 0)));
        assert_eq!(cancelled.property_value("STATUS"), Some("CANCELLED"));
    }
}

proptest! {
    /// Whatever the runner writes reads back unchanged, except for what no calendar can hold.
    #[test]
    fn any_words_read_back(with in "\\PC{0,60}", note in "(\\PC|\n){0,200}") {
        let at = on("2026-06-22", 1050, 120);
        let massage = Appointment { with: Text::clipped(&with), note: Text::clipped(&note), ..massage_at(at) };
        let event = event(&calendar_file::appointment(&id(), &massage, at));
        let plain = |text: &str| text.replace(['\u{2028}', '\u{2029}'], "\n");
        prop_assert_eq!(event.get_summary().map(str::to_owned), Some(plain(&massage.title())));
        if !note.is_empty() {
            prop_assert_eq!(event.get_description().map(str::to_owned), Some(plain(massage.note.as_str())));
        }
    }

    #[test]
    fn no_character_breaks_a_file(words in any::<String>()) {
        let at = on("2026-06-22", 1050, 120);
        let massage = Appointment { with: Text::clipped(&words), note: Text::clipped(&words), ..massage_at(at) };
        event(&calendar_file::appointment(&id(), &massage, at));
    }
}
