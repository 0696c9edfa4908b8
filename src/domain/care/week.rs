//! Days with self-massage in the last seven days, compared with the goal of two to three (Castell).

use super::Phase;
use crate::domain::massage::{Massage, Progress};
use crate::domain::time::calendar::Day;

/// The last seven days on the runner's calendar, today last. The window moves by the day, so the count does
/// not drop to zero on Mondays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastSeven {
    today: Day,
    /// Oldest first.
    done: [bool; 7],
    pub goal: usize,
}

impl LastSeven {
    /// Counts self-massages, which may be in any order. Each counts for the day on which it ended, in the
    /// time zone where the runner was.
    pub fn of(massages: &[Massage], phase: Phase, today: Day) -> LastSeven {
        let mut done = [false; 7];
        for massage in massages {
            if let Progress::Done { at, .. } = massage.progress
                && let Ok(ago @ 0..7) = usize::try_from(today.days_since(at.day()))
            {
                done[6 - ago] = true;
            }
        }
        LastSeven { today, done, goal: phase.self_massages() }
    }

    /// Each day with whether it had a self-massage, oldest first.
    pub fn days(self) -> impl Iterator<Item = (Day, bool)> {
        (0..7).zip(self.done).map(move |(index, done)| (self.today.minus(6 - index), done))
    }

    /// Days with a self-massage.
    pub fn count(self) -> usize {
        self.done.into_iter().filter(|done| *done).count()
    }

    /// "One more to go this week", "Aim for three a week", "That’s your week. Nicely done."
    pub fn words(self) -> String {
        const NUMBERS: [&str; 3] = ["One", "Two", "Three"];
        match self.goal.checked_sub(self.count()) {
            Some(left @ 1..=3) if self.count() > 0 => text!(NUMBERS[left - 1], " more to go this week"),
            Some(1..) => text!("Aim for ", if self.goal == 3 { "three" } else { "two" }, " a week"),
            _ => "That’s your week. Nicely done.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::region::Area;
    use crate::domain::id::Id;
    use crate::domain::massage::Tool;
    use crate::domain::time::instant::{HOUR, Instant};

    fn massage(day: &str, hour: i64, offset: i16) -> Massage {
        let at = Instant::on(Day::parse(day).unwrap(), 0, offset).unwrap().plus(hour * HOUR);
        let progress = Progress::Done { at, took: 60 };
        Massage { id: Id::new(at, 1), area: Area::Calf, side: None, tool: Tool::Roller, progress }
    }

    #[track_caller]
    fn check(today: &str, massages: &[Massage], days: &str, words: &str) {
        let week = LastSeven::of(massages, Phase::Building, Day::parse(today).unwrap());
        let shown: String = week.days().map(|(_, done)| if done { 'x' } else { '.' }).collect();
        assert_eq!((shown.as_str(), week.words().as_str()), (days, words), "{today}");
        assert_eq!(week.count(), days.matches('x').count());
        assert_eq!(week.days().last().unwrap().0, Day::parse(today).unwrap());
    }

    #[test]
    fn seven_days_move_over_weeks_years_and_zones() {
        // Thursday and Sunday, seen from Tuesday: across the end of the week, as in the design.
        let two = [massage("2026-06-11", 20, 120), massage("2026-06-14", 9, 120)];
        check("2026-06-16", &two, ".x..x..", "One more to go this week");
        check("2026-06-17", &two, "x..x...", "One more to go this week");
        check("2026-06-18", &two, "..x....", "Two more to go this week");
        check("2026-06-21", &two, ".......", "Aim for three a week");
        // Two on one day count as one day. One from tomorrow (the clock was set back) does not count yet.
        let same =
            [massage("2026-06-16", 1, 120), massage("2026-06-16", 23, 120), massage("2026-06-17", 1, 120)];
        check("2026-06-16", &same, "......x", "Two more to go this week");
        // The day is that of the place: 23:00 in Berlin is the next day in Tokyo, but counts for the day in
        // Berlin.
        check("2026-06-16", &[massage("2026-06-15", 23, 120)], ".....x.", "Two more to go this week");
        check("2026-06-16", &[massage("2026-06-15", 23, 540)], ".....x.", "Two more to go this week");
        // Across the end of a year and both nights in which clocks change.
        check("2027-01-02", &[massage("2026-12-31", 23, 60)], "....x..", "Two more to go this week");
        check("2026-03-30", &[massage("2026-03-29", 23, 120)], ".....x.", "Two more to go this week");
        check("2026-10-26", &[massage("2026-10-25", 0, 120)], ".....x.", "Two more to go this week");
        let three = ["2026-06-10", "2026-06-12", "2026-06-16"].map(|day| massage(day, 8, 0));
        check("2026-06-16", &three, "x.x...x", "That’s your week. Nicely done.");
        check("2026-06-16", &[], ".......", "Aim for three a week");
    }

    #[test]
    fn steady_weeks_need_fewer_and_a_massage_under_way_does_not_count() {
        use crate::domain::recovery::guide::{Exercise, Guide, Sides};
        let today = Day::parse("2026-06-16").unwrap();
        let mut only = massage("2026-06-16", 8, 0);
        let count =
            |massage: &Massage| LastSeven::of(std::slice::from_ref(massage), Phase::Maintaining, today);
        assert_eq!((count(&only).count(), count(&only).goal), (1, 2));
        assert_eq!(count(&only).words(), "One more to go this week");
        let exercise = Exercise::new("calf", Some(Area::Calf), Sides::Left, 5, 60);
        let begun = Instant::on(today, 480, 0).unwrap();
        only.progress = Progress::UnderWay(Guide::start(vec![exercise], begun).unwrap());
        assert_eq!(count(&only).words(), "Aim for two a week");
    }
}
