//! A room: a trainer's page, participants' phones, and what becomes of their answers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use engine::model::answers::{Answer, Answers};
use engine::results::code::{Contents, ResultCode};
use engine::results::structure::Structure;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::access::{focused, key, reach};
use crate::harness::{Engine, Site, Visit, in_every_engine, questionnaire, replace, root};

in_every_engine!(a_participant_ends_with_a_code_that_the_trainer_can_count);

const CHECK: &str = "#/sv/utbildning/nis2-kunskap";

impl Visit {
    /// Sets up a session of the first questions, and shows it on the projector.
    async fn begin_session(&self, page: &str, questions: usize) {
        self.open(page).await;
        self.press("Välj inga").await;
        for n in 0..questions {
            self.script(&format!("document.querySelectorAll('.plain-list input')[{n}]?.click()")).await;
        }
        self.press("Starta").await;
        self.see("Sessionen är igång").await;
        self.press("Visa på projektorn").await;
        self.find(".stage h1").await;
    }

    /// Pastes a text, as Ctrl+V does.
    async fn paste(&self, text: &str) {
        let text = json!(text);
        self.script(&format!(
            "const event = new ClipboardEvent('paste', {{ clipboardData: new DataTransfer(), bubbles: true, cancelable: true }});
             event.clipboardData.setData('text/plain', {text});
             document.body.dispatchEvent(event)"
        ))
        .await;
    }

    /// Presses a key of a presenter's remote.
    async fn remote(&self, key: Key) {
        self.find("body").await.send_keys(String::from(key.value())).await.unwrap();
    }

    /// What the bars beside the choices say.
    async fn bars(&self) -> Vec<String> {
        let texts = self.script("return [...document.querySelectorAll('.bar-text')].map(e => e.textContent)").await;
        texts.as_array().unwrap().iter().map(|text| text.as_str().unwrap().replace('\u{a0}', " ")).collect()
    }

    /// What there is to copy.
    async fn to_copy(&self) -> String {
        self.script("return document.querySelector('.to-copy').textContent").await.as_str().unwrap().to_owned()
    }

    /// The participants' address, from its place on the projector.
    async fn participants_route(&self) -> String {
        let address = self.script("return document.querySelector('.stage-address span:last-child').textContent").await;
        format!("#{}", address.as_str().unwrap().split_once('#').unwrap().1)
    }

    async fn choose_nth(&self, n: usize) {
        self.script(&format!("document.querySelectorAll('input[name=answer]')[{n}].click()")).await;
    }
}

#[tokio::test]
async fn twenty_participants_codes_in_a_chats_noise_give_the_rooms_distribution() {
    let visit = Visit::new().await;
    // A page that is no page of ours has no icon.
    visit.may_fail("favicon.ico");
    visit.begin_session(CHECK, 3).await;
    let route = visit.participants_route().await;
    let session = visit.script("return JSON.stringify(localStorage)").await;
    let mut chat = String::new();
    let mut expect = [0usize; 4];
    for person in 0..20 {
        // Each on a phone of their own.
        visit.open("schema/result-1.json").await;
        visit.script("localStorage.clear(); sessionStorage.clear()").await;
        visit.open(&route).await;
        visit.see("1. Vilka kommuner").await;
        let choice = person % 3;
        expect[choice] += 1;
        visit.choose_nth(choice).await;
        let vote = visit.to_copy().await;
        assert_eq!(vote, format!("1{}", ["a", "b", "c"][choice]));
        visit.press("Nästa").await;
        visit.see("2. ").await;
        visit.press("Nästa").await;
        visit.see("3. ").await;
        visit.press("Nästa").await;
        visit.heading("Tack!").await;
        let code = visit.to_copy().await;
        let (first, second) = code.split_at(30);
        // As chats write it: names, times, faces, a line break in the middle.
        let _ = write!(chat, "Person {person}  10:{:02}\nhär är min 👍 {first}\n{second}\ntack!\n", person + 10);
    }
    visit.open("schema/result-1.json").await;
    visit.script(&format!("localStorage.clear(); Object.assign(localStorage, JSON.parse({session}))")).await;
    visit.open(&format!("{CHECK}/efterat")).await;
    visit.heading("Rummets svar: NIS2: vad vet du?").await;
    let paste = format!(
        "const field = document.querySelectorAll('.two-fields textarea')[1];
         field.value = {}; field.dispatchEvent(new Event('change', {{ bubbles: true }}))",
        json!(chat)
    );
    visit.script(&paste).await;
    visit.see("20 nya koder.").await;
    // The same chat once more adds nobody.
    visit.script(&paste).await;
    visit.see("20 koder fanns redan").await;
    let shown = visit.text().await;
    for count in &expect[..3] {
        assert!(shown.contains(&format!("{count} av 20")), "{count}: {shown}");
    }
    assert!(!shown.contains("Person"), "names are not kept");
    let kept = visit.script("return JSON.stringify(localStorage)").await;
    assert!(!kept.to_string().contains("Person"), "names are not kept");
    visit.finish().await;
}

async fn a_participant_ends_with_a_code_that_the_trainer_can_count(engine: Engine) {
    let visit = Visit::with(engine, Site::Built, json!({})).await;
    visit.open("#/sv/delta/nis2-kunskap?f=1-2&s=ab12").await;
    visit.see("1. ").await;
    visit.choose_nth(2).await;
    visit.see("Skriv i chatten:").await;
    assert_eq!(visit.to_copy().await, "1c");
    visit.press("Nästa").await;
    visit.see("2. ").await;
    visit.press("Nästa").await;
    visit.heading("Tack!").await;
    let code = visit.to_copy().await;
    visit.begin_session(CHECK, 2).await;
    assert_eq!(visit.participants_route().await.split("s=").next(), Some("#/sv/delta/nis2-kunskap?f=1-2&e=1&"));
    visit.press("Stäng och visa fördelningen").await;
    visit.see("0 av 0").await;
    visit.open(&format!("{CHECK}/efterat")).await;
    visit.find(".two-fields textarea").await;
    visit
        .script(&format!(
            "const field = document.querySelectorAll('.two-fields textarea')[1];
             field.value = {}; field.dispatchEvent(new Event('change', {{ bubbles: true }}))",
            json!(format!("Anna Svensson 10:32\n{code}\n👏"))
        ))
        .await;
    visit.see("1 ny kod.").await;
    visit.see("1 av 1 · 100").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_code_is_selected_where_the_browser_copies_nothing_and_mailed_where_there_is_an_address() {
    let site = Site::edited(|content| {
        replace(content, "site.toml", "# email = \"informationssakerhet@kommunen.se\"", "email = \"it@kommunen.se\"");
    });
    let visit = Visit::to(site, json!({})).await;
    // As over plain http.
    visit.before_each_page("Object.defineProperty(navigator, 'clipboard', { value: undefined })").await;
    visit.answer_first("Ja").await;
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    let code = visit.to_copy().await;
    visit.press("Kopiera resultatkoden").await;
    visit.see("Webbläsaren lät inte sidan kopiera texten.").await;
    assert_eq!(visit.script("return getSelection().toString()").await, json!(code));
    let mail = visit.script("return document.querySelector('a[href^=mailto][href*=subject]').href").await;
    let mail = mail.as_str().unwrap();
    assert!(mail.starts_with("mailto:it@kommunen.se?subject=Resultatkod%3A%20Chefsenk%C3%A4ten&body=VP1-"), "{mail}");
    assert!(mail.ends_with(&code), "{mail}");
    visit.finish().await;
}

#[tokio::test]
async fn a_closed_vote_takes_no_late_votes_and_a_second_vote_stands_beside_the_first() {
    let visit = Visit::new().await;
    visit.begin_session(CHECK, 2).await;
    visit.paste("[10:01] Anna: 1a\n[10:02] Bo: 1a\n[10:03] Cia: 1c").await;
    visit.see("3 svar i chatten.").await;
    assert!(visit.bars().await.is_empty(), "while votes come in, only their number shows");
    visit.remote(Key::PageDown).await;
    visit.see("2 av 3 · 67 %").await;
    assert_eq!(visit.bars().await, ["2 av 3 · 67 %", "0 av 3 · 0 %", "1 av 3 · 33 %", "0 av 3 · 0 %"]);
    visit.paste("[10:01] Dan: 1b").await;
    visit.see("Frågan är stängd.").await;
    visit.reload().await;
    visit.see("2 av 3 · 67 %").await;
    visit.press("Rösta igen").await;
    visit.see("0 svar").await;
    assert!(visit.bars().await.is_empty(), "the first vote is hidden while the room talks");
    visit.press("Visa första svaren").await;
    visit.see("Före: 2 av 3 · 67 %").await;
    assert!(visit.bars().await.iter().all(|bar| bar.starts_with("Före:")), "nothing of the second vote shows yet");
    visit.press("Dölj första svaren").await;
    visit.see_no("Före: ").await;
    visit.paste("[10:11] Anna: 1c\n[10:12] Bo: 1c\n[10:13] Cia: 1c\n[10:14] Dan: 1b").await;
    visit.see("4 svar i chatten.").await;
    visit.remote(Key::PageDown).await;
    visit.see("Nu: 3 av 4 · 75 %").await;
    visit.see("Före: 2 av 3 · 67 %").await;
    visit.see_no("✓ rätt").await;
    visit.remote(Key::PageDown).await;
    visit.see("✓ rätt").await;
    // Back hides the answer, and opens nothing.
    visit.remote(Key::PageUp).await;
    visit.see_no("✓ rätt").await;
    visit.see("Nu: 3 av 4").await;
    visit.press("Öppna igen").await;
    visit.paste("[10:11] Anna: 1b").await;
    visit.see("1 svar i chatten. Förra räkningen, 4 svar, är ersatt.").await;
    visit.finish().await;
}

#[tokio::test]
async fn hands_are_counted_with_number_keys_while_the_counter_has_the_focus() {
    let visit = Visit::new().await;
    visit.begin_session(CHECK, 1).await;
    visit.press("Räkna händer").await;
    let counter = visit.find(".hands").await;
    visit.focus_is_on("the counter", "0 händer").await;
    counter.send_keys("112").await.unwrap();
    visit.see("3 händer").await;
    counter.send_keys("9").await.unwrap();
    counter.send_keys(String::from(Key::Backspace.value())).await.unwrap();
    visit.see("2 händer").await;
    visit.press_starting("C +1").await;
    visit.see("3 händer").await;
    // Elsewhere the digits count nothing.
    visit.find(".stage-controls button").await.focus().await.unwrap();
    visit.find("body").await.send_keys("1").await.unwrap();
    visit.remote(Key::PageDown).await;
    visit.see("2 av 3 · 67 %").await;
    assert_eq!(visit.bars().await[2], "1 av 3 · 33 %");
    visit.finish().await;
}

#[tokio::test]
async fn a_workshop_leads_to_the_answers_the_room_agrees_on_and_their_result() {
    let visit = Visit::new().await;
    visit.open("#/sv/utbildning/nis2-beredskap").await;
    visit.write("input[type=text]", "IT-chef, två förvaltningschefer").await;
    visit.press("Välj inga").await;
    visit.script("document.querySelector('.plain-list input').click()").await;
    visit.press("Starta").await;
    visit.press("Visa på projektorn").await;
    visit.find(".stage h1").await;
    visit.paste("Anna 10:32\n1b\nBo 10:33\n1c\nCia 10:34\n1b").await;
    visit.see("3 svar i chatten.").await;
    visit.remote(Key::PageDown).await;
    visit.see("2 av 3").await;
    visit.press("Enas om ett svar").await;
    visit.script("document.querySelectorAll('.agreed input')[1].click()").await;
    visit.write(".agreed textarea", "Vi saknar ersättare.").await;
    visit.press("Efteråt").await;
    visit.press("Visa workshoppens resultat").await;
    visit.heading("Resultat").await;
    visit.see("Vi saknar ersättare.").await;
    visit.see("Rummets svar före samtalet: I stort sett 2, Delvis 1 (3 svarade).").await;
    visit.see("Deltog: IT-chef, två förvaltningschefer.").await;
    visit.press("Ladda ner resultat").await;
    let (_, file) = visit.downloaded().await;
    let file: Value = serde_json::from_slice(&file).unwrap();
    let first = questionnaire("nis2-beredskap").questions().next().unwrap().id.clone();
    assert_eq!(file["answers"][&first]["choices"], json!(["i-stort-sett"]));
    assert_eq!(file["structure"].as_str().map(str::len), Some(64));
    visit.finish().await;
}

#[tokio::test]
async fn who_comes_late_joins_at_the_question_on_show_and_a_reload_keeps_the_answers() {
    let visit = Visit::new().await;
    visit.open("#/sv/delta/nis2-kunskap?f=1-4&s=ab12&n=%C3%85sa").await;
    visit.see("Utbildare: Åsa").await;
    visit
        .script(
            "const select = document.querySelector('.join-place select');
         select.value = '2'; select.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    visit.see("3. ").await;
    visit.choose_nth(0).await;
    visit.see("Skriv i chatten:").await;
    assert_eq!(visit.to_copy().await, "3a");
    visit.reload().await;
    visit.see("3. ").await;
    assert_eq!(visit.to_copy().await, "3a");
    // The right answer comes when the trainer says so; from then on the answer stays.
    visit.see("Vänta tills utbildaren säger till.").await;
    visit.press("Visa rätt svar").await;
    visit.find(".feedback").await;
    visit.reload().await;
    visit.find(".feedback").await;
    let locked = visit
        .script("return [...document.querySelectorAll('input[name=answer]')].every(e => e.matches(':disabled'))")
        .await;
    assert_eq!(locked, true);
    visit.press("Nästa").await;
    visit.press("Nästa").await;
    visit.heading("Tack!").await;
    // What was missed is not wrong.
    visit.see("av 1 besvarade").await;
    visit.write(".certificate input", "Bo Ek").await;
    visit.see("Bo Ek").await;
    let kept = visit.script("return JSON.stringify([localStorage, sessionStorage])").await;
    assert!(!kept.to_string().contains("Bo Ek"), "a name is not kept");
    for cut in ["#/sv/delta/nis2-kunskap?f=1-4", "#/en/join/nis2-kunskap?f=99&s=ab12", "#/sv/delta/nis2-kunskap"] {
        visit.open(cut).await;
        visit.find("h1").await;
        let said = visit.text().await;
        assert!(said.contains("Adressen är inte hel") || said.contains("The address is not complete"), "{cut}: {said}");
    }
    visit.finish().await;
}

#[tokio::test]
async fn damaged_and_foreign_codes_are_told_and_the_rest_counts() {
    let visit = Visit::new().await;
    visit.open("#/sv/delta/nis2-kunskap?s=ab12").await;
    visit.see("1. ").await;
    visit.choose_nth(0).await;
    visit.script(
        "const select = document.querySelector('.join-place select');
         select.value = select.options[select.options.length - 1].value; select.dispatchEvent(new Event('change', { bubbles: true }))",
    )
    .await;
    visit.heading("Tack!").await;
    let own = visit.to_copy().await;
    visit.begin("#/sv/chefsenkat").await;
    visit.choose("Nej").await;
    visit.follow("#/sv/chefsenkat/resultat").await;
    visit.heading("Resultat").await;
    let foreign = visit.to_copy().await;
    visit.begin_session(CHECK, 26).await;
    visit.open(&format!("{CHECK}/efterat")).await;
    visit.find(".two-fields textarea").await;
    let damaged = &own[..own.len() - 4];
    let chat = format!("{damaged}\n{own}\n{foreign}");
    visit
        .script(&format!(
            "const field = document.querySelector('.two-fields textarea');
             field.value = {}; field.dispatchEvent(new Event('change', {{ bubbles: true }}))",
            json!(chat)
        ))
        .await;
    visit.see("1 ny kod.").await;
    visit.see("1 kod är från ett annat frågeformulär").await;
    visit.see(&format!("Skadat, räknas inte: {}", &own[..12])).await;
    visit.finish().await;
}

/// The smallest text is a fiftieth of the screen's height, and nothing lies outside or over anything else.
#[tokio::test]
async fn every_question_is_read_from_the_back_row() {
    let visit = Visit::new().await;
    for id in ["nis2-kunskap", "vem-ansvarar"] {
        visit.resize(1024, 768).await;
        visit.begin_session(&format!("#/sv/utbildning/{id}"), 40).await;
        let count = questionnaire(id).questions().count();
        for n in 0..count {
            for step in ["collecting", "distribution", "answer"] {
                for (width, height) in [(1024, 768), (1920, 1080)] {
                    visit.resize(width, height).await;
                    visit.script("dispatchEvent(new Event('resize'))").await;
                    let faults = visit
                        .script(
                            "return new Promise(done => setTimeout(done, 50)).then(() => {
                             const stage = document.querySelector('.stage'), main = document.querySelector('.stage-main');
                             const shown = e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                             const least = innerHeight / 50, faults = [];
                             for (const e of [...stage.querySelectorAll('*')].filter(shown)) {
                               if (e.closest('.visually-hidden')) continue;
                               const size = parseFloat(getComputedStyle(e).fontSize);
                               if (size < least) faults.push(`${e.className || e.tagName}: ${size} < ${least}`);
                             }
                             if (main.scrollHeight > main.clientHeight + 1) faults.push(`cut off: ${main.scrollHeight} > ${main.clientHeight}`);
                             if (stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1) faults.push('the page scrolls');
                             const boxes = [...stage.children].map(e => e.getBoundingClientRect());
                             boxes.forEach((a, n) => { const b = boxes[n + 1]; if (b && a.bottom > b.top + 1) faults.push(`row ${n} lies over the next`) });
                             return faults; })",
                        )
                        .await;
                    let faults: Vec<String> = serde_json::from_value(faults).unwrap();
                    visit.faults(&format!("{id}, question {}, {step}, {width}×{height}", n + 1), faults);
                }
                visit.remote(Key::PageDown).await;
            }
        }
        visit.see("Rummets svar:").await;
    }
    visit.finish().await;
}

/// What lies over something else on the projector's page, on a phone or where it is magnified.
const OVER_EACH_OTHER: &str = "
    const boxes = [...document.querySelectorAll('.stage > *, .stage-question > *, .agreed > *')];
    return boxes.flatMap((one, n) => boxes.slice(n + 1).filter((other) => {
      const [a, b] = [one, other].map((e) => e.getBoundingClientRect());
      return !one.contains(other) && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
        && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1;
    }).map((other) => `${one.className || one.tagName} and ${other.className || other.tagName}`))";

#[tokio::test]
async fn on_a_phone_everything_on_the_projector_stands_below_what_is_before_it() {
    let visit = Visit::new().await;
    for id in ["nis2-kunskap", "nis2-beredskap"] {
        visit.begin_session(&format!("#/sv/utbildning/{id}"), 2).await;
        for step in ["collecting", "distribution", "answer"] {
            for width in [320, 390] {
                visit.resize(width, 700).await;
                let over: Vec<String> = serde_json::from_value(visit.script(OVER_EACH_OTHER).await).unwrap();
                visit.faults(&format!("{id}, {step}, {width}"), over);
            }
            visit.remote(Key::PageDown).await;
        }
    }
    visit.finish().await;
}

#[tokio::test]
async fn the_qr_code_leads_where_its_text_says() {
    let visit = Visit::new().await;
    visit.begin_session(CHECK, 3).await;
    visit.remote(Key::PageDown).await;
    // Drawn as one path of rectangles: `M4 4h7v1h-7z`.
    let path = visit.script("return [document.querySelector('.qr').viewBox.baseVal.width, document.querySelector('.qr path:last-child').getAttribute('d')]").await;
    let size = path[0].as_u64().and_then(|size| usize::try_from(size).ok()).unwrap();
    let mut dark = vec![vec![false; size]; size];
    for run in path[1].as_str().unwrap().split('M').skip(1) {
        let numbers: Vec<usize> = run.split(['h', 'v', ' ']).take(3).map(|n| n.parse().unwrap()).collect();
        dark[numbers[1]][numbers[0]..numbers[0] + numbers[2]].fill(true);
    }
    let scale = 8;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * scale, size * scale, |x, y| {
        if dark[y / scale][x / scale] { 0 } else { 255 }
    });
    let (_, text) = image.detect_grids()[0].decode().unwrap();
    let route = visit.participants_route().await;
    assert!(text.ends_with(&route) && text.starts_with("http://127.0.0.1"), "{text}, {route}");
    visit.finish().await;
}

#[tokio::test]
async fn paper_forms_are_printed_typed_in_and_counted() {
    let visit = Visit::new().await;
    visit.begin_session(CHECK, 3).await;
    visit.open(&format!("{CHECK}/papper")).await;
    visit.see("Kryssa för ditt svar.").await;
    let sheets = visit.printed().await.join("\n");
    let asked = questionnaire("nis2-kunskap");
    for (n, question) in asked.questions().take(3).enumerate() {
        let start: String = question.text.chars().take(20).collect();
        assert!(sheets.contains(&format!("{}. {start}", n + 1)), "{sheets}");
    }
    assert!(!sheets.contains("4. ") && !sheets.contains("Skriv ut"), "{sheets}");
    visit.open(&format!("{CHECK}/efterat")).await;
    visit.click(".two-fields > :last-child summary").await;
    for (form, said) in [
        ("1a 2b 3c", "Ett formulär tillagt. Besvarade frågor: 3 av 3."),
        ("1a", "Ett formulär tillagt. Besvarade frågor: 1 av 3."),
        ("4a", "”4a” är inget svar på någon av frågorna"),
        (" ", "Skriv minst ett svar."),
    ] {
        visit.write(".two-fields > :last-child form input", form).await;
        let field = visit.find(".two-fields > :last-child form input").await;
        field.send_keys(String::from(Key::Enter.value())).await.unwrap();
        visit.see(said).await;
    }
    visit.see("2 koder.").await;
    visit.see("2 av 2 · 100 %").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_certificate_is_printed_for_each_name_and_no_name_is_kept() {
    let visit = Visit::new().await;
    visit.open(CHECK).await;
    visit.write("main input[type=text]", "Åsa Holm").await;
    visit.press("Starta").await;
    visit.open(&format!("{CHECK}/narvaro")).await;
    visit.write("main textarea", "Bo Ek\nAnna Svensson").await;
    visit.see("2 deltagare").await;
    assert_eq!(visit.printed().await.len(), 1, "the list alone");
    visit.press("Skriv också ut ett intyg för varje namn").await;
    visit.find(".certificate-of-one").await;
    let sheets = visit.printed().await;
    let with = |words: &[&str]| sheets.iter().filter(|sheet| words.iter().all(|word| sheet.contains(word))).count();
    assert_eq!(with(&["Närvarolista", "Anna Svensson", "Bo Ek"]), 1, "{sheets:#?}");
    for name in ["Anna Svensson", "Bo Ek"] {
        assert_eq!(with(&["Intyg om deltagande", name, "NIS2: vad vet du?", "Åsa Holm"]), 1, "{sheets:#?}");
    }
    let kept = visit.script("return JSON.stringify([localStorage, sessionStorage])").await;
    assert!(!kept.to_string().contains("Anna Svensson"), "a name is not kept");
    visit.finish().await;
}

#[tokio::test]
async fn notes_and_projector_are_two_windows_and_either_leads() {
    let visit = Visit::new().await;
    visit.begin_session(CHECK, 2).await;
    visit.open(CHECK).await;
    visit.press("Din egen skärm (nytt fönster)").await;
    let windows = visit.wait("two windows", || async {
        Some(visit.driver.windows().await.ok()?).filter(|windows| windows.len() == 2)
    });
    let windows = windows.await;
    let switch = async |n: usize| visit.driver.switch_to_window(windows[n].clone()).await.unwrap();
    visit.press("Visa på projektorn").await;
    visit.see_no("✓ rätt").await;
    switch(1).await;
    // What the room is not to see yet is here.
    visit.see("projektorn visar frågan").await;
    visit.see("✓ rätt").await;
    visit.see("Att prata om").await;
    visit.paste("[10:01] Anna: 1a\n[10:02] Bo: 1c").await;
    visit.see("2 svar i chatten.").await;
    visit.press("Stäng och visa fördelningen").await;
    switch(0).await;
    visit.see("1 av 2 · 50 %").await;
    visit.remote(Key::PageDown).await;
    visit.see("✓ rätt").await;
    visit.remote(Key::PageDown).await;
    visit.see("2 av 2").await;
    switch(1).await;
    visit.see("2 av 2 · projektorn visar frågan").await;
    visit.driver.close_window().await.unwrap();
    switch(0).await;
    visit.finish().await;
}

#[tokio::test]
async fn a_whole_session_is_led_by_the_keyboard_alone() {
    let visit = Visit::new().await;
    visit.script("window.print = () => { window.sheets = (window.sheets || 0) + 1 }").await;
    let go = async |target: &str| {
        reach(&visit, Key::Tab, target).await;
        key(&visit, Key::Enter).await;
    };
    visit.open("#/sv/").await;
    visit.see("Utbilda").await;
    go("a Utbilda Gå igenom frågor tillsammans.").await;
    visit.heading("Utbildning").await;
    go("a NIS2: vad vet du?").await;
    visit.see("Välj frågor").await;
    go("button Välj inga").await;
    for n in 0..2 {
        key(&visit, Key::Tab).await;
        key(&visit, Key::Space).await;
        visit.see(&format!("{} av 26", n + 1)).await;
    }
    go("button Starta").await;
    visit.see("Sessionen är igång").await;
    go("a Visa på projektorn").await;
    visit.find(".stage h1").await;
    go("button Räkna händer").await;
    visit.focus_is_on("the counter", "0 händer").await;
    for digit in ["1", "1", "3"] {
        visit.driver.action_chain().send_keys(digit).perform().await.unwrap();
    }
    visit.see("3 händer").await;
    for _ in 0..2 {
        // The distribution, the right answer.
        key(&visit, Key::PageDown).await;
    }
    visit.see("✓ rätt").await;
    for _ in 0..4 {
        key(&visit, Key::PageDown).await;
    }
    visit.heading("Rummets svar: NIS2: vad vet du?").await;
    visit.see("2 av 3 · 67 %").await;
    go("a Närvarolista").await;
    visit.heading("Närvarolista").await;
    let mut tag = String::new();
    while tag != "textarea" {
        key(&visit, Key::Tab).await;
        tag = focused(&visit).await.split(' ').next().unwrap().to_owned();
    }
    visit.driver.action_chain().send_keys("Bo Ek").send_keys(Key::Enter).send_keys("Anna As").perform().await.unwrap();
    visit.see("2 deltagare").await;
    go("button Skriv ut").await;
    visit.finish().await;
}

#[tokio::test]
async fn codes_of_a_released_version_are_migrated_and_of_no_known_one_told_apart() {
    let before = questionnaire("nis2-kunskap");
    let id = before.questions().next().unwrap().id.clone();
    // The municipality has taken the first question away since.
    let site = Site::edited(|content| {
        let path = content.join("sv/nis2-kunskap.md");
        let text = std::fs::read_to_string(&path).unwrap();
        let question = before.questions().next().unwrap().text.clone();
        let start = text.find(&format!("### {question}")).unwrap();
        let end = start + 4 + text[start + 4..].find("\n### ").unwrap();
        std::fs::write(&path, format!("{}{}", &text[..start], &text[end..])).unwrap();
    });
    let kept = std::fs::read_to_string(root().join("xtask/released.json")).unwrap();
    let kept: BTreeMap<String, Structure> = serde_json::from_str(&kept).unwrap();
    let mut other = kept.into_values().find(|structure| structure.questionnaire == before.id).unwrap();
    let asked = before.questions().filter(|q| other.questions.iter().any(|slot| slot.id == q.id));
    let answers: Answers = asked.map(|q| (q.id.clone(), Answer::choosing([q.choices()[0].id.clone()]))).collect();
    let code = |structure: &Structure, id: &str| {
        let contents = Contents { id, day: "2026-11-26", unit: None, role: None, answers: &answers };
        ResultCode::new(structure, &[], contents).write()
    };
    let released = code(&other, "00000001");
    other.questions.retain(|slot| slot.id != id);
    other.questions.truncate(5);
    let unknown = code(&other, "00000002");
    let visit = Visit::to(site, json!({})).await;
    visit.begin_session(CHECK, 40).await;
    visit.open(&format!("{CHECK}/efterat")).await;
    visit.find(".two-fields textarea").await;
    let paste = format!(
        "const field = document.querySelector('.two-fields textarea');
         field.value = {}; field.dispatchEvent(new Event('change', {{ bubbles: true }}))",
        json!(format!("{released}\n{unknown}"))
    );
    visit.script(&paste).await;
    visit.see("1 ny kod.").await;
    visit.see("1 kod är från en äldre version av frågorna.").await;
    visit.see("1 kod är från en version som sidan inte känner till.").await;
    visit.see("1 av 1 · 100 %").await;
    visit.finish().await;
}

#[tokio::test]
async fn a_session_in_english_from_the_start_page_to_its_file() {
    let visit = Visit::new().await;
    visit.open("#/en/").await;
    visit.press_starting("Train").await;
    visit.press("NIS2: what do you know?").await;
    visit.press("Choose none").await;
    visit.script("document.querySelector('.plain-list input').click()").await;
    visit.press("Start").await;
    visit.press("Show on the projector").await;
    visit.find(".stage h1").await;
    visit.paste("[10:01] Anna: 1a\n[10:02] Bo: 1c").await;
    visit.see("2 answers in the chat.").await;
    for said in ["1 of 2 · 50", "✓ right"] {
        visit.remote(Key::PageDown).await;
        visit.see(said).await;
    }
    visit.press("Afterwards").await;
    visit.see("The questions where the answers differ most.").await;
    visit.press("Download the counts").await;
    let (name, file) = visit.downloaded().await;
    assert!(name.starts_with("vattenpass-rum-nis2-kunskap-"), "{name}");
    let schema: Value = serde_json::from_str(include_str!("../../public/schema/room-1.json")).unwrap();
    let file: Value = serde_json::from_slice(&file).unwrap();
    let faults: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&file).map(|e| e.to_string()).collect();
    assert_eq!(faults, [""; 0], "{file}");
    assert_eq!(file["questions"][0]["measurements"][0]["people"], 2);
    visit.finish().await;
}
