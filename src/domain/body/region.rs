//! The 44 areas of the body that can be marked. Left is always the runner's left.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// The runner's own side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Left,
    Right,
}

impl Side {
    /// "Left", for the start of a line.
    pub const fn title(self) -> &'static str {
        match self {
            Side::Left => "Left",
            Side::Right => "Right",
        }
    }

    /// "left", within a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }
}

/// The kind of an area, without its side. The order is the reading order: hips to feet, then up the back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    HipFlexor,
    OuterHip,
    Glute,
    ItBand,
    Quad,
    Adductor,
    Hamstring,
    Knee,
    Shin,
    Calf,
    Achilles,
    Ankle,
    Foot,
    Heel,
    Neck,
    Shoulder,
    Chest,
    Ribs,
    Abdomen,
    UpperBack,
    LowerBack,
    Toes,
    Arch,
}

/// The id in records (kebab-case, never renamed), the everyday name.
type Facts = (&'static str, &'static str);

impl Kind {
    pub const ALL: [Kind; 23] = [
        Kind::HipFlexor,
        Kind::OuterHip,
        Kind::Glute,
        Kind::ItBand,
        Kind::Quad,
        Kind::Adductor,
        Kind::Hamstring,
        Kind::Knee,
        Kind::Shin,
        Kind::Calf,
        Kind::Achilles,
        Kind::Ankle,
        Kind::Foot,
        Kind::Heel,
        Kind::Neck,
        Kind::Shoulder,
        Kind::Chest,
        Kind::Ribs,
        Kind::Abdomen,
        Kind::UpperBack,
        Kind::LowerBack,
        Kind::Toes,
        Kind::Arch,
    ];

    const fn facts(self) -> Facts {
        match self {
            Kind::HipFlexor => ("hip-flexor", "hip flexor"),
            Kind::OuterHip => ("outer-hip", "outer hip"),
            Kind::Glute => ("glute", "glute"),
            Kind::ItBand => ("it-band", "IT band"),
            Kind::Quad => ("quad", "quad"),
            Kind::Adductor => ("adductor", "inner thigh"),
            Kind::Hamstring => ("hamstring", "hamstring"),
            Kind::Knee => ("knee", "knee"),
            Kind::Shin => ("shin", "shin"),
            Kind::Calf => ("calf", "calf"),
            Kind::Achilles => ("achilles", "Achilles tendon"),
            Kind::Ankle => ("ankle", "ankle"),
            Kind::Foot => ("foot", "top of foot"),
            Kind::Heel => ("heel", "heel"),
            Kind::Neck => ("neck", "Neck"),
            Kind::Shoulder => ("shoulder", "shoulder"),
            Kind::Chest => ("chest", "chest"),
            Kind::Ribs => ("ribs", "ribs"),
            Kind::Abdomen => ("abdomen", "Abdomen"),
            Kind::UpperBack => ("upper-back", "upper back"),
            Kind::LowerBack => ("lower-back", "lower back"),
            Kind::Toes => ("toes", "ball of foot & toes"),
            Kind::Arch => ("arch", "arch"),
        }
    }

    /// The id used in records, such as `it-band`.
    pub const fn id(self) -> &'static str {
        self.facts().0
    }

    /// The name within a sentence: "inner thigh".
    pub fn lower(self) -> String {
        let name = self.facts().1;
        if self.is_paired() { name.to_owned() } else { name.to_ascii_lowercase() }
    }

    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The name at the start of a line: "Inner thigh".
    pub fn title(self) -> String {
        let name = self.facts().1;
        text!(name[..1].to_ascii_uppercase(), name[1..])
    }

    /// Whether there is one on each side. The neck and the abdomen are one area each.
    pub const fn is_paired(self) -> bool {
        !matches!(self, Kind::Neck | Kind::Abdomen)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Kind::from_id(&id).ok_or_else(|| de::Error::custom("not an area of the body"))
    }
}

/// One of the three parts of the body that the map shows at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyPart {
    Legs,
    UpperBody,
    Soles,
}

impl BodyPart {
    pub const ALL: [BodyPart; 3] = [BodyPart::Legs, BodyPart::UpperBody, BodyPart::Soles];

    /// Whether an area of this kind is shown here. The heel is part of the legs and of the soles.
    pub const fn shows(self, kind: Kind) -> bool {
        match kind {
            Kind::Neck
            | Kind::Shoulder
            | Kind::Chest
            | Kind::Ribs
            | Kind::Abdomen
            | Kind::UpperBack
            | Kind::LowerBack => matches!(self, BodyPart::UpperBody),
            Kind::Toes | Kind::Arch => matches!(self, BodyPart::Soles),
            Kind::Heel => matches!(self, BodyPart::Legs | BodyPart::Soles),
            _ => matches!(self, BodyPart::Legs),
        }
    }

    /// The part that best shows an area of this kind.
    pub const fn of(kind: Kind) -> BodyPart {
        if BodyPart::Legs.shows(kind) {
            BodyPart::Legs
        } else if BodyPart::UpperBody.shows(kind) {
            BodyPart::UpperBody
        } else {
            BodyPart::Soles
        }
    }
}

/// An area of the body: a kind, and a side where there are two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    kind: Kind,
    side: Option<Side>,
}

impl Region {
    /// `None` for an impossible combination: a left neck, or a knee without a side.
    pub const fn new(kind: Kind, side: Option<Side>) -> Option<Region> {
        if kind.is_paired() == side.is_some() { Some(Region { kind, side }) } else { None }
    }

    /// For the tables of the map, which a test compares with [`Region::all`].
    pub(in crate::domain) const fn new_unchecked(kind: Kind, side: Option<Side>) -> Region {
        Region { kind, side }
    }

    /// All 44, kind by kind, left before right.
    pub fn all() -> impl Iterator<Item = Region> {
        Kind::ALL.into_iter().flat_map(|kind| {
            let sides: &[Option<Side>] =
                if kind.is_paired() { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
            sides.iter().map(move |&side| Region { kind, side })
        })
    }

    pub const fn kind(self) -> Kind {
        self.kind
    }

    pub const fn side(self) -> Option<Side> {
        self.side
    }

    /// A number below 64, different for each region. For tables in memory, never for records.
    pub const fn slot(self) -> usize {
        self.kind as usize * 2 + matches!(self.side, Some(Side::Right)) as usize
    }

    /// The id used in records and links, such as `it-band-r`.
    pub fn id(self) -> String {
        let (id, ..) = self.kind.facts();
        match self.side {
            None => id.to_owned(),
            Some(Side::Left) => text!(id, "-l"),
            Some(Side::Right) => text!(id, "-r"),
        }
    }

    pub fn from_id(id: &str) -> Option<Region> {
        Region::all().find(|region| {
            let (kind, ..) = region.kind.facts();
            let rest = id.strip_prefix(kind);
            match region.side {
                None => rest == Some(""),
                Some(Side::Left) => rest == Some("-l"),
                Some(Side::Right) => rest == Some("-r"),
            }
        })
    }

    /// What a runner calls it, such as "Right IT band".
    pub fn name(self) -> String {
        let (_, name) = self.kind.facts();
        match self.side {
            None => name.to_owned(),
            Some(Side::Left) => text!("Left ", name),
            Some(Side::Right) => text!("Right ", name),
        }
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id())
    }
}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id())
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Region::from_id(&id).ok_or_else(|| de::Error::custom("no such area of the body"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn there_are_44_regions_with_stable_ids() {
        let ids: Vec<_> = Region::all().map(Region::id).collect();
        assert_eq!(ids.len(), 44);
        // The released ids. Add to this list, but never change it.
        let released = "hip-flexor-l hip-flexor-r outer-hip-l outer-hip-r glute-l glute-r it-band-l it-band-r \
            quad-l quad-r adductor-l adductor-r hamstring-l hamstring-r knee-l knee-r shin-l shin-r calf-l calf-r \
            achilles-l achilles-r ankle-l ankle-r foot-l foot-r heel-l heel-r neck shoulder-l shoulder-r chest-l \
            chest-r ribs-l ribs-r abdomen upper-back-l upper-back-r lower-back-l lower-back-r toes-l toes-r \
            arch-l arch-r";
        assert_eq!(ids, released.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn ids_can_be_read_back_and_slots_are_unique() {
        let mut slots = HashSet::new();
        for region in Region::all() {
            assert_eq!(Region::from_id(&region.id()), Some(region));
            assert_eq!(Region::new(region.kind(), region.side()), Some(region));
            assert!(slots.insert(region.slot()) && region.slot() < 64);
        }
        for foreign in ["", "calf", "calf-x", "calf-l ", "neck-l", "Calf-l", "heel", "abdomen-r"] {
            assert_eq!(Region::from_id(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn no_body_has_a_left_neck_or_a_knee_in_the_middle() {
        assert_eq!(Region::new(Kind::Neck, Some(Side::Left)), None);
        assert_eq!(Region::new(Kind::Knee, None), None);
    }

    #[test]
    fn names_are_the_runners_own() {
        let name = |id| Region::from_id(id).expect("a released id").name();
        assert_eq!(name("it-band-r"), "Right IT band");
        assert_eq!(name("adductor-l"), "Left inner thigh");
        assert_eq!(name("neck"), "Neck");
    }

    #[test]
    fn every_kind_is_in_one_part_and_the_heel_in_two() {
        for kind in Kind::ALL {
            let shown = BodyPart::ALL.iter().filter(|part| part.shows(kind)).count();
            assert_eq!(shown, if kind == Kind::Heel { 2 } else { 1 }, "{kind:?}");
            assert!(BodyPart::of(kind).shows(kind));
        }
        assert_eq!(BodyPart::of(Kind::Heel), BodyPart::Legs);
    }
}
