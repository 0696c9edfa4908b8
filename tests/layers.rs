//! Imports point one way only: `domain ← content, storage ← state ← pages ← app`. Reads the sources and fails on any
//! other import.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and the others that its files may import.
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

/// Returns the layers that a source imports as `crate::…`.
fn named(source: &str) -> Vec<&str> {
    let names = |text: &'static str| {
        source.match_indices(text).map(move |(index, _)| {
            let rest = &source[index + text.len()..];
            &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
        })
    };
    names("crate::").filter(|name| LAYERS.iter().any(|(layer, _)| layer == name)).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).expect("src exists") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_import_points_to_a_lower_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = vec![];
    for path in sources(&src) {
        let inside = path.strip_prefix(&src).expect("below src");
        let first = inside.iter().next().expect("a name").to_string_lossy().replace(".rs", "");
        let Some((layer, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == first) else { continue };
        let text = fs::read_to_string(&path).expect("readable");
        for name in named(&text) {
            if name != *layer && !allowed.contains(&name) {
                wrong.push(format!("{} imports {name}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the layers:\n{}", wrong.join("\n"));
}

#[test]
fn every_layer_is_checked() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(&src).expect("src exists") {
        let name = entry.expect("readable").file_name().to_string_lossy().replace(".rs", "");
        let known = LAYERS.iter().any(|(layer, _)| *layer == name)
            || ["lib", "macros", "main"].contains(&name.as_str());
        assert!(known, "src/{name} belongs to no layer");
    }
    assert_eq!(named("use crate::state::x; crate::nothing; crate::pages"), ["state", "pages"]);
}

#[test]
fn the_domain_uses_no_clock_no_browser_and_no_store() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
    for path in sources(&folder) {
        let text = fs::read_to_string(&path).expect("readable");
        for foreign in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "std::time", "Utc::now"] {
            assert!(!text.contains(foreign), "{} uses {foreign}", path.display());
        }
    }
}
