use super::*;

fn all() -> Vec<Route> {
    let id = RunId::parse("19ecea2db40-00000007").unwrap();
    let spots = Region::all().flat_map(|region| [Route::Spot(region), Route::Recurrence(region)]);
    spots
        .chain([
            Route::Body,
            Route::Finish,
            Route::Discard,
            Route::Recover,
            Route::HowFar,
            Route::WarmUp,
            Route::AfterRun,
            Route::Stretch,
            Route::LegsUpCheck,
            Route::LegsUpInfo,
            Route::Massage,
            Route::Guide(Kind::ItBand),
            Route::About,
            Route::Restore,
            Route::LegsUp,
            Route::Breathe,
            Route::Journal,
            Route::Patterns,
            Route::RunFile,
            Route::SharedFile,
            Route::Run(id.clone()),
            Route::AddRun(FormPart::Fields),
            Route::AddRun(FormPart::Spots),
            Route::EditRun(id.clone(), FormPart::Fields),
            Route::EditRun(id.clone(), FormPart::Spots),
            Route::Guides,
            Route::Mobility,
            Route::Planner,
            Route::Appointments,
            Route::AddAppointment,
            Route::EditAppointment(id.clone()),
            Route::VisitNotes(id.clone()),
            Route::AddRace,
            Route::EditRace(id),
            Route::Phase,
            Route::Brief,
            Route::BriefEdit,
            Route::HomeworkCheck,
            Route::Care,
            Route::SeeSomeone,
            Route::Settings,
            Route::Erase,
            Route::SetAside,
        ])
        .collect()
}

#[test]
fn every_place_has_an_address_of_its_own() {
    for route in all() {
        assert_eq!(Route::parse(&route.hash()), route);
    }
}

#[test]
fn what_is_no_place_leads_to_body() {
    for hash in ["", "#", "#/", "#/nowhere", "#/body/spot/tail", "#/journal/run/a:b", "#/recover/x", "#body"]
    {
        assert_eq!(Route::parse(hash), Route::Body, "{hash}");
    }
}

#[test]
fn every_parent_leads_to_a_root_in_a_few_steps() {
    for route in all() {
        let mut at = route.clone();
        for _ in 0..3 {
            at = at.parent();
        }
        assert!(Tab::ALL.iter().any(|tab| tab.root() == at), "{route:?} leads to {at:?}");
        assert!(!route.page().is_sheet(), "a page is under every sheet");
        assert_eq!(route.page(), route.page().page());
    }
}
