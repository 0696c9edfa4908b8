//! Running other programs.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often to say what is still running.
const REPORT_EVERY: Duration = Duration::from_secs(20);

/// Runs a command and shows its output. Fails if the command fails.
///
/// # Errors
/// When it can't be started or does not succeed.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    let began = Instant::now();
    eprintln!("\n── {what}");
    let status = command.status().with_context(|| format!("could not start {command:?}"))?;
    if !status.success() {
        bail!("{what}: failed ({status})");
    }
    eprintln!("── {what}: done in {} s", began.elapsed().as_secs());
    Ok(())
}

/// The same for a command that runs beside others: its output appears at its end, in one piece.
///
/// # Errors
/// When it can't be started or does not succeed.
pub fn run_apart(what: &str, command: &mut Command) -> Result<()> {
    let began = Instant::now();
    let output = command.output().with_context(|| format!("could not start {command:?}"))?;
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    let end = if output.status.success() { "done" } else { "failed" };
    eprintln!("\n── {what}\n{err}{out}── {what}: {end} in {} s", began.elapsed().as_secs());
    if !output.status.success() {
        bail!("{what}: failed ({})", output.status);
    }
    Ok(())
}

/// The trimmed standard output of a command, or `None` if it can't be started or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// A command that takes minutes.
pub struct Step {
    pub what: String,
    pub command: Command,
}

/// Runs commands beside each other. Says now and then what each is doing, and how long it has run. Their output appears only if
/// one fails.
///
/// # Errors
/// When one can't be started or does not succeed. The others are then stopped.
pub fn run_together(steps: Vec<Step>) -> Result<()> {
    let began = Instant::now();
    let mut running = Running(vec![]);
    for Step { what, command } in steps {
        eprintln!("\n── {what}");
        running.0.push(Job::start(what, command)?);
    }
    let mut reported = Instant::now();
    while !running.0.is_empty() {
        thread::sleep(Duration::from_millis(100));
        let mut index = 0;
        while index < running.0.len() {
            let Some(status) = running.0[index].child.try_wait()? else {
                index += 1;
                continue;
            };
            let job = running.0.swap_remove(index);
            let (what, output) = (job.what.clone(), job.output());
            if !status.success() {
                bail!("{what}: failed ({status})\n\n{output}");
            }
            eprintln!("── {what}: done in {} s", began.elapsed().as_secs());
        }
        if reported.elapsed() > REPORT_EVERY && !running.0.is_empty() {
            reported = Instant::now();
            let doing: Vec<_> = running.0.iter().map(Job::doing).collect();
            eprintln!("   {} s, still running: {}", began.elapsed().as_secs(), doing.join("; "));
        }
    }
    Ok(())
}

/// Stops what still runs when it is dropped.
struct Running(Vec<Job>);

impl Drop for Running {
    fn drop(&mut self) {
        for job in &mut self.0 {
            let _ = job.child.kill();
            let _ = job.child.wait();
        }
    }
}

struct Job {
    what: String,
    child: Child,
    /// The lines of its standard error so far.
    lines: Arc<Mutex<Vec<String>>>,
    reader: JoinHandle<()>,
}

impl Job {
    fn start(what: String, mut command: Command) -> Result<Job> {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("could not start {command:?}"))?;
        let errors = child.stderr.take().context("the standard error is piped")?;
        let lines = Arc::<Mutex<Vec<String>>>::default();
        let written = lines.clone();
        let reader = thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                written.lock().expect("no thread panics with the lock").push(line);
            }
        });
        Ok(Job { what, child, lines, reader })
    }

    /// Its name, and how far cargo is: the number and the name of the crate that it began to compile last.
    fn doing(&self) -> String {
        let lines = self.lines.lock().expect("no thread panics with the lock");
        let mut crates =
            lines.iter().filter_map(|line| line.trim().strip_prefix("Compiling ")?.split(' ').next());
        let count = crates.clone().count();
        crates
            .next_back()
            .map_or_else(|| self.what.clone(), |name| format!("{}, crate {count} ({name})", self.what))
    }

    fn output(self) -> String {
        let _ = self.reader.join();
        self.lines.lock().expect("no thread panics with the lock").join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Step {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Step { what: script.to_owned(), command }
    }

    #[test]
    fn commands_run_beside_each_other_and_all_end() {
        // Each waits up to ten seconds for the other.
        let folder = std::env::temp_dir().join(format!("tightspot-steps-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let waits = |mine: &str, other: &str| {
            let (mine, other) = (folder.join(mine), folder.join(other));
            let (mine, other) = (mine.display(), other.display());
            shell(&format!(
                "touch {mine}; for i in $(seq 100); do [ -e {other} ] && exit 0; sleep 0.1; done; exit 1"
            ))
        };
        run_together(vec![waits("a", "b"), waits("b", "a")]).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_failure_shows_what_was_written_and_stops_the_others() {
        let began = Instant::now();
        let failed = run_together(vec![shell("exec sleep 20"), shell("echo no such crate >&2; exit 3")]);
        let text = format!("{:#}", failed.unwrap_err());
        assert!(text.contains("no such crate") && text.contains('3'), "{text}");
        assert!(began.elapsed() < Duration::from_secs(10));
    }
}
