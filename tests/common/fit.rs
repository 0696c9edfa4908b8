//! Writes FIT files in the shapes that watches write.

/// 1989-12-31 00:00 UTC in milliseconds since 1970.
pub(crate) const EPOCH: i64 = 631_065_600_000;

/// A run of 8,200 m in 46:20 around a park, and how its file is written.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a way to write the same run")]
pub(crate) struct Shape {
    /// Milliseconds since 1970.
    pub(crate) start: i64,
    pub(crate) header: u8,
    pub(crate) is_big_endian: bool,
    pub(crate) has_session: bool,
    pub(crate) has_positions: bool,
    pub(crate) has_distance: bool,
    pub(crate) has_developer_fields: bool,
    pub(crate) has_compressed_times: bool,
    pub(crate) sport: u8,
    pub(crate) records: usize,
}

impl Default for Shape {
    fn default() -> Self {
        Shape {
            start: 1_781_583_240_000,
            header: 14,
            is_big_endian: false,
            has_session: true,
            has_positions: true,
            has_distance: true,
            has_developer_fields: false,
            has_compressed_times: false,
            sport: 1,
            records: 140,
        }
    }
}

/// The base types that the files use.
const ENUM: u8 = 0x00;
const UINT8: u8 = 0x02;
const UINT16: u8 = 0x84;
const SINT32: u8 = 0x85;
const UINT32: u8 = 0x86;

impl Shape {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // Known numbers.
    pub(crate) fn write(self) -> Vec<u8> {
        let start = ((self.start - EPOCH) / 1000) as u32;
        let mut data = vec![];
        // file_id: type (activity), manufacturer, time.
        self.define(&mut data, 0, 0, &[(0, 1, ENUM), (1, 2, UINT16), (4, 4, UINT32)], &[]);
        data.extend([0, 4]);
        data.extend(self.short(1));
        data.extend(self.long(start));
        if self.has_developer_fields {
            // developer_data_id and field_description, as Connect IQ apps write them.
            self.define(&mut data, 1, 207, &[(3, 1, UINT8)], &[]);
            data.extend([1, 0]);
            self.define(&mut data, 1, 206, &[(0, 1, UINT8), (1, 1, UINT8), (2, 1, UINT8), (3, 8, 7)], &[]);
            data.extend([1, 0, 0, UINT8]);
            data.extend(b"Power\0\0\0");
        }
        let mut fields = vec![(3, 1, UINT8)];
        if !self.has_compressed_times {
            fields.insert(0, (253, 4, UINT32));
        }
        if self.has_positions {
            fields.extend([(0, 4, SINT32), (1, 4, SINT32)]);
        }
        if self.has_distance {
            fields.push((5, 4, UINT32));
        }
        let developer: &[u8] = if self.has_developer_fields { &[1] } else { &[] };
        if self.has_compressed_times {
            // A message with a full timestamp, which the compressed ones continue.
            self.define(&mut data, 3, 21, &[(253, 4, UINT32), (0, 1, ENUM)], &[]);
            data.push(3);
            data.extend(self.long(start));
            data.push(0);
        }
        self.define(&mut data, 2, 20, &fields, developer);
        let radius = 8200.0 / (2.0 * std::f64::consts::PI);
        let semicircles = |degrees: f64| (degrees * f64::from(1_u32 << 31) / 180.0) as i32;
        for index in 0..self.records {
            let seconds = (index as u32 * 20).min(2780);
            if self.has_compressed_times {
                data.push(0b1000_0000 | 2 << 5 | ((start + seconds) & 31) as u8);
            } else {
                data.push(2);
                data.extend(self.long(start + seconds));
            }
            data.push(140);
            if self.has_positions {
                let angle = 2.0 * std::f64::consts::PI * index as f64 / 139.0;
                let latitude = 52.51 + radius * angle.sin() / 111_195.0;
                let longitude =
                    13.35 + radius * (1.0 - angle.cos()) / (111_195.0 * 52.51_f64.to_radians().cos());
                data.extend(self.long(semicircles(latitude).cast_unsigned()));
                data.extend(self.long(semicircles(longitude).cast_unsigned()));
            }
            if self.has_distance {
                data.extend(self.long((820_000.0 * index as f64 / 139.0) as u32));
            }
            if self.has_developer_fields {
                data.push(200);
            }
        }
        if self.has_session {
            let fields = [
                (253, 4, UINT32),
                (2, 4, UINT32),
                (7, 4, UINT32),
                (8, 4, UINT32),
                (9, 4, UINT32),
                (5, 1, ENUM),
            ];
            self.define(&mut data, 4, 18, &fields, &[]);
            data.push(4);
            let total = if self.has_distance { 820_000 } else { u32::MAX };
            for number in [start + 2780, start, 2_780_000, 2_700_000, total] {
                data.extend(self.long(number));
            }
            data.push(self.sport);
        }
        wrap(self.header, &data)
    }

    /// A definition message: the number, size and base type of each field; developer fields by their size.
    fn define(self, data: &mut Vec<u8>, local: u8, message: u16, fields: &[(u8, u8, u8)], developer: &[u8]) {
        data.push(0x40 | if developer.is_empty() { 0 } else { 0x20 } | local);
        data.extend([0, u8::from(self.is_big_endian)]);
        data.extend(self.short(message));
        data.push(u8::try_from(fields.len()).expect("few fields"));
        data.extend(fields.iter().flat_map(|(number, size, base)| [*number, *size, *base]));
        if !developer.is_empty() {
            data.push(u8::try_from(developer.len()).expect("few fields"));
            data.extend(developer.iter().flat_map(|size| [0, *size, 0]));
        }
    }

    fn short(self, number: u16) -> [u8; 2] {
        if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn long(self, number: u32) -> [u8; 4] {
        if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    }
}

/// Returns the file with these messages: a header of 12 or 14 bytes before them, and the checksum after them.
pub(crate) fn wrap(header: u8, data: &[u8]) -> Vec<u8> {
    let size = u32::try_from(data.len()).expect("small files");
    let mut file = vec![header, 0x10];
    file.extend(2132_u16.to_le_bytes());
    file.extend(size.to_le_bytes());
    file.extend(b".FIT");
    if header == 14 {
        file.extend(checksum(&file).to_le_bytes());
    }
    file.extend(data);
    file.extend(checksum(&file).to_le_bytes());
    file
}

/// Returns the CRC of these bytes, by the table in the documentation of the protocol.
fn checksum(bytes: &[u8]) -> u16 {
    const TABLE: [u16; 16] = [
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401,
        0x5000, 0x9C01, 0x8801, 0x4400,
    ];
    bytes.iter().fold(0, |crc, byte| {
        [byte & 0xF, byte >> 4].into_iter().fold(crc, |crc: u16, nibble| {
            crc >> 4 & 0x0FFF ^ TABLE[usize::from(crc & 0xF)] ^ TABLE[usize::from(nibble)]
        })
    })
}
