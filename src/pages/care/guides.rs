//! The self-massage guides by area, and the tools that the runner has.

use crate::components::{Section, icon_small, row_text};
use crate::content::massage;
use crate::domain::body::region::Area;
use crate::domain::massage::Tool;
use crate::domain::order;
use crate::pages::shell::header::{BACK, sub_header};
use crate::state::route::Route;
use crate::state::{State, state};
use leptos::prelude::*;

pub(crate) fn page() -> AnyView {
    let state = state();
    let guides =
        Area::ALL.into_iter().filter_map(|area| Some((area, massage::find(area)?))).map(|(area, guide)| {
            let route = Route::Guide(area);
            let tool = move || {
                massage::best_tool(guide, &state.preferences.get().lacks).unwrap_or(guide.tools[0]).name()
            };
            view! {
                <a class="row" href=route.hash()>
                    {row_text(area.title(), tool)}
                    {icon_small("right")}
                </a>
            }
        });
    let guides = guides.collect_view();
    view! {
        {sub_header("Guides by area", BACK, None)}
        <main class="view">
            {tools(state)} <Section title="Areas">
                <div class="card flush">{guides}</div>
            </Section>
        </main>
    }
    .into_any()
}

/// The tools that the runner has. Fingers are not listed, because everyone has them.
fn tools(state: &'static State) -> AnyView {
    let chip = |tool: Tool| {
        let has = move || !state.preferences.get().lacks.contains(&tool);
        let toggle = move |_| {
            state.preferences.change(|settings| {
                if settings.lacks.contains(&tool) {
                    settings.lacks.retain(|lacked| *lacked != tool);
                } else {
                    settings.lacks.push(tool);
                    order::by_number(&mut settings.lacks, |lacked| *lacked as i64);
                }
            });
        };
        view! {
            <button
                class="chip"
                aria-pressed=move || has().to_string()
                disabled=move || state.vault.is_read_only()
                on:click=toggle
            >
                {icon_small(tool_icon(tool))}
                {tool.name()}
            </button>
        }
    };
    view! {
        <section class="section">
            <header>
                <h2 id="your-tools">"Your tools"</h2>
            </header>
            <div class="chips wrap" role="group" aria-labelledby="your-tools">
                {[Tool::Roller, Tool::Stick, Tool::Ball].map(chip).collect_view()}
            </div>
            <p class="text-small">
                "A tennis or lacrosse ball will do. What you don’t have isn’t suggested."
            </p>
        </section>
    }
    .into_any()
}

pub(crate) const fn tool_icon(tool: Tool) -> &'static str {
    match tool {
        Tool::Roller => "roller",
        Tool::Stick => "stick",
        Tool::Ball => "ball",
        Tool::Fingers => "fingers",
    }
}
