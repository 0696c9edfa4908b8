//! What a first visit loads.

use crate::dist;
use crate::finish::{kept_files, name_in};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Write;

/// The size to reach for all files of a first visit together, in bytes after brotli at its highest quality.
pub const AIM: usize = 420_000;
/// The largest allowed size today. It goes down with every saving, and up only for a feature that is worth it, which the
/// changelog names. `docs/performance.md` has its history.
pub const BUDGET: usize = 704_000;

/// Prints the table and fails above the budget.
///
/// # Errors
/// When there is no build, or it is larger than [`BUDGET`].
pub fn check() -> Result<()> {
    let dir = dist();
    let mut files = kept_files(&dir).context("no build: run `cargo xtask build` first")?;
    files.push(dir.join("sw.js"));
    let mut total = (0, 0);
    println!("\n{:<44}{:>10}{:>10}", "a first visit loads (bytes)", "plain", "brotli");
    for path in files {
        let content = fs::read(&path)?;
        let packed = packed(&content, 11)?.len();
        println!("{:<44}{:>10}{:>10}", name_in(&dir, &path), content.len(), packed);
        total = (total.0 + content.len(), total.1 + packed);
    }
    println!("{:<44}{:>10}{:>10}", "total", total.0, total.1);
    println!("{:<44}{:>10}{:>10}", "budget", "", BUDGET);
    println!("{:<44}{:>10}{:>10}", "aim", "", AIM);
    if total.1 > BUDGET {
        bail!("a first visit loads {} bytes, {} over the budget", total.1, total.1 - BUDGET);
    }
    Ok(())
}

/// Compresses `content` with brotli at this quality, from 0 to 11.
///
/// # Errors
/// None are known.
pub fn packed(content: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut packed = vec![];
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, quality, 22);
    writer.write_all(content)?;
    drop(writer);
    Ok(packed)
}
