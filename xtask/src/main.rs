//! `cargo xtask …`

use anyhow::{Result, bail};
use std::process::ExitCode;
use xtask::{audit, build, finish, serve, size, test, tools};

const HELP: &str = "\
Tightspot's own commands:

  cargo xtask serve        build the app, serve it on 127.0.0.1 and print its address
  cargo xtask build        write the deployable build into dist/
  cargo xtask test         run everything: formatting, lints, native, browser and end-to-end tests
  cargo xtask test fast    run what needs no browser: formatting, lints and native tests
  cargo xtask test FILTER [ENGINE]
                           run only the end-to-end tests whose name contains FILTER
  cargo xtask size         print what a first visit loads, brotli-compressed, and check the budget
  cargo xtask bench        measure taps and the start, with an empty and a ten-year journal
  cargo xtask bench start  measure only a first visit and the start, beside hand-written JavaScript
  cargo xtask audit        print Lighthouse's worst of five on the mobile profile; needs Node
  cargo xtask taps         measure how large each region of the map is for a finger, on two phones
  cargo xtask torture [N] [ENGINE]
                           kill the browser N times in the middle of tapping: nothing saved may be lost
  cargo xtask fuzz [N]     feed the readers of records, copies and run files N inputs that try to break them
  cargo xtask screenshots  take every screen in both themes into target/screenshots
  cargo xtask screenshots manifest
                           take the pictures that browsers show before the install into public/screenshots
  cargo xtask screenshots lock-screen
                           draw the pictures of the sessions into public/art
  cargo xtask kill-switch  write the service worker that removes the app from every phone, for the host
  cargo xtask tools        install what the other commands need, and do nothing else

ENGINE is chromium (the default), firefox or webkit.

Each command first installs what it needs (the wasm target, Trunk, the wasm-bindgen CLI; for tests, also
browsers through apt).";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["serve"] => {
            build::release()?;
            serve::forever(&xtask::dist())
        }
        ["build"] => build::release(),
        ["test"] => test::everything(),
        ["test", "fast"] => test::fast(),
        ["test", filter] => test::end_to_end(filter, "chromium"),
        ["test", filter, engine] => test::end_to_end(filter, engine),
        ["size"] => {
            build::release()?;
            size::check()
        }
        ["audit"] => audit::run(),
        ["bench"] => test::bench(),
        ["bench", "start"] => test::bench_start(),
        ["taps"] => test::taps(),
        ["torture"] => test::torture("200", "chromium"),
        ["torture", kills] => test::torture(kills, "chromium"),
        ["torture", kills, engine] => test::torture(kills, engine),
        ["fuzz"] => test::fuzz("10000000"),
        ["fuzz", inputs] => test::fuzz(inputs),
        ["screenshots"] => test::screenshots(&[]),
        ["screenshots", kind @ ("manifest" | "lock-screen")] => test::screenshots(&[kind]),
        ["tools"] => tools::ensure().map(drop),
        ["kill-switch"] => finish::write_kill_switch(),
        ["finish"] => finish::from_trunk(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        unknown => bail!("no such command: {}\n\n{HELP}", unknown.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaml_rust2::YamlLoader;

    #[test]
    fn workflows_run_only_existing_commands() {
        let mut runs = vec![];
        for file in std::fs::read_dir(xtask::root().join(".github/workflows")).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let workflow = &YamlLoader::load_from_str(&text).unwrap()[0];
            assert!(!workflow["on"].is_badvalue(), "it never runs:\n{text}");
            for (_, job) in workflow["jobs"].as_hash().unwrap() {
                assert!(job["runs-on"].as_str().is_some());
                for step in job["steps"].as_vec().unwrap() {
                    assert!(step["uses"].as_str().is_some() != step["run"].as_str().is_some(), "{step:?}");
                    runs.extend(step["run"].as_str().map(str::to_owned));
                }
            }
        }
        runs.sort();
        assert_eq!(runs, ["cargo xtask build", "cargo xtask test", "cargo xtask test"]);
        for run in runs {
            assert!(HELP.contains(&format!("  {run} ")), "no such command: {run}");
        }
    }
}
