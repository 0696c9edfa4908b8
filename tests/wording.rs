//! Every text that a runner can see: it claims nothing, and a number that two places state comes from one constant.
#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};

/// The string literals of Rust or JavaScript code, without those in comments and in tests.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut chars) = (vec![], code.chars().peekable());
    while let Some(c) = chars.next() {
        match (c, chars.peek().copied()) {
            ('/', Some('/')) => while chars.next().is_some_and(|c| c != '\n') {},
            ('/', Some('*')) => {
                let mut last = ' ';
                for c in chars.by_ref() {
                    if (last, c) == ('*', '/') {
                        break;
                    }
                    last = c;
                }
            }
            // A character, not a lifetime.
            ('\'', Some(next)) => {
                let rest: String = chars.clone().take(2).collect();
                if next == '\\' || rest.ends_with('\'') {
                    chars.next();
                    while chars.next().is_some_and(|c| c != '\'') {}
                }
            }
            ('"' | '`', _) => {
                let mut text = String::new();
                while let Some(inside) = chars.next().filter(|inside| *inside != c) {
                    match inside {
                        // A line that goes on in the next.
                        '\\' if chars.peek() == Some(&'\n') => {
                            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                                chars.next();
                            }
                        }
                        '\\' => text.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
                        inside => text.push(inside),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

/// The text between the tags of a page, and what its attributes say.
fn page_texts(html: &str) -> Vec<String> {
    let mut html = html.to_owned();
    while let Some((start, end)) =
        html.find("<!--").and_then(|start| Some((start, start + html[start..].find("-->")?)))
    {
        html.replace_range(start..end + 3, "");
    }
    html.split(['<', '>', '"']).map(|text| text.trim().to_owned()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every text that a runner can see, with its file. Also some that they cannot: ids, classes, keys.
fn texts() -> Vec<(String, String)> {
    let mut found = vec![];
    for folder in ["src", "public"] {
        files(&root().join(folder), &mut found);
    }
    found.push(root().join("index.html"));
    let mut texts = vec![];
    for path in found {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let read = || std::fs::read_to_string(&path).unwrap();
        let in_file = match extension {
            "rs" if !name.ends_with("tests.rs") => literals(&read()),
            "js" | "webmanifest" => literals(&read()),
            "html" => page_texts(&read()),
            _ => continue,
        };
        texts.extend(in_file.into_iter().map(|text| (name.clone(), text)));
    }
    assert!(texts.len() > 2000, "{} texts", texts.len());
    texts
}

/// Whether a word is in a text. One that ends with a star may go on: "toxin*" finds "toxins".
fn has_word(text: &str, word: &str) -> bool {
    let (word, is_whole) = word.strip_suffix('*').map_or((word, true), |start| (start, false));
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    text.match_indices(word).any(|(at, _)| {
        let goes_on = is_letter(text[at + word.len()..].chars().next());
        !is_letter(text[..at].chars().next_back()) && (!is_whole || !goes_on)
    })
}

/// Words that promise more than is known.
const CLAIMS: [&str; 33] = [
    "lactic",
    "lactate",
    "toxin*",
    "flush*",
    "detox*",
    "cure",
    "cures",
    "heal",
    "heals",
    "healing",
    "prevent*",
    "guarantee*",
    "diagnos*",
    "litre*",
    "ml",
    "restful",
    "release",
    "releases",
    "proven",
    "proves",
    "clinically",
    "treats",
    "treatment",
    "remedy",
    "therapeutic",
    "injury-free",
    "pain-free",
    "miracle",
    "boost*",
    "knots",
    "adhesions",
    "faster recovery",
    "recover faster",
];

/// The texts that may hold such a word, with the reason.
const ALLOWED_CLAIMS: [(&str, &str); 6] = [
    ("It doesn’t diagnose anything or replace a physio or doctor.", "denies it"),
    ("It doesn’t “flush” anything out of your muscles", "denies it"),
    ("Stretching to prevent or reduce muscle soreness after exercise", "the title of a study"),
    ("Myofascial release", "the name of a technique"),
    ("card flush", "a class"),
    ("-release", "a setting of the build"),
];

#[test]
fn no_text_claims_more_than_is_known() {
    let mut found = vec![];
    for (file, text) in texts() {
        let lower = text.to_lowercase();
        for claim in CLAIMS.iter().filter(|claim| has_word(&lower, claim)) {
            // A single word is the name of a property.
            let is_name = text == *claim;
            if !is_name && !ALLOWED_CLAIMS.iter().any(|(allowed, _)| text.contains(allowed)) {
                found.push(format!("{file}: {claim}: {text}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_guard_reads_what_a_runner_sees() {
    let texts = texts();
    for (file, text) in [
        ("index.html", "Tightspot"),
        ("public/manifest.webmanifest", "health"),
        ("src/content/massage.rs", "Not on the band and not at the outside of the knee."),
        ("src/pages/see_someone.rs", "You can’t put weight on it, or it looks out of place"),
        ("src/domain/patterns/helped.rs", "Easing seems to help"),
        ("src/components/sheet.rs", "Close"),
        ("index.html", "Something broke"),
    ] {
        let is_read = |(of, read): &(String, String)| of == file && read.contains(text);
        assert!(texts.iter().any(is_read), "{file}: {text}");
    }
    assert!(has_word("it heals", "heal*") && !has_word("the wheal", "heal") && !has_word("healthy", "heal"));
    let code = "let a = \"one\"; // \"two\"\n/* \"three\" */ let b = '\"'; f(\"fo\\\n    ur\"); fn g<'a>() {} \"five\"\n#[cfg(test)] \"six\"";
    assert_eq!(literals(code), ["one", "four", "five"]);
}

const UNITS: [&str; 15] = [
    "runs", "seconds", "second", "s", "minutes", "minute", "min", "hours", "hour", "days", "day", "weeks",
    "week", "times", "of 10",
];
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty"];

/// Whether a text states a number with a unit: "30 minutes", "3–7 days", "two weeks".
fn states_a_number(text: &str) -> bool {
    let lower = [&text.to_lowercase(), " "].concat();
    let is_number = |word: &str| {
        let last = word.rsplit(['–', '-', ' ']).next().unwrap_or_default();
        NUMBERS.contains(&last) || !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
    };
    UNITS.iter().any(|unit| {
        lower.match_indices(unit).any(|(at, _)| {
            let ends = lower[at + unit.len()..].chars().next().is_none_or(|next| !next.is_alphabetic());
            let before = lower[..at].trim_end_matches(' ');
            let word = before.rsplit([' ', '(', '“', '\n']).next().unwrap_or_default();
            ends && before.len() < at && is_number(word)
        })
    })
}

/// The numbers that stand in one place alone. Every other text takes its number from a constant.
const STATED_ONCE: [&str; 17] = [
    "Last 10 runs",
    "Three runs and patterns start to show.",
    "30 seconds",
    "Not better in 2 to 3 days",
    "easy 5–10 minute walk",
    "30 days",
    "a massage takes 5 to 480 minutes",
    "a day has 1440 minutes",
    "at most 1000 hours",
    "at most six hours",
    "The same spot for three weeks",
    "for two weeks",
    "One minute, before ",
    "Ten seconds",
    "12 weeks",
    "No tools for 48 hours",
    "sore beyond three days",
];

#[test]
fn a_number_that_two_places_state_comes_from_a_constant() {
    assert!(
        ["30 minutes", "in 3–7 days", "two weeks", "4 of 10", "(90 s)"]
            .iter()
            .all(|text| states_a_number(text))
    );
    assert!(!["{} minutes", "two towels", "a week", "30 k"].iter().any(|text| states_a_number(text)));
    let stray = |(_, text): &(String, String)| {
        states_a_number(text) && !STATED_ONCE.iter().any(|known| text.contains(known))
    };
    let strays: Vec<String> =
        texts().into_iter().filter(stray).map(|(file, text)| [&file, ": ", &text].concat()).collect();
    assert_eq!(strays, Vec::<String>::new());
    // Each stands in one file alone.
    for known in STATED_ONCE {
        let holders = texts().into_iter().filter(|(_, text)| text.contains(known)).count();
        assert!(holders == 1 || known.ends_with(' '), "{known}: {holders}");
    }
}
