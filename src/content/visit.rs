//! The appointment itself: what the kinds of massage are, what to say on the day, what is normal the day after, and how to find
//! someone.

use super::source::Source;
use crate::domain::care::{Appointment, Technique};
use crate::domain::time::calendar::Day;

use Source::{Greatist, MassageProGuide, SaltyRunning, TopTips};

/// What a kind of massage is.
pub const fn what_it_is(technique: Technique) -> &'static str {
    match technique {
        Technique::Deep => "Slow and firm, on tight places. Can leave you sore for a day or two.",
        Technique::Light => "Long, soft strokes. Also called Swedish.",
        Technique::Sports => "A mix of these, made for people who train. Ask how firm.",
        Technique::TriggerPoint => "Still pressure on one tender point until it eases.",
        Technique::Myofascial => "Slow, light to medium pull that is held for a while.",
        Technique::Active => "They press while you, or they, move the leg.",
        Technique::Cupping => {
            "Cups lift the skin. Leaves round marks for some days. Not with blood thinners."
        }
    }
}

/// The sources of [`what_it_is`].
pub const KINDS: &[Source] = &[MassageProGuide, Greatist, Source::Castell];

pub const NOT_SURE: &str = "Not sure? Say what’s tight and let them choose.";

/// For the first appointment.
pub const FIRST: &str = "Your first? Ask for medium pressure, not deep.";

/// What to ask the therapist.
pub const QUESTIONS: [&str; 3] =
    ["What did you notice?", "Should I change anything in training?", "What can I do at home?"];

/// On the day of an appointment.
pub const ON_THE_DAY: [&str; 4] = [
    "Say what you want and how firm. Too much or too little: say so at once.",
    "Holding your breath or bracing? It’s too deep.",
    "Undress only as far as you like. Your comfort decides.",
    "Tell them about blood thinners, clots, pregnancy, new injuries.",
];
/// The sources of [`ON_THE_DAY`]. Whom to tell about what is our own choice, on the careful side.
pub const ON_THE_DAY_SOURCES: &[Source] = &[MassageProGuide, Source::Castell, Greatist, TopTips];

/// How to find someone.
pub const FINDING: [&str; 4] = [
    "Ask runners, your club, the running shop, or your physio.",
    "Look for someone licensed or registered where you live. Professional associations keep lists.",
    "It needn’t say “sports massage”. Ask: Do you work with runners? How firm do you work? Will you tell me what you find?",
    "Some insurers pay a part. Ask yours.",
];
/// The sources of [`FINDING`].
pub const FINDING_SOURCES: &[Source] = &[SaltyRunning, Greatist, TopTips];

/// For runners who get no massages.
pub const STAND_IN: &str = "Self-massage twice a week, with a ball and a roller, is a fair stand-in.";
/// The source of [`STAND_IN`].
pub const STAND_IN_SOURCES: &[Source] = &[SaltyRunning];

/// The day around an appointment that today is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// The evening before deep work.
    DayBefore,
    OnTheDay,
    DayAfter,
}

/// `None` if it is cancelled, or on other days.
pub fn around(appointment: &Appointment, today: Day) -> Option<Around> {
    if appointment.is_cancelled {
        return None;
    }
    let is_deep = appointment.technique.is_deep();
    match today.days_since(appointment.end().day()) {
        -1 if is_deep => Some(Around::DayBefore),
        0 => Some(Around::OnTheDay),
        1 => Some(Around::DayAfter),
        _ => None,
    }
}

/// The appointment that matters most today: that of today, then tomorrow's, then yesterday's.
pub fn nearest<'a>(
    appointments: impl IntoIterator<Item = &'a Appointment>,
    today: Day,
) -> Option<(&'a Appointment, Around)> {
    let around =
        appointments.into_iter().filter_map(|appointment| Some((appointment, around(appointment, today)?)));
    around.min_by_key(|(_, around)| match around {
        Around::OnTheDay => 0,
        Around::DayBefore => 1,
        Around::DayAfter => 2,
    })
}

/// What that means for a run, in one line.
pub fn running(appointment: &Appointment, around: Around) -> &'static str {
    match (around, appointment.technique.is_deep()) {
        (Around::OnTheDay, _) if appointment.is_for_injury => "Massage today, for an injury: rest today.",
        (Around::DayAfter, _) if appointment.is_for_injury => {
            "Massage yesterday, for an injury. Run only if they said you may."
        }
        (Around::DayBefore, _) => "Massage tomorrow. No hard run this evening.",
        (Around::OnTheDay, _) => "Massage today. Leave half a day between it and a hard run.",
        (Around::DayAfter, true) => "Massage yesterday. Keep it easy today, or rest.",
        (Around::DayAfter, false) => "Massage yesterday. A light run is fine.",
    }
}

/// What is normal after a massage, and what is not.
pub fn day_after(appointment: &Appointment) -> String {
    let name = appointment.name().unwrap_or("them");
    text!(
        "Some soreness is normal for a day or two. Drink when you’re thirsty, move easily. Bruised, swollen, or sore beyond \
        three days? Tell ",
        name,
        ", or see someone."
    )
}

/// The sources of [`running`] and [`day_after`].
pub const AROUND_SOURCES: &[Source] = &[MassageProGuide, Greatist];

/// "Maya: fewer hills", for a week after the appointment.
pub fn change(appointment: &Appointment, today: Day) -> Option<String> {
    let change = appointment.change.as_str().trim();
    (appointment.is_recent(today) && !change.is_empty()).then(|| match appointment.name() {
        Some(name) => text!(name, ": ", change),
        None => text!("This week: ", change),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::appointment::Minutes;
    use crate::domain::text::Text;
    use crate::domain::time::instant::Instant;

    fn at(day: &str, minute: u16, technique: Technique) -> Appointment {
        let at = Instant::on(Day::parse(day).unwrap(), minute, 120).unwrap();
        Appointment::new(at, Minutes::new(60).unwrap(), technique)
    }

    #[track_caller]
    fn check(appointment: &Appointment, today: &str, expected: Option<&str>) {
        let today = Day::parse(today).unwrap();
        let words = around(appointment, today).map(|around| running(appointment, around));
        assert_eq!(words.map(|words| &words[..words.len().min(23)]), expected, "{today:?}");
    }

    #[test]
    fn the_days_around_a_massage_are_easy() {
        let deep = at("2026-06-22", 18 * 60, Technique::Deep);
        check(&deep, "2026-06-20", None);
        check(&deep, "2026-06-21", Some("Massage tomorrow. No ha"));
        check(&deep, "2026-06-22", Some("Massage today. Leave ha"));
        check(&deep, "2026-06-23", Some("Massage yesterday. Keep"));
        check(&deep, "2026-06-24", None);
        let light = at("2026-06-22", 18 * 60, Technique::Light);
        check(&light, "2026-06-21", None);
        check(&light, "2026-06-23", Some("Massage yesterday. A li"));
        let injury = Appointment { is_for_injury: true, ..light.clone() };
        check(&injury, "2026-06-22", Some("Massage today, for an i"));
        check(&injury, "2026-06-23", Some("Massage yesterday, for "));
        // What ends after midnight belongs to the next day.
        let late = at("2026-06-22", 23 * 60 + 30, Technique::Deep);
        check(&late, "2026-06-23", Some("Massage today. Leave ha"));
        check(&late, "2026-06-24", Some("Massage yesterday. Keep"));
        // Today's comes before tomorrow's, and that before yesterday's.
        let visits =
            [at("2026-06-21", 600, Technique::Deep), deep.clone(), at("2026-06-23", 600, Technique::Deep)];
        for (count, expected) in [(3, Around::OnTheDay), (1, Around::DayAfter)] {
            let today = Day::parse("2026-06-22").unwrap();
            assert_eq!(nearest(&visits[..count], today).map(|(_, around)| around), Some(expected));
        }
        let without_today = [visits[0].clone(), visits[2].clone()];
        let found = nearest(&without_today, Day::parse("2026-06-22").unwrap());
        assert_eq!(found.map(|(_, around)| around), Some(Around::DayBefore));
        check(&Appointment { is_cancelled: true, ..deep }, "2026-06-22", None);
    }

    #[test]
    fn a_change_in_training_is_shown_for_a_week() {
        let mut visit = at("2026-10-22", 18 * 60, Technique::Deep);
        let shown = |visit: &Appointment, today: &str| change(visit, Day::parse(today).unwrap());
        assert_eq!(shown(&visit, "2026-10-22"), None);
        visit.change = Text::clipped(" fewer hills ");
        for (today, is_shown) in
            [("2026-10-21", false), ("2026-10-22", true), ("2026-10-29", true), ("2026-10-30", false)]
        {
            let expected = is_shown.then(|| "This week: fewer hills".to_owned());
            assert_eq!(shown(&visit, today), expected, "{today}");
        }
        visit.with = Text::clipped("Maya");
        assert_eq!(shown(&visit, "2026-10-25").as_deref(), Some("Maya: fewer hills"));
        visit.is_cancelled = true;
        assert_eq!(shown(&visit, "2026-10-25"), None);
    }
}
