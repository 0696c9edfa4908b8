//! Whether the phone is online.

/// Whether the browser believes it is online. `false` is certain; `true` may be a network without internet.
pub fn is_online() -> bool {
    super::window().navigator().on_line()
}

/// Calls `act` each time the phone comes online.
pub fn on_online(act: impl Fn() + 'static) {
    super::listen(&super::window(), "online", act);
}
