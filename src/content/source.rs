//! The sources of the advice.

/// An article that the app is based on, or a study that it is checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    MassageProGuide,
    Castell,
    TopTips,
    SaltyRunning,
    Greatist,
    StretchDose,
    StretchSoreness,
    MassageReview,
    Rolling,
    Drinking,
    Breathing,
}

impl Source {
    pub const ALL: [Source; 11] = [
        Source::MassageProGuide,
        Source::Castell,
        Source::TopTips,
        Source::SaltyRunning,
        Source::Greatist,
        Source::StretchDose,
        Source::StretchSoreness,
        Source::MassageReview,
        Source::Rolling,
        Source::Drinking,
        Source::Breathing,
    ];

    /// A word or two, for the end of a line.
    pub const fn short(self) -> &'static str {
        match self {
            Source::MassageProGuide => "MassageProGuide",
            Source::Castell => "Castell",
            Source::TopTips => "Top Massage Tips",
            Source::SaltyRunning => "Salty Running",
            Source::Greatist => "Greatist",
            Source::StretchDose => "ACSM",
            Source::StretchSoreness => "Cochrane 2011",
            Source::MassageReview => "BMJ Open SEM 2020",
            Source::Rolling => "Hughes 2019",
            Source::Drinking => "EAH Consensus 2015",
            Source::Breathing => "Zaccaro 2018",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Source::MassageProGuide => "A runner on sports massage, flexibility and endurance",
            Source::Castell => "Why Massage Therapy Is a Runner’s Secret Weapon",
            Source::TopTips => "Top Massage Tips for Runners",
            Source::SaltyRunning => "Benefits of Massage for Runners",
            Source::Greatist => "Massage and self-massage for runners",
            Source::StretchDose => "Quantity and quality of exercise: position stand",
            Source::StretchSoreness => "Stretching to prevent or reduce muscle soreness after exercise",
            Source::MassageReview => "Effect of sports massage on performance and recovery",
            Source::Rolling => "Duration of foam rolling for range of motion and soreness",
            Source::Drinking => "Third International Exercise-Associated Hyponatremia Consensus",
            Source::Breathing => "How breath-control can change your life",
        }
    }

    /// Who published it, and when if that is known.
    pub const fn place(self) -> &'static str {
        match self {
            Source::MassageProGuide => "MassageProGuide",
            Source::Castell => "Nicco Castell",
            Source::TopTips => "A massage therapist and former personal trainer",
            Source::SaltyRunning => "Salty Running, by a runner who is a licensed massage therapist",
            Source::Greatist => "Amanda McCracken LMT, Greatist",
            Source::StretchDose => "American College of Sports Medicine, 2011",
            Source::StretchSoreness => "Cochrane Review CD004577, 2011",
            Source::MassageReview => "BMJ Open Sport & Exercise Medicine e000614, 2020",
            Source::Rolling => "Hughes & Ramer, 2019",
            Source::Drinking => "Clinical Journal of Sport Medicine, 2015",
            Source::Breathing => "Frontiers in Human Neuroscience, 2018",
        }
    }
}
