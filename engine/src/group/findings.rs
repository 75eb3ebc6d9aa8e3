//! What stands out in a group: the strongest and the weakest area, where answers differ most, and where two groups answer
//! otherwise.

use crate::group::cells::Counts;
use crate::group::items::{Item, ItemKind, median};
use crate::room::tally::Tally;

/// What stands out: places among the items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// The area with the highest median, and the one with the lowest. `None` if there are not two areas that differ.
    pub strongest_and_weakest: Option<(usize, usize)>,
    /// The questions whose answers differ most, the most divided first.
    pub divided: Vec<usize>,
}

/// How many divided questions are named.
const DIVIDED: usize = 3;

impl Findings {
    /// What stands out in counts: of each item, where they may be shown.
    #[must_use]
    pub fn of(items: &[Item], counts: &[Option<Counts>]) -> Self {
        let of_kind = |kind: ItemKind| {
            let all = items.iter().zip(counts).enumerate().filter(move |(_, (item, _))| item.kind == kind);
            all.filter_map(|(place, (item, counts))| Some((place, item, counts.as_ref()?)))
        };
        let mut areas: Vec<(f64, usize)> = of_kind(ItemKind::Section)
            .filter_map(|(place, item, counts)| Some((height(item, counts)?, place)))
            .collect();
        // Of the same height, the first stays first.
        areas.sort_by(|a, b| a.0.total_cmp(&b.0));
        let strongest_and_weakest = match (areas.first(), areas.last()) {
            (Some(low), Some(high)) if low.0 < high.0 => Some((high.1, low.1)),
            _ => None,
        };
        let mut divided: Vec<(f64, usize)> = of_kind(ItemKind::Question)
            .filter(|(_, item, _)| !item.several)
            .map(|(place, _, counts)| (division(counts), place))
            .filter(|(division, _)| *division > 0.0)
            .collect();
        divided.sort_by(|a, b| b.0.total_cmp(&a.0));
        divided.truncate(DIVIDED);
        Self { strongest_and_weakest, divided: divided.into_iter().map(|(_, place)| place).collect() }
    }
}

/// How high the median of an item lies on its scale, from 0 to 1. `None` without a scale or a median.
fn height(item: &Item, counts: &Counts) -> Option<f64> {
    let (lower, upper) = median(&counts.on_scale(item))?;
    let steps = item.scale.len().checked_sub(1).filter(|steps| *steps > 0)?;
    let place = |place: usize| u32::try_from(place).map(f64::from).unwrap_or_default();
    Some((place(lower) + place(upper)) / 2.0 / place(steps))
}

fn division(counts: &Counts) -> f64 {
    Tally { people: counts.answered(), counts: counts.classes.clone() }.division()
}

/// The share of the people of a group that would have to answer otherwise for two groups to answer alike, 0 to 1: half the
/// sum of the differences of the shares of each class (the total variation distance). `None` where one has not answered.
#[must_use]
pub fn gap(one: &Counts, other: &Counts) -> Option<f64> {
    let shares = |counts: &Counts| -> Option<Vec<f64>> {
        let all: u32 = counts.classes.iter().sum();
        (all > 0).then(|| counts.classes.iter().map(|count| f64::from(*count) / f64::from(all)).collect())
    };
    let (one, other) = (shares(one)?, shares(other)?);
    Some(one.iter().zip(&other).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0)
}

/// How many of a group have chosen none of what a joint answer chose, and how many have answered.
#[must_use]
pub fn otherwise(item: &Item, counts: &Counts, joint: &[String]) -> (u32, u32) {
    let same = item.classes.iter().zip(&counts.classes).filter(|(class, _)| joint.contains(class));
    let answered = counts.answered();
    (answered - same.map(|(_, count)| count).sum::<u32>().min(answered), answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: ItemKind, id: &str) -> Item {
        let classes = ["0", "1", "2"].map(str::to_owned).into();
        Item {
            id: id.into(),
            kind,
            classes,
            scale: vec![0, 1, 2],
            several: false,
            rests_on: Vec::new(),
            made_of: Vec::new(),
        }
    }

    fn counts(classes: [u32; 3]) -> Counts {
        Counts { people: classes.iter().sum(), unanswered: 0, classes: classes.into() }
    }

    #[test]
    fn what_stands_out_is_what_is_highest_lowest_and_most_divided() {
        let items = [
            item(ItemKind::Question, "a"),
            item(ItemKind::Question, "b"),
            item(ItemKind::Section, "x"),
            item(ItemKind::Section, "y"),
            item(ItemKind::Section, "z"),
        ];
        let all = [[4, 0, 0], [2, 0, 2], [0, 4, 0], [0, 2, 2], [1, 1, 1]].map(|classes| Some(counts(classes)));
        let found = Findings::of(&items, &all);
        assert_eq!(found, Findings { strongest_and_weakest: Some((3, 2)), divided: vec![1] });
        assert_eq!(Findings::of(&items, &[None, None, None, None, None]), Findings::default());
    }

    #[test]
    fn a_gap_is_how_many_would_have_to_answer_otherwise() {
        assert_eq!(gap(&counts([4, 0, 0]), &counts([0, 0, 9])), Some(1.0));
        assert_eq!(gap(&counts([2, 2, 0]), &counts([1, 1, 0])), Some(0.0));
        assert_eq!(gap(&counts([3, 1, 0]), &counts([1, 1, 0])), Some(0.25));
        assert_eq!(gap(&counts([0, 0, 0]), &counts([1, 1, 0])), None);
        assert_eq!(otherwise(&item(ItemKind::Question, "a"), &counts([21, 13, 4]), &["1".into()]), (25, 38));
    }
}
