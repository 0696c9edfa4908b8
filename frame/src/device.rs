//! A device on which nothing happens, at noon.

use tightspot::domain::time::instant::Instant;
use tightspot::state::device::Device;

/// 26 November 2025, 12:00 UTC.
const NOON: i64 = 1_764_158_400_000;

fn at(ms: i64) -> Instant {
    Instant::new(ms, 0).expect("a time within the app's limits")
}

pub(crate) static DEVICE: Device = Device {
    now: || at(NOON),
    monotonic_ms: || 0.0,
    local: |_, _| None,
    at,
    random: || 0,
    buzz: |_| (),
    play: |_| (),
    unlock_sound: |_| (),
    rest_sound: || (),
    has_silent_switch: || false,
    play_track: |_| (),
    seek_track: |_| (),
    pause_track: || (),
    stop_track: || (),
    show_playing: |_| (),
    say: |_| (),
    keep_awake: |_| (),
    ask_to_notify: |_| (),
    notify: |_, _| (),
    announce: |_| (),
    recall: |_| None,
    remember: |_, _| (),
    remembered: Vec::new,
    save_file: |_, _| (),
    share: |_, _| (),
    print: || (),
    pick: |_, _, _| (),
    take_shared: |_| (),
    pick_runs: |_, _| (),
    soon: |_| (),
    is_persisted: |_| (),
    request_persistence: |_| (),
    ask_to_install: |_| (),
    activate_update: || false,
    reload: || (),
};
