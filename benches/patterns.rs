//! Measures how long all patterns of ten years take, natively: `cargo bench`, or `cargo xtask bench` with the
//! other benchmarks.

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};
use tightspot::domain::example;
use tightspot::domain::massage::Massage;
use tightspot::domain::patterns::season::{Season, Sources, Span};
use tightspot::domain::patterns::{Heat, Range, after_runs, helped, jump, recurrences, sides};
use tightspot::domain::run::{Run, RunId, Timing};
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::{HOUR, Instant};

/// Ten years with one run a day.
const RUNS: u32 = 3650;
const TURNS: usize = 21;
/// The longest that all patterns may take.
const BUDGET: Duration = Duration::from_millis(5);

/// The example journal, repeated for each day and moved back by one more day each time.
fn journal(now: Instant) -> (Vec<Run>, Vec<Massage>) {
    let (mut runs, mut massages) = (vec![], vec![]);
    for day in 0..RUNS {
        let then = now.plus(-i64::from(day) * 24 * HOUR);
        let (examples, treatments) = example::journal(then);
        let mut run = examples[day as usize % examples.len()].clone();
        run.id = RunId::new(then, day);
        run.fill(
            Timing::entered(then.day(), Some(then), Some(2780), now.plus(HOUR)).expect("a run in the past"),
        );
        runs.push(run);
        massages.extend(treatments.into_iter().take(1));
    }
    (runs, massages)
}

fn all(runs: &[Run], massages: &[Massage], today: Day) {
    for range in Range::ALL {
        let selected = range.of(runs, today);
        black_box(Heat::of(&selected));
        black_box(sides(&selected));
        black_box(after_runs(&selected));
        black_box(recurrences(&selected));
        black_box(jump(&selected, today));
    }
    black_box(helped(runs, massages));
    let entries: Vec<&Run> = runs.iter().collect();
    let from = Sources { entries: &entries, massages, races: &[], visits: &[], deep: &[], today };
    for span in Span::ALL {
        black_box(Season::of(span, &from));
    }
}

fn main() {
    let now = Instant::new(1_781_583_240_000, 120).expect("a valid instant");
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
