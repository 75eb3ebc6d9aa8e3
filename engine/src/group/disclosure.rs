//! What of a group may be shown: nothing from which the answers of a few can be worked out.
//!
//! The rules follow the handbooks of statistical disclosure control (Hundepool et al., *Handbook on Statistical Disclosure
//! Control*, 2nd edition: thresholds, group disclosure, and the hiding of further cells so that none can be worked out by
//! subtraction):
//!
//! - A number of people is shown from [`Thresholds::medians`] on, and so is a median; how the answers are spread, from
//!   [`Thresholds::spread`] on.
//! - Where all, or all but one, of those who answered chose the same, how they are spread is not shown, nor their median.
//! - What is left of a whole when the parts that are shown are taken away is shown as one: the parts together. It must be
//!   large and mixed enough itself. If not, the smallest part that is shown is taken into it.
//! - A part that is hidden in one table is hidden in every table that follows from it: [`Item::rests_on`].
//! - A median of parts that are shown together only is left out where it would tell, with the others, how many chose something.
//!
//! What is shown of units and what is shown of roles never tell more together: it is not shown who of a unit has which role,
//! so that for each class any split by unit goes with any split by role that has the same sum.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::group::cells::{Cell, Counts};
use crate::group::items::{Item, median};

/// From how many people on something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Thresholds {
    /// How many they are, and their median.
    pub medians: u32,
    /// How their answers are spread.
    pub spread: u32,
}

impl Thresholds {
    /// No threshold is below this.
    pub const LOWEST: u32 = 3;

    /// Both, each at least [`Thresholds::LOWEST`], and the second one at least the first.
    #[must_use]
    pub fn new(medians: u32, spread: u32) -> Self {
        let medians = medians.max(Self::LOWEST);
        Self { medians, spread: spread.max(medians) }
    }
}

/// What may be shown of some people's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// How they are spread.
    Spread(Counts),
    /// Their median alone: the places of the lower and the upper one of the two classes in the middle.
    Median(usize, usize),
    /// Nothing.
    Nothing,
}

/// People whose answers are shown together: one part of the whole, or several that are too small alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<T> {
    /// The names of the parts. An empty one is of those who gave none.
    pub of: Vec<String>,
    /// What is shown.
    pub shown: T,
}

/// A whole in its parts: what may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// How many people there are in each block. Empty if the whole cannot be split.
    pub people: Vec<Block<u32>>,
    /// For each item, what is shown of the blocks. Parts of which only the median is shown may be in a block with others too.
    pub items: Vec<Vec<Block<Shown>>>,
}

/// What may be shown of everybody's answers to each item.
#[must_use]
pub fn of_all(items: &[Item], all: &Cell, thresholds: Thresholds) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for (item, counts) in items.iter().zip(&all.counts) {
        let rests = item.rests_on.iter().all(|place| matches!(shown.get(*place), Some(Shown::Spread(_))));
        shown.push(match median_of(item, counts, thresholds) {
            _ if rests && is_spread(counts, thresholds) => Shown::Spread(counts.clone()),
            Some((lower, upper)) => Shown::Median(lower, upper),
            None => Shown::Nothing,
        });
    }
    shown
}

/// What may be shown of the parts of a whole. `all` is what is shown of the whole itself.
#[must_use]
pub fn split(items: &[Item], all: &[Shown], parts: &BTreeMap<String, Cell>, thresholds: Thresholds) -> Split {
    let people: Vec<(&str, u32)> = parts.iter().map(|(name, cell)| (name.as_str(), cell.people)).collect();
    let enough = |people: u32| people >= thresholds.medians;
    let Some((alone, together)) = settle(
        &people,
        |(_, people)| enough(*people),
        |(_, people)| *people,
        |hidden| enough(hidden.iter().map(|(_, people)| people).sum()),
    ) else {
        return Split::default();
    };
    let mut blocks: Vec<Block<u32>> =
        alone.iter().map(|(name, people)| Block { of: vec![(*name).to_owned()], shown: *people }).collect();
    if !together.is_empty() {
        let of = together.iter().map(|(name, _)| (*name).to_owned()).collect();
        blocks.push(Block { of, shown: together.iter().map(|(_, people)| people).sum() });
    }
    let alone: Vec<&str> = alone.into_iter().map(|(name, _)| name).collect();
    // The names of the parts whose spread is shown, for each item.
    let mut spread: Vec<Vec<&str>> = Vec::new();
    let mut shown = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let counts: Vec<Part<'_>> = parts
            .iter()
            .filter_map(|(name, cell)| {
                let name = name.as_str();
                let rests = item.rests_on.iter().all(|place| spread.get(*place).is_some_and(|of| of.contains(&name)));
                Some(Part { name, counts: cell.counts.get(at)?, is_alone: alone.contains(&name), rests })
            })
            .collect();
        let is_shown = matches!(all.get(at), Some(Shown::Spread(_)));
        let (names, blocks) = split_item(item, &counts, is_shown, thresholds);
        spread.push(names);
        shown.push(blocks);
    }
    Split { people: blocks, items: shown }
}

/// A part's answers to an item.
#[derive(Clone, Copy)]
struct Part<'a> {
    name: &'a str,
    counts: &'a Counts,
    /// Whether it is shown alone how many they are.
    is_alone: bool,
    /// Whether what the item rests on is shown of it.
    rests: bool,
}

/// The names of the parts whose spread is shown, and all that is shown of an item.
fn split_item<'a>(
    item: &Item,
    parts: &[Part<'a>],
    all_is_shown: bool,
    thresholds: Thresholds,
) -> (Vec<&'a str>, Vec<Block<Shown>>) {
    let may = |part: &Part<'_>| part.is_alone && part.rests && is_spread(part.counts, thresholds);
    let sum = |parts: &[Part<'_>]| {
        let mut sum = Counts::default();
        parts.iter().for_each(|part| sum.add(part.counts));
        sum
    };
    // Where the spread of the whole is not shown, that of all its parts would tell it.
    let settled = all_is_shown
        .then(|| {
            settle(
                parts,
                may,
                |part| part.counts.answered(),
                |hidden| hidden.len() > 1 && is_spread(&sum(hidden), thresholds),
            )
        })
        .flatten();
    let (alone, together) = settled.unwrap_or_else(|| (Vec::new(), parts.to_vec()));
    let mut blocks: Vec<Block<Shown>> = alone
        .iter()
        .map(|part| Block { of: vec![part.name.to_owned()], shown: Shown::Spread(part.counts.clone()) })
        .collect();
    let medians = medians(item, &together, thresholds);
    blocks.extend(
        medians
            .into_iter()
            .map(|(name, (lower, upper))| Block { of: vec![name.to_owned()], shown: Shown::Median(lower, upper) }),
    );
    if !alone.is_empty() && !together.is_empty() {
        let of = together.iter().map(|part| part.name.to_owned()).collect();
        blocks.push(Block { of, shown: Shown::Spread(sum(&together)) });
    }
    (alone.into_iter().map(|part| part.name).collect(), blocks)
}

/// Parts to show alone, and the rest, which is shown together: nobody, or enough. The smallest part joins the rest until
/// there are enough. `None` if then none is left to show alone.
fn settle<T: Copy>(
    parts: &[T],
    may: impl Fn(&T) -> bool,
    size: impl Fn(&T) -> u32,
    is_enough: impl Fn(&[T]) -> bool,
) -> Option<(Vec<T>, Vec<T>)> {
    let (mut alone, mut rest): (Vec<T>, Vec<T>) = parts.iter().copied().partition(|part| may(part));
    while !rest.is_empty() && !is_enough(&rest) {
        let smallest = (0..alone.len()).min_by_key(|place| size(&alone[*place]))?;
        rest.push(alone.remove(smallest));
    }
    // One part alone is the whole.
    (!alone.is_empty() && alone.len() + rest.len() > 1).then_some((alone, rest))
}

/// Whether it may be shown how the answers are spread: enough people have answered, and more than one of them something else
/// than the others.
fn is_spread(counts: &Counts, thresholds: Thresholds) -> bool {
    counts.answered() >= thresholds.spread && is_mixed(counts)
}

fn is_mixed(counts: &Counts) -> bool {
    let most = counts.classes.iter().copied().max().unwrap_or_default();
    most + 2 <= counts.answered()
}

/// The median, if it may be shown.
fn median_of(item: &Item, counts: &Counts, thresholds: Thresholds) -> Option<(usize, usize)> {
    let on_scale = counts.on_scale(item);
    let valued: u32 = on_scale.iter().sum();
    if item.scale.len() < 2 || valued < thresholds.medians || !is_mixed(counts) {
        return None;
    }
    let (lower, upper) = median(&on_scale)?;
    Some((item.scale[lower], item.scale[upper]))
}

/// The medians that may be shown of parts whose spread is shown together only.
///
/// The spread of all of them is known. With it, a median may tell how many of a part chose something: if all three who chose
/// it of ten are needed for the median of five. A count is safe if two parts could swap an answer and nothing that is shown
/// would change; the medians of the smallest parts are left out until every count is.
fn medians<'a>(item: &Item, parts: &[Part<'a>], thresholds: Thresholds) -> Vec<(&'a str, (usize, usize))> {
    let may = |part: &&Part<'_>| part.is_alone && part.rests;
    let mut medians: Vec<(&Part<'a>, (usize, usize))> =
        parts.iter().filter(may).filter_map(|part| Some((part, median_of(item, part.counts, thresholds)?))).collect();
    medians.sort_by_key(|(part, _)| std::cmp::Reverse((part.counts.people, part.name)));
    while !medians.is_empty() && !is_safe(item, parts, &medians) {
        medians.pop();
    }
    medians.sort_by_key(|(part, _)| part.name);
    medians.into_iter().map(|(part, median)| (part.name, median)).collect()
}

/// Whether no count of a part can be worked out from the sum of all the parts and these medians.
fn is_safe(item: &Item, parts: &[Part<'_>], medians: &[(&Part<'_>, (usize, usize))]) -> bool {
    let cells =
        |part: &Part<'_>| -> Vec<u32> { part.counts.classes.iter().copied().chain([part.counts.unanswered]).collect() };
    type Seen = (Vec<u32>, Option<(usize, usize)>);
    let all: Vec<Seen> = parts
        .iter()
        .map(|part| {
            let median = medians.iter().find(|(of, _)| of.name == part.name).map(|(_, median)| *median);
            (cells(part), median)
        })
        .collect();
    let Some(classes) = all.first().map(|(cells, _)| cells.len()) else { return true };
    // The cells of a part when one of its people answers otherwise; `None` if that would be seen.
    let moved = |(cells, median): &Seen, from: usize, to: usize| {
        let mut cells = cells.clone();
        cells[from] = cells[from].checked_sub(1)?;
        cells[to] += 1;
        median.is_none_or(|median| median_in(item, &cells) == Some(median)).then_some(())
    };
    let can_swap = |one: usize, a: usize, b: usize| {
        let other = |other: usize| other != one && moved(&all[one], a, b).and(moved(&all[other], b, a)).is_some();
        (0..all.len()).any(other)
    };
    let is_nobody = |class: usize| all.iter().all(|(cells, _)| cells[class] == 0);
    (0..all.len()).all(|one| {
        (0..classes).filter(|class| !is_nobody(*class)).all(|class| {
            (0..classes).any(|other| other != class && (can_swap(one, class, other) || can_swap(one, other, class)))
        })
    })
}

fn median_in(item: &Item, cells: &[u32]) -> Option<(usize, usize)> {
    let on_scale: Vec<u32> = item.scale.iter().map(|place| cells.get(*place).copied().unwrap_or_default()).collect();
    let (lower, upper) = median(&on_scale)?;
    Some((item.scale[lower], item.scale[upper]))
}
