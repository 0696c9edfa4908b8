//! Whether there is a network.

/// What the browser believes: `false` is certain, `true` may be a network that leads nowhere.
pub fn is_online() -> bool {
    super::window().navigator().on_line()
}

/// Calls `act` when a network appears.
pub fn on_online(act: impl Fn() + 'static) {
    super::listen(&super::window(), "online", act);
}
