//! FIT files as runners have reported them. Each is made here after the report that it names.

use crate::fit::{EPOCH, wrap};
use crate::{MAY, Run, check_refused, check_wild};
use tightspot::domain::run_file::{BadFile, Note, Sport, read};

/// A file under construction. The methods add messages.
#[derive(Clone)]
struct File(Vec<u8>);

/// Seconds since the FIT epoch.
fn stamp(seconds: i64) -> u32 {
    u32::try_from(MAY + seconds - EPOCH / 1000).unwrap()
}

fn semicircles(metres: i64) -> u32 {
    // 111,195 m are a degree, of which 180 are 2³¹ semicircles.
    u32::try_from((50 * 111_195 + metres) * (1 << 31) / (180 * 111_195)).unwrap()
}

const LONG: u8 = 4;
const BYTE: u8 = 1;

impl File {
    /// A file of this type: 4 is an activity.
    fn new(kind: u32) -> File {
        File(vec![]).message(0, &[(0, BYTE, kind), (4, LONG, stamp(0))])
    }

    /// A message: its number, and the number, size and value of each field.
    fn message(mut self, number: u16, fields: &[(u8, u8, u32)]) -> File {
        self.0.extend([0x40, 0, 0]);
        self.0.extend(number.to_le_bytes());
        self.0.push(u8::try_from(fields.len()).unwrap());
        self.0.extend(
            fields.iter().flat_map(|(field, size, _)| [*field, *size, if *size == LONG { 0x86 } else { 0 }]),
        );
        self.0.push(0);
        for (_, size, value) in fields {
            self.0.extend(&value.to_le_bytes()[..usize::from(*size)]);
        }
        self
    }

    fn record(self, seconds: i64, metres: i64) -> File {
        self.message(
            20,
            &[
                (253, LONG, stamp(seconds)),
                (0, LONG, semicircles(metres)),
                (1, LONG, 119_304_647),
                (5, LONG, u32::try_from(metres * 100).unwrap()),
            ],
        )
    }

    /// Records at 3 m/s, five seconds apart.
    fn run(self, from: i64, to: i64, metres: i64) -> File {
        (from..=to).step_by(5).fold(self, |file, at| file.record(at, metres + 3 * (at - from)))
    }

    /// The timer starts (0) or stops (4).
    fn timer(self, seconds: i64, kind: u32) -> File {
        self.message(21, &[(253, LONG, stamp(seconds)), (0, BYTE, 0), (1, BYTE, kind)])
    }

    /// A summary: start, from start to finish, without pauses, metres; zero leaves a value out.
    fn session(self, (start, elapsed, timer, metres): Run, sport: u32, sub_sport: u32) -> File {
        let number = |number: i64, unit: i64| {
            if number == 0 { u32::MAX } else { u32::try_from(number * unit).unwrap() }
        };
        self.message(
            18,
            &[
                (253, LONG, stamp(start + elapsed)),
                (2, LONG, stamp(start)),
                (7, LONG, number(elapsed, 1000)),
                (8, LONG, number(timer, 1000)),
                (9, LONG, number(i64::from(metres), 100)),
                (5, BYTE, sport),
                (6, BYTE, sub_sport),
            ],
        )
    }

    fn bytes(&self) -> Vec<u8> {
        wrap(14, &self.0)
    }
}

const RUNNING: u32 = 1;
const PLAIN: Run = (0, 600, 600, 1800);

fn plain() -> File {
    File::new(4).run(0, 600, 0).session(PLAIN, RUNNING, 0)
}

#[track_caller]
fn reads(report: &str, file: &File, run: Run, notes: &[Note]) {
    check_wild(report, &file.bytes(), &[run], notes);
}

#[test]
fn what_follows_a_whole_file_does_not_matter() {
    let mut tail = plain().bytes();
    tail.extend([0; 37]);
    check_wild("alex-hhh/ActivityLog2#96: bytes after the checksum", &tail, &[PLAIN], &[]);
    let next = File::new(4).run(7200, 7800, 0).session((7200, 600, 600, 1800), RUNNING, 0);
    let chain = [plain().bytes(), next.bytes()].concat();
    check_wild("endurabyte/FitEdit#13: a chain", &chain, &[PLAIN, (7200, 600, 600, 1800)], &[]);
    check_wild("a chain that is cut off", &chain[..chain.len() - 9], &[PLAIN], &[Note::CutOff]);
    let twice = [plain().bytes(), plain().bytes()].concat();
    check_wild("the same file twice", &twice, &[PLAIN], &[Note::Repeated]);
    let settings = [File::new(2).bytes(), plain().bytes()].concat();
    check_wild("settings before the run", &settings, &[PLAIN], &[]);
}

#[test]
fn files_that_are_no_activity_say_what_they_are() {
    for (report, kind, bad) in [
        ("a course with times", 6, BadFile::Course),
        ("dreeveapp/dreeve#2353: a workout", 5, BadFile::Workout),
        ("settings", 2, BadFile::Settings),
        ("endurain-project/endurain#520: sleep", 49, BadFile::DayLog),
        ("a day's steps", 32, BadFile::DayLog),
    ] {
        let file = File::new(kind).run(0, 600, 0).session(PLAIN, RUNNING, 0);
        check_refused(report, &file.bytes(), bad);
    }
    check_refused("an activity without a run", &File::new(4).bytes(), BadFile::NoRun);
    let old =
        File::new(4).message(18, &[(253, LONG, 700), (2, LONG, 100), (7, LONG, 600_000), (5, BYTE, RUNNING)]);
    check_refused("jimmykane/fit-parser#25: records from 1989", &old.bytes(), BadFile::NoDate);
}

#[test]
fn the_time_of_a_run_is_its_timer_and_its_finish_is_when_it_ended() {
    for (report, run) in [
        ("arpanghosh8453/fit-dashboard#23: 44:12 of 45:05", (0, 2705, 2652, 8000)),
        ("trevordavies095/tempo#188: two minutes of pauses", (0, 770, 649, 1609)),
        ("no pause", (0, 600, 600, 1800)),
    ] {
        reads(report, &File::new(4).session(run, RUNNING, 0), run, &[]);
    }
    let no_timer = File::new(4).session((0, 600, 0, 1800), RUNNING, 0);
    reads("no timer", &no_timer, PLAIN, &[]);
    let more = File::new(4).session((0, 600, 900, 1800), RUNNING, 0);
    reads("more timer than time", &more, PLAIN, &[]);
    // The summary has the timer twice, and the records show the pause.
    let paused = File::new(4)
        .timer(0, 0)
        .run(0, 300, 0)
        .timer(300, 4)
        .timer(900, 0)
        .run(900, 1200, 900)
        .timer(1200, 4);
    let same = paused.clone().session((0, 600, 600, 1800), RUNNING, 0);
    reads("the time without pauses in both fields", &same, (0, 1200, 600, 1800), &[Note::Totals]);
    let none = paused.clone();
    reads("no summary", &none, (0, 1200, 600, 1800), &[Note::Totals]);
    let ferry = File::new(4)
        .timer(0, 0)
        .run(0, 300, 0)
        .timer(300, 4)
        .run(305, 895, 3000)
        .timer(900, 0)
        .run(900, 1200, 900);
    reads(
        "jovandeginste/workout-tracker#671: moved while stopped",
        &ferry,
        (0, 1200, 600, 1800),
        &[Note::Totals],
    );
    let lights = (0..30).fold(File::new(4), |file, stop| {
        let start = stop * 75;
        let file = (start..=start + 60)
            .fold(file.timer(start, 0), |file, at| file.record(at, stop * 180 + (at - start) * 3));
        file.timer(start + 60, 4)
    });
    reads("thirty stops of 15 s, no summary", &lights, (0, 2235, 1800, 5400), &[Note::Totals]);
    let twice = lights.session((0, 1800, 1800, 5400), RUNNING, 0);
    reads("the same with the timer in both fields", &twice, (0, 2235, 1800, 5400), &[Note::Totals]);
    let saved_later =
        File::new(4).timer(0, 0).run(0, 600, 0).timer(600, 4).run(605, 1200, 1815).session(PLAIN, RUNNING, 0);
    reads("records while the run was not saved yet", &saved_later, PLAIN, &[]);
    let one_more = plain().record(900, 1800);
    reads("one record minutes after the end", &one_more, PLAIN, &[]);
    let stopped = File::new(4).timer(0, 0).run(0, 300, 0).timer(300, 4).run(305, 600, 915);
    reads("a timer that never starts again", &stopped, PLAIN, &[Note::Totals]);
}

#[test]
fn what_a_summary_lacks_comes_from_the_records() {
    let records = File::new(4).run(0, 600, 0);
    for (report, file, notes) in [
        (
            "jimmykane/quantified-self#221: no distance",
            records.clone().session((0, 600, 600, 0), RUNNING, 0),
            &[Note::Totals][..],
        ),
        (
            "pytrainer/pytrainer#291: the last lap is missing",
            records.clone().session((0, 400, 400, 1200), RUNNING, 0),
            &[Note::Totals],
        ),
        ("RaemondBW/OpenTrailPaper#6: no summary", records.clone(), &[Note::Totals]),
        (
            "adriangibbons/php-fit-file-analysis#47: laps, no summary",
            records.clone().message(19, &[(253, LONG, stamp(600)), (9, LONG, 100)]),
            &[Note::Totals],
        ),
        ("nothing but a start", records.clone().session((0, 0, 0, 0), RUNNING, 0), &[Note::Totals]),
    ] {
        reads(report, &file, PLAIN, notes);
    }
    let manual = File::new(4).session((0, 1800, 1800, 5000), RUNNING, 0);
    reads("GoldenCheetah/GoldenCheetah#3742: entered by hand", &manual, (0, 1800, 1800, 5000), &[]);
    let pulse = (0..=120)
        .fold(File::new(4), |file, index| file.message(20, &[(253, LONG, stamp(index * 5)), (3, BYTE, 140)]));
    reads("UNAWatch/una-sdk#185: no distance and no positions", &pulse, (0, 600, 600, 0), &[Note::Totals]);
}

#[test]
fn times_and_places_that_cannot_be_are_left_out() {
    let swapped = File::new(4).run(0, 295, 0).record(305, 915).record(300, 900).run(310, 600, 930);
    reads("Runalyze/Runalyze#1917: records out of order", &swapped, PLAIN, &[Note::WrongTimes, Note::Totals]);
    let late = File::new(4).run(0, 600, 0).record(4200, 1800);
    reads("the last record an hour late", &late, PLAIN, &[Note::WrongTimes, Note::Totals]);
    let with_summary = late.session(PLAIN, RUNNING, 0);
    reads("the same with a summary", &with_summary, PLAIN, &[Note::WrongTimes]);
    let unset =
        File::new(4).message(20, &[(253, LONG, 17), (5, LONG, 0)]).run(0, 600, 0).session(PLAIN, RUNNING, 0);
    reads("GoldenCheetah/GoldenCheetah#35: a record from before the clock was set", &unset, PLAIN, &[]);
    for (report, start) in [
        ("GoldenCheetah/GoldenCheetah#35: a start from before the clock was set", 120 - i64::from(stamp(0))),
        ("a start an hour early", -3600),
        ("a start an hour late", 3600),
        ("a start a minute and a half late", 90),
    ] {
        reads(report, &File::new(4).run(0, 600, 0).session((start, 600, 600, 1800), RUNNING, 0), PLAIN, &[]);
    }
    let lost = (0..=120).fold(File::new(4), |file, index| match index {
        80.. => file.message(
            20,
            &[
                (253, LONG, stamp(index * 5)),
                (0, LONG, 0),
                (1, LONG, 0),
                (5, LONG, u32::try_from(index * 1500).unwrap()),
            ],
        ),
        _ => file.record(index * 5, index * 15),
    });
    reads("0, 0 with a distance", &lost, PLAIN, &[Note::FarOff, Note::Totals]);
    // Suunto's distances go back a little every now and then, and there is none in the summary.
    let unsteady = (0..=120).fold(File::new(4), |file, index| {
        let metres = index * 15 - if index % 3 == 2 { 18 } else { 0 };
        let centimetres = u32::try_from(metres * 100).unwrap();
        file.message(20, &[(253, LONG, stamp(index * 5)), (5, LONG, centimetres)])
    });
    reads("distances that go back", &unsteady.session((0, 400, 400, 0), RUNNING, 0), PLAIN, &[Note::Totals]);
    let jump = File::new(4).run(0, 300, 0).run(1_746_900, 1_747_200, 900).session(PLAIN, RUNNING, 0);
    reads("a clock that was set three weeks ahead in between", &jump, PLAIN, &[]);
    let zero = File::new(4).message(20, &[(253, LONG, stamp(-5)), (0, LONG, 0), (1, LONG, 0)]).run(0, 600, 0);
    reads("0, 0 before the first fix", &zero, PLAIN, &[Note::FarOff, Note::Totals]);
}

#[test]
fn the_runs_of_a_multisport_day_are_read() {
    // A triathlon: each summary was written at the start of the day.
    let leg = |file: File, start: i64, end: i64, sport: u32| {
        file.run(start, end, 0).message(
            18,
            &[
                (253, LONG, stamp(0)),
                (2, LONG, stamp(start)),
                (7, LONG, stamp((end - start) * 1000) - stamp(0)),
                (9, LONG, stamp((end - start) * 300) - stamp(0)),
                (5, BYTE, sport),
            ],
        )
    };
    let day = [(0, 600, 5), (605, 690, 3), (700, 1300, 2), (1305, 1395, 3), (1400, 2000, 1)]
        .into_iter()
        .fold(File::new(4), |file, (start, end, sport)| leg(file, start, end, sport));
    for report in
        ["tcgoetz/GarminDB#289", "GoldenCheetah/GoldenCheetah#3211", "arpanghosh8453/fit-dashboard#21"]
    {
        let file = check_wild(report, &day.bytes(), &[(1400, 600, 600, 1800)], &[]);
        assert_eq!(file.left_out, [Sport::Swim, Sport::Ride]);
    }
}

#[test]
fn the_sport_may_be_in_the_summary_or_in_a_message_of_its_own() {
    for (report, sport, sub_sport) in [
        ("FitnessKit/AntMessageProtocol#2: fitness equipment, treadmill", 4, 1),
        ("endurain-project/endurain#386: running, treadmill", 1, 1),
        ("walking", 11, 0),
        ("hiking", 17, 0),
    ] {
        reads(report, &File::new(4).run(0, 600, 0).session(PLAIN, sport, sub_sport), PLAIN, &[]);
    }
    let generic = File::new(4).run(0, 600, 0).session(PLAIN, 0, 0);
    reads("a sport that the watch does not know", &generic, PLAIN, &[Note::NoSport]);
    for (sport, sub_sport, expected) in [
        (2, 0, Sport::Ride),
        (21, 0, Sport::Ride),
        (4, 6, Sport::Ride),
        (5, 0, Sport::Swim),
        (4, 14, Sport::Row),
        (15, 0, Sport::Row),
        (12, 0, Sport::Ski),
        (33, 0, Sport::Skate),
        (19, 0, Sport::Water),
        (10, 0, Sport::Gym),
        (4, 15, Sport::Gym),
        (53, 0, Sport::Other),
    ] {
        let file = File::new(4).run(0, 600, 0).session(PLAIN, sport, sub_sport);
        check_refused("another sport", &file.bytes(), BadFile::OtherSport(expected));
    }
    let ride = File::new(4).message(12, &[(0, BYTE, 2), (1, BYTE, 0)]).run(0, 600, 0);
    check_refused("a ride without a summary", &ride.bytes(), BadFile::OtherSport(Sport::Ride));
    let unsaid =
        ride.clone().message(18, &[(253, LONG, stamp(600)), (2, LONG, stamp(0)), (7, LONG, 600_000)]);
    check_refused("a ride whose summary lacks the sport", &unsaid.bytes(), BadFile::OtherSport(Sport::Ride));
    assert_eq!(read(&plain().bytes()).unwrap().left_out, []);
}
