//! Prints the frame as JSON: the first screens as HTML, from the views of the program itself, and what `frame.js` and `boot.js`
//! need to know of the program. `cargo xtask finish` puts them into the page.

mod device;
mod html;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use html::{element, without_comments};
use leptos::prelude::*;
use leptos::reactive::diagnostics::SpecialNonReactiveZone;
use serde_json::json;
use std::collections::BTreeMap;
use tightspot::components::body_map::{badge, mark};
use tightspot::domain::body::level::Level;
use tightspot::domain::body::map::{PIECES, REACH, REACH_OFF_BODY, View, head_start};
use tightspot::domain::body::region::Region;
use tightspot::domain::body::tap::{LONG_PRESS_MS, REPEAT_WITHIN_MS, STILL_WITHIN_PX};
use tightspot::domain::run::Moment;
use tightspot::pages::shell::Shell;
use tightspot::state::route::router::History;
use tightspot::state::vault::Vault;
use tightspot::state::{Layout, Startup, State};
use tightspot::storage::memory::Memory;
use tightspot::storage::{COPY_FORMAT, Records, SCHEMA};

/// Effects act on a page on the screen. There is none.
struct NoEffects;

impl CustomExecutor for NoEffects {
    fn spawn(&self, _: PinnedFuture<()>) {}
    fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
    fn poll_local(&self) {}
}

fn main() {
    Executor::init_custom_executor(NoEffects).expect("the first executor");
    let region = |id| Region::from_id(id).expect("a region");
    let (legs, upper_body) = (region("calf-l"), region("neck"));

    let body = screen("", |_| ());
    let routine = screen("#/recover", |state| state.diary.recover_without_start());
    let run = screen("", |state| {
        state.diary.set_level(Moment::Before, legs, Some(Level::Mild));
        state.diary.start_run();
    });
    let marked = screen("", |state| {
        state.diary.recover_without_start();
        state.diary.set_level(Moment::Before, legs, Some(Level::Mild));
        state.diary.set_level(Moment::Before, upper_body, Some(Level::Mild));
    });
    let repeated = screen("", |state| {
        state.diary.set_level(Moment::Before, legs, Some(Level::Mild));
        state.diary.log();
    });
    let dot = "<i class=\"tab-dot\">";
    let tab_dot = element(&marked[marked.find(dot).unwrap_or_default()..], "<span class=\"visually-hidden\"");
    let tab_dot = format!("{dot}</i>{tab_dot}");
    let head_starts: BTreeMap<&str, f32> = Region::all()
        .map(Region::area)
        .filter(|area| head_start(*area) > 0.0)
        .map(|area| (area.id(), head_start(area)))
        .collect();
    let hit = json!({
        "reach": REACH,
        "reachOffBody": REACH_OFF_BODY,
        "headStarts": head_starts,
        "pieces": PIECES,
    });
    let rules = json!({
        "stillWithin": STILL_WITHIN_PX,
        "repeatWithin": REPEAT_WITHIN_MS,
        "longPress": LONG_PRESS_MS,
        "mirrored": View::LEGS.transform(true),
        "mirroredWidth": View::LEGS.mirrored_width(),
        "words": Level::ALL.map(Level::lower),
        "sentences": Level::ALL.map(Level::sentence),
    });
    let frame = json!({
        "page": {
            "FRAME": without_comments(&body),
            "FRAME_RUN": without_comments(&run),
            "FRAME_ROUTINE": without_comments(&routine),
        },
        "script": {
            "COPY_FORMAT": COPY_FORMAT,
            "SCHEMA": SCHEMA,
            "HIT": hit,
            "RULES": rules,
            "MARK": mark("${region}", "${level}", "${path}"),
            "BADGE": badge("${region}", "${level}", "${level}", "${place}"),
            "CHIP": element(&marked, "<button class=\"chip spot\""),
            "REPEAT_CHIP": element(&repeated, "<button class=\"chip offer\""),
            "COUNT": element(&marked, "<span class=\"count\""),
            "TAB_DOT": tab_dot,
        },
    });
    println!("{frame}");
}

/// The whole screen of a phone that has this state, at this address, as HTML.
fn screen(hash: &str, prepare: impl FnOnce(&'static State)) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let _quiet = SpecialNonReactiveZone::enter();
        let (vault, loaded) = Vault::open(Records::new(Memory::default()), &device::DEVICE);
        let startup = Startup {
            depth: 0,
            hash: hash.to_owned(),
            history: History { push: |_, _| (), replace: |_, _| (), back: || () },
            install_method: None,
            is_online: true,
            layout: Signal::derive(|| Layout::Phone),
        };
        let state = State::new(vault, loaded, &device::DEVICE, startup);
        provide_context(state);
        prepare(state);
        Shell().into_view().to_html()
    })
}
