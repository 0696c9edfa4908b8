//! A sound card that is not there: Firefox plays nothing without one, and a test machine has none.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A `PulseAudio` server of its own, which takes sounds at their pace and drops them. Dropping this ends it.
pub(crate) struct SoundCard {
    server: Child,
    socket: PathBuf,
}

impl SoundCard {
    /// Starts one with its files in this folder.
    ///
    /// # Errors
    /// When `PulseAudio` is missing or does not start.
    pub(crate) fn open(folder: &Path) -> Result<SoundCard> {
        let socket = folder.join("sound");
        let listen = format!("module-native-protocol-unix auth-anonymous=1 socket={}", socket.display());
        let mut server = Command::new("pulseaudio")
            .args(["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"])
            .args(["-L", "module-null-sink", "-L", &listen])
            .env("HOME", folder)
            .env("XDG_RUNTIME_DIR", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("pulseaudio was not found: `cargo xtask test` gets it")?;
        for _ in 0..100 {
            if socket.exists() {
                return Ok(SoundCard { server, socket });
            }
            ensure!(server.try_wait()?.is_none(), "pulseaudio ended at once");
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = server.kill();
        anyhow::bail!("pulseaudio never listened")
    }

    /// The value of `PULSE_SERVER` for programs that should use it.
    pub(crate) fn address(&self) -> String {
        format!("unix:{}", self.socket.display())
    }
}

impl Drop for SoundCard {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = std::fs::remove_file(&self.socket);
    }
}
