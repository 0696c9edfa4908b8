//! Two versions of one record: which is right, and how both changes are kept.
//!
//! A record can differ between localStorage and the mirror because one of them lost its last writes or was damaged,
//! and between two tabs because both changed it.

use super::record::{SCHEMA, Tree, parts, seal, text};
use super::records::fits;
use crate::domain::time::instant::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in the mirror for a record that was deleted, so that an older text of it does not come back from
/// localStorage, which may lose its last writes.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Tombstone {
    /// Milliseconds since 1970 UTC.
    deleted: i64,
}

/// A deletion is remembered this long: by then localStorage has long been written to the disk.
const REMEMBERED: Millis = 30 * 24 * 3_600_000;

/// The text that stands for the deletion of a record.
pub(super) fn tombstone(before: Option<&str>, now: Instant) -> String {
    let rev = before.and_then(parts).map_or(0, |(_, rev, _)| rev);
    seal(SCHEMA, rev.saturating_add(1), &text(&Tombstone { deleted: now.ms() }))
}

/// When the record was deleted, if this is the text of a deletion.
pub(super) fn deleted_at(text: &str) -> Option<i64> {
    let (schema, _, data) = parts(text)?;
    let tombstone: Tombstone = (schema <= SCHEMA).then(|| serde_json::from_str(data).ok())??;
    Some(tombstone.deleted)
}

/// Whether the deletion is so old that nothing needs to remember it.
pub(super) fn is_forgotten(text: &str, now: Instant) -> bool {
    deleted_at(text).is_some_and(|deleted| now.ms() - deleted > REMEMBERED)
}

/// The version to keep, and what is lost by that and must be set aside.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chosen<'a> {
    pub text: Option<&'a str>,
    pub damaged: Vec<&'a str>,
}

/// Chooses between the texts of one record in localStorage and in the mirror: the whole one over the damaged one, then
/// the higher revision, then, both the same age, the mirror's, which every tab agrees on.
pub(super) fn choose<'a>(key: &str, local: Option<&'a str>, mirror: Option<&'a str>) -> Chosen<'a> {
    let rev = |text: &'a str| {
        let (schema, rev, _) = parts(text)?;
        // What a newer build wrote can only be judged by that build.
        (schema > SCHEMA || deleted_at(text).is_some() || fits(key, text)).then_some(rev)
    };
    match (local, mirror) {
        (Some(one), None) | (None, Some(one)) => {
            if rev(one).is_some() {
                Chosen { text: Some(one), damaged: vec![] }
            } else {
                Chosen { text: None, damaged: vec![one] }
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

/// Keeps the changes that both made to `base`: field by field, what only one changed is that one's, what both changed
/// is mine. A change outlives a deletion. Where the result would be no record, it stands where the one with more changes
/// stands; if that is none either, mine is kept whole.
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
        // Deleted after their change, or before it.
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
            // A run can't be half on its way and half over.
            if their_rev > my_rev {
                merged(standing_as(&theirs(), mine()), theirs())
            } else {
                merged(mine(), standing_as(&mine(), theirs()))
            }
        })
        .unwrap_or_else(|| seal(SCHEMA, rev, my_data))
}

/// The one record, standing where the other stands.
fn standing_as(other: &Tree, mut one: Tree) -> Tree {
    if let (Tree::Object(one), Tree::Object(other)) = (&mut one, other) {
        for place in ["life", "progress"] {
            if let Some(there) = other.get(place) {
                one.insert(place.to_owned(), there.clone());
            }
        }
    }
    one
}

fn merge_trees(base: Option<&Tree>, mine: Option<Tree>, theirs: Option<Tree>) -> Option<Tree> {
    if mine.as_ref() == base {
        return theirs;
    }
    if theirs.as_ref() == base {
        return mine;
    }
    // An object that lost its last entry is left out of a record: that is a change of each of its entries.
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
        assert!(!is_forgotten(&gone, at(REMEMBERED)) && is_forgotten(&gone, at(REMEMBERED + 1)));
        assert!(!is_forgotten(&kept, at(2 * REMEMBERED)));
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
