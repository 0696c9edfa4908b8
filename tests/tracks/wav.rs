//! A player of its own: assembles the file as the browser does, and reads it by the format's description alone.

use tightspot::domain::recovery::track::{Piece, RATE, SILENCE, Track, sound};

pub(crate) fn file(track: &Track) -> Vec<u8> {
    let mut bytes = track.header().to_vec();
    for piece in track.pieces() {
        match piece {
            Piece::Silence(samples) => bytes.resize(bytes.len() + samples, SILENCE),
            Piece::Sound(alert) => bytes.extend(sound(alert)),
        }
    }
    bytes
}

/// The samples, from -128 to 127, of which 0 is silence.
pub(crate) fn read(bytes: &[u8]) -> Vec<i16> {
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let short = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap());
    assert_eq!((&bytes[..4], &bytes[8..16], &bytes[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
    assert_eq!(long(4) as usize, bytes.len() - 8, "length of the file");
    assert_eq!(long(16), 16, "length of the format");
    assert_eq!((short(20), short(22)), (1, 1), "PCM, one channel");
    assert_eq!((long(24), long(28)), (RATE, RATE), "samples and bytes a second");
    assert_eq!((short(32), short(34)), (1, 8), "bytes a sample, bits a sample");
    assert_eq!(long(40) as usize, bytes.len() - 44, "length of the samples");
    bytes[44..].iter().map(|sample| i16::from(*sample) - 128).collect()
}
