//! The texts of the pages for a room: the trainer's, the participants', the workshop's.

use engine::Lang;

use crate::site::{Texts, counted, texts};

texts! {
    // The list of what a room can go through.
    training: "Utbildning", "Training";
    training_lead: "Gå igenom frågorna tillsammans: en fråga i taget på projektorn, svar från deltagarnas telefoner, och sedan ett samtal om varför svaren skiljer sig. Ingen server behövs.", "Go through the questions together: one question at a time on the projector, answers from the participants' phones, and then a discussion of how the answers differ. No server is needed.";
    training_checks: "Kunskapskontroller", "Knowledge checks";
    training_checks_help: "Varje fråga har ett rätt svar med förklaring.", "Each question has a right answer with an explanation.";
    training_workshops: "Workshop", "Workshop";
    training_workshops_help: "Var och en svarar först för sig. Sedan enas rummet om ett svar, som blir ett vanligt resultat.", "Everyone answers alone first. Then the room agrees on one answer, which becomes an ordinary result.";
    training_of(title: &str): "Utbildning: {title}", "Training: {title}";
    training_of_lead: "Du visar frågorna. Deltagarna svarar på sina telefoner och skriver svaret i mötets chatt, eller räcker upp handen.", "You show the questions. The participants answer on their phones and type the answer in the meeting's chat, or raise a hand.";
    workshop_of(title: &str): "Workshop: {title}", "Workshop: {title}";
    workshop_of_lead: "Var och en svarar för sig. Ni ser hur svaren skiljer sig och samtalar om varför. Sedan enas ni om ett svar på varje fråga. Förankra resultatet hos ledningen.", "Everyone answers alone. You see how the answers differ and discuss why. Then you agree on one answer to each question. Afterwards, get the management's backing for the result.";
    to_session: "Till sessionen", "To the session";

    // Setting up.
    pick_questions: "Välj frågor", "Choose questions";
    pick_all: "Välj alla", "Choose all";
    pick_none: "Välj inga", "Choose none";
    picked(chosen: usize, all: usize): "{chosen} av {all} valda", "{chosen} of {all} chosen";
    none_picked: "Välj minst en fråga.", "Choose at least one question.";
    trainer_name: "Ditt namn", "Your name";
    trainer_name_help: "Deltagarna ser det, och det står på deras intyg. Du kan lämna det tomt.", "The participants see it, and it is printed on their certificates. You can leave it empty.";
    explains_at_once: "Deltagarna får se rätt svar så snart de har svarat, utan att vänta på dig", "The participants may see the right answer as soon as they have answered, without waiting for you";
    workshop_roles: "Vilka deltar, efter roll", "Who takes part, by role";
    workshop_roles_help: "Till exempel: kommundirektör, IT-chef, två förvaltningschefer. Skriv inga namn. Det följer med i resultatet.", "For example: chief executive, head of IT, two heads of administration. Do not enter names. It goes into the result.";
    begin_session: "Starta", "Start";
    session_is_ready: "Sessionen är igång", "The session is under way";
    session_at(place: usize, of: usize): "Den är på fråga {place} av {of}. Du kan gå ifrån sidan och komma tillbaka: sessionen finns kvar på den här enheten tills du avslutar den.", "It is on question {place} of {of}. You can leave the page and come back: the session stays on this device until you end it.";
    to_stage: "Visa på projektorn", "Show on the projector";
    to_after: "Efteråt", "Afterwards";
    session_steps: "Visa frågan. Deltagarna svarar, och bara antalet svar syns.\nStäng frågan: fördelningen visas. Låt gärna deltagarna prata två och två, och rösta igen.\nVisa rätt svar, förklaringen och källan.\nSamla in deltagarnas koder när alla frågor är klara.", "Show the question. The participants answer, and only the number of answers shows.\nClose the question: the distribution shows. Let the participants talk in pairs, and vote again.\nShow the right answer, the explanation and the source.\nCollect the participants' codes when all questions are done.";
    workshop_steps: "Visa frågan. Var och en svarar för sig, och bara antalet svar syns.\nStäng frågan: fördelningen visas. Samtala om varför svaren skiljer sig.\nVälj ert gemensamma svar, och skriv vad som avgjorde.\nNär alla frågor är klara finns ert resultat under Efteråt.", "Show the question. Everyone answers alone, and only the number of answers shows.\nClose the question: the distribution shows. Discuss why the answers differ.\nChoose the answer you agree on, and write what settled it.\nWhen all questions are done, your result is under Afterwards.";
    on_disk: "Sidan är öppnad från en disk. Adresser till den fungerar bara på den här datorn: bjud in från en sida på en webbserver.", "The page was opened from a disk. Addresses to it work on this computer alone: invite people from a site on a web server.";
    participants_address: "Deltagarnas adress", "The participants' address";
    participants_address_help: "Skicka den i chatten, eller låt deltagarna skanna QR-koden. På projektorn står den bredvid varje fråga.", "Send it in the chat, or let the participants scan the QR code. On the projector it is shown beside each question.";
    participants_qr: "QR-kod med deltagarnas adress", "QR code with the participants' address";
    copy_address: "Kopiera adressen", "Copy the address";
    chat_is_not_anonymous: "Svar i en chatt är inte anonyma: alla i mötet ser vem som skriver. Sidan räknar svaren och sparar inga namn. Om deltagarna räcker upp handen syns svaren bara för dem som är i rummet.", "Answers in a chat are not anonymous: everyone in the meeting sees who wrote what. The page counts the answers and keeps no names. If the participants raise their hands instead, only those in the room see the answers.";
    stage_keys: "Tangenter och fjärrkontroll", "Keys and remote control";
    stage_keys_help: "Page Down eller högerpil: nästa steg. Page Up eller vänsterpil: tillbaka. Ctrl+V: räkna svaren i en kopierad chatt. Siffrorna 1–9 räknar händer när du har valt Räkna händer, och Backsteg tar bort den sista. Esc stoppar tidtagningen.", "Page Down or right arrow: next step. Page Up or left arrow: back. Ctrl+V: count the answers in a copied chat. The digits 1–9 count hands once you have chosen Count hands, and Backspace removes the last one. Esc stops the timer.";
    end_session: "Avsluta och ta bort sessionen från enheten", "End the session and remove it from the device";
    training_name(key: &str): "Utbildning {key}", "Training {key}";
    workshop_name(key: &str): "Workshop {key}", "Workshop {key}";

    // The projector.
    place_of(place: usize, of: usize): "{place} av {of}", "{place} of {of}";
    scan_or_type: "Skanna, eller gå till", "Scan, or go to";
    several_may: "Flera svar kan väljas.", "More than one answer may be chosen.";
    right: "rätt", "right";
    before: "Före:", "Before:";
    before_and_now: "Före: svaren före samtalet. Nu: svaren efter samtalet.", "Before: the answers before the discussion. Now: the answers after it.";
    now_after: "Nu:", "Now:";
    votes_for(count: u32, people: u32): "{count} av {people}", "{count} of {people}";
    close_vote: "Stäng och visa fördelningen", "Close and show the distribution";
    show_right: "Visa rätt svar", "Show the right answer";
    agree: "Enas om ett svar", "Agree on an answer";
    next_question: "Nästa fråga", "Next question";
    reopen: "Öppna igen", "Open again";
    vote_again: "Rösta igen", "Vote again";
    show_first_vote: "Visa första svaren", "Show the first answers";
    hide_first_vote: "Dölj första svaren", "Hide the first answers";
    count_hands: "Räkna händer", "Count hands";
    count_hands_keys(choices: usize): "Räkna händer: tryck 1–{choices} för varje hand, Backsteg tar bort den sista", "Count hands: press 1–{choices} for each hand, Backspace takes back the last one";
    undo: "Ångra", "Undo";
    paste_chat_short: "Klistra in chatten", "Paste the chat";
    paste_chat(number: usize): "Klistra in hela chatten här, eller tryck Ctrl+V var som helst. Texten visas inte: bara svaren på fråga {number} räknas.", "Paste the whole chat here, or press Ctrl+V anywhere. The text is not shown: only the answers to question {number} are counted.";
    no_votes_in_chat(number: usize): "Inga svar på fråga {number} hittades i det du klistrade in. Ett svar skrivs med frågans nummer och bokstaven, till exempel {number}b.", "No answers to question {number} were found in what you pasted. An answer is written as the question's number and the letter, such as {number}b.";
    vote_is_closed: "Frågan är stängd. Välj Öppna igen för att räkna fler svar.", "The question is closed. Choose Open again to count more answers.";
    discussion: "Att prata om", "To talk about";
    no_discussion: "Frågan har inga diskussionspunkter. Prata om varför svaren skiljer sig.", "The question has no points for discussion. Talk about why the answers differ.";
    timer: "Tid", "Time";
    timer_off: "Av", "Off";
    leave_stage: "Lämna", "Leave";
    our_answer: "Vårt gemensamma svar", "The answer we agree on";
    our_answer_help: "Sparas i en självskattning för workshoppen, med rummets svar bredvid.", "Saved in a self-assessment for the workshop, with the room's answers beside it.";
    discussion_note: "Vad avgjorde? (frivilligt)", "What settled it? (optional)";
    room_spread(spread: &str, people: u32): "Rummets svar före samtalet: {spread} ({people} svarade).", "The room's answers before the discussion: {spread} ({people} answered).";
    after_discussion(spread: &str, people: u32): "Rummets svar efter samtalet: {spread} ({people} svarade).", "The room's answers after the discussion: {spread} ({people} answered).";
    took_part(roles: &str): "Deltog: {roles}.", "Took part: {roles}.";

    // The trainer's own screen.
    notes: "Din egen skärm", "Your own screen";
    notes_beside: "Din egen skärm (nytt fönster)", "Your own screen (new window)";
    notes_lead: "Ha det här fönstret framför dig och det andra på projektorn. De två fönstren följs åt.", "Keep this window in front of you and the other on the projector. The two windows stay in step.";
    shows_question: "projektorn visar frågan", "the projector shows the question";
    shows_distribution: "projektorn visar fördelningen", "the projector shows the distribution";
    shows_answer: "projektorn visar svaret", "the projector shows the answer";

    // On paper.
    sheet: "Pappersformulär", "Paper form";
    sheet_lead: "Skriv ut till den som inte har någon telefon. Skriv sedan in svaren på sidan Efteråt, under Skriv in pappersformulär.", "Print this for anyone without a phone. Then enter their answers on the page Afterwards, under Type in paper forms.";
    sheet_foot: "Kryssa för ditt svar. Skriv inget namn.", "Tick your answer. Do not write your name.";
    type_forms: "Skriv in pappersformulär", "Type in paper forms";
    typed_form: "Ett formulär", "One form";
    typed_form_help: "Frågans nummer och bokstaven, till exempel 1a 2c 3b. Tryck Enter efter varje formulär.", "The question's number and the letter, such as 1a 2c 3b. Press Enter after each form.";
    add_form: "Lägg till", "Add";
    form_not_read(word: &str): "”{word}” är inget svar på någon av frågorna, eller så står frågan två gånger. Ändra det och tryck Enter igen.", "“{word}” is not an answer to any of the questions, or the question appears twice. Change it and press Enter again.";
    form_empty: "Skriv minst ett svar.", "Type at least one answer.";
    form_taken(answered: usize, of: usize): "Ett formulär tillagt. Besvarade frågor: {answered} av {of}.", "One form added. Questions answered: {answered} of {of}.";

    // A participant.
    go_to_question: "Fråga, som på projektorn", "Question, as on the projector";
    the_end: "Klar", "Finished";
    type_in_chat: "Skriv i chatten:", "Type in the chat:";
    copy_vote: "Kopiera", "Copy";
    reveal_help: "Har du svarat färdigt? Svaret kan inte ändras sedan.", "Is that your answer? It cannot be changed afterwards.";
    reveal_when_told: "Vänta tills utbildaren säger till. Svaret kan inte ändras sedan.", "Wait until the trainer says so. The answer cannot be changed afterwards.";
    it_was_right: "Du svarade rätt", "You were right";
    it_was_wrong: "Du svarade inte rätt", "You were not right";
    right_is: "Rätt svar:", "Right answer:";
    join_privacy: "Dina svar stannar i den här webbläsaren. Alla i mötet ser det du skriver i chatten, med ditt namn.", "Your answers stay in this browser. Everyone in the meeting sees what you type in the chat, with your name.";
    no_invitation: "Adressen är inte hel", "The address is not complete";
    no_invitation_help: "Den säger inte vilka frågor det gäller. Skanna QR-koden igen, eller be den som leder om adressen.", "It does not say which questions it is for. Scan the QR code again, or ask whoever leads the session for the address.";
    thanks: "Tack!", "Thank you!";
    your_code: "Din resultatkod", "Your result code";
    your_code_help: "Klistra in den i mötets chatt om utbildaren samlar in svaren. Den innehåller det du valde, men inte vem du är. Chatten visar vem som skriver.", "Paste it into the meeting's chat if the trainer is collecting the answers. It holds what you chose, but not who you are. The chat shows who posted it.";
    right_of(right: usize, answered: usize): "{right} rätt av {answered} besvarade", "{right} right out of {answered} answered";
    certificate: "Intyg om deltagande", "Certificate of attendance";
    certificate_help: "Du kan behöva visa att du har deltagit, till exempel om det här är en del av ledningens utbildning enligt 2 kap. 4 § cybersäkerhetslagen (2025:1506). Skriv ditt namn och skriv ut. Namnet sparas inte.", "You may need to show that you took part, for example if this is part of the management's training under chapter 2, section 4 of the Cybersecurity Act (2025:1506). Enter your name and print. The name is not saved.";
    certificate_foot: "Utskrivet av deltagaren själv. Namnet har inte sparats.", "Printed by the participant. The name has not been saved.";
    your_name: "Ditt namn", "Your name";
    name: "Namn", "Name";
    day: "Datum", "Date";
    organisation: "Organisation", "Organisation";
    trainer: "Utbildare", "Trainer";

    // A learning platform.
    to_platform: "För lärplattformen", "For the learning platform";
    to_platform_help: "Ladda ner kunskapskontrollen som ett paket (SCORM 1.2) och lägg upp det i er lärplattform. I paketet finns hela Vattenpass med ert innehåll. Deltagarna går igenom frågorna på egen hand.", "Download the knowledge check as a package (SCORM 1.2) and upload it to your learning platform. The package holds the whole of Vattenpass with your content. The participants go through the questions on their own.";
    to_platform_privacy: "Paketet är det enda i Vattenpass som lämnar något till ett annat system. Lärplattformen får deltagarens svar och andelen rätt. Den får också veta hur långt deltagaren har kommit, vilka rätta svar som har visats och hur länge sidan har varit öppen. Ni bestämmer hur uppgifterna används där.", "The package is the only part of Vattenpass that passes anything on to another system. The learning platform receives the participant's answers and the share that is right. It also receives how far the participant has got, which right answers have been shown and how long the page has been open. How that is used there is up to you.";
    package: "Ladda ner SCORM-paketet", "Download the SCORM package";
    package_underway: "Paketet görs …", "Making the package …";
    platform_is_told: "Sidan körs av er lärplattform. Den får dina svar och andelen rätt. Den får också veta hur långt du har kommit, vilka rätta svar du har visat och hur länge du har haft sidan öppen. Den som sköter plattformen kan se det. Inget sparas i webbläsaren och inget skickas någon annanstans.", "This page is run by your learning platform. It receives your answers and the share that is right. It also receives how far you have got, which right answers you have shown and how long you have had the page open. Those who run the platform can see that. Nothing is saved in the browser, and nothing is sent anywhere else.";
    platform_absent: "Svaren sparas inte här: sidan hittar ingen lärplattform. Öppna den från lärplattformen om resultatet ska sparas. Du kan ändå svara på frågorna.", "The answers are not saved here: the page cannot find a learning platform. Open it from the learning platform if the result is to be saved. You can still answer the questions.";
    platform_refused(why: &str): "Svaren sparas inte här: sidan fick ingen kontakt med lärplattformen ({why}). Stäng den och öppna den igen därifrån.", "The answers are not saved here: the page could not connect to the learning platform ({why}). Close it and open it again from there.";
    platform_took_nothing(why: &str): "Lärplattformen tog inte emot de senaste svaren ({why}). De finns kvar här så länge sidan är öppen.", "The learning platform did not accept the latest answers ({why}). They stay here as long as the page is open.";
    platform_ended: "Kontakten med lärplattformen är avslutad. Öppna sidan igen därifrån för att fortsätta.", "The connection to the learning platform has been closed. Open the page from there again to continue.";
    platform_privacy: "Svaren lämnas till lärplattformen efter hand.", "Your answers are passed to the learning platform as you go.";
    attempt_changed: "Frågorna har ändrats sedan du var här sist. Dina tidigare svar går inte att läsa, så du börjar om.", "The questions have changed since you were here last. Your earlier answers cannot be read, so you start again.";
    attempt_practice: "Du har redan lämnat in dina svar. Du kan gå igenom frågorna igen, men resultatet i lärplattformen ändras inte.", "You have already handed in your answers. You can go through the questions again, but the result on the learning platform does not change.";
    attempt_begin: "Börja", "Begin";
    attempt_go_on(place: usize): "Fortsätt med fråga {place}", "Go on with question {place}";
    attempt_see: "Se dina svar", "See your answers";
    attempt_left(which: &str): "Kvar att besvara: {which}. Sedan kan du lämna in.", "Left to answer: {which}. Then you can hand in your answers.";
    hand_in: "Lämna in", "Hand in your answers";
    hand_in_help: "Du har svarat på allt. När du har lämnat in kan svaren inte ändras.", "You have answered everything. Once you have handed in your answers, they cannot be changed.";
    attempt_is_kept: "Resultatet är lämnat till lärplattformen. Du kan stänga sidan.", "The result has been given to the learning platform. You can close the page.";
    attempt_was_practice: "Det var en övning. Resultatet i lärplattformen är det som du lämnade in förut.", "That was practice. The result on the learning platform is the one you handed in before.";
    attempt_is_nowhere: "Resultatet är inte sparat någonstans.", "The result has not been saved anywhere.";

    // Afterwards.
    room_result(title: &str): "Rummets svar: {title}", "The room's answers: {title}";
    room_result_lead: "Bara antal, inga namn. Skriv ut sidan eller ladda ner siffrorna.", "Counts only, no names. Print the page or download the counts.";
    show_agreed: "Visa workshoppens resultat", "Show the workshop's result";
    collect_codes: "Samla in koder", "Collect codes";
    collect_codes_help: "Klistra in chatten eller e-posten som den är. Sidan hittar koderna bland namn, klockslag och radbrytningar. Namnen sparas inte. Lägg koderna från deltagarnas sista sida under Koder efter sessionen.", "Paste the chat or the emails as they are. The page finds the codes among names, times and line breaks. The names are not kept. Put the codes from the participants' last page under Codes from after the session.";
    codes_before: "Koder före sessionen", "Codes from before the session";
    codes_after: "Koder efter sessionen", "Codes from after the session";
    clear_codes: "Ta bort alla", "Remove all";
    no_codes: "Ingen kod hittades. En kod börjar med VP1-.", "No code was found. A code begins with VP1-.";
    codes_damaged(which: &str): "Skadat, räknas inte: {which}. Be deltagaren kopiera hela koden igen, inte skriva av den.", "Damaged, not counted: {which}. Ask the participant to copy the whole code again, not type it.";
    first_vote: "Före samtalet", "Before the discussion";
    second_vote: "Efter samtalet", "After the discussion";
    choice: "Svar", "Answer";
    question_by_question: "Fråga för fråga", "Question by question";
    nothing_collected: "Här är inga svar än. Gå igenom frågorna på projektorn, eller klistra in koder.", "There are no answers here yet. Go through the questions on the projector, or paste codes.";
    group_discussion: "Gruppdiskussion", "Group discussion";
    group_discussion_help: "Frågorna där svaren skiljer sig mest.", "The questions where the answers differ most.";
    room_file: "Ladda ner siffrorna", "Download the counts";

    // The list of those who were there.
    attendance: "Närvarolista", "Attendance list";
    attendance_lead: "En lista att skriva ut, skild från alla svar. Den sparas inte: skriv ut den innan du lämnar sidan.", "A list to print, kept apart from all answers. It is not saved: print it before you leave the page.";
    names: "Deltagarnas namn", "The participants' names";
    names_help: "Ett namn på varje rad. Du kan klistra in mötets deltagarlista.", "One name on each line. You can paste the meeting's list of participants.";
    signature: "Underskrift", "Signature";
    certificates: "Skriv också ut ett intyg för varje namn", "Also print a certificate for each name";
    signature_of_trainer: "Utbildarens underskrift", "The trainer's signature";
    nothing_stored: "Listan har inte sparats på någon enhet.", "The list has not been saved on any device.";
}

counted! {
    attempt_lead: "{n} fråga. När du har svarat kan du se vad som är rätt, och varför. Till sist lämnar du in.", "{n} frågor. När du har svarat på en fråga kan du se vad som är rätt, och varför. Till sist lämnar du in.", "{n} question. Once you have answered, you can see what is right, and why. Then you hand in your answers.", "{n} questions. Once you have answered one, you can see what is right, and why. When you have answered them all, you hand in your answers.";
    votes: "{n} svar", "{n} svar", "{n} answer", "{n} answers";
    hands: "{n} hand", "{n} händer", "{n} hand", "{n} hands";
    people: "{n} deltagare", "{n} deltagare", "{n} participant", "{n} participants";
    questions: "{n} fråga", "{n} frågor", "{n} question", "{n} questions";
    votes_in_chat: "{n} svar i chatten.", "{n} svar i chatten.", "{n} answer in the chat.", "{n} answers in the chat.";
    votes_replaced: "Förra räkningen, {n} svar, är ersatt.", "Förra räkningen, {n} svar, är ersatt.", "The previous count of {n} answer has been replaced.", "The previous count of {n} answers has been replaced.";
    codes_collected: "{n} kod.", "{n} koder.", "{n} code.", "{n} codes.";
    codes_added: "{n} ny kod.", "{n} nya koder.", "{n} new code.", "{n} new codes.";
    codes_again: "{n} kod fanns redan: den nyaste gäller.", "{n} koder fanns redan: de nyaste gäller.", "{n} code was there already: the newest counts.", "{n} codes were there already: the newest count.";
    codes_migrated: "{n} kod är från en äldre version av frågorna. Svaren på frågor som finns kvar räknas.", "{n} koder är från en äldre version av frågorna. Svaren på frågor som finns kvar räknas.", "{n} code is from an older version of the questions. Answers to questions that are still there are counted.", "{n} codes are from an older version of the questions. Answers to questions that are still there are counted.";
    codes_of_others: "{n} kod är från ett annat frågeformulär och räknas inte.", "{n} koder är från ett annat frågeformulär och räknas inte.", "{n} code is from another questionnaire and is not counted.", "{n} codes are from another questionnaire and are not counted.";
    codes_unknown: "{n} kod är från en version som sidan inte känner till. Be om resultatfilen i stället.", "{n} koder är från en version som sidan inte känner till. Be om resultatfilerna i stället.", "{n} code is from a version that this site does not know. Ask for the result file instead.", "{n} codes are from a version that this site does not know. Ask for the result files instead.";
    for_minutes: "{n} minut", "{n} minuter", "{n} minute", "{n} minutes";
    seconds: "{n} sekund", "{n} sekunder", "{n} second", "{n} seconds";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_right_for_none_one_and_two() {
        let texts = |lang| [0, 1, 2].map(|n| Texts(lang).votes(n));
        assert_eq!(texts(Lang::En), ["0 answers", "1 answer", "2 answers"]);
        let texts = |lang| [0, 1, 2].map(|n| Texts(lang).hands(n));
        assert_eq!(texts(Lang::Sv), ["0 händer", "1 hand", "2 händer"]);
    }
}
