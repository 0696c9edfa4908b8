//! The 46 areas of the body that can be marked. Left is always the runner's left.

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
pub enum Area {
    HipFlexor,
    OuterHip,
    Glute,
    ItBand,
    Quad,
    Adductor,
    Hamstring,
    Knee,
    KneeBack,
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

impl Area {
    pub const ALL: [Area; 24] = [
        Area::HipFlexor,
        Area::OuterHip,
        Area::Glute,
        Area::ItBand,
        Area::Quad,
        Area::Adductor,
        Area::Hamstring,
        Area::Knee,
        Area::KneeBack,
        Area::Shin,
        Area::Calf,
        Area::Achilles,
        Area::Ankle,
        Area::Foot,
        Area::Heel,
        Area::Neck,
        Area::Shoulder,
        Area::Chest,
        Area::Ribs,
        Area::Abdomen,
        Area::UpperBack,
        Area::LowerBack,
        Area::Toes,
        Area::Arch,
    ];

    const fn facts(self) -> Facts {
        match self {
            Area::HipFlexor => ("hip-flexor", "hip flexor"),
            Area::OuterHip => ("outer-hip", "outer hip"),
            Area::Glute => ("glute", "glute"),
            Area::ItBand => ("it-band", "IT band"),
            Area::Quad => ("quad", "quad"),
            Area::Adductor => ("adductor", "inner thigh"),
            Area::Hamstring => ("hamstring", "hamstring"),
            Area::Knee => ("knee", "knee"),
            Area::KneeBack => ("knee-back", "back of knee"),
            Area::Shin => ("shin", "shin"),
            Area::Calf => ("calf", "calf"),
            Area::Achilles => ("achilles", "Achilles tendon"),
            Area::Ankle => ("ankle", "ankle"),
            Area::Foot => ("foot", "top of foot"),
            Area::Heel => ("heel", "heel"),
            Area::Neck => ("neck", "Neck"),
            Area::Shoulder => ("shoulder", "shoulder"),
            Area::Chest => ("chest", "chest"),
            Area::Ribs => ("ribs", "ribs"),
            Area::Abdomen => ("abdomen", "Abdomen"),
            Area::UpperBack => ("upper-back", "upper back"),
            Area::LowerBack => ("lower-back", "lower back"),
            Area::Toes => ("toes", "ball of foot & toes"),
            Area::Arch => ("arch", "arch"),
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

    /// The area that builds without this one know in its place. They take a record that names an unknown area for damaged,
    /// so a newer area is kept in a field of its own.
    #[must_use]
    pub const fn known_before(self) -> Area {
        match self {
            Area::KneeBack => Area::Knee,
            area => area,
        }
    }

    pub fn from_id(id: &str) -> Option<Area> {
        Area::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The name at the start of a line: "Inner thigh".
    pub fn title(self) -> String {
        let name = self.facts().1;
        text!(name[..1].to_ascii_uppercase(), name[1..])
    }

    /// Whether it is mostly a joint or a tendon. A severe one is spared, because moves and runs load it.
    pub const fn is_joint_or_tendon(self) -> bool {
        matches!(
            self,
            Area::Knee | Area::KneeBack | Area::Achilles | Area::Ankle | Area::Foot | Area::Heel | Area::Toes
        )
    }

    /// Whether it is a part of a leg, hip and sole included.
    pub const fn is_of_leg(self) -> bool {
        BodyPart::Legs.shows(self) || BodyPart::Soles.shows(self)
    }

    /// Whether there is one on each side. The neck and the abdomen are one area each.
    pub const fn is_paired(self) -> bool {
        !matches!(self, Area::Neck | Area::Abdomen)
    }
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Area::from_id(&id).ok_or_else(|| de::Error::custom("not an area of the body"))
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
    pub const fn shows(self, kind: Area) -> bool {
        match kind {
            Area::Neck
            | Area::Shoulder
            | Area::Chest
            | Area::Ribs
            | Area::Abdomen
            | Area::UpperBack
            | Area::LowerBack => matches!(self, BodyPart::UpperBody),
            Area::Toes | Area::Arch => matches!(self, BodyPart::Soles),
            Area::Heel => matches!(self, BodyPart::Legs | BodyPart::Soles),
            _ => matches!(self, BodyPart::Legs),
        }
    }

    /// The part that best shows an area of this kind.
    pub const fn of(kind: Area) -> BodyPart {
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
    kind: Area,
    side: Option<Side>,
}

impl Region {
    /// `None` for an impossible combination: a left neck, or a knee without a side.
    pub const fn new(kind: Area, side: Option<Side>) -> Option<Region> {
        if kind.is_paired() == side.is_some() { Some(Region { kind, side }) } else { None }
    }

    /// For the tables of the map, which a test compares with [`Region::all`].
    pub(in crate::domain) const fn new_unchecked(kind: Area, side: Option<Side>) -> Region {
        Region { kind, side }
    }

    /// All 46, kind by kind, left before right.
    pub fn all() -> impl Iterator<Item = Region> {
        Area::ALL.into_iter().flat_map(|kind| {
            let sides: &[Option<Side>] =
                if kind.is_paired() { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
            sides.iter().map(move |&side| Region { kind, side })
        })
    }

    pub const fn area(self) -> Area {
        self.kind
    }

    pub const fn side(self) -> Option<Side> {
        self.side
    }

    /// Whether builds without this area take a record that names it for damaged.
    pub fn is_newer(self) -> bool {
        self.kind != self.kind.known_before()
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
            Some(side) if self.kind == Area::KneeBack => text!("Back of ", side.word(), " knee"),
            Some(side) => text!(side.title(), " ", name),
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
    fn there_are_46_regions_with_stable_ids() {
        let ids: Vec<_> = Region::all().map(Region::id).collect();
        assert_eq!(ids.len(), 46);
        // The released ids. Add to this list, but never change it.
        let released = "hip-flexor-l hip-flexor-r outer-hip-l outer-hip-r glute-l glute-r it-band-l it-band-r \
            quad-l quad-r adductor-l adductor-r hamstring-l hamstring-r knee-l knee-r knee-back-l knee-back-r shin-l shin-r calf-l calf-r \
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
            assert_eq!(Region::new(region.area(), region.side()), Some(region));
            assert!(slots.insert(region.slot()) && region.slot() < 64);
        }
        for foreign in ["", "calf", "calf-x", "calf-l ", "neck-l", "Calf-l", "heel", "abdomen-r"] {
            assert_eq!(Region::from_id(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn no_body_has_a_left_neck_or_a_knee_in_the_middle() {
        assert_eq!(Region::new(Area::Neck, Some(Side::Left)), None);
        assert_eq!(Region::new(Area::Knee, None), None);
    }

    #[test]
    fn names_are_the_runners_own() {
        let name = |id| Region::from_id(id).expect("a released id").name();
        assert_eq!(name("it-band-r"), "Right IT band");
        assert_eq!(name("adductor-l"), "Left inner thigh");
        assert_eq!(name("knee-l"), "Left knee");
        assert_eq!(name("knee-back-l"), "Back of left knee");
        assert_eq!(name("neck"), "Neck");
    }

    #[test]
    fn every_kind_is_in_one_part_and_the_heel_in_two() {
        for kind in Area::ALL {
            let shown = BodyPart::ALL.iter().filter(|part| part.shows(kind)).count();
            assert_eq!(shown, if kind == Area::Heel { 2 } else { 1 }, "{kind:?}");
            assert!(BodyPart::of(kind).shows(kind));
        }
        assert_eq!(BodyPart::of(Area::Heel), BodyPart::Legs);
    }
}
