//! The structure of the project: the layers, no circles, no dead code, names that exist, short files.
#![cfg(not(target_arch = "wasm32"))]

mod sources;

use sources::{circles, files, imports, named, root, sources, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A layer, and those that its files may name besides itself: `domain ← content, storage ← state ← pages ← app`.
const LAYERS: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("content", &["domain"]),
    ("storage", &["domain"]),
    ("state", &["domain", "content", "storage"]),
    ("components", &["domain"]),
    ("pages", &["domain", "content", "storage", "state", "components"]),
    ("platform", &["domain", "storage"]),
    ("app", &["domain", "content", "storage", "state", "components", "pages", "platform"]),
];

/// Sources outside of the layers.
const OUTSIDE: [&str; 3] = ["lib", "macros", "main"];

/// The most lines of a Rust file, tests included.
const LONGEST: usize = 400;

#[test]
fn every_import_leads_down() {
    let mut wrong = vec![];
    for source in sources() {
        let layer = source.module.first().map_or("mod", String::as_str);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(OUTSIDE.contains(&layer), "src/{} belongs to no layer", source.path);
            continue;
        };
        for target in named(&source) {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == target[0]);
            if is_layer && target[0] != layer && !allowed.contains(&target[0].as_str()) {
                wrong.push(format!("{} names {}", source.path, target.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let imports = imports(&sources);
    assert!(imports["storage/merge.rs"].contains("storage/kind.rs"), "imports with super:: are seen");
    assert!(imports["pages/body/mod.rs"].contains("components/mod.rs"), "imports with crate:: are seen");
    let circles: Vec<String> = circles(&imports).iter().map(|circle| circle.join(", ")).collect();
    assert!(circles.is_empty(), "circles:\n{}", circles.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let imports = BTreeMap::from([
        ("a", BTreeSet::from(["b"])),
        ("b", BTreeSet::from(["c"])),
        ("c", BTreeSet::from(["a", "d"])),
        ("d", BTreeSet::new()),
    ]);
    assert_eq!(circles(&imports), [["a", "b", "c"]]);
}

#[test]
fn the_domain_knows_no_clock_no_browser_and_no_store() {
    for source in sources().into_iter().filter(|source| source.path.starts_with("domain/")) {
        for foreign in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "std::time", "Utc::now"] {
            assert!(!source.text.contains(foreign), "{} names {foreign}", source.path);
        }
    }
}

/// Public items that only tests use, each with its reason.
const FOR_TESTS: [&str; 5] = [
    // The stores that fail on demand are for tests alone.
    "block",
    "content",
    "fail_every",
    "limit_to",
    "used",
];

#[test]
fn every_public_item_is_used() {
    let sources = sources();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for source in &sources {
        for word in words(&source.text) {
            *uses.entry(word).or_default() += 1;
        }
    }
    let mut unused = BTreeSet::new();
    for source in &sources {
        for line in source.text.lines() {
            let Some(item) = line.trim_start().strip_prefix("pub ") else { continue };
            let mut words = words(item).skip_while(|word| ["const", "async", "unsafe"].contains(word));
            let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            // The name of a constant comes after the word that was skipped.
            let name =
                if ["fn", "struct", "enum", "trait", "type", "static"].contains(&kind) { name } else { kind };
            let is_item =
                line.contains(" fn ") || line.contains("pub const ") || !name.chars().any(char::is_lowercase);
            let is_type = ["struct", "enum", "trait", "type"].contains(&kind);
            if (is_item || is_type) && uses[name] == 1 && !FOR_TESTS.contains(&name) {
                unused.insert(format!("{}: {name}", source.path));
            }
        }
    }
    assert!(unused.is_empty(), "public items that nothing uses:\n{}", Vec::from_iter(unused).join("\n"));
}

/// The string literals of the sources.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources() {
        found.extend(source.text.split('"').map(str::to_owned));
    }
    found
}

#[test]
fn every_icon_is_in_the_sprite_and_used() {
    let sprite = fs::read_to_string(root().join("public/icons.svg")).expect("the sprite exists");
    let icons: BTreeSet<&str> =
        sprite.split(r#"id="i-"#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(icons.len() > 40, "the sprite is read");
    let mut named = BTreeSet::new();
    for source in sources() {
        for call in
            ["icon(\"", "icon_small(\"", "icon_large(\"", "icon_of(\"", "icon_tile(\"", "icon=\"", "icon: \""]
        {
            for rest in source.text.split(call).skip(1) {
                named.extend(rest.split('"').next().map(str::to_owned));
            }
        }
    }
    let missing: Vec<_> = named.iter().filter(|name| !icons.contains(name.as_str())).collect();
    assert!(named.len() > 20 && missing.is_empty(), "icons that are not in the sprite: {missing:?}");
    // An icon that is chosen by a name in a table counts too. A misspelled name leaves its symbol unused.
    let literals = literals();
    let index = fs::read_to_string(root().join("index.html")).expect("the page exists");
    let is_used = |icon: &&str| literals.contains(*icon) || index.contains(&format!("#i-{icon}"));
    let unused: Vec<_> = icons.iter().filter(|icon| !is_used(icon)).collect();
    assert!(unused.is_empty(), "icons that nothing uses: {unused:?}");
}

#[test]
fn every_stylesheet_is_linked() {
    let index = fs::read_to_string(root().join("index.html")).expect("the page exists");
    for (path, _) in files("style", "css") {
        assert!(index.contains(&format!(r#"href="{path}""#)), "index.html does not link {path}");
    }
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = ["src", "tests", "xtask", "benches", "fuzz"]
        .into_iter()
        .flat_map(|folder| files(folder, "rs"))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "files over {LONGEST} lines:\n{}", long.join("\n"));
}
