//! A massage by a therapist.

use crate::domain::body::regions::Regions;
use crate::domain::text::Text;
use crate::domain::time::calendar::Day;
use crate::domain::time::instant::{Instant, MINUTE};
use serde::{Deserialize, Deserializer, Serialize, de};

/// The kind of massage, as therapists call it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Technique {
    /// Deep tissue.
    #[default]
    Deep,
    /// Swedish: short and soft.
    Light,
    Sports,
    TriggerPoint,
    Myofascial,
    /// They press while the leg moves. Older builds know it as sports massage: see [`StoredAppointment`].
    #[serde(skip)]
    Active,
    Cupping,
}

impl Technique {
    pub const ALL: [Technique; 7] = [
        Technique::Deep,
        Technique::Light,
        Technique::Sports,
        Technique::TriggerPoint,
        Technique::Myofascial,
        Technique::Active,
        Technique::Cupping,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Technique::Deep => "Deep",
            Technique::Light => "Light",
            Technique::Sports => "Sports",
            Technique::TriggerPoint => "Trigger point",
            Technique::Myofascial => "Myofascial",
            Technique::Active => "Active",
            Technique::Cupping => "Cupping",
        }
    }

    /// "Deep work", "Sports massage".
    pub const fn phrase(self) -> &'static str {
        match self {
            Technique::Deep => "Deep work",
            Technique::Light => "Light massage",
            Technique::Sports => "Sports massage",
            Technique::TriggerPoint => "Trigger point work",
            Technique::Myofascial => "Myofascial release",
            Technique::Active => "Active massage",
            Technique::Cupping => "Cupping",
        }
    }

    /// Whether it is a workout for the muscle (`Top Massage Tips`), and so must not be close to a race. All
    /// techniques are, except light work.
    pub const fn is_deep(self) -> bool {
        !matches!(self, Technique::Light)
    }
}

/// The length of a massage in minutes, 5 to 480.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Minutes(u16);

impl Minutes {
    /// `None` if shorter than five minutes or longer than eight hours.
    pub const fn new(minutes: u16) -> Option<Minutes> {
        if minutes >= 5 && minutes <= 480 { Some(Minutes(minutes)) } else { None }
    }

    pub const fn get(self) -> u16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minutes = u16::deserialize(deserializer)?;
        Minutes::new(minutes).ok_or_else(|| de::Error::custom("a massage takes 5 to 480 minutes"))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredAppointment", into = "StoredAppointment")]
pub struct Appointment {
    /// The name of the therapist.
    pub with: Text<60>,
    /// When it begins, with the offset from UTC on that day: if the clocks change between booking and the
    /// day, the appointment does not move.
    pub at: Instant,
    pub length: Minutes,
    pub technique: Technique,
    /// The runner is healing an injury, and rests on that day.
    pub is_for_injury: bool,
    /// The address, what to bring.
    pub note: Text<200>,
    /// Care offers the brief from the day before.
    pub wants_brief: bool,
    /// How many calendar files were saved of it. Each replaces the previous one.
    pub calendar_files: u32,
    pub is_cancelled: bool,
    /// What the therapist said, noted afterwards.
    pub said: Text<2000>,
    /// What to change in training, as the therapist said.
    pub change: Text<80>,
    /// The areas on which the therapist worked.
    pub areas: Regions,
}

/// An appointment in a record. A build takes a record with a technique or an area that it does not know for damaged, but keeps
/// a field that it does not know. So what came later than others is in fields of its own.
#[allow(clippy::struct_excessive_bools)] // Each is a field of the record.
#[derive(Serialize, Deserialize)]
struct StoredAppointment {
    #[serde(default)]
    with: Text<60>,
    at: Instant,
    length: Minutes,
    technique: Technique,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_active: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    for_injury: bool,
    #[serde(default)]
    note: Text<200>,
    #[serde(default)]
    wants_brief: bool,
    #[serde(default)]
    calendar_files: u32,
    #[serde(default)]
    is_cancelled: bool,
    #[serde(default)]
    said: Text<2000>,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    change: Text<80>,
    #[serde(default)]
    areas: Regions,
    #[serde(default, skip_serializing_if = "Regions::is_empty")]
    more_areas: Regions,
}

impl From<StoredAppointment> for Appointment {
    fn from(stored: StoredAppointment) -> Appointment {
        Appointment {
            with: stored.with,
            at: stored.at,
            length: stored.length,
            // An older build may have changed it to another.
            technique: match stored.technique {
                Technique::Sports if stored.is_active => Technique::Active,
                technique => technique,
            },
            is_for_injury: stored.for_injury,
            note: stored.note,
            wants_brief: stored.wants_brief,
            calendar_files: stored.calendar_files,
            is_cancelled: stored.is_cancelled,
            said: stored.said,
            change: stored.change,
            areas: stored.areas.with(stored.more_areas),
        }
    }
}

impl From<Appointment> for StoredAppointment {
    fn from(appointment: Appointment) -> StoredAppointment {
        let is_active = appointment.technique == Technique::Active;
        let (areas, more_areas) = appointment.areas.split_newer();
        StoredAppointment {
            with: appointment.with,
            at: appointment.at,
            length: appointment.length,
            technique: if is_active { Technique::Sports } else { appointment.technique },
            is_active,
            for_injury: appointment.is_for_injury,
            note: appointment.note,
            wants_brief: appointment.wants_brief,
            calendar_files: appointment.calendar_files,
            is_cancelled: appointment.is_cancelled,
            said: appointment.said,
            change: appointment.change,
            areas,
            more_areas,
        }
    }
}

impl Appointment {
    /// An appointment without a name or notes.
    pub fn new(at: Instant, length: Minutes, technique: Technique) -> Appointment {
        Appointment {
            with: Text::default(),
            at,
            length,
            technique,
            is_for_injury: false,
            note: Text::default(),
            wants_brief: false,
            calendar_files: 0,
            is_cancelled: false,
            said: Text::default(),
            change: Text::default(),
            areas: Regions::default(),
        }
    }

    pub fn end(&self) -> Instant {
        self.at.plus(i64::from(self.length.0) * MINUTE)
    }

    /// Whether it is over and was not cancelled.
    pub fn is_done(&self, now: Instant) -> bool {
        !self.is_cancelled && self.end().since(now) <= 0
    }

    /// Whether it is still to come or under way, and not cancelled.
    pub fn is_coming(&self, now: Instant) -> bool {
        !self.is_cancelled && self.end().since(now) > 0
    }

    /// Whether it was in the last week: for so long Body shows what came of it.
    pub fn is_recent(&self, today: Day) -> bool {
        !self.is_cancelled && (0..=7).contains(&today.days_since(self.end().day()))
    }

    pub fn has_notes(&self) -> bool {
        let has_words = [self.said.as_str(), self.change.as_str()].iter().any(|text| !text.trim().is_empty());
        has_words || !self.areas.is_empty()
    }

    /// "Maya", or `None` if the runner gave no name.
    pub fn name(&self) -> Option<&str> {
        Some(self.with.as_str().trim()).filter(|name| !name.is_empty())
    }

    /// "Deep work with Maya".
    pub fn title(&self) -> String {
        match self.name() {
            Some(name) => text!(self.technique.phrase(), " with ", name),
            None => self.technique.phrase().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::region::Region;

    #[test]
    fn lengths_out_of_range_are_refused_in_records_too() {
        for (minutes, fits) in [(0, false), (4, false), (5, true), (60, true), (480, true), (481, false)] {
            assert_eq!(Minutes::new(minutes).is_some(), fits, "{minutes}");
            assert_eq!(serde_json::from_str::<Minutes>(&minutes.to_string()).is_ok(), fits);
        }
        assert!(serde_json::from_str::<Minutes>("-60").is_err());
    }

    #[test]
    fn older_builds_read_the_technique_and_the_areas() {
        let at = Instant::new(1_782_142_200_000, 120).unwrap();
        for technique in Technique::ALL {
            let mut appointment = Appointment::new(at, Minutes::new(60).unwrap(), technique);
            appointment.areas = Region::all().fold(Regions::default(), Regions::toggled);
            let text = serde_json::to_string(&appointment).unwrap();
            assert_eq!(serde_json::from_str::<Appointment>(&text).unwrap(), appointment);
            assert!(!text.contains("\"active\""));
            let (old, new) = text.split_once("\"more_areas\":").unwrap();
            assert!(!old.contains("knee-back") && new.contains("[\"knee-back-l\",\"knee-back-r\"]"));
        }
    }

    #[test]
    fn it_is_coming_until_it_ends() {
        let at = Instant::new(1_782_142_200_000, 120).unwrap();
        let mut appointment = Appointment {
            with: Text::clipped("Maya "),
            ..Appointment::new(at, Minutes::new(60).unwrap(), Technique::Deep)
        };
        for (minute, coming, done) in
            [(-1, true, false), (0, true, false), (59, true, false), (60, false, true)]
        {
            let now = at.plus(minute * MINUTE);
            assert_eq!((appointment.is_coming(now), appointment.is_done(now)), (coming, done), "{minute}");
        }
        assert_eq!(appointment.title(), "Deep work with Maya");
        appointment.is_cancelled = true;
        assert!(!appointment.is_coming(at) && !appointment.is_done(appointment.end()));
        appointment.with = Text::clipped("  ");
        assert_eq!(appointment.title(), "Deep work");
    }
}
