//! The sport of a recording.

/// A sport as far as the app tells them apart. Walks and hikes count as runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sport {
    Run,
    Ride,
    Swim,
    Row,
    Ski,
    Skate,
    /// Paddling, sailing, surfing.
    Water,
    /// Strength, yoga, machines.
    Gym,
    Other,
}

/// What the names of sports contain, in lower case, in the order of looking. The numbers are those of Strava's
/// GPX files.
const WORDS: [(&str, Sport); 48] = [
    ("run", Sport::Run),
    ("treadmill", Sport::Run),
    ("snowshoe", Sport::Run),
    ("stride", Sport::Run),
    ("track", Sport::Run),
    ("cycl", Sport::Ride),
    ("bik", Sport::Ride),
    ("ride", Sport::Ride),
    ("riding", Sport::Ride),
    ("cicl", Sport::Ride),
    ("cykl", Sport::Ride),
    ("bici", Sport::Ride),
    ("fiets", Sport::Ride),
    ("vélo", Sport::Ride),
    ("radfahr", Sport::Ride),
    ("fahrrad", Sport::Ride),
    ("rennrad", Sport::Ride),
    ("swim", Sport::Swim),
    ("schwimm", Sport::Swim),
    ("nata", Sport::Swim),
    ("snow", Sport::Ski),
    ("ski", Sport::Ski),
    ("skat", Sport::Skate),
    ("row", Sport::Row),
    ("ruder", Sport::Row),
    ("paddl", Sport::Water),
    ("kayak", Sport::Water),
    ("cano", Sport::Water),
    ("sail", Sport::Water),
    ("surf", Sport::Water),
    ("strength", Sport::Gym),
    ("weight", Sport::Gym),
    ("yoga", Sport::Gym),
    ("elliptical", Sport::Gym),
    ("workout", Sport::Gym),
    ("driv", Sport::Other),
    ("motor", Sport::Other),
    ("fly", Sport::Other),
    ("flight", Sport::Other),
    ("paraglid", Sport::Other),
    ("tennis", Sport::Other),
    ("golf", Sport::Other),
    ("horse", Sport::Other),
    ("climb", Sport::Other),
    ("jog", Sport::Run),
    ("lauf", Sport::Run),
    ("walk", Sport::Run),
    ("hik", Sport::Run),
];

impl Sport {
    /// Reads the name of a sport. `None` if it is not known.
    pub(super) fn named(name: &str) -> Option<Sport> {
        let name = name.trim().to_lowercase();
        match name.as_str() {
            "1" => Some(Sport::Ride),
            "16" => Some(Sport::Swim),
            "4" | "9" | "10" => Some(Sport::Run),
            _ => WORDS.iter().find(|(word, _)| name.contains(word)).map(|(_, sport)| *sport),
        }
    }

    /// Reads the numbers of a sport and a sub-sport in FIT. `None` if they do not tell.
    pub(super) const fn of_fit(sport: u32, sub_sport: Option<u32>) -> Option<Sport> {
        Some(match (sport, sub_sport) {
            // Generic, and several.
            (0 | 18, _) => return None,
            // Running, walking, mountaineering, hiking, snowshoeing; fitness equipment with a treadmill or another way to run
            // indoors.
            (1 | 11 | 16 | 17 | 35, _) | (4, Some(1 | 45)) => Sport::Run,
            (2 | 21, _) | (4, Some(5 | 6)) => Sport::Ride,
            (5, _) => Sport::Swim,
            (15, _) | (4, Some(14)) => Sport::Row,
            (12..=14, _) => Sport::Ski,
            (30 | 33, _) => Sport::Skate,
            (19 | 32 | 37..=44, _) => Sport::Water,
            (4 | 10, _) => Sport::Gym,
            _ => Sport::Other,
        })
    }

    /// "a ride".
    pub const fn name(self) -> &'static str {
        match self {
            Sport::Run => "a run",
            Sport::Ride => "a ride",
            Sport::Swim => "a swim",
            Sport::Row => "rowing",
            Sport::Ski => "skiing",
            Sport::Skate => "skating",
            Sport::Water => "a water sport",
            Sport::Gym => "gym training",
            Sport::Other => "another sport",
        }
    }
}
