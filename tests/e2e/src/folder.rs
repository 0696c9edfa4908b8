//! Copies of folders.

use anyhow::Result;
use std::fs;
use std::path::Path;

/// Copies a folder, but only the files whose name is `wanted`.
///
/// # Errors
/// When something can't be read or written.
pub fn copy_folder(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool + Copy) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to.join(&name), wanted)?;
        } else if wanted(&name) {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}
