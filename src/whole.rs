//! The whole site: takes over from the first visit's part where that has no page for the route.

fn main() {
    vattenpass::mount();
}
