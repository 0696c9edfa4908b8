//! Two versions of one record: whether to merge two changes ([`resolve`]), the merge itself, and choosing the better version.
//!
//! localStorage and the mirror differ if one of them lost its last writes or was damaged. Two tabs differ if both changed
//! the record.

use super::change::Change;
use super::kind::fits;
use super::record::{SCHEMA, Tree, parts, seal, text};
use crate::domain::time::instant::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The text that the mirror stores for a change, given the `current` one: the changed text, or a merge of both if another
/// tab changed it first. `None` removes the key.
pub fn resolve(change: &Change, current: Option<&str>) -> Option<String> {
    let base = change.base.as_deref();
    let Some(mine) = change.text.as_deref() else {
        // Remove the text only if nobody else has changed it.
        return current.filter(|current| Some(*current) != base).map(str::to_owned);
    };
    let Some(theirs) = current.filter(|current| Some(*current) != base && *current != mine) else {
        return Some(mine.to_owned());
    };
    if base == Some(mine) {
        // A refill: anything newer in the mirror wins.
        return Some(choose(&change.key, Some(mine), Some(theirs)).text.unwrap_or(mine).to_owned());
    }
    Some(merge(&change.key, base, mine, theirs))
}

/// Replaces a deleted record in the mirror, so that an older text does not come back from localStorage, which may have lost
/// the removal.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Tombstone {
    /// Milliseconds since 1970 UTC.
    deleted: i64,
}

/// How long a tombstone is kept: after 30 days localStorage is certainly written to disk.
const KEPT: Millis = 30 * 24 * 3_600_000;

/// The text of the tombstone for a record whose last text was `before`.
pub(super) fn tombstone(before: Option<&str>, now: Instant) -> String {
    let rev = before.and_then(parts).map_or(0, |(_, rev, _)| rev);
    seal(SCHEMA, rev.saturating_add(1), &text(&Tombstone { deleted: now.ms() }))
}

/// When the record was deleted, in milliseconds since 1970 UTC, if this is a tombstone.
pub(super) fn deleted_at(text: &str) -> Option<i64> {
    let (schema, _, data) = parts(text)?;
    let tombstone: Tombstone = (schema <= SCHEMA).then(|| serde_json::from_str(data).ok())??;
    Some(tombstone.deleted)
}

/// Whether this is a tombstone that is no longer needed.
pub(super) fn is_forgotten(text: &str, now: Instant) -> bool {
    deleted_at(text).is_some_and(|deleted| now.ms() - deleted > KEPT)
}

/// The version to keep, and the damaged ones that go to quarantine.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chosen<'a> {
    pub text: Option<&'a str>,
    pub damaged: Vec<&'a str>,
}

/// Chooses between the texts of one record in localStorage and in the mirror: a whole text wins over a damaged one, then
/// the higher revision wins, then the mirror, because all tabs share it.
pub(super) fn choose<'a>(key: &str, local: Option<&'a str>, mirror: Option<&'a str>) -> Chosen<'a> {
    let rev = |text: &'a str| {
        let (schema, rev, _) = parts(text)?;
        // Only a newer build can tell whether a text of its own is whole.
        (schema > SCHEMA || deleted_at(text).is_some() || fits(key, text)).then_some(rev)
    };
    match (local, mirror) {
        (Some(text), None) | (None, Some(text)) => {
            if rev(text).is_some() {
                Chosen { text: Some(text), damaged: vec![] }
            } else {
                Chosen { text: None, damaged: vec![text] }
            }
        }
        (Some(local), Some(mirror)) => match (rev(local), rev(mirror)) {
            (Some(ours), Some(theirs)) => {
                Chosen { text: Some(if ours > theirs { local } else { mirror }), damaged: vec![] }
            }
            (Some(_), None) => Chosen { text: Some(local), damaged: vec![mirror] },
            (None, Some(_)) => Chosen { text: Some(mirror), damaged: vec![local] },
            (None, None) if local == mirror => Chosen { text: None, damaged: vec![local] },
            (None, None) => Chosen { text: None, damaged: vec![local, mirror] },
        },
        (None, None) => Chosen { text: None, damaged: vec![] },
    }
}

/// Merges two changes of the merge base, field by field. A field that only one side changed takes that side's value; a field
/// that both changed takes mine. A change wins over a deletion. If the merged fields do not form a valid record, takes
/// the state (`life` or `progress`) from the side with the higher revision; if that is still invalid, keeps mine.
pub(super) fn merge(key: &str, base: Option<&str>, mine: &str, theirs: &str) -> String {
    let (Some((_, my_rev, my_data)), Some((their_schema, their_rev, their_data))) =
        (parts(mine), parts(theirs))
    else {
        return mine.to_owned();
    };
    if their_schema > SCHEMA {
        return theirs.to_owned();
    }
    let rev = my_rev.max(their_rev).saturating_add(1);
    match (deleted_at(mine).is_some(), deleted_at(theirs).is_some()) {
        // I deleted a version that is newer than theirs, or one that is older.
        (true, false) if my_rev > their_rev => return mine.to_owned(),
        (true, false) => return seal(SCHEMA, rev, their_data),
        (_, true) => return seal(SCHEMA, rev, my_data),
        (false, false) => {}
    }
    let base =
        base.filter(|base| deleted_at(base).is_none()).and_then(parts).map(|(_, _, data)| Tree::read(data));
    let merged = |mine: Tree, theirs: Tree| {
        let merged = merge_trees(base.as_ref(), Some(mine), Some(theirs))?;
        Some(seal(SCHEMA, rev, &text(&merged))).filter(|merged| fits(key, merged))
    };
    let (mine, theirs) = (|| Tree::read(my_data), || Tree::read(their_data));
    merged(mine(), theirs())
        .or_else(|| {
            // A run can't be half running and half finished.
            if their_rev > my_rev {
                merged(with_state_of(&theirs(), mine()), theirs())
            } else {
                merged(mine(), with_state_of(&mine(), theirs()))
            }
        })
        .unwrap_or_else(|| seal(SCHEMA, rev, my_data))
}

/// The record with the state of `source`.
fn with_state_of(source: &Tree, mut record: Tree) -> Tree {
    if let (Tree::Object(fields), Tree::Object(source)) = (&mut record, source) {
        for name in ["life", "progress"] {
            if let Some(state) = source.get(name) {
                fields.insert(name.to_owned(), state.clone());
            }
        }
    }
    record
}

fn merge_trees(base: Option<&Tree>, mine: Option<Tree>, theirs: Option<Tree>) -> Option<Tree> {
    if mine.as_ref() == base {
        return theirs;
    }
    if theirs.as_ref() == base {
        return mine;
    }
    // A record omits an empty object: if one is missing, all its entries were removed.
    let emptied = |tree: Option<Tree>, other: &Option<Tree>| match (tree, base, other) {
        (None, Some(Tree::Object(_)), Some(Tree::Object(_))) => Some(Tree::Object(BTreeMap::new())),
        (tree, ..) => tree,
    };
    let mine = emptied(mine, &theirs);
    let theirs = emptied(theirs, &mine);
    match (mine, theirs) {
        (Some(Tree::Object(mine)), Some(Tree::Object(mut theirs))) => {
            let base = match base {
                Some(Tree::Object(base)) => Some(base),
                _ => None,
            };
            let of_base = |key: &str| base.and_then(|base| base.get(key));
            let mut merged = BTreeMap::new();
            for (key, mine) in mine {
                let theirs = theirs.remove(&key);
                if let Some(value) = merge_trees(of_base(&key), Some(mine), theirs) {
                    merged.insert(key, value);
                }
            }
            for (key, theirs) in theirs {
                if let Some(value) = merge_trees(of_base(&key), None, Some(theirs)) {
                    merged.insert(key, value);
                }
            }
            (!merged.is_empty()).then_some(Tree::Object(merged))
        }
        // Both changed it: mine, unless I only removed what they changed.
        (Some(mine), _) => Some(mine),
        (None, theirs) => theirs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "tightspot:run:a";

    fn at(ms: i64) -> Instant {
        Instant::new(1_000_000_000_000 + ms, 0).unwrap()
    }

    /// A run with these levels, as text.
    fn run(rev: u64, spots: &[(&str, u8)]) -> String {
        let spots: Vec<_> =
            spots.iter().map(|(id, level)| format!(r#""{id}":{{"level":{level}}}"#)).collect();
        let life = r#"{"checked-in":{"at":{"ms":1000,"offset":0}}}"#;
        seal(SCHEMA, rev, &format!(r#"{{"id":"a","life":{life},"spots":{{{}}}}}"#, spots.join(",")))
    }

    #[test]
    fn the_better_version_is_chosen_and_damage_is_set_aside() {
        let (old, new) = (run(1, &[("calf-l", 1)]), run(2, &[("calf-l", 2)]));
        let (old, new, torn, torn_too) = (old.as_str(), new.as_str(), "torn", "torn too");
        for (local, mirror, text, damaged) in [
            (None, None, None, vec![]),
            (Some(new), None, Some(new), vec![]),
            (None, Some(new), Some(new), vec![]),
            (Some(new), Some(old), Some(new), vec![]),
            (Some(old), Some(new), Some(new), vec![]),
            (Some(old), Some(torn), Some(old), vec![torn]),
            (Some(torn), Some(old), Some(old), vec![torn]),
            (Some(torn), None, None, vec![torn]),
            (Some(torn), Some(torn), None, vec![torn]),
            (Some(torn), Some(torn_too), None, vec![torn, torn_too]),
        ] {
            assert_eq!(choose(KEY, local, mirror), Chosen { text, damaged }, "{local:?} {mirror:?}");
        }
        let other = run(2, &[("calf-l", 3)]);
        assert_eq!(choose(KEY, Some(new), Some(&other)).text, Some(other.as_str()), "of the same age");
    }

    #[test]
    fn what_was_deleted_does_not_come_back_but_what_was_changed_after_does() {
        let kept = run(3, &[]);
        let gone = tombstone(Some(&kept), at(0));
        assert_eq!(choose(KEY, Some(&kept), Some(&gone)).text, Some(gone.as_str()));
        let later = run(5, &[]);
        assert_eq!(choose(KEY, Some(&later), Some(&gone)).text, Some(later.as_str()));
        assert_eq!(deleted_at(&gone), Some(at(0).ms()));
        assert_eq!((deleted_at(&kept), deleted_at("torn")), (None, None));
        assert!(!is_forgotten(&gone, at(KEPT)) && is_forgotten(&gone, at(KEPT + 1)));
        assert!(!is_forgotten(&kept, at(2 * KEPT)));
    }

    /// The data of a text, whatever its sum.
    fn parts_of(text: &str) -> &str {
        let data = text.split_once("\"data\":").unwrap().1;
        &data[..data.len() - 1]
    }

    #[track_caller]
    fn check(base: Option<&str>, mine: &str, theirs: &str, expected: &str) {
        assert_eq!(merge(KEY, base, mine, theirs), expected);
    }

    #[test]
    fn a_run_that_went_two_ways_stands_where_more_was_done_and_keeps_what_both_marked() {
        let standing = |text: String, life: &str| {
            let data = parts_of(&text).replace(r#"{"checked-in":{"at":{"ms":1000,"offset":0}}}"#, life);
            seal(SCHEMA, parts(&text).unwrap().1, &data)
        };
        let base = run(1, &[("calf-l", 1)]);
        let (logged, running) = (
            r#"{"logged":{"at":{"ms":1000,"offset":0}}}"#,
            r#"{"running":{"started":{"ms":2000,"offset":0}}}"#,
        );
        let mine = |rev| standing(run(rev, &[("calf-l", 2)]), logged);
        let theirs = standing(run(4, &[("arch-r", 3), ("calf-l", 1)]), running);
        let both = |rev, life| standing(run(rev, &[("arch-r", 3), ("calf-l", 2)]), life);
        check(Some(&base), &mine(2), &theirs, &both(5, running));
        check(Some(&base), &mine(4), &theirs, &both(5, logged));
        check(Some(&base), &mine(7), &theirs, &both(8, logged));
    }

    #[test]
    fn changes_of_both_are_kept() {
        let base = run(1, &[("calf-l", 1), ("neck", 1)]);
        let mine = run(2, &[("calf-l", 2), ("neck", 1)]);
        let theirs = run(4, &[("arch-r", 3), ("calf-l", 1)]);
        // Mine changed the calf; theirs added the arch and cleared the neck.
        check(Some(&base), &mine, &theirs, &run(5, &[("arch-r", 3), ("calf-l", 2)]));
        check(Some(&base), &theirs, &mine, &run(5, &[("arch-r", 3), ("calf-l", 2)]));
        // Both changed the calf: mine.
        let other = run(2, &[("calf-l", 3), ("neck", 1)]);
        check(Some(&base), &mine, &other, &run(3, &[("calf-l", 2), ("neck", 1)]));
        // Mine cleared the last of its spots, which leaves the field out; theirs added one.
        let cleared = run(2, &[]).replace(r#","spots":{}"#, "");
        let cleared = seal(SCHEMA, 2, parts_of(&cleared));
        let base_one = run(1, &[("calf-l", 3)]);
        check(Some(&base_one), &cleared, &run(2, &[("calf-l", 3), ("heel-l", 1)]), &run(3, &[("heel-l", 1)]));
        check(Some(&base_one), &run(2, &[("calf-l", 3), ("heel-l", 1)]), &cleared, &run(3, &[("heel-l", 1)]));
        // Made by both, from nothing.
        check(
            None,
            &run(1, &[("calf-l", 1)]),
            &run(1, &[("neck", 2)]),
            &run(2, &[("calf-l", 1), ("neck", 2)]),
        );
    }

    #[test]
    fn a_change_outlives_a_deletion_and_damage_outlives_nothing() {
        let base = run(1, &[("calf-l", 1)]);
        let mine = run(2, &[("calf-l", 2)]);
        let gone = tombstone(Some(&base), at(0));
        check(Some(&base), &mine, &gone, &run(3, &[("calf-l", 2)]));
        check(Some(&base), &gone, &mine, &run(3, &[("calf-l", 2)]));
        check(Some(&base), &mine, "torn", &mine);
        let newer = seal(SCHEMA + 1, 9, "{}");
        check(Some(&base), &mine, &newer, &newer);
    }

    #[test]
    fn what_cannot_be_both_is_mine() {
        let life = |life: &str, rev| {
            seal(
                SCHEMA,
                rev,
                &format!(r#"{{"id":"a","life":{{"{life}":{{"ATT":{{"ms":1000,"offset":0}}}}}}}}"#)
                    .replace("ATT", if life == "running" { "started" } else { "at" }),
            )
        };
        let (base, mine, theirs) = (life("checked-in", 1), life("running", 2), life("logged", 2));
        check(Some(&base), &mine, &theirs, &life("running", 3));
    }
}
