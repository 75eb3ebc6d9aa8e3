//! What stands where a page of a questionnaire is to be: the page, that its questionnaire is on its way, or why it does not
//! come.

use engine::Lang;
use leptos::prelude::*;
use texts::Texts;

use crate::components::{FaultReport, Heading, Loading, fresh};
use crate::load::{Fault, Loaded};
use crate::pages::not_found::NotFound;
use crate::route::{Place, Route};
use crate::state::AppState;

/// A page of a questionnaire, once that has come. Says so while it is on its way, and why if it does not come.
pub fn of_questionnaire(lang: Lang, id: String, page: Box<dyn Fn(Loaded) -> AnyView + Send>) -> AnyView {
    let state = AppState::get();
    let content = move || match state.content.questionnaire(lang, &id) {
        None => view! { <Loading/> }.into_any(),
        Some(Err(fault)) if fault.is_absent() && !state.lists(|site| &site.questionnaires, &id) => {
            view! { <NotFound lang/> }.into_any()
        }
        Some(Err(fault)) => view! { <Faulty fault lang/> }.into_any(),
        Some(Ok(loaded)) => page(loaded),
    };
    view! { {move || fresh(content())} }.into_any()
}

/// Why the questionnaire cannot be shown.
#[component]
fn Faulty(
    /// Why it cannot be shown.
    fault: Fault,
    /// The reader's language.
    lang: Lang,
) -> impl IntoView {
    let t = Texts(lang);
    let intro = matches!(fault, Fault::Faulty { .. }).then(|| view! { <p>{t.faulty_intro()}</p> }.into_any());
    view! {
        <Heading text=t.faulty_title() title=t.faulty_title()/>
        <div>{intro}<FaultReport fault lang/></div>
        <p>{t.answers_kept()}</p>
        <p><a href=Route::new(lang, Place::Start).to_string()>{t.to_start()}</a></p>
    }
}
