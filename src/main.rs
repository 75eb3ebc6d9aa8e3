//! The site as a first visit loads it: the way to the questions and through them.

fn main() {
    vattenpass::mount();
}
