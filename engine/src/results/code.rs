//! The result code: a result as one word that fits in a line of a chat, without anything that was written in free text.
//!
//! `VP1-` and base64url of: the number of bytes after it (1), a checksum (the first 4 of their SHA-256), and the result.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::encoding::digest::sha256;
use crate::encoding::packing::{pack, unpack};
use crate::model::answers::{Answer, Answers};
use crate::model::decimal::Decimal;
use crate::model::id::is_id;
use crate::model::questionnaire::Questionnaire;
use crate::results::migration::{MigrationReport, migrate};
use crate::results::structure::{Slot, SlotKind, Structure};

/// What every code begins with, before its version.
const NAME: &str = "VP";
/// What a code of this version begins with.
pub const PREFIX: &str = "VP1-";
/// The number of bytes in a checksum.
const CHECKSUM: usize = 4;
/// How many characters that belong to no code may stand at one place inside it: a line break with what a mail puts before
/// the next line.
const MOST_BETWEEN: usize = 8;
/// The characters of a number, each written in four bits.
const NUMBER: &[u8] = b"0123456789.-";

/// A result as a code holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultCode {
    /// Tells results apart that have the same answers: the first eight digits of the result's random id.
    pub nonce: u32,
    /// The day of the result.
    pub day: Day,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The first bytes of the digest of the questionnaire's structure.
    structure: [u8; 4],
    /// The first bytes of the digest of the list that `unit` is in.
    units: [u8; 2],
    /// The place of the unit in the municipality's list, from 0.
    unit: Option<u8>,
    /// The place of the role among the structure's roles, from 0.
    role: Option<u8>,
    /// The answers, as bits, in the order of the structure.
    answers: Vec<u8>,
}

/// A day of the calendar, from 2000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(u16);

impl Day {
    /// Reads a day such as `2026-11-22`; what follows it is passed over. `None` if it is no day of 2000 to 2099.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<u16> {
            let digits = text.get(from..to)?;
            // A sign is no digit, though `parse` reads it.
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let is_written = [4, 7].into_iter().all(|at| text.as_bytes().get(at) == Some(&b'-'));
        let is_day = is_written && (2000..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then(|| Self(((year - 2000) * 12 + month - 1) * 31 + day - 1))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let months = self.0 / 31;
        write!(f, "{}-{:02}-{:02}", 2000 + months / 12, months % 12 + 1, self.0 % 31 + 1)
    }
}

/// What a result code is made of.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The result's random id: 32 hexadecimal digits.
    pub id: &'a str,
    /// The day of the result, such as `2026-11-22`.
    pub day: &'a str,
    /// The unit.
    pub unit: Option<&'a str>,
    /// The id of the role.
    pub role: Option<&'a str>,
    /// The answers to what is shown.
    pub answers: &'a Answers,
}

/// Why something that begins as a code is none that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeError {
    /// A character is missing, too many, or another one.
    Damaged,
    /// A newer Vattenpass has made it.
    Newer,
}

/// Something in a text that begins as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where in the text it begins, in bytes.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
    /// Its first characters, to know it by.
    pub beginning: String,
    /// What it is.
    pub code: Result<ResultCode, CodeError>,
}

impl ResultCode {
    /// The code of a result. `units` is the municipality's list, which the unit is one of.
    ///
    /// A unit or a role that is in no list is left out: a code holds no words. So are choices that the questionnaire does
    /// not have.
    #[must_use]
    pub fn new(structure: &Structure, units: &[String], contents: Contents<'_>) -> Self {
        let place = |of: &[String], one: Option<&str>| {
            let place = of.iter().position(|each| Some(each.as_str()) == one)?;
            u8::try_from(place).ok()
        };
        let mut bits = Bits::default();
        structure.questions.iter().for_each(|slot| slot.write(contents.answers.get(&slot.id), &mut bits));
        Self {
            nonce: nonce(contents.id),
            day: Day::read(contents.day).unwrap_or(Day(0)),
            questionnaire: structure.questionnaire.clone(),
            structure: start(&structure.digest()),
            units: units_digest(units),
            unit: place(units, contents.unit),
            role: place(&structure.roles, contents.role),
            answers: bits.bytes,
        }
    }

    /// The code as it is sent.
    #[must_use]
    pub fn write(&self) -> String {
        let packed = pack(self);
        let mut bytes = vec![u8::try_from(packed.len() + CHECKSUM).unwrap_or(u8::MAX)];
        bytes.extend(checksum(&packed));
        bytes.extend(packed);
        PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Every code in a text, in its order, with whatever stands around them: names, times, line breaks inside a code.
    #[must_use]
    pub fn find(text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((at, after)) = next(text, from) {
            let (code, end) = read(text, at, after);
            let beginning = text[at..end].chars().filter(|c| !c.is_whitespace()).take(12).collect();
            found.push(Found { at, end, beginning, code });
            from = end;
        }
        found
    }

    /// Whether it was answered with this structure.
    #[must_use]
    pub fn is_of(&self, structure: &Structure) -> bool {
        self.questionnaire == structure.questionnaire && self.structure == start(&structure.digest())
    }

    /// Its answers, read with the structure it was answered with. `None` with any other.
    #[must_use]
    pub fn answers(&self, structure: &Structure) -> Option<Answers> {
        self.is_of(structure).then_some(())?;
        let mut bits = Bits { bytes: self.answers.clone(), at: 0 };
        let mut answers = Vec::new();
        for slot in &structure.questions {
            if let Some(answer) = slot.read(&mut bits)? {
                answers.push((slot.id.clone(), answer));
            }
        }
        // What follows is less than a byte, and nothing.
        (bits.at.div_ceil(8) == bits.bytes.len()).then(|| answers.into_iter().collect())
    }

    /// Its answers, migrated to the questionnaire as it is now, and what became of them. `released` are the structures of
    /// earlier versions. `None` if it was answered with none that is known: then only the result file has the answers.
    #[must_use]
    pub fn open(&self, questionnaire: &Questionnaire, released: &[Structure]) -> Option<(Answers, MigrationReport)> {
        let now = Structure::of(questionnaire);
        let given = std::iter::once(&now).chain(released).find_map(|structure| self.answers(structure))?;
        Some(migrate(questionnaire, &given))
    }

    /// The id of the role, if one was chosen.
    #[must_use]
    pub fn role<'s>(&self, structure: &'s Structure) -> Option<&'s str> {
        structure.roles.get(usize::from(self.role?)).map(String::as_str)
    }

    /// The unit, if one was chosen. `None` also if it is of another list: then its place says nothing.
    #[must_use]
    pub fn unit<'u>(&self, units: &'u [String]) -> Option<&'u str> {
        let is_it = self.units == units_digest(units);
        units.get(usize::from(self.unit?)).filter(|_| is_it).map(String::as_str)
    }

    /// Whether a unit was chosen from another list than this one.
    #[must_use]
    pub fn is_of_other_units(&self, units: &[String]) -> bool {
        self.unit.is_some() && self.units != units_digest(units)
    }
}

impl Slot {
    fn write(&self, answer: Option<&Answer>, bits: &mut Bits) {
        let chosen = |id: &String| answer.is_some_and(|answer| answer.choices.contains(id));
        match &self.kind {
            SlotKind::Single(choices) => {
                let place = choices.iter().position(chosen).map_or(0, |place| place + 1);
                bits.write(place, width(choices.len()));
            }
            SlotKind::Several(choices) => choices.iter().for_each(|id| bits.write(usize::from(chosen(id)), 1)),
            SlotKind::Number => {
                let number = answer.and_then(|answer| answer.number.as_ref()).map_or("", Decimal::as_str);
                // What another program wrote may hold anything.
                let places: Option<Vec<_>> = number.bytes().map(|c| NUMBER.iter().position(|n| *n == c)).collect();
                let places = places.filter(|places| places.len() < 32).unwrap_or_default();
                bits.write(places.len(), 5);
                places.into_iter().for_each(|place| bits.write(place, 4));
            }
            SlotKind::Text => {}
        }
    }

    /// `None` if the bits say nothing; inside it, `None` if nothing was answered.
    fn read(&self, bits: &mut Bits) -> Option<Option<Answer>> {
        match &self.kind {
            SlotKind::Single(choices) => match bits.read(width(choices.len()))? {
                0 => Some(None),
                place => Some(Some(Answer::choosing([choices.get(place - 1)?]))),
            },
            SlotKind::Several(choices) => {
                let mut chosen = Vec::new();
                for id in choices {
                    if bits.read(1)? == 1 {
                        chosen.push(id);
                    }
                }
                Some((!chosen.is_empty()).then(|| Answer::choosing(chosen)))
            }
            SlotKind::Number => {
                let length = bits.read(5)?;
                let mut number = String::new();
                for _ in 0..length {
                    number.push(char::from(*NUMBER.get(bits.read(4)?)?));
                }
                if number.is_empty() {
                    return Some(None);
                }
                Some(Some(Answer { number: Some(Decimal::read(&number)?), ..Answer::default() }))
            }
            SlotKind::Text => Some(None),
        }
    }
}

/// How many bits hold the numbers from 0 to `most`.
fn width(most: usize) -> u32 {
    usize::BITS - most.leading_zeros()
}

/// A row of bits, written from the highest of each byte.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    at: usize,
}

impl Bits {
    fn write(&mut self, value: usize, width: u32) {
        for place in (0..width).rev() {
            if self.at.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(byte) = self.bytes.last_mut()
                && value >> place & 1 == 1
            {
                *byte |= 0x80 >> (self.at % 8);
            }
            self.at += 1;
        }
    }

    fn read(&mut self, width: u32) -> Option<usize> {
        let mut value = 0;
        for _ in 0..width {
            let byte = *self.bytes.get(self.at / 8)?;
            value = value << 1 | usize::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }
}

/// The first eight digits of a result's random id, as a number: what tells results apart.
#[must_use]
pub fn nonce(id: &str) -> u32 {
    id.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

fn units_digest(units: &[String]) -> [u8; 2] {
    start(&sha256(units.join("\n").as_bytes()))
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    start(&sha256(bytes))
}

/// The first bytes of a digest.
fn start<const N: usize>(digest: &str) -> [u8; N] {
    // Cannot fail: a digest has 64 hexadecimal digits.
    let byte = |n: usize| digest.get(2 * n..2 * n + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    std::array::from_fn(|n| byte(n).unwrap_or_default())
}

/// Where the next thing that begins as a code stands, from a place in the text: at its beginning, and after its prefix.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_prefix = |at: &usize| {
        let rest = &bytes[*at..];
        // A phone may have made the first letters small.
        let is_name = rest.get(..NAME.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAME.as_bytes()));
        let is_inside = at.checked_sub(1).is_some_and(|before| is_of_code(char::from(bytes[before])));
        is_name && !is_inside && rest.get(2).is_some_and(u8::is_ascii_digit) && rest.get(3) == Some(&b'-')
    };
    let at = (from..bytes.len()).find(is_prefix)?;
    Some((at, at + PREFIX.len()))
}

/// Whether a character can stand in a code.
fn is_of_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Reads the code that begins at a place in the text, and says where it ends. What belongs to no code is passed over.
fn read(text: &str, at: usize, after: usize) -> (Result<ResultCode, CodeError>, usize) {
    if text.as_bytes()[at + NAME.len()] != b'1' {
        return (Err(CodeError::Newer), after);
    }
    let (mut written, mut end, mut between) = (String::new(), after, 0);
    // The first byte says how long it is: so what stands right after a code is none of it.
    let mut needed = 2;
    for (place, c) in text[after..].char_indices() {
        if !is_of_code(c) {
            between += 1;
            if between > MOST_BETWEEN {
                break;
            }
            continue;
        }
        between = 0;
        written.push(c);
        end = after + place + 1;
        if written.len() == 2 {
            let length =
                BASE64_URL_SAFE_NO_PAD.decode(format!("{written}A")).ok().and_then(|bytes| bytes.first().copied());
            needed = length.map_or(0, |length| ((usize::from(length) + 1) * 4).div_ceil(3));
        }
        if written.len() >= needed {
            break;
        }
    }
    let code = decode(&written);
    // What follows a damaged code may be another one.
    let end = if code.is_some() { end } else { damaged_end(text, after) };
    (code.ok_or(CodeError::Damaged), end)
}

/// Where something ends that begins as a code and is none: at its first line.
fn damaged_end(text: &str, after: usize) -> usize {
    after + text[after..].find(|c| !is_of_code(c)).unwrap_or(text.len() - after)
}

fn decode(written: &str) -> Option<ResultCode> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(written).ok()?;
    let (length, rest) = bytes.split_first()?;
    (usize::from(*length) == rest.len()).then_some(())?;
    let (sum, packed) = rest.split_at_checked(CHECKSUM)?;
    (sum == checksum(packed)).then_some(())?;
    let code: ResultCode = unpack(packed)?;
    // The site fetches the questionnaire by this id.
    is_id(&code.questionnaire).then_some(code)
}

#[cfg(test)]
mod tests;
