//! One spot, and what each screen makes of it.

use tightspot::content::massage::Pressure;
use tightspot::content::plan::{self, Ease};
use tightspot::content::recovery::Recovery;
use tightspot::content::suggestion::{self, Suggestion, Today};
use tightspot::content::{advice, massage, offer};
use tightspot::domain::body::level::{Feeling, Level};
use tightspot::domain::body::region::{Area, Region};
use tightspot::domain::body::spot::Spot;
use tightspot::domain::body::spots::TightSpots;
use tightspot::domain::care::brief::{Brief, Purpose, Sources, Wishes};
use tightspot::domain::care::hands::Hands;
use tightspot::domain::patterns::Recurrence;
use tightspot::domain::run::distance::Units;
use tightspot::domain::run::{Run, RunId};
use tightspot::domain::time::calendar::Day;
use tightspot::domain::time::instant::{HOUR, Instant};

/// Noon on Tuesday, 16 June 2026.
const NOW: i64 = 1_781_604_000_000;

pub(crate) fn now() -> Instant {
    Instant::new(NOW, 120).unwrap()
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) region: Region,
    pub(crate) level: Level,
    pub(crate) feeling: Option<Feeling>,
}

impl Case {
    /// Every area on its left side, every level and every feeling.
    pub(crate) fn all() -> Vec<Case> {
        let regions = Area::ALL.map(|area| Region::all().find(|region| region.area() == area).unwrap());
        let mut cases = vec![];
        for region in regions {
            for level in Level::ALL {
                let feelings = [None].into_iter().chain(Feeling::ALL.map(Some));
                cases.extend(feelings.map(|feeling| Case { region, level, feeling }));
            }
        }
        cases
    }

    pub(crate) fn area(self) -> Area {
        self.region.area()
    }

    pub(crate) fn spots(self) -> TightSpots {
        let mut spots = TightSpots::default();
        spots.set_level(self.region, Some(self.level));
        spots.edit(self.region, |spot| spot.feelings = self.feeling.into_iter().collect());
        spots
    }

    pub(crate) fn spot(self) -> Spot {
        self.spots().get(self.region).unwrap().clone()
    }

    pub(crate) fn is_flagged(self) -> bool {
        self.feeling.is_some_and(Feeling::is_flag)
    }

    pub(crate) fn is_severe(self) -> bool {
        self.level == Level::Severe
    }

    /// Must it be left alone, or spared?
    pub(crate) fn is_off_limits(self) -> bool {
        let area = self.area();
        self.is_flagged() || self.is_severe() && (area.is_joint_or_tendon() || area == Area::Chest)
    }

    /// The moves of the warm-up, with a star at those that are for the spot.
    pub(crate) fn warm_up(self) -> Vec<String> {
        let planned = plan::warm_up(&self.spots()).into_iter();
        planned
            .map(|planned| [planned.warm_up.id, if planned.spot.is_some() { "*" } else { "" }].concat())
            .collect()
    }

    pub(crate) fn stretches(self) -> Vec<String> {
        self.recovery(0).stretches().into_iter().map(|exercise| exercise.id).collect()
    }

    /// The routine after a run with so many runs before it.
    pub(crate) fn recovery(self, turn: usize) -> Recovery {
        Recovery::new(self.spots(), turn)
    }

    /// The same spot before three runs in a row.
    pub(crate) fn runs(self) -> Vec<Run> {
        (0..3)
            .map(|days| {
                let start = now().plus(-days * 24 * HOUR);
                let mut run = Run::check_in(RunId::new(start, 0), start);
                run.spots = self.spots();
                run.start(start).unwrap();
                run.finish(start.plus(HOUR)).unwrap();
                run
            })
            .collect()
    }

    pub(crate) fn sheet(self) -> String {
        let sheet = offer::sheet(self.region, &self.spots(), &[], Hands::Usual);
        let says = match (&sheet.caution, sheet.severe) {
            (Some(words), _) if words.is_urgent => "emergency",
            (Some(_), _) => "caution",
            (None, Some(_)) => "line",
            (None, None) => "",
        };
        let offers = match (sheet.ease, sheet.reason) {
            (Some(ease), _) => {
                let Pressure { aim: (from, to), stop } = ease.pressure();
                format!("{} {} s, {from}-{to}/{stop}", ease.tool.verb(), ease.hold)
            }
            (None, Some(_)) => "reason".to_owned(),
            (None, None) => "nothing".to_owned(),
        };
        format!("{says} {offers}").trim().to_owned()
    }

    pub(crate) fn start_run(self) -> &'static str {
        if self.spots().against_running().is_some() { "asks" } else { "starts" }
    }

    pub(crate) fn guide(self) -> String {
        match (massage::find(self.area()), advice::no_massage_now(&self.spots(), self.area())) {
            (None, _) => "none".to_owned(),
            (Some(_), Some(_)) => "closed".to_owned(),
            (Some(guide), None) => {
                let ease = Ease::whole(guide, guide.tools[0], None, Some(self.level));
                let Pressure { aim: (from, to), stop } = ease.pressure();
                format!("{} s, {from}-{to}/{stop}", ease.hold)
            }
        }
    }

    pub(crate) fn patterns(self) -> String {
        let runs = self.runs();
        let recurrence = Recurrence::of(self.region, &runs.iter().collect::<Vec<_>>());
        let ease = plan::ease_recurring(&recurrence, &self.spots(), &[], Hands::Usual);
        let offers = ease.map_or_else(|| "no ease".to_owned(), |ease| format!("ease {} s", ease.hold));
        if recurrence.needs_attention() { format!("{offers}, show someone") } else { offers }
    }

    /// The self-massage that is suggested, on a day on which the calves are the first of the general areas.
    pub(crate) fn next(self) -> Option<Suggestion> {
        let (day, spots) = (Day::parse("2026-06-16").unwrap(), self.spots());
        suggestion::suggest(&Today { day, spots: &spots, recurring: &[], massages: &[], lacks: &[] })
    }

    pub(crate) fn suggestion(self) -> String {
        let next = self.next();
        next.map_or_else(|| "none".to_owned(), |next| next.guide.area.id().to_owned())
    }

    pub(crate) fn brief(self) -> &'static str {
        let runs = self.runs();
        let brief = Brief::of(&Sources {
            purpose: Purpose::Massage,
            entries: &runs.iter().collect::<Vec<_>>(),
            massages: &[],
            races: &[],
            homework: &[],
            last: None,
            next: None,
            phase: None,
            wishes: &Wishes::default(),
            units: Units::Kilometres,
            today: now().day(),
            deep: &[],
            spared: &self.spots(),
        });
        brief.groups()[0].0
    }

    pub(crate) fn cells(self) -> [String; 8] {
        [
            self.sheet(),
            self.warm_up().join(" "),
            self.start_run().to_owned(),
            self.stretches().join(" "),
            self.guide(),
            self.patterns(),
            self.suggestion(),
            self.brief().to_owned(),
        ]
    }
}
