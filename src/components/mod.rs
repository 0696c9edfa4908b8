//! The building blocks of the screens: domain types in, callbacks out.

pub mod body_map;
pub mod check;
pub mod choices;
pub mod figure;
pub mod icon;
pub mod lap;
pub mod level_badge;
pub mod picture;
pub mod row;
pub mod section;
pub mod sheet;
pub mod step_row;
pub mod switch;
pub mod toasts;

pub use body_map::BodyMap;
pub use check::check;
pub use choices::{Choice, ChoiceKind, Choices};
pub use figure::figure;
pub use icon::{icon, icon_large, icon_of, icon_small, icon_tile};
pub use lap::{
    breath_lap, empty_lap, finished_lap, goal_lap, mini_lap, minute_dashes, run_lap, small_lap, timer_lap,
};
pub use level_badge::{legend, level_badge};
pub use picture::{Picture, map_picture, map_thumbs, marked_picture};
pub use row::{action_card, action_row, link_card, link_row, list_row, row, row_text, row_title, value_row};
pub use section::{Banner, Dock, Empty, Section, Tone, sentences};
pub use sheet::Sheet;
pub use step_row::done_rows;
pub use switch::switch;
pub use toasts::ToastView;
