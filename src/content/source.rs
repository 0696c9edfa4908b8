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
    RollingDose,
    RollingForce,
    Drinking,
    Breathing,
    HipTendon,
    HipBone,
}

/// What is known of a source.
struct Facts {
    /// A word or two, for the end of a line.
    short: &'static str,
    title: &'static str,
    /// The authors, where it was published, and when, as far as that is known.
    place: &'static str,
    /// Its address, as text.
    link: Option<&'static str>,
}

impl Source {
    /// The articles.
    pub const ARTICLES: [Source; 5] =
        [Source::MassageProGuide, Source::Castell, Source::TopTips, Source::SaltyRunning, Source::Greatist];

    /// The studies and reviews.
    pub const STUDIES: [Source; 9] = [
        Source::StretchDose,
        Source::StretchSoreness,
        Source::MassageReview,
        Source::RollingDose,
        Source::RollingForce,
        Source::Drinking,
        Source::Breathing,
        Source::HipTendon,
        Source::HipBone,
    ];

    const fn facts(self) -> Facts {
        match self {
            Source::MassageProGuide => Facts {
                short: "MassageProGuide",
                title: "Sports Massage for Runners: Increasing Flexibility and Endurance",
                place: "A runner, not named. MassageProGuide",
                link: Some(
                    "massageproguide.com/sports-massage-for-runners-increasing-flexibility-and-endurance",
                ),
            },
            Source::Castell => Facts {
                short: "Castell",
                title: "Why Massage Therapy Is a Runner’s Secret Weapon",
                place: "Nicco Castell. Dragonfly Aura",
                link: Some("dragonflyaura.com/post/why-massage-therapy-is-a-runner-s-secret-weapon"),
            },
            Source::TopTips => Facts {
                short: "Top Massage Tips",
                title: "Top Massage Tips for Runners",
                place: "A massage therapist and former personal trainer, not named",
                link: None,
            },
            Source::SaltyRunning => Facts {
                short: "Salty Running",
                title: "Benefits of Massage for Runners",
                place: "A runner who is a licensed massage therapist, not named. Salty Running",
                link: None,
            },
            Source::Greatist => Facts {
                short: "Greatist",
                title: "An article on massage and self-massage for runners",
                place: "Amanda McCracken LMT. Greatist",
                link: None,
            },
            Source::StretchDose => Facts {
                short: "ACSM 2011",
                title: "Quantity and Quality of Exercise for Developing and Maintaining Cardiorespiratory, \
                    Musculoskeletal, and Neuromotor Fitness in Apparently Healthy Adults",
                place: "Garber and others for the American College of Sports Medicine. Medicine & Science in Sports & \
                    Exercise, 2011",
                link: Some("doi.org/10.1249/MSS.0b013e318213fefb"),
            },
            Source::StretchSoreness => Facts {
                short: "Cochrane 2011",
                title: "Stretching to prevent or reduce muscle soreness after exercise",
                place: "Herbert, de Noronha, Kamper. Cochrane Database of Systematic Reviews, 2011",
                link: Some("doi.org/10.1002/14651858.CD004577.pub3"),
            },
            Source::MassageReview => Facts {
                short: "Davis 2020",
                title: "Effect of sports massage on performance and recovery: a systematic review and meta-analysis",
                place: "Davis, Alabed, Chico. BMJ Open Sport & Exercise Medicine, 2020",
                link: Some("doi.org/10.1136/bmjsem-2019-000614"),
            },
            Source::RollingDose => Facts {
                short: "Behm 2020",
                title: "Foam Rolling Prescription: A Clinical Commentary",
                place: "Behm and others. Journal of Strength and Conditioning Research, 2020",
                link: Some("doi.org/10.1519/JSC.0000000000003765"),
            },
            Source::RollingForce => Facts {
                short: "Grabow 2018",
                title: "Higher Quadriceps Roller Massage Forces Do Not Amplify Range-of-Motion Increases nor Impair \
                    Strength and Jump Performance",
                place: "Grabow and others. Journal of Strength and Conditioning Research, 2018",
                link: Some("doi.org/10.1519/JSC.0000000000001906"),
            },
            Source::Drinking => Facts {
                short: "EAH Consensus 2015",
                title: "Statement of the Third International Exercise-Associated Hyponatremia Consensus Development \
                    Conference, Carlsbad, California, 2015",
                place: "Hew-Butler and others. Clinical Journal of Sport Medicine, 2015",
                link: Some("doi.org/10.1097/JSM.0000000000000221"),
            },
            Source::Breathing => Facts {
                short: "Zaccaro 2018",
                title: "How Breath-Control Can Change Your Life: A Systematic Review on Psycho-Physiological Correlates \
                    of Slow Breathing",
                place: "Zaccaro and others. Frontiers in Human Neuroscience, 2018",
                link: Some("doi.org/10.3389/fnhum.2018.00353"),
            },
            Source::HipTendon => Facts {
                short: "Grimaldi 2015",
                title: "Gluteal Tendinopathy: A Review of Mechanisms, Assessment and Management",
                place: "Grimaldi and others. Sports Medicine, 2015",
                link: Some("doi.org/10.1007/s40279-015-0336-5"),
            },
            Source::HipBone => Facts {
                short: "Robertson 2017",
                title: "Femoral Neck Stress Fractures in Sport: A Current Concepts Review",
                place: "Robertson, Wood. Sports Medicine International Open, 2017",
                link: Some("doi.org/10.1055/s-0043-103946"),
            },
        }
    }

    /// A word or two, for the end of a line.
    pub const fn short(self) -> &'static str {
        self.facts().short
    }

    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// Who wrote and published it, and when, as far as that is known.
    pub const fn place(self) -> &'static str {
        self.facts().place
    }

    /// Its address, as text: the app makes no request to another host.
    pub const fn link(self) -> Option<&'static str> {
        self.facts().link
    }
}

/// "Castell, ACSM 2011".
pub fn names(sources: &[Source]) -> String {
    sources.iter().map(|source| source.short()).collect::<Vec<_>>().join(", ")
}
