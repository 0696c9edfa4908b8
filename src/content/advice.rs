//! What the app says about a spot that is not just tight: one rule, and its words by feeling and by area.
//!
//! The app never names a disease that a runner has. It says what to leave, and when to see someone.

use crate::domain::body::level::{Feeling, Level};
use crate::domain::body::region::{Area, Region};
use crate::domain::body::spot::{Handling, Spot};
use crate::domain::body::spots::TightSpots;
use crate::domain::recovery::routine::REHYDRATE_WITHIN;
use crate::domain::run::recent::Question;
use crate::domain::time::calendar::Day;
use crate::domain::time::format;
use crate::domain::time::instant::MINUTE;

/// The rule for a spot that is sharp, numb, swollen or on the bone. Every screen says it in these words.
pub const LEAVE_ALONE: &str = "No roller, no massage, no stretch, and no run on it today.";
/// The same for a severe joint or tendon, which no feeling explains.
pub const SPARE: &str =
    "Severe in a joint or tendon: no massage, no stretch or move on it. Better not to run today.";
/// Who these tips are for: "General tips", "for healthy adults", "not medical advice".
pub const NO_MEDICAL_ADVICE: [&str; 3] = ["General tips", " for healthy adults", ", not medical advice."];

const CHEST: &str = "Pressure, tightness or pain inside the chest, or into the arm, jaw or back, or with short breath \
    or sweating: don’t run. Call your emergency number.";
const GROIN: &str = "Deep in the groin or hip with each step, or when you hop: a doctor today.";
const CLOT: &str = "Swollen, warm or red on one side only: don’t rub it, see a doctor today.";
const SNAP: &str = "After a snap, or you can’t stand on your toes: a doctor today.";

/// A title and a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: &'static str,
    pub text: String,
    /// Whether it names an emergency, or a doctor today, first.
    pub is_urgent: bool,
}

/// What a sheet says before anything else. `None` for a spot that may be eased.
pub fn caution(area: Area, spot: &Spot) -> Option<Words> {
    let words = |title, text: String, is_urgent| Some(Words { title, text, is_urgent });
    match (spot.handling(area), area) {
        (handling, Area::Chest) => {
            let rule = if handling == Handling::LeaveAlone { text!(" ", LEAVE_ALONE) } else { String::new() };
            words("Chest: muscle, or inside?", text!(CHEST, rule), true)
        }
        (Handling::Ease, _) => None,
        (Handling::Spare, _) => words("Spare it today", SPARE.to_owned(), false),
        (Handling::LeaveAlone, _) => {
            // The most urgent feeling gives the title, and each says what to watch for.
            let flags: Vec<Feeling> = spot.feelings.flags().collect();
            let is_urgent = area == Area::Calf && flags.contains(&Feeling::Swollen);
            let mut texts = if is_urgent { vec!["Don’t rub it. See a doctor today."] } else { vec![] };
            let of_area = flags.iter().filter_map(|flag| of_area(area, *flag));
            let of_feeling = flags.iter().map(|flag| of_feeling(area, *flag));
            for text in [LEAVE_ALONE].into_iter().chain(of_area).chain(of_feeling) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            words(title(area, *flags.first()?), texts.join(" "), is_urgent)
        }
    }
}

const fn title(area: Area, flag: Feeling) -> &'static str {
    match (flag, area) {
        (Feeling::Swollen, Area::Calf) => "One calf swollen can be a blood clot",
        (Feeling::Swollen, _) => "Swollen is different",
        (Feeling::Numb, _) => "Numb could be a nerve",
        (Feeling::OnBone, _) => "Bone needs rest",
        _ => "Sharp is different",
    }
}

/// What to watch for with a feeling.
const fn of_feeling(area: Area, flag: Feeling) -> &'static str {
    match (flag, area) {
        (Feeling::Swollen, Area::Calf) => "Short of breath or chest pain: call your emergency number.",
        (Feeling::Swollen, _) => {
            "Hot, red or with a fever: a doctor today. Not better in 2 to 3 days: have it looked at."
        }
        (Feeling::Numb, _) => {
            "Sudden, and one side of the body: call your emergency number. Spreading, or weak: a doctor today."
        }
        (Feeling::OnBone, area) if area.is_of_leg() => {
            "More so the longer you run, or when you hop? No running until a physio or doctor has seen it."
        }
        (Feeling::OnBone, _) => {
            "One exact spot, or after a fall? Have a physio or doctor look at it this week."
        }
        _ => "Still sharp when you walk, or back with the next run? See a physio or doctor this week.",
    }
}

/// What an area adds to a feeling.
const fn of_area(area: Area, flag: Feeling) -> Option<&'static str> {
    match (area, flag) {
        (Area::HipFlexor | Area::Adductor | Area::OuterHip, Feeling::Sharp | Feeling::OnBone) => Some(GROIN),
        (
            Area::LowerBack | Area::Glute | Area::HipFlexor | Area::Adductor | Area::OuterHip | Area::Abdomen,
            Feeling::Numb,
        ) => Some(
            "Numb between the legs, or trouble holding or passing urine or stool: call your emergency number.",
        ),
        (Area::LowerBack, _) => {
            Some("Trouble holding or passing urine or stool: call your emergency number.")
        }
        (Area::Ribs, _) => Some("Pain with each breath: a doctor today."),
        (Area::Abdomen, _) => Some("Strong or lasting belly pain: a doctor today."),
        (Area::KneeBack, Feeling::Swollen) => {
            Some("Without a knock, or the calf below it is swollen, warm or red too: a doctor today.")
        }
        (Area::KneeBack, Feeling::Sharp) => {
            Some("After a pop, or the knee locks or gives way: a doctor in the next few days.")
        }
        (Area::Calf | Area::Achilles, Feeling::Sharp) => Some(SNAP),
        (
            Area::Shin
            | Area::Knee
            | Area::Ankle
            | Area::Achilles
            | Area::Hamstring
            | Area::Quad
            | Area::Adductor
            | Area::ItBand,
            Feeling::Swollen,
        ) => Some("The whole leg, or without a knock: a doctor today."),
        (Area::Neck | Area::Shoulder, _) => {
            Some("With effort, short breath or sweating: call your emergency number.")
        }
        _ => None,
    }
}

/// What a severe spot of some areas says unasked, unless its feelings answer it already.
pub fn severe_line(area: Area, spot: &Spot) -> Option<&'static str> {
    let (line, answers): (_, &[Feeling]) = match area {
        Area::Calf | Area::KneeBack => (CLOT, &[Feeling::Swollen]),
        Area::Shin => ("Sore on one spot of the bone? Don’t run on it.", &[Feeling::OnBone]),
        Area::HipFlexor | Area::Adductor | Area::OuterHip => (GROIN, &[Feeling::Sharp, Feeling::OnBone]),
        Area::Abdomen => ("Strong or lasting belly pain: don’t run, see a doctor today.", FLAGS),
        Area::Ribs => ("Pain with each breath, or after a fall: a doctor today.", FLAGS),
        Area::LowerBack => (
            "Numb between the legs, a weak leg, or trouble passing urine: call your emergency number.",
            FLAGS,
        ),
        _ => return None,
    };
    let is_answered = answers.iter().any(|feeling| spot.feelings.contains(*feeling));
    (spot.level == Level::Severe && !is_answered).then_some(line)
}

const FLAGS: &[Feeling] = &[Feeling::Sharp, Feeling::Numb, Feeling::Swollen, Feeling::OnBone];

/// Whether the row below the map asks what a spot feels like: a severe one, or any of the chest, that no feeling explains.
pub fn asks(area: Area, spot: &Spot) -> bool {
    let is_answered = spot.feelings.are_flagged() || spot.feelings.contains(Feeling::Tight);
    (spot.level == Level::Severe || area == Area::Chest) && !is_answered
}

/// "Severe.", "Sharp, swollen or on the bone?", and the answer for "no".
pub const fn question(area: Area) -> (&'static str, &'static str, &'static str) {
    match area {
        Area::Chest => ("Chest.", "Pressure or pain inside?", "Just muscle"),
        Area::Calf => ("Severe.", "Sharp, or swollen, warm or red?", "Just tight"),
        Area::HipFlexor | Area::Adductor | Area::OuterHip => {
            ("Severe.", "Sharp, or deep in with each step?", "Just tight")
        }
        _ => ("Severe.", "Sharp, swollen or on the bone?", "Just tight"),
    }
}

/// "Left shin is sharp", and why not to run. Asked before a run.
pub fn before_run(region: Region, spot: &Spot, marked: Day, today: Day) -> (String, &'static str) {
    let area = region.area();
    let flag = spot.feelings.flags().next().filter(|_| spot.is_flagged());
    let state = match flag {
        Some(flag) => flag.lower(),
        None => spot.level.lower(),
    };
    let was = if marked == today { " is " } else { " was " };
    let when = if marked == today { String::new() } else { text!(" ", marked.ago(today)) };
    let text = match (area, flag) {
        (Area::Chest, _) => CHEST,
        (Area::Calf, Some(Feeling::Swollen)) => "It can be a blood clot. Don’t run. A doctor today.",
        (Area::Calf | Area::Achilles, Some(Feeling::Sharp)) => SNAP,
        (Area::HipFlexor | Area::Adductor | Area::OuterHip, Some(Feeling::Sharp | Feeling::OnBone)) => GROIN,
        (_, Some(Feeling::OnBone)) => "No running until a physio or doctor has seen it.",
        (_, Some(Feeling::Numb)) => "Spreading, or weak: a doctor today.",
        _ => "Running on it can make it worse.",
    };
    (text!(region.name(), was, state, when), text)
}

/// "was sharp on Monday. And now?", and as short as the row below the map needs it: "was sharp on Mon. And now?". Asked
/// days later, after the name of the spot.
pub fn days_later(question: &Question, today: Day) -> (String, String) {
    let since = question.since;
    let is_this_week = today.days_since(since) < 7;
    let short = if is_this_week { since.short_weekday().to_owned() } else { since.short() };
    let words = |when: &str| text!("was ", question.feeling.lower(), " ", when, ". And now?");
    (words(&since.ago(today)), words(&text!("on ", short)))
}

/// Why moves are missing, on the pages that list them. `None` if none is.
pub fn left_out(spots: &TightSpots) -> Option<Words> {
    let words = |title, text: &str, is_urgent| Some(Words { title, text: text.to_owned(), is_urgent });
    if spots.has_chest_alarm() {
        return words("No moves today", CHEST, true);
    }
    if spots.is_swollen(|area| area == Area::Calf) {
        let text = text!(LEAVE_ALONE, " A doctor today.");
        return words(title(Area::Calf, Feeling::Swollen), &text, true);
    }
    let handling = spots.iter().map(|(region, spot)| spot.handling(region.area())).max()?;
    match handling {
        Handling::LeaveAlone => {
            words("What is sharp, numb, swollen or on the bone is left out", LEAVE_ALONE, false)
        }
        Handling::Spare => words("Spare it today", SPARE, false),
        Handling::Ease => None,
    }
}

/// Why the legs stay down today. `None` if they may go up.
pub fn no_legs_up(spots: &TightSpots) -> Option<&'static str> {
    if spots.has_chest_alarm() {
        Some("Not today: see above")
    } else if spots.is_swollen(|area| area == Area::Calf) {
        Some("Not today: a swollen calf needs a doctor")
    } else if spots.is_swollen(|area| area == Area::KneeBack) {
        Some("Not today: a swelling behind the knee needs a doctor")
    } else {
        None
    }
}

/// Why an area has no self-massage now. `None` if it may have one. A severe spot of an area with a danger of its own has
/// none until the runner says that it is just tight.
pub fn no_massage_now(spots: &TightSpots, area: Area) -> Option<&'static str> {
    let own = || spots.iter().filter(|(region, _)| region.area() == area).map(|(_, spot)| spot);
    match own().map(|spot| spot.handling(area)).max() {
        Some(Handling::LeaveAlone) => Some(LEAVE_ALONE),
        Some(Handling::Spare) => Some(SPARE),
        _ if spots.has_chest_alarm() => Some(CHEST),
        _ if area == Area::Calf && spots.off_limits().any(|closed| closed == Area::KneeBack) => {
            Some("Leave the calf too while the back of the knee is like that.")
        }
        _ if spots.forbids_massage(area) => Some("No massage on your legs while one is swollen."),
        _ => own()
            .filter(|spot| !spot.feelings.contains(Feeling::Tight))
            .find_map(|spot| severe_line(area, spot)),
    }
}

/// "Left calf was worse after 2 of your last 3 runs." for each, and what to do. `None` if there are none.
pub fn worse_again(areas: &[(Region, usize, usize)]) -> Option<String> {
    let sentence = |(region, times, of): &(Region, usize, usize)| {
        text!(region.name(), format!(" was worse after {times} of your last {of} runs. "))
    };
    let sentences: String = areas.iter().map(sentence).collect();
    let then = "Run less, and have it looked at before your next hard run.";
    (!areas.is_empty()).then(|| text!(sentences, then))
}

/// The title of the drink card once the step is ticked.
pub const TO_THIRST: &str = "Drink to thirst";

/// "Within 30 minutes of finishing".
pub fn rehydrate_within() -> String {
    format!("Within {} minutes of finishing", REHYDRATE_WITHIN / MINUTE)
}

/// The title and the note beside the glasses. Never an amount, and never on and on: drinking far more than thirst asks for
/// is a danger, most of all after a long run (EAH Consensus 2015).
pub fn drinking(is_done: bool, is_late: bool, is_long: bool, glasses: u8) -> (String, &'static str) {
    let note = if glasses > 0 && !is_long {
        ""
    } else if is_long {
        "A long one: drink when you’re thirsty over the next hours, with something salty to eat"
    } else if is_late {
        "Small sips are fine"
    } else {
        "With a bite to eat"
    };
    let title = match glasses {
        _ if is_late && !is_done => "Thirsty? Still worth a drink".to_owned(),
        0 if is_done => "Tap + for a glass".to_owned(),
        0 => TO_THIRST.to_owned(),
        glasses => text!(format::count(glasses.into(), "glass", "glasses"), " so far"),
    };
    (title, note)
}

/// After a marathon or an ultra.
pub const AFTER_MARATHON: &str = "A long day. Drink when you’re thirsty, eat, put on something warm, walk a little. Stretch only if it feels good, very mildly.";

/// The text of the reminder to drink. It does not count down.
pub const REMINDER: (&str, &str) = ("Thirsty?", "A drink and a bite now.");
