//! A host for static files on 127.0.0.1.

use crate::finish::kept_files;
use crate::size::packed;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;

/// A host that runs until it is dropped. Every response closes its connection, so that no open connection can
/// still make requests after that. (HTTP libraries keep connections open, which the tests can't use.)
pub struct Host {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    address: SocketAddr,
}

struct Shared {
    prefix: String,
    stopped: AtomicBool,
    requests: Mutex<Vec<String>>,
    /// Everything compressed so far, by the hash of the content.
    packed: Mutex<BTreeMap<u64, Vec<u8>>>,
    behaviour: Mutex<Behaviour>,
}

/// What is served, and how.
struct Behaviour {
    dir: PathBuf,
    /// Overrides the build's own `_headers`.
    cache_control: Option<&'static str>,
    /// Whether files are sent compressed, as real hosts do.
    packs: bool,
    /// Whether `index.html` is redirected to its folder, as Cloudflare Pages does.
    redirects: bool,
    /// How long each response takes.
    delay: Duration,
    /// Requests whose path ends with this get no response until it changes.
    held: Option<&'static str>,
    /// How many requests are answered normally, and the trouble after them.
    trouble: Option<(usize, Trouble)>,
    /// The path of the request that the trouble hit first.
    troubled_path: Option<String>,
}

/// What can go wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No response to any request from then on, as without a network.
    Offline,
    /// Requests for the same path get this status from then on.
    Status(&'static str),
    /// The response ends in the middle, each time.
    CutOff,
    /// There is never a response, and the connection stays open.
    Silence,
}

impl Host {
    /// Serves a folder under a path prefix such as `/` or `/a/b/`, on this port (0 for any).
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(dir: &Path, prefix: &str, port: u16) -> Result<Host> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            prefix: prefix.to_owned(),
            stopped: AtomicBool::new(false),
            requests: Mutex::default(),
            packed: Mutex::default(),
            behaviour: Mutex::new(Behaviour {
                dir: dir.to_owned(),
                cache_control: None,
                packs: false,
                redirects: false,
                delay: Duration::ZERO,
                held: None,
                trouble: None,
                troubled_path: None,
            }),
        });
        let listening = shared.clone();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if listening.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let shared = listening.clone();
                std::thread::spawn(move || shared.answer(stream));
            }
        });
        Ok(Host { shared, thread: Some(thread), address })
    }

    /// The address of the app, such as `http://127.0.0.1:8080/a/b/`.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.prefix)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Serves another folder from now on.
    pub fn serve_from(&self, dir: &Path) {
        dir.clone_into(&mut self.shared.behaviour().dir);
    }

    /// Sends this `Cache-Control` from now on.
    pub fn cache_control(&self, value: &'static str) {
        self.shared.behaviour().cache_control = Some(value);
    }

    /// Sends files compressed from now on, to browsers that can decompress them. Compresses all of them now,
    /// so that no request waits for it later.
    pub fn pack(&self) {
        let mut behaviour = self.shared.behaviour();
        behaviour.packs = true;
        for file in kept_files(&behaviour.dir).unwrap_or_default() {
            let _ = fs::read(file).map(|content| self.shared.packed(content));
        }
    }

    /// Redirects `index.html` to its folder from now on, as some hosts do.
    pub fn redirect_index(&self) {
        self.shared.behaviour().redirects = true;
    }

    /// Delays each response by this time from now on, like a host on another machine.
    pub fn delay(&self, delay: Duration) {
        self.shared.behaviour().delay = delay;
    }

    /// Holds back every response to a request whose path ends with this, until the next call.
    pub fn hold(&self, suffix: Option<&'static str>) {
        self.shared.behaviour().held = suffix;
    }

    /// Makes something go wrong after this many more requests. `None` ends all trouble.
    pub fn trouble(&self, trouble: Option<(usize, Trouble)>) {
        let mut behaviour = self.shared.behaviour();
        behaviour.trouble = trouble;
        behaviour.troubled_path = None;
    }

    /// Whether the trouble has started.
    pub fn is_troubled(&self) -> bool {
        self.shared.behaviour().troubled_path.is_some()
    }

    /// The paths requested so far.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().expect("no thread panics with the lock").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, which then stops and frees the port.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn behaviour(&self) -> MutexGuard<'_, Behaviour> {
        self.behaviour.lock().expect("no thread panics with the lock")
    }

    fn packed(&self, content: Vec<u8>) -> Option<Vec<u8>> {
        let mut hasher = DefaultHasher::new();
        content.hash(&mut hasher);
        let mut all = self.packed.lock().expect("no thread panics with the lock");
        if let Some(packed) = all.get(&hasher.finish()) {
            return Some(packed.clone());
        }
        let packed = packed(&content, 9).ok()?;
        all.insert(hasher.finish(), packed.clone());
        Some(packed)
    }

    /// What goes wrong with a request that has just arrived.
    fn trouble_with(&self, path: &str) -> Option<Trouble> {
        let mut behaviour = self.behaviour();
        let (left, trouble) = behaviour.trouble?;
        if let Some(troubled_path) = &behaviour.troubled_path {
            return (trouble == Trouble::Offline || troubled_path == path).then_some(trouble);
        }
        if left > 0 {
            behaviour.trouble = Some((left - 1, trouble));
            return None;
        }
        behaviour.troubled_path = Some(path.to_owned());
        Some(trouble)
    }

    /// Answers one request. Ignores a broken connection, which the browser handles.
    fn answer(&self, mut stream: TcpStream) -> Option<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        let first = lines.next()?.ok()?;
        let mut accepts_brotli = false;
        loop {
            let header = lines.next()?.ok()?.to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            accepts_brotli |= header.starts_with("accept-encoding:") && header.contains("br");
        }
        let target = first.strip_prefix("GET ")?.split(' ').next()?;
        self.requests.lock().expect("no thread panics with the lock").push(target.to_owned());
        let path = target.split(['?', '#']).next()?;
        std::thread::sleep(self.behaviour().delay);
        let is_held = || self.behaviour().held.is_some_and(|suffix| path.ends_with(suffix));
        while is_held() && !self.stopped.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let (dir, cache_control, packs) = {
            let behaviour = self.behaviour();
            (behaviour.dir.clone(), behaviour.cache_control, behaviour.packs && accepts_brotli)
        };
        if let Some(folder) = path.strip_suffix("index.html").filter(|_| self.behaviour().redirects) {
            let head = format!(
                "HTTP/1.1 308 Permanent Redirect\r\nLocation: {folder}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            return stream.write_all(head.as_bytes()).ok();
        }
        let file = path.strip_prefix(&self.prefix).and_then(|name| file_for(&dir, name));
        let (mut status, kind, mut content) =
            match file.and_then(|file| Some((content_type(&file), fs::read(&file).ok()?))) {
                Some((kind, content)) => ("200 OK", kind, content),
                None => ("404 Not Found", "text/plain", b"Not found".to_vec()),
            };
        let packs = packs && kind != "image/png";
        if packs {
            content = self.packed(content)?;
        }
        let length = content.len();
        let mut sent = length;
        match self.trouble_with(path) {
            None => {}
            Some(Trouble::Offline) => return None,
            Some(Trouble::Status(failure)) => status = failure,
            Some(Trouble::CutOff) => sent = length / 2,
            Some(Trouble::Silence) => {
                while !self.stopped.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(50));
                }
                return None;
            }
        }
        let mut headers = headers_for(&dir, path.strip_prefix(&self.prefix).unwrap_or_default());
        if packs {
            headers.insert("Content-Encoding".to_owned(), "br".to_owned());
        }
        if let Some(value) = cache_control {
            headers.insert("Cache-Control".to_owned(), value.to_owned());
        }
        let headers: String = headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\
             Connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(&content[..sent]).ok()
    }
}

/// Serves until the process is stopped, on 8080 or the next free port.
///
/// # Errors
/// When no port from 8080 to 8099 is free.
pub fn forever(dir: &Path) -> Result<()> {
    let host = (8080..8100)
        .find_map(|port| Host::start(dir, "/", port).ok())
        .context("no port from 8080 to 8099 is free on 127.0.0.1")?;
    host.pack();
    println!("\nTightspot runs on {}  (Ctrl+C stops it)", host.url());
    loop {
        std::thread::park();
    }
}

/// The file for a path below the prefix, never one outside the folder.
fn file_for(dir: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = name.split('/').all(|part| !part.starts_with('.') && !part.contains('\\'));
    let name = if name.is_empty() { "index.html" } else { name };
    is_plain.then(|| dir.join(name)).filter(|path| path.is_file())
}

/// What the build's `_headers` say about a path below the prefix, as Netlify and Cloudflare read them.
fn headers_for(dir: &Path, name: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(dir.join("_headers")).unwrap_or_default();
    let mut headers = BTreeMap::from([("Cache-Control".to_owned(), "no-cache".to_owned())]);
    let mut applies = false;
    for line in text.lines() {
        if line.starts_with('/') {
            applies = line == "/*" || line.strip_prefix('/') == Some(name);
        } else if let (true, Some((name, value))) = (applies, line.split_once(':')) {
            headers.insert(name.trim().to_owned(), value.trim().to_owned());
        }
    }
    headers
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn get(host: &Host, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", host.port())).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_folder_is_served_under_its_prefix_and_nothing_else() {
        let dir = std::env::temp_dir().join(format!("tightspot-serve-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("index.html"), "the page").unwrap();
        fs::write(dir.join("_headers"), "/*\n  X-A: a: b\n/\n  X-B: c\n").unwrap();
        let host = Host::start(&dir, "/a/b/", 0).unwrap();
        assert!(get(&host, "/a/b/").ends_with("the page"));
        assert!(get(&host, "/a/b/?x#y").contains("text/html"));
        assert!(get(&host, "/a/b/").contains("\r\nX-A: a: b\r\nX-B: c\r\n"));
        assert!(!get(&host, "/a/b/index.html").contains("X-B"));
        for path in ["/", "/a/b/none", "/a/b/../b/index.html", "/a/b/.hidden"] {
            assert!(get(&host, path).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert_eq!(host.requests()[0], "/a/b/");
        let port = host.port();
        drop(host);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        fs::remove_dir_all(dir).unwrap();
    }
}
