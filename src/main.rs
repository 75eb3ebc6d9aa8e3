//! Mounts the site in the page.

fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(place) = document.and_then(|document| document.get_element_by_id("app")) else { return };
    // Leptos gives the reactive owner; the elements mount themselves (see `ui`).
    leptos::mount::mount_to_body(move || {
        let app = vattenpass::app();
        // What stands there says that the page is loading.
        place.set_inner_html("");
        app.mount(&place);
    });
}
