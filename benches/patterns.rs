//! How long all patterns of ten years take, natively: `cargo bench`, or with the rest in `cargo xtask bench`.

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};
use tightspot::domain::example;
use tightspot::domain::massage::Massage;
use tightspot::domain::patterns::{Heat, Range, after_runs, helped, jump, recurrences, sides};
use tightspot::domain::run::{Run, RunId, Timing};
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::{HOUR, Instant};

/// Ten years of a run a day.
const RUNS: u32 = 3650;
const TURNS: usize = 21;
/// The most that all of it may take.
const BUDGET: Duration = Duration::from_millis(5);

/// The example, again and again, a day further back each time.
fn journal(now: Instant) -> (Vec<Run>, Vec<Massage>) {
    let (mut runs, mut massages) = (vec![], vec![]);
    for day in 0..RUNS {
        let then = now.plus(-i64::from(day) * 24 * HOUR);
        let (some, treated) = example::journal(then);
        let mut run = some[day as usize % some.len()].clone();
        run.id = RunId::new(then, day);
        run.fill(
            Timing::entered(then.day(), Some(then), Some(2780), now.plus(HOUR)).expect("a run of the past"),
        );
        runs.push(run);
        massages.extend(treated.into_iter().take(1));
    }
    (runs, massages)
}

fn all(runs: &[Run], massages: &[Massage], today: Day) {
    for range in Range::ALL {
        let looked_at = range.of(runs, today);
        black_box(Heat::of(&looked_at));
        black_box(sides(&looked_at));
        black_box(after_runs(&looked_at));
        black_box(recurrences(&looked_at));
        black_box(jump(&looked_at, today));
    }
    black_box(helped(runs, massages));
}

fn main() {
    let now = Instant::new(1_781_583_240_000, 120).expect("a moment");
    let (runs, massages) = journal(now);
    let mut times: Vec<_> = (0..TURNS)
        .map(|_| {
            let began = Stopwatch::now();
            all(black_box(&runs), black_box(&massages), now.day());
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times[TURNS / 2];
    println!("all patterns of {RUNS} runs, every range: median of {TURNS} {median:?}, budget {BUDGET:?}");
    assert!(median <= BUDGET, "over the budget");
}
