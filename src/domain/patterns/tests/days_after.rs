//! The days after a deep massage, and after a run that was much longer than usual.

use super::*;

#[test]
fn a_run_within_48_hours_after_a_deep_massage_is_left_out_unless_something_is_flagged() {
    let end = at(NOW);
    let run_at = |later: i64, spots: &str, is_flagged: bool| {
        let start = end.plus(later);
        let mut run = Run::check_in(RunId::new(start, 1), start);
        mark(&mut run, spots);
        if is_flagged {
            run.spots.edit(region("calf-l"), |spot| spot.feelings = [Feeling::Numb].into_iter().collect());
        }
        run.start(start).unwrap();
        run.finish(start.plus(40 * MINUTE)).unwrap();
        run
    };
    for (later, expected) in
        [(-MINUTE, false), (0, true), (2 * DAY - 1, true), (2 * DAY, false), (3 * DAY, false)]
    {
        assert_eq!(is_sore_from_massage(&run_at(later, "calf-l 2", false), &[end]), expected, "{later}");
        assert!(!is_sore_from_massage(&run_at(later, "calf-l 2", true), &[end]), "numb is never left out");
        assert!(!is_sore_from_massage(&run_at(later, "calf-l 2", false), &[]));
    }
    // Of a run without times, the day decides: not that of the massage, whose order is not known.
    for (days, expected) in [(-1, false), (0, false), (1, true), (2, true), (3, false)] {
        let day = end.plus(days * DAY).day();
        let entered = Timing::entered(day, None, None, end.plus(9 * DAY)).unwrap();
        let run = Run::added(RunId::new(end, 2), entered, Routine::default());
        assert_eq!(is_sore_from_massage(&run, &[end]), expected, "{days} days");
    }
    // Ten others take its place, and a check-in without a run takes none.
    let mut runs = calf(&["2"; 12].join(" "));
    runs.insert(0, logged(0, "calf-l 3"));
    let deep = [at(NOW - DAY - HOUR)];
    let newest = telling(&runs, &deep, at(NOW).day());
    assert_eq!(newest.len(), 10);
    assert_eq!(newest[0].day(), at(NOW - 2 * DAY).day());
}

#[test]
fn a_run_is_much_longer_from_30_percent_above_the_longest_of_four_weeks() {
    let with = |days_ago: i64, metres: u32| {
        let mut run = run(days_ago, "");
        run.distance = Distance::from_metres(metres);
        run
    };
    let before = || vec![with(4, 10_000), with(8, 9_000), with(20, 8_000), with(27, 10_000)];
    let check = |newest: Run, before: Vec<Run>| {
        let runs: Vec<Run> = std::iter::once(newest).chain(before).collect();
        much_longer(&runs.iter().collect::<Vec<_>>(), at(NOW).day()).map(|found| found.days_ago)
    };
    for (days_ago, metres, expected) in [
        (0, 13_000, Some(0)),
        (0, 12_999, None),
        (1, 20_000, Some(1)),
        (2, 13_000, Some(2)),
        (3, 20_000, None),
    ] {
        assert_eq!(check(with(days_ago, metres), before()), expected, "{days_ago}: {metres}");
    }
    // Three known runs are too few, and what is more than four weeks before does not count.
    assert_eq!(check(with(0, 20_000), before().split_off(1)), None);
    let mut old = before();
    old.push(with(29, 40_000));
    assert_eq!(check(with(0, 13_000), old), Some(0));
    // A walk is no run, and a run without a distance is not known.
    let mut walk = with(0, 20_000);
    walk.is_walk = true;
    assert_eq!(check(walk, before()), None);
    assert_eq!(check(run(0, ""), before()), None);
}
