//! What can go wrong.

use std::fmt;

/// Why there is no file. Nothing that the site makes is so large.
#[derive(Debug)]
pub enum Error {
    /// A sheet has more rows or columns than a spreadsheet takes, or a chart names a column that is not there.
    Sheet(rust_xlsxwriter::XlsxError),
    /// The parts of a document could not be packed.
    Packing(zip::result::ZipError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Sheet(error) => error.fmt(f),
            Error::Packing(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Sheet(error) => Some(error),
            Error::Packing(error) => Some(error),
        }
    }
}

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Error::Sheet(error)
    }
}

impl From<zip::result::ZipError> for Error {
    fn from(error: zip::result::ZipError) -> Self {
        Error::Packing(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::Packing(error.into())
    }
}
