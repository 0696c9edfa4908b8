//! Reads any bytes as a run file, as the messages of a FIT file with a valid checksum, and as the directory of a zip.
//! Nothing may panic, and what was read must be a possible run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tightspot::domain::run_file::{read, zip};

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
        for run in read(file).map(|file| file.runs).unwrap_or_default() {
            assert!(run.took >= 1000);
            assert!((1000..=run.took).contains(&run.moving));
            let sketch = run.route.sketch(340, 150, 22);
            assert!(sketch.iter().all(|(x, y)| (22..=318).contains(x) && (22..=128).contains(y)));
        }
    }
    let _ = zip::directory(bytes);
    let _ = zip::data_start(0, bytes);
    for entry in zip::entries(bytes).unwrap_or_default() {
        assert!(!entry.name.contains('/'));
    }
});
