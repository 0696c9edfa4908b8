use super::*;
use crate::domain::body::regions::Regions;
use crate::domain::care::appointment::{Minutes, Technique};
use crate::domain::care::homework::{Help, Rhythm, Went};
use crate::domain::care::race::Class;
use crate::domain::example;
use crate::domain::run::RunId;
use crate::domain::time::instant::Instant;

/// Noon on Tuesday, 16 June 2026.
fn noon() -> Instant {
    Instant::new(1_781_604_000_000, 120).unwrap()
}

fn set(ids: &[&str]) -> Regions {
    ids.iter().fold(Regions::default(), |set, id| set.toggled(Region::from_id(id).unwrap()))
}

fn with<T>(change: impl FnOnce(&mut Sources<'_>) -> T) -> T {
    let (runs, massages) = example::journal(noon());
    let mut from = Sources {
        purpose: Purpose::Massage,
        entries: &runs.iter().collect::<Vec<_>>(),
        massages: &massages,
        races: &[],
        homework: &[],
        last: None,
        next: None,
        phase: None,
        wishes: &Wishes::default(),
        units: Units::Kilometres,
        today: noon().day(),
        spared: &TightSpots::default(),
        deep: &[],
    };
    change(&mut from)
}

fn included(brief: &Brief) -> impl Iterator<Item = &Focus> {
    brief.areas.iter().filter(|(_, included)| *included).map(|(focus, _)| focus)
}

fn ids(brief: &Brief) -> Vec<String> {
    included(brief).map(|focus| focus.region.id()).collect()
}

#[test]
fn recurring_areas_are_included() {
    let brief = with(|from| Brief::of(from));
    let found: Vec<_> =
        included(&brief).map(|focus| (focus.region.id(), focus.level, focus.words.as_str())).collect();
    let expected = [
        ("calf-l", Level::Moderate, "Tight before 5 of 6 runs"),
        ("it-band-r", Level::Severe, "Tight before 4 of 6 runs"),
        ("hip-flexor-l", Level::Mild, "3 of 10 runs, steady"),
    ];
    assert_eq!(found[..3], expected.map(|(id, level, words)| (id.to_owned(), level, words)));
}

#[test]
fn areas_that_the_runner_adds_come_first_and_those_they_remove_are_left_out() {
    let brief = |asked: &[&str], left_out: &[&str]| {
        let wishes = Wishes { asked: set(asked), left_out: set(left_out), ..Wishes::default() };
        with(|from| Brief::of(&Sources { wishes: &wishes, ..*from }))
    };
    let plain = ids(&brief(&[], &[]));
    assert_eq!(ids(&brief(&["hip-flexor-l"], &[]))[..2], ["hip-flexor-l", "calf-l"]);
    // An area that was never tight is not added.
    assert_eq!(ids(&brief(&["toes-l"], &[])), plain);
    let without = brief(&["calf-l"], &["calf-l"]);
    assert!(!ids(&without).contains(&"calf-l".to_owned()));
    assert!(without.areas.iter().any(|(focus, included)| focus.region.id() == "calf-l" && !included));
    assert!(plain.len() <= 5);
}

#[test]
fn the_text_contains_everything() {
    let race = Race {
        name: Text::clipped("Riverside Half"),
        ..Race::new(Day::parse("2026-06-27").unwrap(), Class::Half)
    };
    let homework = Homework {
        what: Text::clipped("Heel drops"),
        dose: Text::default(),
        rhythm: Rhythm::Daily,
        from: Text::default(),
        given: Day::parse("2026-06-01").unwrap(),
        until: None,
        ticks: [].into(),
        is_paused: false,
        after_runs: false,
        review: None,
    };
    let mut homework = homework;
    homework.answer(Went::Did(Some(Help::ALot)), false, noon().day());
    let wishes = Wishes {
        line: Text::clipped(" Old ankle sprain. "),
        left_out: set(&["it-band-r"]),
        ..Wishes::default()
    };
    let last = visit(&["calf-l"], " Much looser.\nKeep it up. ");
    let text = with(|from| {
        let from = Sources {
            last: Some(&last),
            races: &[&race],
            homework: &[&homework],
            phase: Some(Phase::Building),
            wishes: &wishes,
            ..*from
        };
        Brief::of(&from).text()
    });
    assert!(text.starts_with("For my massage\nTue 16 June\n\nPlease focus on:\n- Left calf, moderate. Tight before 5 of 6 runs."), "{text}");
    let end = "\nRunning now: 32.0 km a week, building\
        \nRace: Riverside Half, Sat 27 June, half\
        \nAt home: Self-massage 1× a week\
        \nLast time: Mon 25 May: Left calf. “Much looser. Keep it up.”\
        \nHomework: 1 of 1 kept up. Heel drops: helped a lot.\
        \nAlso: Old ankle sprain.";
    assert!(text.ends_with(end), "{text}");
    assert!(!text.contains("IT band"));
}

#[test]
fn the_last_tight_day_is_named_and_self_massages_count_once_a_day() {
    use crate::domain::body::region::Area;
    use crate::domain::id::Id;
    use crate::domain::massage::Tool;
    let wishes = Wishes { asked: set(&["shin-r"]), ..Wishes::default() };
    let marked = |days_ago: u64| {
        let at = Instant::new(noon().ms() - 86_400_000 * i64::try_from(days_ago).unwrap(), 120).unwrap();
        let mut run = Run::check_in(Id::new(at, 7), at);
        run.spots.set_level(Region::from_id("shin-r").unwrap(), Some(Level::Severe));
        run.log().unwrap();
        run
    };
    for (days_ago, words) in [(0, "Tight now"), (2, "Tight now"), (90, "Last tight Wed 18 March")] {
        let extra = marked(days_ago);
        with(|from| {
            let mut entries = from.entries.to_vec();
            entries.push(&extra);
            let brief = Brief::of(&Sources { entries: &entries, wishes: &wishes, ..*from });
            assert_eq!(brief.areas[0].0.words, words, "{days_ago}");
        });
    }
    let done = |index: u32| {
        let at = Instant::new(noon().ms() - 7 * 86_400_000 * i64::from(index / 3), 120).unwrap();
        let progress = Progress::Done { at, took: 90 };
        Massage { id: Id::new(at, index), area: Area::Calf, side: None, tool: Tool::Roller, progress }
    };
    let massages: Vec<Massage> = (0..12).map(done).collect();
    let text = with(|from| Brief::of(&Sources { massages: &massages, ..*from }).text());
    assert!(text.contains("Self-massage 1× a week"), "{text}");
}

/// An appointment on 25 May 2026.
fn visit(areas: &[&str], said: &str) -> Appointment {
    let at = Instant::new(1_779_723_000_000, 120).unwrap();
    let mut visit = Appointment::new(at, Minutes::new(60).unwrap(), Technique::Deep);
    (visit.said, visit.areas) = (Text::clipped(said), set(areas));
    visit
}

#[test]
fn a_long_quote_from_last_time_is_cut_off() {
    let text = |areas: &[&str], said: &str| last_time(&visit(areas, said), noon().day());
    assert_eq!(text(&["calf-l"], ""), "Mon 25 May: Left calf.");
    assert_eq!(text(&[], "Fine"), "Mon 25 May. “Fine”");
    assert_eq!(text(&[], &"é".repeat(240)), format!("Mon 25 May. “{}”", "é".repeat(240)));
    assert_eq!(text(&[], &"é".repeat(241)), format!("Mon 25 May. “{}…”", "é".repeat(240)));
    let silent = visit(&[], " ");
    assert!(!with(|from| Brief::of(&Sources { last: Some(&silent), ..*from }).text()).contains("Last time"));
}

#[test]
fn notes_and_warnings_are_in_the_text() {
    let focus = |note: &str, flags: &[Feeling]| Focus {
        region: Region::from_id("calf-l").unwrap(),
        level: Level::Mild,
        words: "Tight now".to_owned(),
        note: note.to_owned(),
        still_there: None,
        flags: flags.to_vec(),
        is_check: !flags.is_empty(),
    };
    assert_eq!(focus("", &[]).text(), "Tight now.");
    assert_eq!(focus("Low,\n outside", &[]).text(), "Tight now. Low, outside.");
    let flags = [Feeling::Numb, Feeling::OnBone];
    assert_eq!(focus("Hills!", &flags).text(), "Tight now. Felt numb, sore on the bone. Hills!");
}

#[test]
fn what_needs_a_look_first_is_apart_from_what_to_work_on() {
    let text = |purpose: Purpose, marks: &[(&str, u8, Option<Feeling>)]| {
        let mut run = Run::check_in(crate::domain::id::Id::new(noon(), 1), noon());
        for (id, level, feeling) in marks {
            let region = Region::from_id(id).unwrap();
            run.spots.set_level(region, Level::from_number(*level));
            run.spots.edit(region, |spot| spot.feelings = feeling.iter().copied().collect());
        }
        with(|from| Brief::of(&Sources { purpose, entries: &[&run], massages: &[], ..*from }).text())
    };
    let marks = [("calf-l", 3, None), ("shin-l", 1, Some(Feeling::Sharp)), ("chest-r", 3, None)];
    assert!(
        text(Purpose::Massage, &[("knee-l", 3, None)]).contains("before any work:\n- Left knee, severe.")
    );
    assert_eq!(
        text(Purpose::Massage, &marks),
        "For my massage\nTue 16 June\n\nPlease check before any work:\n- Right chest, severe. Tight now.\n\
        - Left shin, mild. Tight now. Felt sharp.\n\nPlease focus on:\n- Left calf, severe. Tight now.\n"
    );
    assert_eq!(
        text(Purpose::Notes, &marks[1..2]),
        "My notes\nTue 16 June\n\nNot just tight:\n- Left shin, mild. Tight now. Felt sharp.\n"
    );
    assert!(!text(Purpose::Massage, &marks[..1]).contains("check"));
}

#[test]
fn a_flagged_spot_is_told_whatever_was_marked_since() {
    let check_in = |days: i64, id: &str, feeling: Option<Feeling>| {
        let at = noon().plus(-days * 24 * crate::domain::time::instant::HOUR);
        let mut run = Run::check_in(crate::domain::id::Id::new(at, 1), at);
        let region = Region::from_id(id).unwrap();
        run.spots.set_level(region, Some(Level::Moderate));
        run.spots.edit(region, |spot| spot.feelings = feeling.into_iter().collect());
        run
    };
    let (newest, older) = (check_in(0, "quad-r", None), check_in(2, "calf-l", Some(Feeling::Swollen)));
    let entries = [&newest, &older];
    let brief =
        with(|from| Brief::of(&Sources { entries: &entries, spared: &older.spots, massages: &[], ..*from }));
    assert_eq!(ids(&brief), ["calf-l", "quad-r"]);
    assert_eq!(brief.groups()[0].1[0].region, Region::from_id("calf-l").unwrap());
}

#[test]
fn an_empty_journal_makes_an_empty_brief() {
    let brief = with(|from| Brief::of(&Sources { entries: &[], massages: &[], ..*from }));
    assert!(brief.is_empty() && brief.areas.is_empty());
    assert_eq!(brief.text(), "For my massage\nTue 16 June\n");
}

#[test]
fn what_is_still_there_some_days_after_a_race_is_in_the_brief_for_a_week() {
    let race_day = Day::parse("2026-06-10").unwrap();
    let race = Race { name: Text::clipped("Riverside Half"), ..Race::new(race_day, Class::Half) };
    let check_in = |days: u64, id: &str| {
        let at = Instant::on(race_day.plus(days), 600, 120).unwrap();
        let mut run = Run::check_in(RunId::new(at, 1), at);
        run.spots.set_level(Region::from_id(id).unwrap(), Some(Level::Mild));
        run.log().unwrap();
        run
    };
    // The calf on day 3 and again on day 8, the quad on day 5, the shin too early.
    let entries =
        [check_in(8, "calf-l"), check_in(5, "quad-r"), check_in(3, "calf-l"), check_in(2, "shin-l")];
    let words = |days: u64| {
        let today = race_day.plus(days);
        let newest: Vec<&Run> = entries.iter().filter(|run| run.day() <= today).collect();
        let brief = with(|from| {
            let races = [&race];
            Brief::of(&Sources { entries: &newest, races: &races, today, ..*from })
        });
        let found: Vec<(String, Option<String>)> =
            included(&brief).map(|focus| (focus.region.id(), focus.still_there.clone())).collect();
        found
    };
    let still =
        |id: &str, days: i64| (id.to_owned(), Some(format!("Still there {days} days after Riverside Half")));
    assert_eq!(words(2), [], "a mild spot of the day after is no matter");
    assert_eq!(words(3), [still("calf-l", 3)]);
    assert_eq!(words(5), [still("quad-r", 5), still("calf-l", 3)]);
    assert_eq!(words(8), [still("quad-r", 5), still("calf-l", 3)], "marked again, and still told");
    assert_eq!(words(11), [still("quad-r", 5)], "for a week");
    assert_eq!(words(12), []);
}

#[test]
fn what_a_therapist_has_to_know_comes_first() {
    let wishes = Wishes {
        pressure: Some(Pressure::Medium),
        health: Text::clipped(" Blood thinners "),
        ..Wishes::default()
    };
    let last = Appointment { change: Text::clipped("Fewer hills"), ..visit(&["calf-l"], "") };
    let text = |purpose: Purpose| {
        with(|from| Brief::of(&Sources { wishes: &wishes, last: Some(&last), purpose, ..*from }).text())
    };
    let massage = text(Purpose::Massage);
    let position = |words: &str| massage.find(words).unwrap_or_else(|| panic!("{words}: {massage}"));
    assert!(position("Please know: Blood thinners") < position("Pressure: Medium"));
    assert!(position("Pressure: Medium") < position("Please focus on"));
    assert!(massage.contains("In training: Fewer hills."), "{massage}");
    let notes = text(Purpose::Notes);
    assert!(notes.contains("Blood thinners") && !notes.contains("Pressure"), "{notes}");
}
