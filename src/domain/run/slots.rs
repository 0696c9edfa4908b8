//! Sorts the runs that were read at startup: the open one, the one with an open routine, and the others.

use super::journal::newest_first;
use super::{Life, Run};
use crate::domain::time::instant::Instant;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// Checked in or running.
    pub open: Option<Run>,
    /// Back, with the routine open.
    pub recovering: Option<Run>,
    /// Every other run, newest first.
    pub past: Vec<Run>,
}

impl Slots {
    /// Two tabs can leave more than one run open. The newest running one stays open, else the newest check-in; other check-ins
    /// become logs. Of open routines the newest stays open; the others are closed.
    pub fn sort(mut runs: Vec<Run>, now: Instant) -> Slots {
        newest_first(&mut runs);
        let newest = |is: fn(&Life) -> bool| runs.iter().position(|run| is(run.life()));
        let open = newest(|life| matches!(life, Life::Running { .. }))
            .or_else(|| newest(|life| matches!(life, Life::CheckedIn { .. })));
        let recovering = newest(|life| matches!(life, Life::Recovering { .. }));
        let mut slots = Slots { past: Vec::with_capacity(runs.len()), ..Slots::default() };
        for (index, mut run) in runs.into_iter().enumerate() {
            if Some(index) == open {
                slots.open = Some(run);
            } else if Some(index) == recovering {
                slots.recovering = Some(run);
            } else {
                // Each refuses a run that it does not apply to, and then changes nothing.
                let _ = run.log();
                let _ = run.close(now);
                slots.past.push(run);
            }
        }
        slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::run::RunId;
    use crate::domain::time::instant::MINUTE;

    /// Runs in these states, each a minute newer than the one before: c(hecked in), r(unning), b(ack), f(inished).
    fn runs(states: &str) -> Vec<Run> {
        let run = |(index, state): (usize, char)| {
            let at = Instant::new(1_781_583_240_000 + MINUTE * i64::try_from(index).unwrap(), 120).unwrap();
            let mut run = Run::check_in(RunId::new(at, 0), at);
            if state != 'c' {
                run.start(at).unwrap();
            }
            if "bf".contains(state) {
                run.finish(at.plus(MINUTE)).unwrap();
            }
            if state == 'f' {
                run.close(at.plus(MINUTE)).unwrap();
            }
            run
        };
        states.chars().enumerate().map(run).collect()
    }

    fn state(run: &Run) -> char {
        match run.life() {
            Life::CheckedIn { .. } => 'c',
            Life::Logged { .. } => 'l',
            Life::Running { .. } => 'r',
            Life::Recovering { .. } => 'b',
            Life::Closed { .. } => 'f',
        }
    }

    #[test]
    fn at_most_one_run_is_open_and_one_routine() {
        for (states, open, recovering, past) in [
            ("", None, None, ""),
            ("c", Some('c'), None, ""),
            ("cc", Some('c'), None, "l"),
            ("rc", Some('r'), None, "l"),
            ("rcr", Some('r'), None, "lr"),
            ("bb", None, Some('b'), "f"),
            ("cbrf", Some('r'), Some('b'), "fl"),
        ] {
            let runs = runs(states);
            let ids: Vec<_> = runs.iter().map(|run| run.id.clone()).collect();
            let slots = Slots::sort(runs, Instant::new(1_781_600_000_000, 120).unwrap());
            assert_eq!(slots.open.as_ref().map(state), open, "{states}");
            assert_eq!(slots.recovering.as_ref().map(state), recovering, "{states}");
            assert_eq!(slots.past.iter().map(state).collect::<String>(), past, "{states}");
            let newest = states.rfind('r').or_else(|| states.rfind('c'));
            assert_eq!(slots.open.map(|run| run.id), newest.map(|index| ids[index].clone()), "{states}");
        }
    }
}
