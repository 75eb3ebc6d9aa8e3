//! The worker that writes files of office programs: a packed document as `.docx`, a packed workbook as `.xlsx`. No bytes if
//! it cannot be written.

mod serve;

use documents::Document;
use engine::encoding::packing::unpack;
use engine::exports::workbook::Workbook;
use serve::{Asked, serve};

fn main() {
    serve(answer);
}

fn answer(Asked { kind, bytes, .. }: &Asked) -> Vec<u8> {
    let written = match kind.as_str() {
        "docx" => unpack::<Document>(bytes).and_then(|document| office::to_docx(&document).ok()),
        "xlsx" => unpack::<Workbook>(bytes).and_then(|workbook| office::to_xlsx(&workbook).ok()),
        _ => None,
    };
    written.unwrap_or_default()
}
