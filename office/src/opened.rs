//! Files of office programs, opened again by other libraries than those that wrote them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

/// The parts of a file, by their paths. Each is checked to be well-formed XML.
pub(crate) fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if let Err(error) = Document::parse(&text) {
            panic!("{name}: {error}\n{text}");
        }
        parts.insert(name, text);
    }
    parts
}

/// The elements of a name, whatever their namespace, under a node.
pub(crate) fn elements<'d, 'i>(under: Node<'d, 'i>, name: &str) -> Vec<Node<'d, 'i>> {
    under.descendants().filter(|node| node.tag_name().name() == name).collect()
}

/// An attribute, whatever its namespace.
pub(crate) fn attribute<'d>(node: Node<'d, '_>, name: &str) -> Option<&'d str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The text in the elements of a name.
pub(crate) fn text(under: Node<'_, '_>, name: &str) -> String {
    elements(under, name).into_iter().filter_map(|node| node.text()).collect()
}

/// Every character that makes trouble in files: controls, other line breaks, noncharacters, what turns text, and what XML
/// takes for its own.
pub(crate) fn troublesome() -> Vec<char> {
    let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
    let others = ['\u{2028}', '\u{2029}', '\u{fffe}', '\u{ffff}', '\u{1fffe}', '\u{fdd0}', '\u{202e}', '\u{2067}'];
    controls.chain(others).chain("<>&\"']".chars()).collect()
}
