//! A result code: found in a text, and opened with a questionnaire.

#![no_main]

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use engine::encoding::packing::pack;
use engine::model::questionnaire::Questionnaire;
use engine::results::code::{Contents, Day, PREFIX, ResultCode};
use engine::results::structure::Structure;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

/// What a code holds, in the order in which it is packed.
type Packed<'a> = (u32, u16, &'a str, [u8; 4], [u8; 2], Option<u8>, Option<u8>, &'a [u8]);

fuzz_target!(|bytes: &[u8]| {
    let Some((how, rest)) = bytes.split_first() else { return };
    match how % 4 {
        // No text that is made up has a checksum that fits. So the target adds one to what it is given.
        0 => check(&sealed(rest)),
        1 | 2 => check_answers(*how, rest),
        _ => check(&String::from_utf8_lossy(rest)),
    }
});

/// Packed bytes as a code, with their length and their checksum.
fn sealed(packed: &[u8]) -> String {
    let packed = &packed[..packed.len().min(250)];
    let mut bytes = vec![packed.len() as u8 + 4];
    bytes.extend(&Sha256::digest(packed)[..4]);
    bytes.extend(packed);
    PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Checks any answers, in a code of a questionnaire that is known.
fn check_answers(how: u8, answers: &[u8]) {
    let questionnaires = fuzz::questionnaires();
    let questionnaire = &questionnaires[usize::from(how / 4) % questionnaires.len()];
    let digest = Sha256::digest(pack(&Structure::of(questionnaire)));
    let structure = [digest[0], digest[1], digest[2], digest[3]];
    let answers = &answers[..answers.len().min(180)];
    let packed: Packed<'_> = (1, 1, &questionnaire.id, structure, [0; 2], Some(how), Some(how), answers);
    check(&sealed(&pack(&packed)));
}

fn check(text: &str) {
    let mut from = 0;
    for found in ResultCode::find(text) {
        assert!(from <= found.at && found.at < found.end, "{found:?}");
        assert!(text.get(found.at..found.end).is_some(), "{found:?}");
        from = found.end;
        let Ok(code) = found.code else { continue };
        let again = ResultCode::find(&code.write());
        let [again] = again.as_slice() else { panic!("{code:?} is written as {again:?}") };
        assert_eq!(again.code.as_ref(), Ok(&code));
        let day = code.day.to_string();
        assert!(Day::read(&day).is_none_or(|read| read == code.day), "{day}");
        fuzz::questionnaires().iter().for_each(|questionnaire| check_opened(&code, questionnaire));
    }
}

/// The answers of a code are those of the code that is made of them.
fn check_opened(code: &ResultCode, questionnaire: &Questionnaire) {
    let structure = Structure::of(questionnaire);
    let Some(answers) = code.answers(&structure) else { return };
    assert!(code.open(questionnaire, &[]).is_some_and(|(opened, report)| opened == answers && report.gone.is_empty()));
    let id = format!("{:08x}{}", code.nonce, "0".repeat(24));
    let day = code.day.to_string();
    let contents = Contents { id: &id, day: &day, unit: None, role: code.role(&structure), answers: &answers };
    let made = ResultCode::new(&structure, &[], contents);
    assert_eq!((made.answers(&structure), made.nonce), (Some(answers), code.nonce));
    assert_eq!(made.role(&structure), code.role(&structure));
    assert_eq!(ResultCode::find(&made.write()).len(), 1);
}
