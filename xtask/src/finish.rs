//! Finishes a build of Trunk, which calls it as its post-build hook: puts the sprites and the frame into the page. A release also
//! gets one stylesheet, the security policy, and the service worker with the list of files.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Works in all three engines. Leptos fills templates through innerHTML, so Trusted Types need the default
/// policy that boot.js creates. The sound track of a session is a blob.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    style-src 'self'; img-src 'self'; media-src blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'; trusted-types default";

/// Finishes the build that Trunk is about to publish. A debug build gets no policy, because Trunk's reload script is inline, and
/// no service worker, because it would show stale pages.
///
/// # Errors
/// When the build is not as expected.
pub fn from_trunk() -> Result<()> {
    let profile =
        env::var("TRUNK_PROFILE").context("only Trunk's hook runs this: use `cargo xtask build`")?;
    let staging = env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set")?;
    let staging = Path::new(&staging);
    let frame = frame()?;
    write_script(&staging.join("boot.js"), &frame)?;
    write_page(&staging.join("index.html"), &frame)?;
    if profile == "release" { finish(staging) } else { Ok(()) }
}

/// Renders the frame: the first screens as HTML, from the views of the program, and what `frame.js` needs to fill it in.
fn frame() -> Result<Value> {
    let mut render = Command::new("cargo");
    render.args(["run", "--quiet", "--package", "frame"]).current_dir(crate::root()).stderr(Stdio::inherit());
    let rendered = render.output().context("could not start cargo")?;
    if !rendered.status.success() {
        bail!("the frame can't be rendered ({})", rendered.status);
    }
    Ok(serde_json::from_slice(&rendered.stdout)?)
}

/// Puts hit.js and frame.js before boot.js and fills them in.
fn write_script(boot: &Path, frame: &Value) -> Result<()> {
    let read = |name: &str| fs::read_to_string(crate::root().join("public").join(name));
    let script = read("hit.js")? + &read("frame.js")? + &fs::read_to_string(boot)?;
    Ok(fs::write(boot, filled_from(&script, &frame["script"])?)?)
}

/// Puts the sprites and the frame into the page.
fn write_page(path: &Path, frame: &Value) -> Result<()> {
    let mut page = fs::read_to_string(path)?;
    for (name, file) in [("DRAWINGS", "drawings.svg"), ("ICONS", "icons.svg")] {
        let sprite = fs::read_to_string(crate::root().join("public").join(file))?;
        let (_, content) = sprite.split_once('>').context("a sprite is an <svg>")?;
        page = filled(&page, name, content.trim().trim_end_matches("</svg>").trim())?;
    }
    Ok(fs::write(path, filled_from(&page, &frame["page"])?)?)
}

/// Fills in each of these values by its name.
fn filled_from(text: &str, values: &Value) -> Result<String> {
    let values = values.as_object().context("the frame is not as expected")?;
    values.iter().try_fold(text.to_owned(), |text, (name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        filled(&text, name, &value)
    })
}

/// Replaces `@NAME@`.
fn filled(text: &str, name: &str, value: &str) -> Result<String> {
    let placeholder = format!("@{name}@");
    if !text.contains(&placeholder) {
        bail!("nothing uses {placeholder}");
    }
    Ok(text.replace(&placeholder, value))
}

fn finish(dir: &Path) -> Result<()> {
    let page_path = dir.join("index.html");
    let page = one_stylesheet(dir, &fs::read_to_string(&page_path)?)?;
    let page = with_policy(&without_comments(&page))?;
    for path in kept_files(dir)?.into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "js"))
    {
        let script = slim_script(&fs::read_to_string(&path)?);
        fs::write(&path, script.with_context(|| format!("in {}", path.display()))?)?;
    }

    fs::write(&page_path, &page)?;
    stamp(dir).map(drop)
}

/// Sets the id of a build, a hash of its content, and writes its service worker with the list of its files.
/// Returns the id.
///
/// # Errors
/// When a file can't be read or written.
pub fn stamp(dir: &Path) -> Result<String> {
    let page_path = dir.join("index.html");
    let page = fs::read_to_string(&page_path)?;
    let page = match attribute(&page, "data-build") {
        Some(old_id) => page.replacen(&format!("data-build=\"{old_id}\" "), "", 1),
        None => page,
    };
    fs::write(&page_path, &page)?;
    let worker = fs::read_to_string(crate::root().join("public/sw.js"))?;
    let build = build_id(&kept_files(dir)?, &worker)?;
    fs::write(&page_path, page.replacen("<html ", &format!("<html data-build=\"{build}\" "), 1))?;

    let files =
        kept_hashes(dir)?.into_iter().map(|(name, hash)| format!("\n  [\"{name}\", \"sha256-{hash}\"],"));
    let files: Vec<_> = files.collect();
    let files = files.concat();
    let worker = worker.replace("@BUILD@", &build).replace("/*FILES*/", &format!("{files}\n"));
    fs::write(dir.join("sw.js"), worker)?;
    Ok(build)
}

/// The service worker that removes itself and the app's files from every phone. Replaces `sw.js` on the host.
pub const KILL_SWITCH: &str = include_str!("kill-switch.js");

/// Writes the kill switch to `target/kill-switch/sw.js`, for the host.
///
/// # Errors
/// When it can't be written.
pub fn write_kill_switch() -> Result<()> {
    let folder = crate::root().join("target/kill-switch");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("sw.js"), KILL_SWITCH)?;
    println!("Replace sw.js on the host with target/kill-switch/sw.js. Runners keep their data.");
    Ok(())
}

/// Joins all stylesheets into one file, which is named by a hash of its content.
fn one_stylesheet(dir: &Path, page: &str) -> Result<String> {
    let (mut css, mut lines) = (String::new(), vec![]);
    let mut index = None;
    for line in page.lines() {
        if line.contains("rel=\"stylesheet\"") {
            let name = attribute(line, "href").context("a stylesheet without href")?;
            let path = dir.join(name.trim_start_matches("./"));
            let text = slim(&fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?);
            check_braces(&text).with_context(|| format!("in {name}"))?;
            css += &text;
            fs::remove_file(path)?;
            index.get_or_insert(lines.len());
        } else {
            lines.push(line.to_owned());
        }
    }
    let index = index.context("the page has no stylesheet")?;
    let name = format!("style-{}.css", short_hash(css.as_bytes()));
    fs::write(dir.join(&name), css)?;
    lines.insert(index, format!("<link rel=\"stylesheet\" href=\"./{name}\">"));
    Ok(lines.join("\n"))
}

/// Fails if braces don't match. A missing one would pull all later stylesheets into its rule.
fn check_braces(css: &str) -> Result<()> {
    let (opened, closed) = (css.matches('{').count(), css.matches('}').count());
    if opened != closed {
        bail!("{opened} braces are opened and {closed} closed");
    }
    Ok(())
}

/// Returns CSS without comments and indentation. The strings in the sources contain neither.
fn slim(css: &str) -> String {
    let mut without = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        without += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    without += rest;
    without
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.to_owned() + "\n")
        .collect()
}

/// Returns a script without indentation and without comments that have a line of their own. Fails where that could change a text
/// of several lines.
fn slim_script(script: &str) -> Result<String> {
    let (mut slim, mut is_comment) = (String::new(), false);
    for line in script.lines().map(str::trim) {
        if line.matches('`').count() % 2 == 1 {
            bail!("a text of several lines: {line}");
        }
        if line.starts_with("/*") && line.split_once("*/").is_some_and(|(_, after)| !after.is_empty()) {
            bail!("code after a comment: {line}");
        }
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            slim += line;
            slim += "\n";
        }
        is_comment &= !line.ends_with("*/");
    }
    Ok(slim)
}

/// Returns HTML without its comments.
fn without_comments(page: &str) -> String {
    let mut parts = page.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, rest| page + rest.split_once("-->").map_or("", |(_, after)| after))
}

fn with_policy(page: &str) -> Result<String> {
    let charset = "<meta charset=\"utf-8\">";
    if !page.contains(charset) {
        bail!("the page does not name its charset as expected");
    }
    let policy = format!("{charset}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{CSP}\">");
    Ok(page.replacen(charset, &policy, 1))
}

/// Returns every file that the app needs to run, in a fixed order. Leaves out the icons that only an install
/// needs, the headers for the host, and the service worker itself.
///
/// # Errors
/// When the folder can't be read.
pub fn kept_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![];
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("no build in {}", folder.display()))? {
            let path = entry?.path();
            let name = name_in(dir, &path);
            if path.is_dir() {
                folders.push(path);
            } else if !(name == "sw.js"
                || name == "_headers"
                || path.extension().is_some_and(|extension| extension == "png"))
            {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Returns the name of each of these files with its SHA-256 in base64.
///
/// # Errors
/// When the folder or a file can't be read.
pub fn kept_hashes(dir: &Path) -> Result<Vec<(String, String)>> {
    let hash =
        |path: PathBuf| Ok((name_in(dir, &path), BASE64_STANDARD.encode(Sha256::digest(fs::read(&path)?))));
    kept_files(dir)?.into_iter().map(hash).collect()
}

fn build_id(files: &[PathBuf], worker: &str) -> Result<String> {
    let mut all = Sha256::new();
    all.update(worker);
    for path in files {
        all.update(Sha256::digest(fs::read(path)?));
    }
    Ok(hex(&all.finalize()))
}

fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The first eight bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    let first = bytes.first_chunk().copied().expect("a hash has 32 bytes");
    format!("{:016x}", u64::from_be_bytes(first))
}

/// The path within the build, with forward slashes.
pub fn name_in(dir: &Path, path: &Path) -> String {
    path.strip_prefix(dir).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_loses_comments_and_indentation_only() {
        assert_eq!(slim("/* a */\n.b {\n  color: red; /* c */\n\n}\n"), ".b {\ncolor: red;\n}\n");
        assert_eq!(slim(".a { b: c }"), ".a { b: c }\n");
    }

    #[test]
    fn a_script_loses_comments_and_indentation_only() {
        let script = "// a\n/**\n * b\n */\nconst c = {\n  d: `e ${1 / 2}`, // f\n\n  /* g */\n};\n";
        assert_eq!(slim_script(script).unwrap(), "const c = {\nd: `e ${1 / 2}`, // f\n};\n");
        assert!(slim_script("const a = `b\n  c`;").is_err());
        assert!(slim_script("/* a */ b();\n").is_err());
    }

    #[test]
    fn a_page_loses_comments_only() {
        assert_eq!(
            without_comments("<!doctype html><!-- a > b --><p>c</p><!---->"),
            "<!doctype html><p>c</p>"
        );
    }

    #[test]
    fn a_stylesheet_that_swallows_the_next_one_is_refused() {
        assert!(check_braces("@layer a { .b { c: d } }").is_ok());
        assert!(check_braces("@layer a { .b { c: d }").is_err());
        assert!(check_braces(".b { c: d } }").is_err());
    }

    #[test]
    fn placeholders_are_filled_in_or_missed() {
        let values = serde_json::json!({ "A": "<b>", "B": { "c": 1.5 } });
        assert_eq!(filled_from("@A@ @B@ @A@", &values).unwrap(), "<b> {\"c\":1.5} <b>");
        assert!(filled_from("@A@", &values).is_err());
    }

    #[test]
    fn a_finished_build_is_complete() {
        let dir = env::temp_dir().join(format!("tightspot-finish-{}", std::process::id()));
        fs::create_dir_all(dir.join("icons")).unwrap();
        let page = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
            <link rel=\"stylesheet\" href=\"./a.css\">\n<link rel=\"stylesheet\" href=\"./b.css\">\n<p>x</p>";
        for (name, content) in [
            ("index.html", page),
            ("a.css", ".a {}"),
            ("b.css", ".b {}"),
            ("app.js", "1"),
            ("icons/i.png", "p"),
            ("_headers", "h"),
        ] {
            fs::write(dir.join(name), content).unwrap();
        }
        finish(&dir).unwrap();
        let names: Vec<_> = kept_files(&dir).unwrap().iter().map(|path| name_in(&dir, path)).collect();
        assert_eq!(names.len(), 3, "{names:?}");
        let (page, worker) = (
            fs::read_to_string(dir.join("index.html")).unwrap(),
            fs::read_to_string(dir.join("sw.js")).unwrap(),
        );
        assert!(page.contains("Content-Security-Policy") && page.matches("stylesheet").count() == 1);
        let build = attribute(&page, "data-build").unwrap();
        assert!(worker.contains(&format!("\"{build}\"")));
        for name in names {
            assert!(worker.contains(&format!("[\"{name}\", \"sha256-")), "{name} is not cached");
        }
        assert!(!worker.contains("i.png") && !worker.contains("@BUILD@"));
        fs::remove_dir_all(dir).unwrap();
    }
}
