//! Reading the sources: files, their modules, and the paths that they name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A source file below `src`.
pub(crate) struct Source {
    /// The path below `src`, such as `state/route/mod.rs`.
    pub(crate) path: String,
    /// Such as `["state", "route"]`.
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every file with this extension in a folder of the project, as path and text.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder exists") {
            let path = entry.expect("readable").path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path.strip_prefix(root()).expect("below the root").display().to_string();
                found.push((name, fs::read_to_string(&path).expect("readable")));
            }
        }
    }
    found.sort();
    found
}

/// Every source below `src`, without its tests and comments.
pub(crate) fn sources() -> Vec<Source> {
    files("src", "rs")
        .into_iter()
        .filter(|(path, _)| !path.ends_with("tests.rs"))
        .map(|(path, text)| {
            let path = path.strip_prefix("src/").expect("below src").to_owned();
            let names = path.trim_end_matches(".rs").split('/').filter(|name| *name != "mod");
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let is_code = |line: &&str| !line.trim_start().starts_with("//");
            let text = text.lines().filter(is_code).collect::<Vec<_>>().join("\n");
            Source { module: names.map(str::to_owned).collect(), path, text }
        })
        .collect()
}

/// The words of a text: identifiers and keywords.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The modules that a source names with `crate::` and `super::`, each as its full path. Groups in braces are expanded.
pub(crate) fn named(source: &Source) -> Vec<Vec<String>> {
    let mut found = vec![];
    for start in ["crate::", "super::"] {
        for (index, _) in source.text.match_indices(start) {
            let before = source.text[..index].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let mut base = vec![];
            let mut rest = &source.text[index..];
            if let Some(after) = rest.strip_prefix("crate::") {
                rest = after;
            } else {
                base.clone_from(&source.module);
                while let Some(after) = rest.strip_prefix("super::") {
                    base.pop();
                    rest = after;
                }
            }
            found.extend(paths(rest).into_iter().map(|path| [base.clone(), path].concat()));
        }
    }
    found
}

/// The paths at the start of a text: `a::b` is one, `a::{b, c::d}` are two.
fn paths(text: &str) -> Vec<Vec<String>> {
    if let Some(group) = text.strip_prefix('{') {
        let mut depth = 0;
        let mut starts = vec![0];
        let mut end = group.len();
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    end = index;
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => starts.push(index + 1),
                _ => {}
            }
        }
        return starts
            .into_iter()
            .filter(|start| *start < end)
            .flat_map(|start| paths(group[start..].trim_start()))
            .collect();
    }
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return vec![];
    }
    match text[name.len()..].strip_prefix("::") {
        Some(rest) => paths(rest).into_iter().map(|path| [vec![name.clone()], path].concat()).collect(),
        None => vec![vec![name]],
    }
}

/// For each file the files that it names. A file and the folder that it is in may name each other: they are one module.
pub(crate) fn imports(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let files: BTreeMap<&[String], &str> =
        sources.iter().map(|source| (&source.module[..], source.path.as_str())).collect();
    let mut imports = BTreeMap::new();
    for source in sources {
        let targets: &mut BTreeSet<&str> = imports.entry(source.path.as_str()).or_default();
        for path in named(source) {
            let module = (0..=path.len()).rev().find(|length| files.contains_key(&path[..*length]));
            let Some(module) = module.map(|length| &path[..length]) else { continue };
            if !module.starts_with(&source.module) && !source.module.starts_with(module) {
                targets.insert(files[module]);
            }
        }
    }
    imports
}

/// The groups of files that import each other in a circle.
pub(crate) fn circles(imports: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Vec<String>> {
    let reaches = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut next = vec![from];
        while let Some(file) = next.pop() {
            for target in imports.get(file).into_iter().flatten() {
                if seen.insert(*target) {
                    next.push(target);
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&str, BTreeSet<&str>> = imports.keys().map(|file| (*file, reaches(file))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, targets) in &reach {
        let circle: Vec<String> = targets
            .iter()
            .filter(|target| reach[**target].contains(file))
            .map(|target| (*target).to_owned())
            .collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}
