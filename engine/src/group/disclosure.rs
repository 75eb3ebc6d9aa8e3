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
//! - A part that is hidden in one table is hidden in every table that follows from it: [`Item::rests_on`],
//!   [`Item::made_of`].
//! - A median of parts that are shown together only is left out where it would tell, with the others, how many chose something.
//!
//! What is shown of units and what is shown of roles never tell more together: it is not shown who of a unit has which role,
//! so that for each class any split by unit goes with any split by role that has the same sum.

use std::collections::{BTreeMap, BTreeSet};

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
        let are_shown =
            |places: &[usize]| places.iter().all(|place| matches!(shown.get(*place), Some(Shown::Spread(_))));
        let made = are_shown(&item.made_of);
        let rests = are_shown(&item.rests_on);
        shown.push(match median_of(item, counts, thresholds) {
            _ if rests && (made || leaves_open(item, counts)) && is_spread(counts, thresholds) => {
                Shown::Spread(counts.clone())
            }
            Some((lower, upper)) if rests && (made || item.is_of_many()) => Shown::Median(lower, upper),
            Some(_) | None => Shown::Nothing,
        });
    }
    shown
}

/// Whether how a level or a baseline of everybody is spread leaves open how many met a question that is not shown. Those who
/// have a level meet what it asks for: of a question that all meet, or all but one, this tells the number only if it is as
/// high. Parts are compared with each other and with the whole: of them more is told.
fn leaves_open(item: &Item, counts: &Counts) -> bool {
    item.begins_with_gaps() && counts.classes.first().is_some_and(|gaps| *gaps > 1)
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
    let alone: BTreeSet<&str> = alone.into_iter().map(|(name, _)| name).collect();
    // The names of the parts whose spread is shown, for each item.
    let mut spread: Vec<BTreeSet<&str>> = Vec::new();
    let mut shown = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let counts: Vec<Part<'_>> = parts
            .iter()
            .filter_map(|(name, cell)| {
                let name = name.as_str();
                let are_shown = |places: &[usize]| {
                    places.iter().all(|place| spread.get(*place).is_some_and(|of| of.contains(name)))
                };
                let (rests, made) = (are_shown(&item.rests_on), are_shown(&item.made_of));
                Some(Part { name, counts: cell.counts.get(at)?, is_alone: alone.contains(name), rests, made })
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
    /// Whether what the item is made of is shown of it.
    made: bool,
}

/// The names of the parts whose spread is shown, and all that is shown of an item.
fn split_item<'a>(
    item: &Item,
    parts: &[Part<'a>],
    all_is_shown: bool,
    thresholds: Thresholds,
) -> (BTreeSet<&'a str>, Vec<Block<Shown>>) {
    let may = |part: &Part<'_>| part.is_alone && part.rests && part.made && is_spread(part.counts, thresholds);
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
    // With the spreads of the questions, the median of a figure that is made of few of them may tell how one was answered.
    let may = |part: &Part<'_>| part.is_alone && part.rests && (part.made || item.is_of_many());
    let median = |part: &Part<'_>| median_of(item, part.counts, thresholds).filter(|_| may(part));
    let mut parts: Vec<(&Part<'a>, Option<(usize, usize)>)> = parts.iter().map(|part| (part, median(part))).collect();
    // Those with a median first, the largest of them before the others.
    parts.sort_by_key(|(part, median)| std::cmp::Reverse((median.is_some(), part.counts.people, part.name)));
    let with_median = parts.iter().filter(|(_, median)| median.is_some()).count();
    if with_median == 0 {
        return Vec::new();
    }
    let swaps = Swaps::new(item, &parts, thresholds);
    // With fewer medians more could be otherwise: what is safe stays so. There may be thousands: few of the numbers are tried.
    let numbers: Vec<usize> = (1..=with_median).collect();
    let safe = numbers.partition_point(|number| swaps.are_safe(*number));
    let mut medians: Vec<(&str, (usize, usize))> =
        parts.iter().take(safe).filter_map(|(part, median)| Some((part.name, (*median)?))).collect();
    medians.sort_unstable();
    medians
}

/// Which answers of some parts could be others. They are asked by two classes: from which, and to which. The last class is of
/// those who have not answered.
struct Swaps {
    classes: usize,
    /// The classes that anybody is in.
    used: Vec<usize>,
    /// Of each part, in which of its classes somebody could be in which other one, and it would not be seen: without its
    /// median, and with it.
    moves: Vec<[Vec<bool>; 2]>,
}

impl Swaps {
    fn new(item: &Item, parts: &[(&Part<'_>, Option<(usize, usize)>)], thresholds: Thresholds) -> Self {
        let classes = item.classes.len() + 1;
        let is_used = |class: usize| parts.iter().any(|(part, _)| in_class(part.counts, class) > 0);
        let moves = |(part, median): &(&Part<'_>, Option<(usize, usize)>)| {
            [None, *median].map(|median| moves(item, part.counts, median, thresholds))
        };
        Self {
            classes,
            used: (0..classes).filter(|class| is_used(*class)).collect(),
            moves: parts.iter().map(moves).collect(),
        }
    }

    /// Whether no count of a part can be worked out from the sum of all the parts and the medians of the first ones: for each
    /// class of each part, two parts could swap an answer.
    fn are_safe(&self, shown: usize) -> bool {
        let moves: Vec<&[bool]> =
            self.moves.iter().enumerate().map(|(at, moves)| moves[usize::from(at < shown)].as_slice()).collect();
        let mut parts_that = vec![0_u32; self.classes * self.classes];
        for moves in &moves {
            parts_that.iter_mut().zip(*moves).for_each(|(count, can)| *count += u32::from(*can));
        }
        let (there, back) = (|a, b| a * self.classes + b, |a, b| b * self.classes + a);
        let can_swap = |moves: &[bool], a: usize, b: usize| {
            // Another part than this one.
            moves[there(a, b)] && parts_that[back(a, b)] > u32::from(moves[back(a, b)])
        };
        let is_safe = |moves: &[bool], class: usize| {
            (0..self.classes)
                .any(|other| other != class && (can_swap(moves, class, other) || can_swap(moves, other, class)))
        };
        moves.iter().all(|moves| self.used.iter().all(|class| is_safe(moves, *class)))
    }
}

/// How many are in a class; in the last one, those who have not answered.
fn in_class(counts: &Counts, class: usize) -> u32 {
    counts.classes.get(class).copied().unwrap_or(counts.unanswered)
}

/// From which class to which one of the people of a part could answer otherwise, if its median has to stay as it is,
/// and be shown.
fn moves(item: &Item, counts: &Counts, kept: Option<(usize, usize)>, thresholds: Thresholds) -> Vec<bool> {
    let classes = item.classes.len() + 1;
    let moved = |from: usize, to: usize| {
        let count = |class: usize| in_class(counts, class) + u32::from(class == to) - u32::from(class == from);
        let unanswered = count(item.classes.len());
        Counts { unanswered, classes: (0..item.classes.len()).map(count).collect(), ..counts.clone() }
    };
    // That a median is shown tells how many have one, too.
    let keeps =
        |from: usize, to: usize, kept: (usize, usize)| median_of(item, &moved(from, to), thresholds) == Some(kept);
    let can = |from: usize, to: usize| {
        from != to && in_class(counts, from) > 0 && kept.is_none_or(|kept| keeps(from, to, kept))
    };
    (0..classes * classes).map(|at| can(at / classes, at % classes)).collect()
}
