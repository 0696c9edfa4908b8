use super::table::ROWS;
use super::*;

/// Every place, those with an id for an id of each kind.
fn all() -> Vec<Route> {
    let routes: Vec<Route> = ROWS
        .iter()
        .flat_map(|(_, make)| ["calf-l", "calf", "19ecea2db40-00000007"].into_iter().filter_map(make))
        .collect();
    assert!(routes.len() > ROWS.len(), "every row has a route");
    routes
}

#[test]
fn every_place_has_an_address_of_its_own() {
    for route in all() {
        assert_eq!(Route::parse(&route.hash()), route);
    }
}

#[test]
fn an_address_may_lack_the_hash_and_have_slashes_around_it() {
    for hash in ["#/care/plan", "/care/plan/", "care/plan", "#care/plan"] {
        assert_eq!(Route::parse(hash), Route::Planner, "{hash}");
    }
}

#[test]
fn unknown_paths_fall_back_to_body() {
    for hash in
        ["", "#", "#/", "#/nowhere", "#/body/spot/tail", "#/journal/run/a:b", "#/recover/x", "#body/x"]
    {
        assert_eq!(Route::parse(hash), Route::Body, "{hash}");
    }
}

#[test]
fn every_parent_is_in_the_table_and_leads_to_a_root() {
    for route in all() {
        let parent = route.parent();
        assert_eq!(parent.hash(), text!("#/", route.with_id(route.facts().parent)), "{route:?}");
        let root = parent.parent().parent();
        assert!(Tab::BAR.iter().any(|tab| tab.root() == root), "{route:?} leads to {root:?}");
    }
}

#[test]
fn a_page_is_under_every_sheet() {
    for route in all() {
        assert!(!route.page().is_sheet(), "{route:?}");
        assert_eq!(route.page(), route.page().page());
        assert_eq!(route.is_player(), route.page().is_player(), "{route:?}");
        assert_eq!(route.hides_tabs(), route.page().hides_tabs(), "{route:?}");
    }
}

/// On a wide screen the rail is always there, and one place in it is lit.
#[test]
fn every_place_lights_the_tab_of_its_parent() {
    for route in all().into_iter().filter(|route| *route != Route::Settings) {
        assert_eq!(route.tab(), route.parent().tab(), "{route:?}");
    }
    for tab in Tab::BAR.into_iter().chain([Tab::Settings]) {
        assert_eq!(tab.root().tab(), tab);
    }
}
