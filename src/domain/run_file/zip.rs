//! The directory of a zip file (PKWARE's APPNOTE 6.3). The browser unpacks its files.
