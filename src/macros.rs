//! Macros for the whole crate.

/// Joins texts: `text!("Back at ", time)`. Unlike `format!`, each use costs the program no call of the formatting machinery.
macro_rules! text {
    ($($part:expr),+ $(,)?) => {
        [$(AsRef::<str>::as_ref(&$part)),+].concat()
    };
}
