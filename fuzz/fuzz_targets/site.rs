//! The host's settings: `site.toml`.

#![no_main]

use engine::model::id::is_id;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = reader::read_site(bytes);
    fuzz::check_reading(bytes, &reading);
    let site = &reading.value;
    let files = [&site.questionnaires, &site.sources, &site.documents];
    assert!(files.into_iter().flatten().all(|id| is_id(id)), "a path is made of them: {site:?}");
    let grouped = site.groups.iter().flat_map(|group| &group.questionnaires);
    assert!(grouped.clone().all(|id| site.questionnaires.contains(id)), "{site:?}");
    let is_inside = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    assert!(site.logo.chars().all(is_inside) && !site.logo.starts_with('.'), "{}", site.logo);
    for colour in [&site.accent, &site.accent_dark] {
        // It is written into a style.
        assert!(colour.is_empty() || reader::contrast(colour, colour) == Some(1.0), "{colour}");
    }
    assert!(is_each_once(&site.languages) && !site.languages.is_empty());
    assert!(is_each_once(&site.units) && !site.units.contains(&String::new()), "{:?}", site.units);
    let limits = 3..=100;
    assert!(limits.contains(&site.group_threshold) && limits.contains(&site.group_spread_threshold), "{site:?}");
});

fn is_each_once<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().all(|(at, item)| !list[..at].contains(item))
}
