//! Reads any bytes as a run file, and as the messages of a FIT file with a valid checksum. Nothing may panic,
//! and what was read must be a possible run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tightspot::domain::run_file::{Element, read};

struct Node<'a>(roxmltree::Node<'a, 'a>);

impl Element for Node<'_> {
    fn name(&self) -> String {
        self.0.tag_name().name().to_owned()
    }

    fn each(&self, name: &str, act: &mut dyn FnMut(&dyn Element)) {
        self.0.descendants().skip(1).filter(|node| node.tag_name().name() == name).for_each(|node| act(&Node(node)));
    }

    fn child(&self, name: &str) -> Option<String> {
        let child = self.0.children().find(|node| node.tag_name().name() == name)?;
        Some(child.text().unwrap_or_default().to_owned())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.attribute(name).map(str::to_owned)
    }
}

fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xA001 } else { crc >> 1 })
    })
}

fn fit(messages: &[u8]) -> Vec<u8> {
    let size = u32::try_from(messages.len()).unwrap().to_le_bytes();
    let mut file = [&[12, 0x10, 0, 0][..], &size, b".FIT", messages].concat();
    file.extend(crc(&file).to_le_bytes());
    file
}

fuzz_target!(|bytes: &[u8]| {
    for file in [bytes, &fit(bytes)] {
        let found = read(file, |text, act| {
            if let Ok(document) = roxmltree::Document::parse(text) {
                act(&Node(document.root_element()));
            }
        });
        for run in found.map(|file| file.runs).unwrap_or_default() {
            assert!(run.took >= 1000);
            let sketch = run.route.sketch(340, 150, 22);
            assert!(sketch.iter().all(|(x, y)| (22..=318).contains(x) && (22..=128).contains(y)));
        }
    }
});
