//! Bytes written as what is new in them beside a source that whoever reads them has too.
//!
//! Most of a compiled form are texts that stand in the Markdown, which the site fetches as well. Written so, and compressed,
//! it is a quarter as large. Of the libraries for it, `bsdiff` and `lz4_flex` left a half and three quarters.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::encoding::packing::pack;

/// Bytes that are new; how much further than before the copying goes on in the source, backwards if negative; and how many
/// bytes are copied from there.
type Piece<'a> = (&'a [u8], i32, u32);

/// Fewer bytes are cheaper to write than to refer to.
const SHORTEST: usize = 6;
/// In how many places of the source the longest copy is looked for, so that time grows with the length alone.
const PLACES: usize = 256;

/// What is new in `bytes` beside a source. Both shorter than 2 GiB.
#[must_use]
pub fn delta(bytes: &[u8], source: &[u8]) -> Vec<u8> {
    let mut places: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, window) in source.windows(SHORTEST).enumerate() {
        places.entry(window).or_default().push(at);
    }
    let mut pieces = Vec::new();
    let mut write = |piece: Piece| pieces.extend(pack(&piece));
    let (mut at, mut new_from, mut copied_to) = (0, 0, 0);
    while at < bytes.len() {
        let window = bytes.get(at..at + SHORTEST).and_then(|window| places.get(window));
        let length = |from: usize| bytes[at..].iter().zip(&source[from..]).take_while(|(a, b)| a == b).count();
        let found = window.into_iter().flatten().take(PLACES).map(|from| (length(*from), *from));
        // Of several that are as long the nearest, which takes the fewest digits.
        let longest = found.max_by_key(|(length, from)| (*length, Reverse(from.abs_diff(copied_to))));
        match longest {
            Some((length, from)) => {
                write((&bytes[new_from..at], from as i32 - copied_to as i32, length as u32));
                copied_to = from + length;
                at += length;
                new_from = at;
            }
            None => at += 1,
        }
    }
    write((&bytes[new_from..], 0, 0));
    pieces
}

/// The bytes of which a delta was made, with the same source. `None` if it is damaged or of another source.
#[must_use]
pub fn whole(mut delta: &[u8], source: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut at = 0_usize;
    while !delta.is_empty() {
        let ((new, skip, length), rest): (Piece, _) = postcard::take_from_bytes(delta).ok()?;
        delta = rest;
        bytes.extend_from_slice(new);
        let from = at.checked_add_signed(skip as isize)?;
        at = from.checked_add(length as usize)?;
        bytes.extend_from_slice(source.get(from..at)?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_stands_in_the_source_is_not_written_again() {
        let source = "Har ni en plan? Den ska vara beslutad.".as_bytes();
        let bytes = "1Den ska vara beslutad.2Har ni en plan?3".as_bytes();
        assert_eq!(whole(&delta(bytes, source), source).as_deref(), Some(bytes));
        assert!(delta(bytes, source).len() < 15);
    }

    #[test]
    fn a_source_that_repeats_itself_costs_no_more_time_than_another() {
        let same = vec![b'-'; 200_000];
        assert_eq!(whole(&delta(&same, &same), &same).as_ref(), Some(&same));
    }

    proptest! {
        #[test]
        fn the_whole_comes_back(bytes in "[ab]{0,60}", source in "[ab]{0,60}") {
            let delta = delta(bytes.as_bytes(), source.as_bytes());
            prop_assert_eq!(whole(&delta, source.as_bytes()), Some(bytes.into_bytes()));
        }

        #[test]
        fn a_damaged_delta_is_no_panic(delta in prop::collection::vec(any::<u8>(), 0..40), source in "[ab]{0,20}") {
            let _ = whole(&delta, source.as_bytes());
        }
    }
}
