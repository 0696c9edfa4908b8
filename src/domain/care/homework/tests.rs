use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn homework(rhythm: Rhythm, ticks: &[&str]) -> Homework {
    Homework {
        what: Text::clipped("Side planks"),
        dose: Text::clipped("3 × 30 s each side"),
        rhythm,
        from: Text::clipped("Maya"),
        given: day("2026-06-01"),
        until: None,
        ticks: ticks.iter().map(|text| day(text)).collect(),
        is_paused: false,
        after_runs: false,
        review: None,
    }
}

#[test]
fn it_is_due_in_its_rhythm() {
    let all = |ticks: &[&str]| Rhythm::ALL.map(|rhythm| homework(rhythm, ticks).is_due(day("2026-06-18")));
    assert_eq!(all(&[]), [true, true, true]);
    // Yesterday: not today, if it is for every other day.
    assert_eq!(all(&["2026-06-17"]), [true, false, true]);
    assert_eq!(all(&["2026-06-16"]), [true, true, true]);
    // What is ticked today stays on the list.
    assert_eq!(all(&["2026-06-17", "2026-06-18"]), [true, true, true]);
    // Three since Monday, 15 June.
    assert_eq!(all(&["2026-06-15", "2026-06-16", "2026-06-17"]), [true, false, false]);
    assert_eq!(all(&["2026-06-14", "2026-06-15", "2026-06-16"]), [true, true, true]);
    assert_eq!(all(&["2026-06-15", "2026-06-16", "2026-06-18"]), [true, true, true]);
}

#[test]
fn it_is_open_from_its_first_day_to_its_last() {
    let mut one = homework(Rhythm::Daily, &[]);
    one.until = Some(day("2026-06-10"));
    for (today, open) in
        [("2026-05-31", false), ("2026-06-01", true), ("2026-06-10", true), ("2026-06-11", false)]
    {
        assert_eq!((one.is_open(day(today)), one.is_due(day(today))), (open, open), "{today}");
    }
    one.is_paused = true;
    assert!(one.is_open(day("2026-06-05")) && !one.is_due(day("2026-06-05")));
}

#[test]
fn what_ended_since_the_last_appointment_is_still_told() {
    let told = |until: Option<&str>, last: Option<&str>, today: &str| {
        let one = Homework { until: until.map(day), ..homework(Rhythm::Daily, &[]) };
        one.is_to_tell(last.map(day), day(today))
    };
    assert!(told(None, None, "2026-06-01") && !told(None, None, "2026-05-31"));
    assert!(told(Some("2026-06-10"), Some("2026-06-09"), "2026-06-20"));
    assert!(!told(Some("2026-06-10"), Some("2026-06-10"), "2026-06-20"));
    assert!(told(Some("2026-06-10"), None, "2026-07-07"));
    assert!(!told(Some("2026-06-10"), None, "2026-07-08"));
}

#[test]
fn what_is_taken_off_is_told_unless_it_was() {
    let ended = |visit: &str, today: &str| {
        let mut one = homework(Rhythm::Daily, &[]);
        one.end(day(visit), day(today));
        one.until.unwrap().iso()
    };
    // Given on the first of June.
    assert_eq!(ended("2026-06-20", "2026-06-20"), "2026-06-19");
    assert_eq!(ended("2026-06-20", "2026-06-23"), "2026-06-20");
    assert_eq!(ended("2026-06-01", "2026-06-23"), "2026-06-01");
    assert_eq!(ended("2026-05-20", "2026-06-23"), "2026-06-22");
}

#[test]
fn a_tick_goes_again() {
    let mut one = homework(Rhythm::Daily, &[]);
    one.toggle(day("2026-06-02"));
    assert!(one.is_ticked(day("2026-06-02")) && !one.is_ticked(day("2026-06-01")));
    one.toggle(day("2026-06-02"));
    assert!(one.ticks.is_empty());
}

#[track_caller]
fn check_kept(one: &Homework, today: &str, kept: (usize, usize)) {
    assert_eq!(one.kept(day(today)), kept, "{today}");
}

#[test]
fn what_was_kept_is_counted_against_what_was_asked() {
    let daily = homework(Rhythm::Daily, &["2026-05-30", "2026-06-01", "2026-06-03"]);
    check_kept(&daily, "2026-06-01", (1, 1));
    check_kept(&daily, "2026-06-02", (1, 1));
    check_kept(&daily, "2026-06-03", (2, 3));
    check_kept(&daily, "2026-06-05", (2, 4));
    assert!(daily.is_kept_up(day("2026-06-05")) && !daily.is_kept_up(day("2026-06-06")));
    assert_eq!(daily.kept_words(day("2026-06-05")), "Ticked 2 of 4 days");
    let fresh = homework(Rhythm::Daily, &[]);
    check_kept(&fresh, "2026-06-01", (0, 0));
    assert_eq!(fresh.kept_words(day("2026-06-01")), "Nothing to tick yet");
    assert!(!fresh.is_kept_up(day("2026-06-01")));
    check_kept(&homework(Rhythm::EveryOtherDay, &["2026-06-01", "2026-06-03"]), "2026-06-04", (2, 2));
    // More often than asked is as often as asked.
    check_kept(&homework(Rhythm::EveryOtherDay, &["2026-06-01", "2026-06-02"]), "2026-06-03", (1, 1));
    check_kept(&homework(Rhythm::ThreeAWeek, &["2026-06-02"]), "2026-06-08", (1, 3));
    check_kept(&homework(Rhythm::ThreeAWeek, &["2026-06-02"]), "2026-06-09", (1, 4));
    // Not after its last day.
    let ended = Homework { until: Some(day("2026-06-02")), ..daily.clone() };
    check_kept(&ended, "2026-06-20", (1, 2));
    // From the last look back on.
    let mut looked = daily;
    looked.answer(Went::Did(None), false, day("2026-06-03"));
    check_kept(&looked, "2026-06-05", (1, 2));
    check_kept(&homework(Rhythm::Daily, &[]), "2026-05-20", (0, 0));
}

#[test]
fn an_answer_has_its_consequences() {
    let mut one = homework(Rhythm::Daily, &[]);
    assert_eq!(one.presumed(day("2026-06-20")), Went::Didnt(None));
    one.answer(Went::Didnt(Some(Obstacle::Hurt)), false, day("2026-06-20"));
    assert!(one.is_paused && !one.is_due(day("2026-06-21")));
    // It stays paused and told until the runner says otherwise, and nothing is held against them.
    assert_eq!(one.presumed(day("2026-07-10")), Went::Didnt(Some(Obstacle::Hurt)));
    check_kept(&one, "2026-07-10", (0, 0));
    assert_eq!(one.kept_words(day("2026-07-10")), "Paused: it hurt");
    one.answer(one.presumed(day("2026-07-10")), false, day("2026-07-10"));
    assert!(one.is_paused);
    one.answer(Went::Didnt(Some(Obstacle::Forgot)), true, day("2026-06-22"));
    assert!(!one.is_paused && one.after_runs);
    // Asked again on the same day: as it was said.
    assert_eq!(one.presumed(day("2026-06-22")), Went::Didnt(Some(Obstacle::Forgot)));
    assert_eq!(one.presumed(day("2026-06-23")), Went::Didnt(None));
    one.toggle(day("2026-06-22"));
    assert_eq!(one.presumed(day("2026-06-23")), Went::Did(None));
}

#[test]
fn the_brief_is_told_in_a_line() {
    let today = day("2026-06-20");
    assert_eq!(summary([].into_iter(), today), None);
    // Given today: there was nothing to keep up yet.
    let fresh = Homework { given: today, ..homework(Rhythm::Daily, &[]) };
    assert_eq!(summary([&fresh].into_iter(), today), None);
    let mut planks = homework(Rhythm::Daily, &[]);
    planks.answer(Went::Didnt(Some(Obstacle::Hurt)), false, today);
    let mut drops = homework(Rhythm::Daily, &[]);
    drops.what = Text::clipped("Heel drops ");
    drops.answer(Went::Did(Some(Help::ALot)), false, today);
    let mut ball = homework(Rhythm::Daily, &[]);
    ball.answer(Went::Did(Some(Help::ABit)), false, today);
    let line = summary([&drops, &ball, &planks].into_iter(), today);
    assert_eq!(line.as_deref(), Some("2 of 3 kept up. Heel drops: helped a lot. Side planks: it hurt."));
    // An answer stands for a week; from then on the ticks count.
    for (later, told) in
        [("2026-06-27", "1 of 1 kept up. Heel drops: helped a lot."), ("2026-06-28", "0 of 1 kept up.")]
    {
        assert_eq!(summary([&drops].into_iter(), day(later)).as_deref(), Some(told), "{later}");
    }
    let ticked =
        homework(Rhythm::ThreeAWeek, &["2026-06-02", "2026-06-03", "2026-06-09", "2026-06-12", "2026-06-15"]);
    assert_eq!(summary([&ticked].into_iter(), today).as_deref(), Some("1 of 1 kept up."));
}
