//! Components and platform features in a real browser: the map and the checklist, clicked and inspected.
#![cfg(target_arch = "wasm32")]

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::sync::{Arc, Mutex};
use tightspot::components::{BodyMap, check};
use tightspot::domain::body::level::Level;
use tightspot::domain::body::map::{Drawing, View};
use tightspot::domain::body::region::Region;
use tightspot::domain::body::regions::Regions;
use tightspot::domain::body::spots::TightSpots;
use tightspot::domain::feedback::{Feedback, Sounding};
use tightspot::domain::recovery::track::NowPlaying;
use tightspot::platform::{badge, media_session, notification, sound, speech, vibration, wake_lock};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent, PointerEventInit};

wasm_bindgen_test_configure!(run_in_browser);

fn region(id: &str) -> Region {
    Region::from_id(id).expect("a released id")
}

/// Adds an element of this width to the page, for one test.
fn stage(width: &str) -> HtmlElement {
    let stage: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    stage.style().set_property("width", width).unwrap();
    document().body().unwrap().append_child(&stage).unwrap();
    stage
}

fn find(stage: &HtmlElement, selector: &str) -> Element {
    stage.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
}

/// The taps and holds that the map reported, in order.
type Events = Arc<Mutex<Vec<(&'static str, Region)>>>;

fn mount_map(spots: RwSignal<TightSpots>, stage: &HtmlElement) -> Events {
    let events = Events::default();
    let (taps, holds) = (events.clone(), events.clone());
    mount_to(stage.clone(), move || {
        let on_tap = Callback::new(move |region: Region| {
            taps.lock().unwrap().push(("tap", region));
            spots.update(|spots| spots.set_level(region, Level::after_tap(spots.level(region))));
        });
        let on_hold = Callback::new(move |region| holds.lock().unwrap().push(("hold", region)));
        view! {
            <BodyMap
                view=View::LEGS
                drawing=Drawing::Front
                mirrored=false
                spots=spots
                outlined=TightSpots::default()
                worked_on=Regions::default()
                beacon=false
                on_tap=on_tap
                on_hold=on_hold
                on_swipe=Callback::new(|_| ())
            />
        }
    })
    .forget();
    events
}

/// Puts a finger down in the middle of an element, and lifts it if asked.
#[allow(clippy::cast_possible_truncation)] // Screens are a few thousand px wide.
fn touch(element: &Element, up: bool) {
    let on = element.get_bounding_client_rect();
    let init = PointerEventInit::new();
    init.set_bubbles(true);
    init.set_client_x((on.x() + on.width() / 2.0) as i32);
    init.set_client_y((on.y() + on.height() / 2.0) as i32);
    element.dispatch_event(&PointerEvent::new_with_event_init_dict("pointerdown", &init).unwrap()).unwrap();
    if up {
        element.dispatch_event(&PointerEvent::new_with_event_init_dict("pointerup", &init).unwrap()).unwrap();
    }
}

fn press(element: &Element, key: &str, shift: bool) {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_key(key);
    init.set_shift_key(shift);
    element
        .dispatch_event(&KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap())
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_tap_marks_one_region_and_touches_no_other() {
    let (stage, spots) = (stage("300px"), RwSignal::new(TightSpots::default()));
    let events = mount_map(spots, &stage);
    TimeoutFuture::new(20).await;
    let knee = find(&stage, "[data-region=knee-l]");
    let before = stage.query_selector_all("[data-region]").unwrap().length();
    touch(&knee, true);
    TimeoutFuture::new(20).await;
    assert_eq!(*events.lock().unwrap(), [("tap", region("knee-l"))]);
    assert_eq!(knee.get_attribute("data-lv").as_deref(), Some("1"));
    assert_eq!(knee.get_attribute("aria-label").as_deref(), Some("Left knee, mild"));
    // The same element is still in the page, and it is the only one with a level, apart from its mark above the lines.
    assert!(knee.is_connected());
    assert_eq!(stage.query_selector_all("[data-region]").unwrap().length(), before);
    assert_eq!(stage.query_selector_all("[data-region][data-lv]").unwrap().length(), 1);
    assert_eq!(stage.query_selector_all(".bm-mark, .bm-badge").unwrap().length(), 2);
    // A second touch right away is ignored as a bounce; a moment later it sets the next level.
    touch(&knee, true);
    assert_eq!(events.lock().unwrap().len(), 1);
    TimeoutFuture::new(150).await;
    touch(&knee, true);
    TimeoutFuture::new(20).await;
    assert_eq!(knee.get_attribute("data-lv").as_deref(), Some("2"));
}

#[wasm_bindgen_test]
async fn a_long_press_opens_and_does_not_tap() {
    let (stage, spots) = (stage("300px"), RwSignal::new(TightSpots::default()));
    let events = mount_map(spots, &stage);
    TimeoutFuture::new(20).await;
    touch(&find(&stage, "[data-region=knee-r]"), false);
    TimeoutFuture::new(500).await;
    assert_eq!(*events.lock().unwrap(), [("hold", region("knee-r"))]);
}

#[wasm_bindgen_test]
async fn keys_move_mark_and_open() {
    let (stage, spots) = (stage("300px"), RwSignal::new(TightSpots::default()));
    let events = mount_map(spots, &stage);
    TimeoutFuture::new(20).await;
    assert_eq!(stage.query_selector_all("[data-region][tabindex='0']").unwrap().length(), 1);
    let first = find(&stage, "[tabindex='0']");
    press(&first, "ArrowRight", false);
    TimeoutFuture::new(20).await;
    let second = document().active_element().expect("a region has the focus");
    assert_eq!(second.get_attribute("data-region").as_deref(), Some("hip-flexor-r"));
    press(&second, "Enter", false);
    press(&second, "Enter", true);
    assert_eq!(*events.lock().unwrap(), [("tap", region("hip-flexor-r")), ("hold", region("hip-flexor-r"))]);
}

#[wasm_bindgen_test]
async fn a_check_shows_its_state() {
    let (stage, done) = (stage("300px"), RwSignal::new(false));
    mount_to(stage.clone(), move || {
        check("Stretch gently", move || done.get(), move || done.update(|done| *done = !*done))
    })
    .forget();
    TimeoutFuture::new(20).await;
    let button: HtmlElement = find(&stage, "[role=checkbox]").unchecked_into();
    assert_eq!(button.get_attribute("aria-label").as_deref(), Some("Stretch gently"));
    for expected in ["true", "false"] {
        button.click();
        TimeoutFuture::new(20).await;
        assert_eq!(button.get_attribute("aria-checked").as_deref(), Some(expected));
    }
}

/// Replaces a capability of `navigator` or `window` by the value of a JavaScript expression, which records calls with
/// `note`.
fn stand_in(target: &str, name: &str, value: &str) {
    let script = format!(
        "window.calls = []; const note = (what) => {{ window.calls.push(what) }}; \
         Object.defineProperty({target}, '{name}', {{ value: {value}, configurable: true, writable: true }})"
    );
    js_sys::Function::new_no_args(&script).call0(&JsValue::UNDEFINED).unwrap();
}

fn take_away(target: &str, name: &str) {
    stand_in(target, name, "undefined");
}

/// Returns what the stand-in noted since the last call.
fn calls() -> String {
    let calls = js_sys::Function::new_no_args("return window.calls.splice(0).join(' ')")
        .call0(&JsValue::UNDEFINED)
        .unwrap();
    calls.as_string().unwrap()
}

const THROWS: &str = "() => { note('thrown'); throw new Error('no') }";

#[wasm_bindgen_test]
async fn the_screen_stays_on_only_while_it_is_wanted() {
    let lock =
        "{ request: async (kind) => { note(kind); return { release: async () => note('released') } } }";
    stand_in("navigator", "wakeLock", lock);
    wake_lock::keep_awake(true);
    TimeoutFuture::new(20).await;
    // The browser released the lock while the page was hidden.
    wake_lock::on_return();
    TimeoutFuture::new(20).await;
    wake_lock::keep_awake(false);
    wake_lock::on_return();
    TimeoutFuture::new(20).await;
    assert_eq!(calls(), "screen screen released released");
    // Released before it was even acquired.
    stand_in("navigator", "wakeLock", lock);
    wake_lock::keep_awake(true);
    wake_lock::keep_awake(false);
    TimeoutFuture::new(20).await;
    assert_eq!(calls(), "screen released");
    for broken in [
        "{}".to_owned(),
        format!("{{ request: {THROWS} }}"),
        "{ request: async () => { throw 1 } }".to_owned(),
    ] {
        stand_in("navigator", "wakeLock", &broken);
        wake_lock::keep_awake(true);
        TimeoutFuture::new(20).await;
        wake_lock::keep_awake(false);
    }
    take_away("navigator", "wakeLock");
    wake_lock::keep_awake(true);
    wake_lock::keep_awake(false);
}

#[wasm_bindgen_test]
fn the_phone_vibrates_where_it_can() {
    stand_in("navigator", "vibrate", "(pattern) => { note(JSON.stringify(pattern)); return true }");
    vibration::buzz(Feedback::Switch.buzz());
    assert_eq!(calls(), "[40,60,40]");
    stand_in("navigator", "vibrate", THROWS);
    vibration::buzz(&[10]);
    assert_eq!(calls(), "thrown");
    take_away("navigator", "vibrate");
    vibration::buzz(&[10]);
}

#[wasm_bindgen_test]
async fn the_apps_icon_gets_a_badge_where_it_can() {
    stand_in("navigator", "setAppBadge", "async () => note('set')");
    badge::badge(true);
    assert_eq!(calls(), "set");
    stand_in(
        "navigator",
        "clearAppBadge",
        "async () => { note('cleared'); throw new Error('not installed') }",
    );
    badge::badge(false);
    TimeoutFuture::new(20).await;
    assert_eq!(calls(), "cleared");
    for name in ["setAppBadge", "clearAppBadge"] {
        stand_in("navigator", name, THROWS);
        badge::badge(name == "setAppBadge");
        assert_eq!(calls(), "thrown");
        take_away("navigator", name);
        badge::badge(name == "setAppBadge");
    }
}

#[wasm_bindgen_test]
async fn messages_are_shown_only_if_allowed() {
    let answers = Arc::new(Mutex::new(vec![]));
    for (notification, expected) in [
        ("{ requestPermission: async () => 'granted' }", true),
        ("{ requestPermission: async () => 'denied' }", false),
        ("{ requestPermission: () => { throw new Error('no') } }", false),
        ("undefined", false),
    ] {
        stand_in("window", "Notification", notification);
        let on_answer = answers.clone();
        notification::ask(Callback::new(move |allowed| on_answer.lock().unwrap().push(allowed)));
        TimeoutFuture::new(20).await;
        assert_eq!(answers.lock().unwrap().pop(), Some(expected), "{notification}");
    }
    let worker = "{ ready: Promise.resolve({ showNotification: async (title, { body }) => note(title + ': ' + body) }) }";
    stand_in("navigator", "serviceWorker", worker);
    notification::show("Time", "for a drink");
    TimeoutFuture::new(20).await;
    assert_eq!(calls(), "Time: for a drink");
    stand_in(
        "navigator",
        "serviceWorker",
        "{ ready: Promise.resolve({ showNotification: () => { note('thrown'); throw 1 } }) }",
    );
    notification::show("Time", "for a drink");
    TimeoutFuture::new(20).await;
    assert_eq!(calls(), "thrown");
    take_away("navigator", "serviceWorker");
    notification::show("Time", "for a drink");
}

#[wasm_bindgen_test]
fn words_are_spoken_only_by_a_voice_of_the_phone() {
    take_away("window", "speechSynthesis");
    speech::prepare();
    speech::say("Left side");
    stand_in(
        "window",
        "SpeechSynthesisUtterance",
        "class { constructor(text = 'nothing') { this.text = text } }",
    );
    let voice = |lang: &str, is_local: bool, is_default: bool| {
        format!("{{ lang: '{lang}', localService: {is_local}, default: {is_default}, name: '{lang}' }}")
    };
    for (voices, expected) in [
        (vec![], ""),
        (vec![voice("en-US", false, true), voice("de-DE", true, false)], ""),
        (
            vec![voice("en-US", false, true), voice("en-GB", true, false), voice("en-AU", true, false)],
            "en-GB Left side",
        ),
        (vec![voice("en-GB", true, false), voice("en-AU", true, true)], "en-AU Left side"),
    ] {
        let synthesis = format!(
            "{{ speaking: false, pending: false, getVoices: () => [{}], speak: (said) => note(`${{said.voice.name}} ${{said.text}}`) }}",
            voices.join(", ")
        );
        stand_in("window", "speechSynthesis", &synthesis);
        speech::say("Left side");
        assert_eq!(calls(), expected, "{voices:?}");
    }
    let busy = "{ speaking: true, getVoices: () => note('asked'), cancel: () => note('cancelled'), \
        speak: ({ text, volume }) => note(`${text} ${volume}`) }";
    stand_in("window", "speechSynthesis", busy);
    speech::prepare();
    assert_eq!(calls(), "asked nothing 0");
    speech::hush();
    assert_eq!(calls(), "cancelled");
    take_away("window", "speechSynthesis");
}

#[wasm_bindgen_test]
fn a_lock_screen_that_knows_only_some_controls_gets_those() {
    let now = NowPlaying {
        title: "Wall calf stretch".to_owned(),
        line: "Left side".to_owned(),
        picture: "stretch",
        is_paused: true,
        length: 75_000,
        gone: 30_500,
    };
    take_away("navigator", "mediaSession");
    media_session::show(&now);
    media_session::clear();
    let session = "{ setActionHandler: (name, act) => { if (name === 'stop') throw new TypeError('unknown'); note(name + (act ? '' : ' off')) }, \
        set playbackState(state) { note(state) }, set metadata(shown) { note(shown ? `${shown.title}, ${shown.artist}` : 'nothing') }, \
        setPositionState: ({ duration, position }) => note(`${position}/${duration}`) }";
    stand_in("navigator", "mediaSession", session);
    media_session::show(&now);
    assert_eq!(calls(), "play pause previoustrack nexttrack Wall calf stretch, Left side paused 30.5/75");
    media_session::clear();
    assert_eq!(calls(), "play off pause off previoustrack off nexttrack off nothing none");
    media_session::clear();
    assert_eq!(calls(), "");
}

/// Last, because it removes the real sounds: one context for all tones, and silence where there is none.
#[wasm_bindgen_test]
fn tones_are_synthesised_or_left_out() {
    take_away("window", "AudioContext");
    sound::unlock(Sounding::Mixed);
    sound::play(Feedback::End);
    stand_in("window", "AudioContext", "class { constructor() { note('thrown'); throw new Error('no') } }");
    sound::play(Feedback::End);
    assert_eq!(calls(), "thrown");
    let context = "class { constructor() { note('made') } \
        get currentTime() { return 1 } get destination() { return this } \
        resume() { note('resumed'); return Promise.resolve() } \
        close() { note('closed'); return Promise.resolve() } get state() { return 'running' } \
        createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: (to) => to } } \
        createOscillator() { return { frequency: { set value(hertz) { note(hertz) } }, connect: (to) => to, start() {}, stop() {} } } }";
    stand_in("window", "AudioContext", context);
    stand_in("navigator", "audioSession", "{ set type(kind) { note(kind) } }");
    sound::unlock(Sounding::Mixed);
    sound::play(Feedback::Switch);
    sound::play(Feedback::Ticked);
    assert_eq!(calls(), "ambient made resumed 784 523 784 523");
    sound::unlock(Sounding::Alone);
    assert_eq!(calls(), "playback resumed");
    sound::rest();
    sound::rest();
    assert_eq!(calls(), "closed");
    sound::unlock(Sounding::Mixed);
    sound::unlock(Sounding::Track);
    assert_eq!(calls(), "ambient made resumed playback closed", "a track and tones at once");
    let suspended = context.replace("'running'", "'suspended'");
    stand_in("window", "AudioContext", &suspended);
    sound::play(Feedback::Switch);
    assert_eq!(calls(), "made", "a tone without a user gesture would sound later");
}
