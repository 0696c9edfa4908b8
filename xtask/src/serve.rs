//! A static host on 127.0.0.1.

use anyhow::{Context, Result, anyhow};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tiny_http::{Header, Request, Response};

/// A host that runs until it is dropped. Every answer closes its connection, so that nothing is answered
/// after that.
pub struct Host {
    server: Arc<tiny_http::Server>,
    thread: Option<JoinHandle<()>>,
    address: SocketAddr,
    prefix: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Serves a folder under a path prefix such as `/` or `/a/b/`, on this port (0 for any).
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(dir: &Path, prefix: &str, port: u16) -> Result<Host> {
        let server = tiny_http::Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("{error}"))?;
        let address = server.server_addr().to_ip().context("no address")?;
        let (server, requests) = (Arc::new(server), Arc::new(Mutex::new(vec![])));
        let thread = {
            let (server, requests) = (server.clone(), requests.clone());
            let (dir, prefix) = (dir.to_owned(), prefix.to_owned());
            std::thread::spawn(move || {
                for request in server.incoming_requests() {
                    requests.lock().expect("no panic holds it").push(request.url().to_owned());
                    let _ = answer(request, &dir, &prefix);
                }
            })
        };
        Ok(Host { server, thread: Some(thread), address, prefix: prefix.to_owned(), requests })
    }

    /// Where the app is, such as `http://127.0.0.1:8080/a/b/`.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The paths asked for so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic holds it").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
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
    println!("\nTightspot runs on {}  (Ctrl+C stops it)", host.url());
    loop {
        std::thread::park();
    }
}

fn answer(request: Request, dir: &Path, prefix: &str) -> std::io::Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let file = path.strip_prefix(prefix).and_then(|name| file_for(dir, name));
    let close = header("Connection", "close");
    match file.and_then(|file| Some((fs::read(&file).ok()?, file))) {
        Some((content, file)) => {
            let response = Response::from_data(content)
                .with_header(header("Content-Type", content_type(&file)))
                .with_header(header("Cache-Control", "no-cache"))
                .with_header(close);
            request.respond(response)
        }
        None => request.respond(Response::from_string("Not found").with_status_code(404).with_header(close)),
    }
}

/// The file for a path below the prefix; nothing outside of the folder.
fn file_for(dir: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = name.split('/').all(|part| !part.starts_with('.') && !part.contains('\\'));
    let name = if name.is_empty() { "index.html" } else { name };
    is_plain.then(|| dir.join(name)).filter(|path| path.is_file())
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("plain ASCII")
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

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
        let host = Host::start(&dir, "/a/b/", 0).unwrap();
        assert!(get(&host, "/a/b/").ends_with("the page"));
        assert!(get(&host, "/a/b/?x#y").contains("text/html"));
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
