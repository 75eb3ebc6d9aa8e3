//! Every text of the site that does not come from content. Both languages stand side by side: the compiler checks each
//! text, and none can be missing.

use engine::Lang;
use engine::model::questionnaire::Questionnaire;
use engine::results::compare::Trend;
use engine::results::status::Status;

/// The texts in one language.
#[derive(Debug, Clone, Copy)]
pub struct Texts(pub Lang);

/// Makes a method of [`Texts`] for each text: Swedish first, then English. With values, it gives a `String`.
macro_rules! texts {
    ($( $name:ident $( ( $($value:ident : $kind:ty),+ ) )? : $sv:literal, $en:literal; )+) => {
        impl Texts {
            $( texts!(@one $name $( ( $($value : $kind),+ ) )? : $sv, $en); )+
        }
    };
    (@one $name:ident : $sv:literal, $en:literal) => {
        #[doc = $sv]
        #[must_use]
        pub fn $name(self) -> &'static str {
            self.0.pick($sv, $en)
        }
    };
    (@one $name:ident ( $($value:ident : $kind:ty),+ ) : $sv:literal, $en:literal) => {
        #[doc = $sv]
        #[must_use]
        pub fn $name(self, $($value: $kind),+) -> String {
            match self.0 {
                Lang::Sv => format!($sv),
                Lang::En => format!($en),
            }
        }
    };
}

/// Makes a method for each text with a count: Swedish for one and for other numbers, then English.
macro_rules! counted {
    ($( $name:ident : $sv_one:literal, $sv:literal, $en_one:literal, $en:literal; )+) => {
        impl Texts {
            $(
                #[doc = $sv]
                #[must_use]
                pub fn $name(self, n: usize) -> String {
                    match (self.0, n) {
                        (Lang::Sv, 1) => format!($sv_one, n = n),
                        (Lang::Sv, n) => format!($sv, n = n),
                        (Lang::En, 1) => format!($en_one, n = n),
                        (Lang::En, n) => format!($en, n = n),
                    }
                }
            )+
        }
    };
}

pub(crate) use {counted, texts};

texts! {
    // The frame of every page.
    site_name: "Vattenpass", "Vattenpass";
    site_and_what: "Vattenpass – självskattning", "Vattenpass – self-assessment";
    skip: "Hoppa till innehållet", "Skip to the content";
    other_language: "English", "Svenska";
    not_an_audit: "Självskattning – inte revision, intyg eller juridisk rådgivning.", "Self-assessment – not an audit, a certificate or legal advice.";
    nothing_sent: "Svaren lämnar aldrig webbläsaren.", "The answers never leave the browser.";
    about_site: "Om Vattenpass", "About Vattenpass";
    accessibility: "Tillgänglighet", "Accessibility";
    glossary: "Ordlista", "Glossary";
    contact: "Kontakt", "Contact";
    loading: "Hämtar …", "Loading …";
    // The product's name; the municipality's beside it.
    home: "Startsidan", "Start page";

    // An invitation.
    invited(unit: &str, role: &str): "Du är inbjuden att svara för {unit}, i rollen {role}. Du kan ändra det innan du visar resultatet.", "You are invited to answer for {unit}, in the role of {role}. You can change that before you show the result.";
    invited_unit(unit: &str): "Du är inbjuden att svara för {unit}. Du kan ändra det innan du visar resultatet.", "You are invited to answer for {unit}. You can change that before you show the result.";
    invited_role(role: &str): "Du är inbjuden att svara i rollen {role}. Du kan ändra det innan du visar resultatet.", "You are invited to answer in the role of {role}. You can change that before you show the result.";

    // Not found.
    not_found: "Sidan finns inte", "There is no such page";
    not_found_help: "Adressen leder ingenstans. Den kan vara felskriven eller gammal.", "The address leads nowhere. It may be misspelt or old.";
    to_start: "Till startsidan", "To the start page";

    // A part of the program that does not come.
    replaced: "Det finns en nyare version av webbplatsen. Ladda om sidan för att få den.", "There is a newer version of this site. Reload the page to get it.";
    replaced_unsaved: "Det finns en nyare version av webbplatsen. Dina svar finns bara i den här fliken. De försvinner om du laddar om sidan.", "There is a newer version of this site. Your answers are in this tab only. They are lost if you reload the page.";
    reload: "Ladda om sidan", "Reload the page";
    save_in_browser: "Spara svaren i webbläsaren", "Save the answers in the browser";

    // An address that names an assessment.
    unknown_assessment: "Självskattningen finns inte här", "This self-assessment is not here";
    unknown_assessment_help: "Adressen leder till en självskattning som inte är sparad i den här webbläsaren. Den kan vara gjord på en annan enhet, eller raderad.", "The address leads to a self-assessment that is not saved in this browser. It may have been made on another device, or deleted.";
    to_questionnaire(title: &str): "Till {title}", "To {title}";
    assessment: "Självskattning", "Self-assessment";

    // Faults in content.
    faulty_title: "Frågeformuläret kan inte visas", "The questionnaire cannot be shown";
    faulty_intro: "Filen har fel som den som sköter sidan behöver rätta. De andra frågeformulären fungerar.", "The file has faults that whoever runs this site needs to correct. The other questionnaires work.";
    answers_kept: "Dina svar finns kvar.", "Your answers are still there.";
    page_faulty: "Sidan kan inte visas", "The page cannot be shown";
    site_faulty: "Sidans inställningar har fel. Bara det som gick att läsa används.", "The site’s settings have faults. Only what could be read is used.";
    site_not_fetched: "Sidans inställningar kunde inte hämtas.", "The site’s settings could not be fetched.";
    offline: "Servern går inte att nå. Kontrollera nätet, och att du är inloggad om sidan kräver det.", "The server cannot be reached. Check the network, and that you are signed in if this site requires it.";
    refused_file(path: &str, status: u16): "Servern lämnar inte ut filen {path} (svar {status}).", "The server does not give out the file {path} (status {status}).";
    page_instead(path: &str): "Servern skickar en webbsida i stället för filen {path}.", "The server sends a web page in place of the file {path}.";
    help_missing: "Den som sköter sidan: filen saknas, eller så lämnar servern inte ut filer av den sorten. Lägg upp den, och låt servern lämna ut den.", "Whoever runs the site: the file is missing, or the server does not give out files of that kind. Upload it, and let the server give it out.";
    help_sign_in: "Logga in om sidan kräver det.", "Sign in if this site requires it.";
    help_allow: "Den som sköter sidan: låt alla besökare läsa filen.", "Whoever runs the site: let every visitor read the file.";
    help_server: "Vänta en stund. Den som sköter sidan: se efter i serverns logg.", "Wait a while. Whoever runs the site: look in the server’s log.";
    no_worker: "Den del av sidan som läser filer och skriver dokument startade inte.", "The part of the site that reads files and writes documents did not start.";
    no_worker_files(files: &str): "Alla dess filer finns: {files}. Någon är skadad eller av en annan version, eller så är webbläsaren för gammal. Den som sköter sidan: lägg upp filerna på nytt.", "All its files are there: {files}. One is damaged or of another version, or the browser is too old. Whoever runs the site: upload the files again.";
    try_again: "Försök igen", "Try again";
    at_line(path: &str, line: usize, column: usize): "{path}, rad {line}, tecken {column}", "{path}, line {line}, character {column}";
    has_faults(count: usize): "Fel i filen: {count}", "Faults in the file: {count}";
    show_faults: "Visa felen", "Show the faults";
    show_why: "Visa varför", "Show why";

    // Start page.
    start_title: "Hur står det till med kommunens IT?", "Where does your municipality’s IT stand?";
    start_lead: "Svara på frågor som bygger på kommunala styrdokument. Du ser resultatet, orsakerna och vad ni kan göra först.", "Answer questions based on municipal policy documents. You see the result, the reasons and what you can do first.";
    stays_here: "Svaren stannar i din webbläsare. Ingenting skickas.", "Your answers stay in your browser. Nothing is sent.";
    where_you_were: "Fortsätt där du var", "Continue where you were";
    ways: "Vad du kan göra", "What you can do";
    way_answer: "Svara", "Answer";
    way_answer_help: "Välj ett frågeformulär.", "Choose a questionnaire.";
    way_follow_up: "Följ upp", "Follow up";
    way_train: "Utbilda", "Train";
    way_train_help: "Gå igenom frågor tillsammans.", "Go through questions together.";
    questionnaires: "Frågeformulär", "Questionnaires";
    more_questionnaires: "Fler frågeformulär", "More questionnaires";
    answered_on(day: &str): "Besvarad {day}", "Answered {day}";
    no_questionnaires: "Här finns inga frågeformulär än. Lägg till dem i filen content/site.toml.", "There are no questionnaires here yet. Add them in the file content/site.toml.";
    have_file: "Har du en resultatfil?", "Do you have a result file?";
    have_file_help: "Öppna den för att se resultatet igen eller fortsätta svara. Filen skickas ingenstans.", "Open it to see the result again or carry on answering. The file is not sent anywhere.";
    open_result: "Öppna resultat", "Open result";
    start_documents: "Gör ett dokument av dina resultat.", "Make a document from your results.";

    // A questionnaire's front page.
    for_whom: "För", "For";
    time_it_takes: "Tid", "Time";
    question_count: "Frågor", "Questions";
    questions_up_to(n: usize, most: usize): "{n}, högst {most} med följdfrågor", "{n}, at most {most} with follow-up questions";
    stored_title: "Vad som sparas", "What is saved";
    stored: "Svaren sparas bara i den här webbläsaren, så att du kan fortsätta senare. Ingenting skickas någonstans.", "The answers are saved in this browser only, so that you can carry on later. Nothing is sent anywhere.";
    do_not_save: "Spara inte på den här enheten", "Do not save on this device";
    do_not_save_hint: "För en dator som flera använder. Svaren finns bara så länge sidan är öppen.", "For a shared computer. The answers exist only while the page is open.";
    start: "Starta", "Start";
    start_new_hint: "Börjar en ny självskattning. De du har sparat ligger kvar.", "Begins a new self-assessment. Those you have saved stay.";
    carry_on: "Fortsätt", "Continue";
    your_assessments: "Dina självskattningar", "Your self-assessments";
    answered_of(answered: usize, total: usize): "{answered} av {total} besvarade", "{answered} of {total} answered";
    changed(when: &str): "Ändrad {when}", "Changed {when}";
    rename: "Byt namn", "Rename";
    name_label: "Namn på självskattningen", "Name of the self-assessment";
    name_hint: "Stannar på den här enheten. Följer inte med i resultatfilen.", "Stays on this device. Is not put in the result file.";
    save_name: "Spara namnet", "Save the name";
    cancel: "Avbryt", "Cancel";
    delete: "Radera mina svar", "Delete my answers";
    delete_sure(name: &str): "Radera ”{name}” för gott?", "Delete “{name}” for good?";
    delete_help: "Svaren går inte att få tillbaka. Ladda ner resultatet först om du vill ha kvar det.", "The answers cannot be brought back. Download the result first if you want to keep it.";
    delete_yes: "Ja, radera", "Yes, delete";
    deleted: "Svaren är raderade.", "The answers have been deleted.";
    deleted_elsewhere: "Svaren raderades i ett annat fönster.", "The answers were deleted in another window.";
    caveat: "Förbehåll", "Caveat";
    method: "Så räknas det", "How results are worked out";
    sources: "Källor", "Sources";
    damaged_title: "En sparad självskattning är skadad", "A saved self-assessment is damaged";
    newer_title: "En självskattning är sparad av en nyare version av sidan", "A self-assessment was saved by a newer version of the site";
    newer_help: "Den går inte att visa här, men den ligger kvar orörd. Spara den som fil om du vill vara säker.", "It cannot be shown here, but it stays untouched. Save it as a file to be safe.";
    damaged_help: "Den går inte att läsa, men inget är borttaget. Spara den som en fil om du vill visa den för någon.", "It cannot be read, but nothing has been removed. Save it as a file if you want to show it to someone.";
    save_damaged: "Spara som fil", "Save as a file";
    discard_damaged: "Ta bort den", "Remove it";
    default_name(n: usize): "Självskattning {n}", "Self-assessment {n}";
    result: "Resultat", "Result";

    // How safe the answers are.
    save_blocked: "Webbläsaren tillåter inte att svaren sparas. De finns bara så länge sidan är öppen. Ladda ner resultatet innan du stänger.", "The browser does not allow the answers to be saved. They exist only while the page is open. Download the result before you close it.";
    save_newer: "En nyare version av sidan har sparat den här självskattningen. Dina ändringar finns bara i det här fönstret. Ladda ner resultatet innan du stänger.", "A newer version of the site has saved this self-assessment. Your changes exist in this window only. Download the result before you close it.";
    save_orphaned: "Den här självskattningen raderades i ett annat fönster. Det du har svarat sedan dess finns bara här.", "This self-assessment was deleted in another window. What you have answered since exists here only.";
    save_emptied: "Webbläsarens lagring har tömts. Dina svar finns bara i det här fönstret.", "The browser’s storage has been emptied. Your answers exist in this window only.";
    save_as_new: "Spara som en ny självskattning", "Save as a new self-assessment";
    draft_again: "Resultatet var fastställt. Nu är det ett utkast, för att du har ändrat det.", "The result was final. It is a draft now, because you have changed it.";
    new_version: "Frågeformuläret har ändrats sedan du svarade.", "The questionnaire has changed since you answered.";
    what_became: "Vad som hände med dina svar", "What became of your answers";
    have_read: "Jag har läst det", "I have read this";
    out_of_range(text: &str): "Talet ryms inte längre inom gränserna. Svara igen: {text}", "The number is no longer within the limits. Answer again: {text}";
    renamed_question(text: &str): "Frågan har fått nytt id. Svaret följde med: {text}", "The question has a new id. Your answer is kept: {text}";
    and_more(n: usize): "… och {n} till", "… and {n} more";
    gone_question(id: &str): "Frågan ställs inte längre. Svaret finns kvar men räknas inte: {id}", "The question is no longer asked. The answer is kept but does not count: {id}";
    lost_choice(text: &str): "Svarsalternativet finns inte längre. Svara igen: {text}", "The choice no longer exists. Answer again: {text}";
    save_full: "Webbläsarens lagring är full. De senaste svaren finns bara så länge sidan är öppen. Ladda ner resultatet innan du stänger.", "The browser’s storage is full. Your latest answers exist only while the page is open. Download the result before you close it.";
    save_not_asked: "Svaren sparas inte på den här enheten. Ladda ner resultatet innan du stänger.", "The answers are not saved on this device. Download the result before you close it.";

    // A question.
    question_of(number: usize, total: usize): "Fråga {number} av {total}", "Question {number} of {total}";
    at_most(most: usize): "högst {most}", "at most {most}";
    number_in_source(number: &str): "nr {number} i källan", "no. {number} in the source";
    help: "Hjälp", "Help";
    why: "Varför vi frågar", "Why we ask";
    source: "Källa", "Source";
    your_answer: "Ditt svar", "Your answer";
    same_answered(answer: &str, title: &str, day: &str): "Du svarade ”{answer}” på samma fråga i {title} den {day}.", "You answered “{answer}” to the same question in {title} on {day}.";
    use_answer: "Använd svaret", "Use this answer";
    reports_go_to(who: &str): "Betydande incidenter rapporteras till {who}.", "Significant incidents are reported to {who}.";
    planned_in(title: &str): "Åtgärden finns redan i planen för {title}.", "The action is already in the plan of {title}.";
    evidence: "Det här ska ni kunna visa", "What you should be able to show";
    evidence_lead: "För de påståenden som stämmer helt eller i stort sett.", "For the statements that hold fully or largely.";
    to_discuss: "Att samtala om", "To talk about";
    text_warning: "Skriv inga personuppgifter och inget som är hemligt.", "Do not enter personal data or anything secret.";
    note: "Anteckning", "Note";
    add_note: "Lägg till en anteckning", "Add a note";
    clear_answer: "Ta bort svaret", "Remove the answer";
    next: "Nästa", "Next";
    back: "Tillbaka", "Back";
    problem: "Något behöver rättas", "Something needs to be put right";
    number_any: "Skriv ett tal, till exempel 12 eller 0,5.", "Enter a number, such as 12 or 0.5.";
    number_between(min: &str, max: &str): "Skriv ett tal från {min} till {max}.", "Enter a number from {min} to {max}.";
    number_from(min: &str): "Skriv ett tal som är minst {min}.", "Enter a number that is at least {min}.";
    number_to(max: &str): "Skriv ett tal som är högst {max}.", "Enter a number that is at most {max}.";
    hidden_question: "Frågan visas inte med de svar du har gett", "The question is not shown with the answers you have given";
    hidden_question_help: "Den hänger på ett svar på en tidigare fråga.", "It depends on the answer to an earlier question.";
    to_review: "Till dina svar", "To your answers";
    explanation: "Förklaring", "Explanation";
    was_right: "Rätt svar.", "Right.";
    was_wrong: "Inte rätt.", "Not right.";
    right_answer: "Rätt svar", "Right answer";

    // A page of text.
    example: "Räkneexempel", "Worked example";
    answers: "Svar", "Answers";
    questions_resting(n: usize): "Frågor som bygger på detta: {n}", "Questions that rest on this: {n}";

    // Check your answers.
    review_title: "Kontrollera dina svar", "Check your answers";
    review_lead: "Ändra det som blev fel. Visa sedan resultatet.", "Change anything that is wrong. Then show the result.";
    will_be_preliminary: "Resultatet blir preliminärt.", "The result will be preliminary.";
    will_not_matter: "Det påverkar inte resultatet.", "That does not affect the result.";
    not_answered: "Inte besvarad", "Not answered";
    change: "Ändra", "Change";
    answer_now: "Svara", "Answer";
    question: "Fråga", "Question";
    answer: "Svar", "Answer";
    about_you: "Vem svarar?", "Who is answering?";
    about_you_hint: "Frivilligt. Följer med i resultatfilen, så att svaren kan jämföras. Skriv inget namn.", "Optional. Goes into the result file, so that answers can be compared. Do not enter a name.";
    unit: "Enhet eller förvaltning", "Unit or administration";
    role: "Roll", "Role";
    not_offered(chosen: &str): "”{chosen}” går inte längre att välja. Det följer med i resultatfilen tills du väljer något annat.", "“{chosen}” can no longer be chosen. It goes into the result file until you choose something else.";
    unread_number(typed: &str): "Du skrev ”{typed}”, som inte går att läsa som ett tal inom gränserna. Skriv om det.", "You wrote “{typed}”, which cannot be read as a number within the limits. Write it again.";
    not_said: "Vill inte ange", "Prefer not to say";
    show_result: "Visa resultat", "Show result";

    // The result.
    no_result: "Inget resultat än", "No result yet";
    no_whole: "Varje avsnitt räknas för sig. Det finns ingen samlad siffra.", "Each section is counted separately. There is no overall figure.";
    to_questions: "Till frågorna", "To the questions";
    no_result_help: "Svara på minst en fråga som räknas, så visas resultatet här.", "Answer at least one question that counts, and the result is shown here.";
    preliminary: "Preliminärt", "Preliminary";
    why_this: "Varför blev det så?", "Why did it come out like this?";
    by_section: "Avsnitt för avsnitt", "Section by section";
    section: "Avsnitt", "Section";
    share: "Andel", "Share";
    level: "Nivå", "Level";
    outcome: "Utfall", "Outcome";
    points: "Poäng", "Points";
    figure_answered: "Besvarade", "Answered";
    dont_know: "Vet inte", "Don’t know";
    cannot_assess: "Kan inte bedömas", "Cannot be assessed";
    not_applicable: "Ej tillämpligt", "Not applicable";
    unanswered: "Obesvarade", "Unanswered";
    beside: "Mäts för sig", "Measured separately";
    to_do: "Att göra", "To do";
    do_first: "Gör det här först", "Do this first";
    missing_for(level: u8, area: &str): "Behövs för nivå {level} i avsnittet {area}.", "Needed for level {level} in the section {area}.";
    in_area(area: &str): "Gäller avsnittet {area}.", "Concerns the section {area}.";
    see_all(n: usize): "Se allt att göra ({n})", "See everything to do ({n})";
    show_more(n: usize): "Visa fler ({n})", "Show more ({n})";
    own_actions: "Egna åtgärder", "Your own actions";
    why_each: "Varför, avsnitt för avsnitt", "Why, section by section";
    show_questions(n: usize): "Visa frågorna ({n})", "Show the questions ({n})";
    lowest: "Lägst", "Lowest";
    is_level: "i våg", "goal";
    own_view: "Resultatet är er egen bild av läget. Läs vad det vilar på innan ni drar slutsatser.", "The result is your own view of where you stand. Read what it rests on before you draw conclusions.";
    nothing_to_do: "Inget av dina svar leder till en rekommendation.", "None of your answers leads to a recommendation.";
    owner: "Ansvarig", "Owner";
    after_answer(question: &str, answer: &str): "{question} Ditt svar: {answer}.", "{question} Your answer: {answer}.";
    compare: "Jämför", "Compare";
    compare_help: "Jämför med tidigare resultat: öppna en resultatfil från förra gången. Du kan lägga till flera, en i taget. De räknas om med dagens frågor. Filerna skickas ingenstans och sparas inte här.", "Compare with earlier results: open a result file from last time. You can add several, one at a time. They are scored again with today’s questions. The files are not sent anywhere and are not saved here.";
    compare_add: "Lägg till ett tidigare resultat", "Add an earlier result";
    other_questionnaire(id: &str): "Filen hör till ett annat frågeformulär, ”{id}”. Välj en fil från det här frågeformuläret.", "The file belongs to another questionnaire, “{id}”. Choose a file from this questionnaire.";
    carry_over(n: usize): "Ta med åtgärder som återstår från tidigare planer: {n}", "Carry over actions left in earlier plans: {n}";
    since_last: "Sedan sist", "Since last time";
    unchanged: "Oförändrat", "Unchanged";
    no_longer_asked(ids: &str): "Svar på frågor som inte längre ställs räknas inte: {ids}.", "Answers to questions that are no longer asked do not count: {ids}.";
    plan_help: "Det viktigaste står först. Lägg det ni ska göra i planen. Planen sparas med dina svar och följer med i resultatfilen. Skriv roller, inte namn.", "The most important comes first. Add what you are going to do to the plan. The plan is saved with your answers and goes into the result file. Enter roles, not names.";
    plan_add: "Lägg till en egen åtgärd", "Add an action of your own";
    plan_remove: "Ta bort åtgärd", "Remove action";
    plan_csv: "Ladda ner planen som tabell", "Download the plan as a table";
    plan_ics: "Ladda ner planen till kalendern", "Download the plan for your calendar";
    plan_ics_help: "Tabellen är en CSV-fil för Excel. I kalendern blir varje åtgärd som har ett år och inte är klar en påminnelse den 1 oktober det året.", "The table is a CSV file for Excel. In the calendar, each action that has a year and is not done becomes a reminder on 1 October of that year.";
    past_reminder(year: u16): "Den 1 oktober {year} har passerat, så åtgärden blir ingen påminnelse i kalendern. Välj ett senare år om den återstår.", "1 October {year} has passed, so this action gets no reminder in the calendar. Choose a later year if it is still to be done.";
    past_left_out(n: usize): "Åtgärder som inte är med i kalendern, för att deras dag har passerat: {n}. Planen visar vilka.", "Actions left out of the calendar because their day has passed: {n}. The plan says which.";
    no_reminders: "Det finns inget att påminna om. Ingen åtgärd som återstår har ett år. Välj ett år för en åtgärd och ladda ner igen.", "There is nothing to be reminded of. None of the remaining actions has a year. Choose a year for an action and download again.";
    only_past_reminders: "Det finns inget att påminna om. Den 1 oktober har passerat för varje åtgärd som återstår och har ett år. Välj ett senare år och ladda ner igen.", "There is nothing to be reminded of. 1 October has passed for every remaining action that has a year. Choose a later year and download again.";
    take_in: "Lägg till i planen", "Add to the plan";
    in_plan: "Finns i planen", "In the plan";
    action: "Åtgärd", "Action";
    year: "År", "Year";
    no_year: "Inget år", "No year";
    your_notes: "Dina anteckningar och fritextsvar", "Your notes and free text";
    save_and_share: "Spara och dela", "Save and share";
    download: "Ladda ner resultat", "Download result";
    download_help: "En fil med dina svar och resultatet. Skickar du den till kommunen kan den bli en allmän handling.", "A file with your answers and the result. If you send it to the municipality, it may become an official document.";
    share_title: "Dela utan fritext", "Share without free text";
    share_help: "En resultatfil utan anteckningar, fritext, mål och handlingsplan. Den har ett annat id, och datum utan klockslag.", "A result file without notes, free text, targets or action plan. It has a different id, and dates without times.";
    include_unit(unit: &str): "Ta med enheten: {unit}", "Include the unit: {unit}";
    share_preview: "Visa precis vad filen innehåller", "Show exactly what the file holds";
    result_code: "Resultatkod", "Result code";
    result_code_help: "Ditt resultat som en rad text. Klistra in den i mötets chatt eller i ett e-postmeddelande, om någon samlar in svaren. Den innehåller det du valde, men inget du skrev.", "Your result as one line of text. Paste it into the meeting's chat or an email, if someone is collecting the answers. It holds what you chose, but nothing you wrote.";
    copy_code: "Kopiera resultatkoden", "Copy the result code";
    copied: "Kopierad.", "Copied.";
    copy_it_yourself: "Webbläsaren lät inte sidan kopiera texten. Den är markerad: kopiera den själv, med Ctrl+C eller genom att hålla fingret på den.", "The browser did not let the page copy the text. It is selected: copy it yourself, with Ctrl+C or by holding your finger on it.";
    code_mail: "Skicka koden med e-post", "Email the code";
    code_subject(title: &str): "Resultatkod: {title}", "Result code: {title}";
    share_download: "Ladda ner för delning", "Download for sharing";
    table_title: "Svaren som tabell", "The answers as a table";
    table_help: "En CSV-fil för Excel, med en rad för varje fråga. Anteckningar och fritext är med.", "A CSV file for Excel, with a row for each question. Notes and free text are included.";
    table_download: "Ladda ner svaren som tabell", "Download the answers as a table";
    open_other: "Öppna ett annat resultat", "Open another result";
    status: "Status", "Status";
    print: "Skriv ut", "Print";
    downloaded(name: &str): "Filen {name} är nedladdad.", "The file {name} has been downloaded.";
    download_failed: "Webbläsaren lät inte filen sparas. Försök igen, eller skriv ut resultatet.", "The browser did not let the file be saved. Try again, or print the result.";
    met: "Nådd", "Reached";
    not_met: "Inte nådd", "Not reached";
    not_met_yet: "Inte klar", "Not complete";
    no_level: "Ingen nivå bekräftad", "No level confirmed";
    level_of(level: u8, highest: u8): "Nivå {level} av {highest}", "Level {level} of {highest}";
    of(part: &str, whole: &str): "{part} av {whole}", "{part} of {whole}";

    target: "Mål", "Target";
    gap: "Kvar", "Remaining";
    target_reached: "Inget", "Nothing";
    set_targets: "Sätt mål", "Set targets";
    targets_help: "Välj var ni vill vara. Målen sparas med dina svar och följer med i resultatfilen. En nivå där inget är tillämpligt räknas inte i målet.", "Choose where you want to be. The targets are saved with your answers and go into the result file. A level at which nothing is applicable does not count in the target.";
    target_for_all: "Samma mål för alla delar", "The same target for every part";
    no_target: "Inget mål", "No target";
    show_radar: "Visa som radardiagram", "Show as a radar chart";
    progress: "Läge", "Progress";
    documents: "Papper och dokument", "Paper and documents";
    documents_help: "Gör ett utkast till ledningens genomgång, en kontinuitetsplan eller ett annat dokument, som du skriver färdigt i Word.", "Make a draft of the management review, a continuity plan or another document, which you finish in Word.";
    make_document: "Gör ett dokument", "Make a document";
    filled_form: "Skriv ut formuläret med mina svar", "Print the form with my answers";

    // A form for paper.
    paper_form: "Skriv ut som pappersformulär", "Print as a paper form";
    paper_lead: "Så här ser det ut på papper.", "This is how it looks on paper.";
    date: "Datum", "Date";
    answer_only_if(number: usize, choices: &str): "Svara bara om svaret på fråga {number} är ”{choices}”.", "Answer only if the answer to question {number} is “{choices}”.";
    or: "eller", "or";
    several_allowed: "Flera svar är möjliga.", "You may choose more than one answer.";
    chosen: "Valt:", "Chosen:";

    // Documents.
    documents_title: "Dokument", "Documents";
    documents_lead: "Resultaten i den här webbläsaren blir ett utkast som du skriver färdigt i Word. Ingenting skickas någonstans.", "The results in this browser become a draft that you finish in Word. Nothing is sent anywhere.";
    no_documents: "Här finns inga dokument än. Lägg till dem i filen content/site.toml.", "There are no documents here yet. Add them in the file content/site.toml.";
    results_in: "Resultat som ingår", "Results included";
    results_in_help: "Det senaste resultatet för varje frågeformulär ingår. Du kan välja ett annat, och ett äldre att jämföra med.", "The latest result for each questionnaire is included. You can choose another, and an older one to compare with.";
    no_results_in: "Här finns inga resultat än. Svara på ett frågeformulär, eller lägg till en resultatfil.", "There are no results here yet. Answer a questionnaire, or add a result file.";
    add_results: "Lägg till en resultatfil", "Add a result file";
    add_results_help: "Filen skickas ingenstans och sparas inte här.", "The file is not sent anywhere and is not saved here.";
    added(name: &str): "Tillagt: {name}.", "Added: {name}.";
    already_here(name: &str): "Resultatet finns redan här och räknas en gång: {name}.", "The result is here already and counts once: {name}.";
    remove: "Ta bort", "Remove";
    removed(name: &str): "Borttaget: {name}.", "Removed: {name}.";
    leave_out: "Ta inte med", "Leave out";
    compared_with: "Jämför med", "Compare with";
    no_comparison: "Jämför inte", "Do not compare";
    from_file(day: &str): "Fil, {day}", "File, {day}";
    about_document: "Om dokumentet", "About the document";
    to_word: "Ladda ner för Word", "Download for Word";
    to_word_help: "En Word-fil (.docx) som också LibreOffice öppnar, med rubriker, tabeller och innehållsförteckning. Webbsidan (HTML) och Markdown är samma dokument i enklare form.", "A Word file (.docx), which LibreOffice opens too, with headings, tables and a table of contents. The web page (HTML) and Markdown are the same document in a plainer form.";
    to_web_page: "Ladda ner som webbsida", "Download as a web page";
    to_markdown: "Ladda ner som Markdown", "Download as Markdown";
    preview: "Så här ser det ut", "How it looks";
    made_final(day: &str): "Fastställd {day}", "Finalised {day}";
    questionnaire: "Frågeformulär", "Questionnaire";
    answered_title: "Besvarat", "Answered";
    answered_when(day: &str, version: &str): "{day}, version {version}", "{day}, version {version}";
    last_time: "Förra gången", "Last time";
    now: "Nu", "Now";
    late: "försenad", "overdue";
    later_or_no_year: "Senare eller utan år", "Later or without a year";
    document_no_results: "Inga resultat är valda.", "No results have been chosen.";
    document_lacks(titles: &str): "Underlag saknas: svara på {titles}, eller skriv själv.", "No results for this: answer {titles}, or write it yourself.";
    document_unknown(of: &str): "{of} finns inte i frågeformulären. Rätta blocket i dokumentets Markdownfil.", "Not found in the questionnaires: {of}. Correct the block in the document’s Markdown file.";
    document_no_earlier: "Inget tidigare resultat är valt att jämföra med.", "No earlier result has been chosen to compare with.";
    document_no_groups: "Inga svar från många är med. Samla svaren på sidan Samla svar och ta med dem därifrån, eller ta bort avsnittet.", "No answers from many people are included. Gather them on the page Gather answers and include them from there, or delete this section.";
    groups_in: "Svar från många", "Answers from many";
    groups_in_leave_out: "Ta inte med", "Leave out";
    document_no_recommendations: "Det finns inga rekommendationer utöver det som står i planen.", "There are no recommendations beyond what is in the plan.";
    document_no_earlier_actions: "Planen har inga åtgärder som är påbörjade, klara eller försenade. Beskriv hur det har gått med åtgärderna från förra genomgången.", "The plan has no actions that are under way, done or overdue. Describe what has become of the actions from the previous review.";
    document_no_actions: "Planen har inga åtgärder som återstår. Lägg till åtgärder på resultatsidan.", "The plan has no actions left to do. Add actions on the result page.";
    document_no_actions_year: "Inga åtgärder är planerade.", "No actions are planned.";

    // Opening a file.
    opened: "Resultatfilen är öppnad.", "The result file has been opened.";
    opened_not_kept: "Den finns bara så länge sidan är öppen.", "It exists only while the page is open.";
    opened_kept: "Den är sparad som en egen självskattning på den här enheten.", "It is saved as a self-assessment of its own on this device.";
    other_version: "Filen är gjord med en annan version av frågeformuläret.", "The file was made with another version of the questionnaire.";
    matched(n: usize): "Svar som går att använda: {n}.", "Answers that can be used: {n}.";
    disagrees: "Filens siffror stämmer inte med dess svar. Här visas det som svaren ger.", "The file’s figures do not agree with its answers. What the answers give is shown here.";
    disagreement(what: &str, theirs: &str, ours: &str): "{what}: filen säger {theirs}, svaren ger {ours}.", "{what}: the file says {theirs}, the answers give {ours}.";
    the_whole: "Totalt", "Overall";
    cannot_open: "Filen kunde inte öppnas", "The file could not be opened";
    unreadable_file: "Webbläsaren kunde inte läsa filen. Kontrollera att den finns kvar och försök igen.", "The browser could not read the file. Check that it is still there and try again.";
    unknown_questionnaire(id: &str): "Filen hör till frågeformuläret ”{id}”, som inte finns på den här sidan. Öppna den där den gjordes.", "The file belongs to the questionnaire “{id}”, which is not on this site. Open it where it was made.";
    technical: "Tekniskt", "Technical details";
}

counted! {
    minutes: "Cirka {n} minut", "Cirka {n} minuter", "About {n} minute", "About {n} minutes";
    unanswered_count: "{n} fråga är inte besvarad.", "{n} frågor är inte besvarade.", "{n} question is not answered.", "{n} questions are not answered.";
}

impl Texts {
    /// How many questions there are, and how many minutes they take: "10 frågor, 5 min".
    #[must_use]
    pub fn questions_and_minutes(self, questions: usize, minutes: u32) -> String {
        // On one line, wherever the rest of the text breaks.
        format!("{}, {minutes} min", self.questions(questions)).replace(' ', "\u{a0}")
    }

    /// What a part of a score is about: the section or index with the id, or the whole.
    #[must_use]
    pub fn part(self, questionnaire: &Questionnaire, id: &str) -> String {
        let section = questionnaire.sections.iter().find(|section| section.id == id).map(|section| &section.title);
        let index = || questionnaire.indices.iter().find(|index| index.id == id).map(|index| &index.name);
        section.or_else(index).cloned().unwrap_or_else(|| self.the_whole().to_owned())
    }

    /// The word for a status.
    #[must_use]
    pub fn of_status(self, status: Status) -> &'static str {
        match status {
            Status::Draft => self.0.pick("Utkast", "Draft"),
            Status::Final => self.0.pick("Fastställd", "Final"),
        }
    }

    /// Which way a figure went.
    #[must_use]
    pub fn trend(self, trend: Trend) -> &'static str {
        let (sv, en) = match trend {
            Trend::Rose => ("Upp", "Up"),
            Trend::Fell => ("Ner", "Down"),
            Trend::New => ("Nytt", "New"),
            Trend::Left => ("Saknas nu", "Missing now"),
        };
        self.0.pick(sv, en)
    }

    /// The heading of the questions whose answers went one way.
    #[must_use]
    pub fn questions_that(self, way: Trend) -> &'static str {
        let (sv, en) = match way {
            Trend::Rose => ("Bättre än förra gången", "Better than last time"),
            Trend::Fell => ("Sämre än förra gången", "Worse than last time"),
            Trend::New => ("Besvarade nu, men inte förra gången", "Answered now, but not last time"),
            Trend::Left => ("Besvarade förra gången, men inte nu", "Answered last time, but not now"),
        };
        self.0.pick(sv, en)
    }

    /// Words as a list to read: "a, b och c".
    #[must_use]
    pub fn list(self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let and = self.0.pick("och", "and");
                format!("{} {and} {last}", first.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that stand after any number but one.
    const PLURALS: &str = "frågor minuter enheter roller filer koder dagar åtgärder kommuner påståenden personer avsnitten \
                           questions minutes units roles files codes days actions municipalities votes forms results \
                           answers people statements sections requirements levels participants";

    #[test]
    fn what_follows_a_number_is_right_for_one_too() {
        // These are never given 1.
        let more = ["working_table_too_large", "thresholds_help"];
        let sources =
            [include_str!("site.rs"), include_str!("group.rs"), include_str!("room.rs"), include_str!("exports.rs")];
        let mut counted = 0;
        for line in sources.iter().flat_map(|source| source.lines()).map(str::trim) {
            let Some((name, texts)) = line.split_once(": \"").filter(|_| line.ends_with("\";")) else { continue };
            // With four texts the first and the third are for one.
            let texts: Vec<&str> = texts.trim_end_matches("\";").split("\", \"").collect();
            let for_one: Vec<&str> = if texts.len() == 4 { vec![texts[0], texts[2]] } else { texts };
            counted += 1;
            for text in for_one {
                for (_, after) in text.match_indices("} ").map(|(at, _)| (at, &text[at + 2..])) {
                    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                    let is_plural = PLURALS.split_whitespace().any(|plural| plural == next);
                    assert!(!is_plural || more.iter().any(|more| name.starts_with(more)), "{name}: {text}");
                }
            }
        }
        assert!(counted > 300, "{counted}");
    }

    #[test]
    fn values_stand_in_both_languages() {
        assert_eq!(Texts(Lang::Sv).question_of(3, 13), "Fråga 3 av 13");
        assert_eq!(Texts(Lang::En).question_of(3, 13), "Question 3 of 13");
        assert_eq!(Texts(Lang::Sv).unanswered_count(1), "1 fråga är inte besvarad.");
        assert_eq!(Texts(Lang::Sv).unanswered_count(0), "0 frågor är inte besvarade.");
        assert_eq!(Texts(Lang::Sv).questions_and_minutes(1, 1), "1\u{a0}fråga,\u{a0}1\u{a0}min");
        assert_eq!(Texts(Lang::En).unanswered_count(2), "2 questions are not answered.");
    }

    /// Answers that are not saved would be lost. Whatever failed can be tried again on the page. Only another release has to
    /// be loaded, and that is offered once the answers are safe (`part_missing`).
    #[test]
    fn no_text_asks_the_reader_to_reload_the_page_for_the_same_release() {
        let (texts, _) = include_str!("site.rs").split_once("#[cfg(test)]\nmod tests").unwrap();
        let asks = |line: &&str| ["adda om", "eload", "efresh"].iter().any(|words| line.contains(words));
        let names = texts.lines().filter(asks).filter_map(|line| line.trim().split(':').next());
        assert_eq!(names.collect::<Vec<_>>(), ["replaced", "replaced_unsaved", "reload"]);
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        let words = |n: usize| ["a", "b", "c"][..n].iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(Texts(Lang::Sv).list(&words(0)), "");
        assert_eq!(Texts(Lang::Sv).list(&words(1)), "a");
        assert_eq!(Texts(Lang::En).list(&words(3)), "a, b and c");
    }
}
