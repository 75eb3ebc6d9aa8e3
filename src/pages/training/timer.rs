//! The time for a question. It is off until the trainer starts it, can always be stopped, and decides nothing.

use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;

/// A countdown.
#[derive(Clone, Copy)]
pub struct Timer {
    /// The seconds that were chosen; 0 while it is off.
    chosen: RwSignal<u32>,
    /// The seconds that are left.
    left: RwSignal<u32>,
    ticking: StoredValue<Option<IntervalHandle>>,
}

impl Timer {
    /// A timer that is off. It stops when the page goes.
    #[must_use]
    pub fn new() -> Self {
        let timer = Self { chosen: RwSignal::new(0), left: RwSignal::new(0), ticking: StoredValue::new(None) };
        on_cleanup(move || timer.clear());
        timer
    }

    /// Counts down from a number of seconds; 0 stops it.
    pub fn start(self, seconds: u32) {
        self.clear();
        self.chosen.set(seconds);
        self.left.set(seconds);
        if seconds == 0 {
            return;
        }
        let tick = move || {
            // The page may be gone.
            let left = self.left.try_update(|left| {
                *left = left.saturating_sub(1);
                *left
            });
            if left.is_none_or(|left| left == 0) {
                self.clear();
            }
        };
        self.ticking.set_value(set_interval_with_handle(tick, Duration::from_secs(1)).ok());
    }

    /// Stops it, and takes it away.
    pub fn stop(self) {
        self.start(0);
    }

    /// The seconds that were chosen; 0 while it is off.
    #[must_use]
    pub fn chosen(self) -> u32 {
        self.chosen.get()
    }

    /// What is left, as minutes and seconds. Nothing while it is off.
    #[must_use]
    pub fn text(self) -> String {
        if self.chosen.get() == 0 {
            return String::new();
        }
        let left = self.left.get();
        format!(" · {}:{:02}", left / 60, left % 60)
    }

    fn clear(self) {
        if let Some(Some(ticking)) = self.ticking.try_update_value(Option::take) {
            ticking.clear();
        }
    }
}
