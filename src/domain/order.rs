//! Sorts lists by a number or by a text. Every type that the standard library sorts adds its own copy of the
//! sort to the program, about five kilobytes each. Here it sorts only two types, on behalf of all lists.

/// Sorts by a number, lowest first. The sort is stable.
pub fn by_number<T>(list: &mut [T], number: impl Fn(&T) -> i64) {
    let indices = indices_by_number(list.iter().map(number).collect());
    rearrange(list, indices);
}

/// Sorts by the bytes of a text. The sort is stable.
pub fn by_text<T>(list: &mut [T], text: impl Fn(&T) -> &str) {
    let indices = indices_by_text(list.iter().map(text).collect());
    rearrange(list, indices);
}

/// The number in the middle of these when sorted; 0 without any.
pub fn median(numbers: impl Iterator<Item = i64>) -> i64 {
    let mut numbers: Vec<i64> = numbers.collect();
    by_number(&mut numbers, |number| *number);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}

/// A count as a sort key, lowest first.
pub fn rising(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count as a sort key, highest first.
pub fn falling(count: usize) -> i64 {
    -rising(count)
}

#[inline(never)]
fn indices_by_number(numbers: Vec<i64>) -> Vec<usize> {
    let mut order: Vec<(i64, usize)> = numbers.into_iter().zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

#[inline(never)]
fn indices_by_text(texts: Vec<&str>) -> Vec<usize> {
    let mut order: Vec<(&str, usize)> = texts.into_iter().zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// Moves the item at index `from[i]` to index `i`, for all `i`, one cycle of the permutation after the other.
fn rearrange<T>(list: &mut [T], mut from: Vec<usize>) {
    for start in 0..from.len() {
        let mut here = start;
        loop {
            let next = std::mem::replace(&mut from[here], here);
            if next == start || next == here {
                break;
            }
            list.swap(here, next);
            here = next;
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorting_matches_the_standard_library(list in prop::collection::vec((-5_i64..5, "[ab]{0,3}"), 0..40)) {
            let list: Vec<_> = list.into_iter().zip(0..).collect();
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            by_number(&mut ours, |((number, _), _)| *number);
            theirs.sort_by_key(|((number, _), _)| *number);
            prop_assert_eq!(&ours, &theirs);
            let (mut ours, mut theirs) = (list.clone(), list);
            by_text(&mut ours, |((_, text), _)| text);
            theirs.sort_by(|((_, a), _), ((_, b), _)| a.cmp(b));
            prop_assert_eq!(ours, theirs);
        }
    }
}
