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
fn it_is_due_by_its_rhythm() {
    let all = |ticks: &[&str]| Rhythm::ALL.map(|rhythm| homework(rhythm, ticks).is_due(day("2026-06-18")));
    assert_eq!(all(&[]), [true, true, true]);
    // Yesterday: not today, if it is for every other day.
    assert_eq!(all(&["2026-06-17"]), [true, false, true]);
    assert_eq!(all(&["2026-06-16"]), [true, true, true]);
    // Homework that was ticked today stays on the list.
    assert_eq!(all(&["2026-06-17", "2026-06-18"]), [true, true, true]);
    // Three since Monday, 15 June.
    assert_eq!(all(&["2026-06-15", "2026-06-16", "2026-06-17"]), [true, false, false]);
    assert_eq!(all(&["2026-06-14", "2026-06-15", "2026-06-16"]), [true, true, true]);
    assert_eq!(all(&["2026-06-15", "2026-06-16", "2026-06-18"]), [true, true, true]);
}

#[test]
fn it_is_open_from_its_first_day_to_its_last() {
    let mut daily = homework(Rhythm::Daily, &[]);
    daily.until = Some(day("2026-06-10"));
    for (today, open) in
        [("2026-05-31", false), ("2026-06-01", true), ("2026-06-10", true), ("2026-06-11", false)]
    {
        assert_eq!((daily.is_open(day(today)), daily.is_due(day(today))), (open, open), "{today}");
    }
    daily.is_paused = true;
    assert!(daily.is_open(day("2026-06-05")) && !daily.is_due(day("2026-06-05")));
}

#[test]
fn homework_that_ended_since_the_last_appointment_is_still_in_the_brief() {
    let in_brief = |until: Option<&str>, last: Option<&str>, today: &str| {
        let ended = Homework { until: until.map(day), ..homework(Rhythm::Daily, &[]) };
        ended.is_for_next_brief(last.map(day), day(today))
    };
    assert!(in_brief(None, None, "2026-06-01") && !in_brief(None, None, "2026-05-31"));
    assert!(in_brief(Some("2026-06-10"), Some("2026-06-09"), "2026-06-20"));
    assert!(!in_brief(Some("2026-06-10"), Some("2026-06-10"), "2026-06-20"));
    assert!(in_brief(Some("2026-06-10"), None, "2026-07-07"));
    assert!(!in_brief(Some("2026-06-10"), None, "2026-07-08"));
}

#[test]
fn ended_homework_stays_in_the_brief_unless_the_runner_reported_on_it() {
    let ended = |visit: &str, today: &str| {
        let mut daily = homework(Rhythm::Daily, &[]);
        daily.end(day(visit), day(today));
        daily.until.unwrap().iso()
    };
    // Given on the first of June.
    assert_eq!(ended("2026-06-20", "2026-06-20"), "2026-06-19");
    assert_eq!(ended("2026-06-20", "2026-06-23"), "2026-06-20");
    assert_eq!(ended("2026-06-01", "2026-06-23"), "2026-06-01");
    assert_eq!(ended("2026-05-20", "2026-06-23"), "2026-06-22");
}

#[test]
fn a_second_toggle_removes_the_tick() {
    let mut daily = homework(Rhythm::Daily, &[]);
    daily.toggle(day("2026-06-02"));
    assert!(daily.is_ticked(day("2026-06-02")) && !daily.is_ticked(day("2026-06-01")));
    daily.toggle(day("2026-06-02"));
    assert!(daily.ticks.is_empty());
}

#[track_caller]
fn check_kept(homework: &Homework, today: &str, kept: (usize, usize)) {
    assert_eq!(homework.kept(day(today)), kept, "{today}");
}

#[test]
fn ticks_are_counted_against_the_days_on_which_it_was_due() {
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
    // Extra ticks do not count.
    check_kept(&homework(Rhythm::EveryOtherDay, &["2026-06-01", "2026-06-02"]), "2026-06-03", (1, 1));
    check_kept(&homework(Rhythm::ThreeAWeek, &["2026-06-02"]), "2026-06-08", (1, 3));
    check_kept(&homework(Rhythm::ThreeAWeek, &["2026-06-02"]), "2026-06-09", (1, 4));
    // Not after its last day.
    let ended = Homework { until: Some(day("2026-06-02")), ..daily.clone() };
    check_kept(&ended, "2026-06-20", (1, 2));
    // Only from the last review on.
    let mut reviewed = daily;
    reviewed.answer(Went::Did(None), false, day("2026-06-03"));
    check_kept(&reviewed, "2026-06-05", (1, 2));
    check_kept(&homework(Rhythm::Daily, &[]), "2026-05-20", (0, 0));
}

#[test]
fn an_answer_pauses_it_or_moves_it_to_after_runs() {
    let mut daily = homework(Rhythm::Daily, &[]);
    assert_eq!(daily.presumed(day("2026-06-20")), Went::Didnt(None));
    daily.answer(Went::Didnt(Some(Obstacle::Hurt)), false, day("2026-06-20"));
    assert!(daily.is_paused && !daily.is_due(day("2026-06-21")));
    // It stays paused with this answer until the runner says otherwise, and is never due in the meantime.
    assert_eq!(daily.presumed(day("2026-07-10")), Went::Didnt(Some(Obstacle::Hurt)));
    check_kept(&daily, "2026-07-10", (0, 0));
    assert_eq!(daily.kept_words(day("2026-07-10")), "Paused: it hurt");
    daily.answer(daily.presumed(day("2026-07-10")), false, day("2026-07-10"));
    assert!(daily.is_paused);
    daily.answer(Went::Didnt(Some(Obstacle::Forgot)), true, day("2026-06-22"));
    assert!(!daily.is_paused && daily.after_runs);
    // Asked again on the same day: the same answer.
    assert_eq!(daily.presumed(day("2026-06-22")), Went::Didnt(Some(Obstacle::Forgot)));
    assert_eq!(daily.presumed(day("2026-06-23")), Went::Didnt(None));
    daily.toggle(day("2026-06-22"));
    assert_eq!(daily.presumed(day("2026-06-23")), Went::Did(None));
}

#[test]
fn the_summary_is_one_line() {
    let today = day("2026-06-20");
    assert_eq!(summary([].into_iter(), today), None);
    // Given today: it was not due yet.
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
    // An answer is valid for a week; from then on the ticks count.
    for (later, expected) in
        [("2026-06-27", "1 of 1 kept up. Heel drops: helped a lot."), ("2026-06-28", "0 of 1 kept up.")]
    {
        assert_eq!(summary([&drops].into_iter(), day(later)).as_deref(), Some(expected), "{later}");
    }
    let ticked =
        homework(Rhythm::ThreeAWeek, &["2026-06-02", "2026-06-03", "2026-06-09", "2026-06-12", "2026-06-15"]);
    assert_eq!(summary([&ticked].into_iter(), today).as_deref(), Some("1 of 1 kept up."));
}

#[test]
fn the_app_asks_from_two_days_before_the_appointment_until_it_is_answered() {
    let day = |text: &str| Day::parse(text).unwrap();
    let given = Homework::new(Text::clipped("Maya"), day("2026-06-01"));
    let answered = |on: &str| {
        let mut homework = given.clone();
        homework.answer(Went::Didnt(None), false, day(on));
        homework
    };
    for (homework, today, asks) in [
        (given.clone(), "2026-06-07", false),
        (given.clone(), "2026-06-08", true),
        (given.clone(), "2026-06-10", true),
        (answered("2026-06-07"), "2026-06-08", true),
        (answered("2026-06-08"), "2026-06-09", false),
        (Homework::new(Text::default(), day("2026-06-08")), "2026-06-08", false),
    ] {
        assert_eq!(
            asks_how_it_went([&homework], day("2026-06-10"), day(today)),
            asks,
            "{homework:?} {today}"
        );
    }
    assert!(!asks_how_it_went([], day("2026-06-10"), day("2026-06-10")));
}
