//! The texts of the coordinator's pages.

use engine::Lang;
use engine::group::disclosure::Thresholds;
use engine::group::group_file::{By, Figures, Spread};
use engine::group::items::{GAPS, Item, ItemKind, MET, UNCONFIRMED, median, middle_half};
use engine::group::pile::Problem;
use engine::model::questionnaire::{Questionnaire, ScoringKind};
use engine::results::code::CodeError;

use crate::Format;
use crate::site::{Texts, counted, texts};

texts! {
    // Gathering.
    group: "Samla svar", "Gather answers";
    group_lead: "Samla förvaltningarnas resultat och se dem tillsammans: hur svaren fördelar sig, var de skiljer sig åt och vad som har hänt sedan förra året.", "Gather the administrations’ results and see them together: how the answers are spread, where they differ and what has changed since last year.";
    group_privacy: "Filerna läses här i webbläsaren och skickas ingenstans. Allt försvinner när du stänger sidan, om du inte väljer att spara det på datorn.", "The files are read here in the browser and sent nowhere. Everything is gone when you close the page, unless you choose to keep it on this computer.";
    gather_files: "Välj filer", "Choose files";
    gather_folder: "Välj en mapp", "Choose a folder";
    gather_drop: "Släpp filer eller mappar här", "Drop files or folders here";
    gather_help: "Resultatfiler, zip-filer med dem, gruppfiler och arbetsmaterial. Samma resultat räknas en gång, det nyaste.", "Result files, zip files with them, group files and working material. The same result counts once, the newest.";
    gather_codes: "Klistra in en chatt eller e-post med koder", "Paste a chat or emails with codes";
    pasted: "Inklistrad text", "Pasted text";
    gathering: "Läser …", "Reading …";
    counting: "Räknar …", "Counting …";
    gather_stop: "Avbryt", "Cancel";
    gather_stopped: "Avbrutet. Inget av det du valde sist räknas.", "Cancelled. None of what you last chose counts.";
    gather_forget: "Töm och börja om", "Clear and start again";
    checklist: "Checklista: vilka har svarat", "Checklist: who has answered";
    checklist_year(year: u16): "Enheterna och frågeformulären, {year}", "The units and the questionnaires, {year}";
    checklist_cell(n: &str, day: &str): "{n}, senast {day}", "{n}, latest {day}";
    checklist_none: "Inget svar", "No answer";
    checklist_units: "Enheterna är de som står i webbplatsens inställningar, och de som finns i svaren.", "The units are those in the site’s settings, and those in the answers.";
    gather_lost_kept: "Läsningen stannade. Det som är sparat på datorn är kvar.", "Reading stopped. What is kept on this computer is still there.";
    keep_work: "Spara arbetet på datorn", "Keep the work on this computer";
    keep_offer: "När du laddar om eller stänger sidan försvinner det du har samlat. Webbläsaren kan spara det på den här datorn: svaren utan fritext, filernas namn och dina val. Den som använder samma konto kan öppna det. Spara inget på en dator som du delar med andra.", "When you reload or close the page, what you have gathered is gone. The browser can keep it on this computer: the answers without free text, the names of the files and your choices. Anyone who uses the same account can open it. Do not keep anything on a computer that you share with others.";
    keep_button: "Spara på datorn", "Keep on this computer";
    keep_writing: "Sparar …", "Saving …";
    keep_reading: "Läser det som är sparat …", "Reading what is kept …";
    kept: "Arbetet sparas på den här datorn, också det du lägger till. Ta bort det när du är klar.", "The work is kept on this computer, and so is what you add. Delete it when you are done.";
    keep_delete: "Ta bort från datorn", "Delete from this computer";
    keep_refused: "Webbläsaren kunde inte spara arbetet. Den kan vara inställd på att inte spara något, eller så är datorn full. Det du har samlat är kvar så länge sidan är öppen.", "The browser could not keep the work. It may be set to save nothing, or the computer is full. What you have gathered is there as long as the page is open.";
    keep_gone: "Webbläsaren har inte kvar det som var sparat. Välj filerna igen.", "The browser no longer has what was kept. Choose the files again.";
    gather_lost: "Det som var samlat är borta. Välj filerna igen.", "What was gathered is lost. Choose the files again.";
    group_empty: "Här är inget samlat än. Välj filer eller klistra in koder.", "Nothing has been gathered yet. Choose files or paste codes.";
    gathered: "Samlat", "Gathered";
    not_counted_why: "Fil", "File";
    not_counted_reason: "Varför den inte räknas", "Why it does not count";
    at_row(source: &str, line: u32): "{source}, rad {line}", "{source}, line {line}";
    duplicate_of(counted: &str): "Samma resultat som {counted}. Det nyaste räknas.", "The same result as {counted}. The newest counts.";
    questionnaire_not_fetched(id: &str): "Frågeformuläret {id} kunde inte hämtas. Dess resultat visas när det har hämtats.", "The questionnaire {id} could not be fetched. Its results are shown once it has been fetched.";
    questionnaire_missing(id: &str): "Frågeformuläret {id} finns inte här. Dess resultat kan inte visas.", "This site has no questionnaire {id}. Its results cannot be shown.";
    col_questionnaire: "Frågeformulär", "Questionnaire";
    col_results: "Resultat", "Results";
    days_head: "Dagar", "Days";
    to_gather: "Till sidan Samla svar", "To the Gather answers page";

    // Invitations.
    invite: "Bjud in dem som ska svara", "Invite people to answer";
    invite_lead: "Varje enhet får en egen adress. Enheten och rollen är ifyllda från början, så att svaren går att ställa bredvid varandra.", "Each unit gets an address of its own. The unit and the role are filled in from the start, so that the answers can be set beside each other.";
    invite_units: "Enheterna, en på varje rad", "The units, one on each line";
    invite_any_role: "Den som svarar väljer", "Whoever answers chooses";
    invite_all: "Alla", "Everybody";
    invite_qr(name: &str): "QR-kod till adressen för {name}", "QR code for the address of {name}";
    invite_mail_title: "Text till ett e-postmeddelande", "Text for an email";
    invite_mail(address: &str): "Hej! Jag ber dig svara på några frågor. Svaren stannar i din webbläsare tills du själv skickar dem. Öppna adressen, svara, ladda ner resultatet på sista sidan och skicka filen till mig. {address}", "Hello! Please answer a few questions. The answers stay in your browser until you send them yourself. Open the address, answer, download the result on the last page and send me the file. {address}";
    copy_mail: "Kopiera texten", "Copy the text";

    // Why something does not count.
    problem_nothing: "Här finns inget resultat.", "There is no result in it.";
    problem_code(beginning: &str): "Koden {beginning}… är skadad. Be om den igen, kopierad och inte avskriven.", "The code {beginning}… is damaged. Ask for it again, copied and not typed.";
    problem_code_newer(beginning: &str): "Koden {beginning}… är gjord med en nyare version av Vattenpass. Be den som sköter sidan att uppdatera den.", "The code {beginning}… was made with a newer version of Vattenpass. Ask whoever runs this site to update it.";
    problem_code_unknown(beginning: &str): "Koden {beginning}… är från en version av frågorna som sidan inte känner till. Be om resultatfilen.", "The code {beginning}… is from a version of the questions that this site does not know. Ask for the result file.";
    problem_unreadable: "Webbläsaren kan inte läsa filen. Den kan ha flyttats eller ändrats sedan du valde den.", "The browser cannot read the file. It may have been moved or changed since you chose it.";
    problem_packed: "Filen går inte att packa upp. Den är skadad eller har ett lösenord. Packa upp den själv och välj innehållet.", "The file cannot be unpacked. It is damaged or has a password. Unpack it yourself and choose what is in it.";
    problem_packed_twice: "En packad fil i en packad fil. Packa upp den och välj innehållet.", "A packed file inside a packed file. Unpack it and choose what is in it.";
    problem_packed_too_large: "Filen innehåller mer än 2 GB uppackat. Resten räknas inte. Dela upp den.", "The file holds more than 2 GB unpacked. The rest does not count. Split it up.";

    // A questionnaire's group.
    group_of(title: &str): "{title}: svaren tillsammans", "{title}: the answers together";
    group_pages: "Svaren tillsammans", "The answers together";
    group_questions: "Frågorna", "The questions";
    group_units: "Enheterna", "The units";
    group_roles: "Rollerna", "The roles";
    group_years: "Åren", "The years";
    group_share: "Spara och dela", "Save and share";
    group_nothing: "Inga resultat av det här frågeformuläret är samlade.", "No results of this questionnaire have been gathered.";
    group_days(first: &str, last: &str): "{first} – {last}", "{first} – {last}";
    group_municipalities(names: &str): "Från {names}.", "From {names}.";
    choose_year: "År", "Year";
    migrate_button: "Räkna med ändå", "Count anyway";
    migrate_undo: "Räkna inte med", "Leave out";
    overlapping: "Det finns flera gruppfiler för samma kommun och år. Bara en av dem räknas.", "There are several group files for the same municipality and year. Only one of them counts.";
    too_few_for_anything(n: u32): "Färre än {n} har svarat. Därför visas inga svar per enhet eller roll, och det finns inget att dela med andra.", "Fewer than {n} have answered. So answers are not shown by unit or role, and there is nothing to share.";
    preliminary_drafts: "Utkast räknas med.", "Drafts are counted.";

    // Findings.
    stands_out: "Det här sticker ut", "What stands out";
    strongest(area: &str, median: &str): "Starkast: {area} (median {median}).", "Strongest: {area} (median {median}).";
    weakest(area: &str, median: &str): "Svagast: {area} (median {median}).", "Weakest: {area} (median {median}).";
    most_divided: "Här skiljer sig svaren mest:", "The answers differ most here:";

    // Figures.
    areas_together: "Områdena", "The areas";
    no_answers: "Inga svar", "No answers";
    most_say(n: u32, of: u32, what: &str): "Vanligast är ”{what}”: {n} av {of}.", "Most common: “{what}”, {n} of {of}.";
    most_have(n: u32, of: u32, what: &str): "Vanligast är {what}: {n} av {of}.", "Most common: {what}, {n} of {of}.";
    median_is(median: &str): "Median: {median}.", "Median: {median}.";
    half_between(low: &str, high: &str): "Den mellersta hälften: från {low} till {high}.", "The middle half: from {low} to {high}.";
    several_chosen: "Flera svar kan väljas.", "Several answers can be chosen.";
    hidden_figures: "Visas inte, för att skydda enskildas svar.", "Not shown, to protect individuals’ answers.";
    median_only(median: &str): "Bara medianen kan visas: {median}.", "Only the median can be shown: {median}.";
    as_table: "Som tabell", "As a table";
    class_head: "Svar", "Answer";
    figure_head: "Resultat", "Result";
    count_head: "Antal", "Number";
    share_head: "Andel", "Share";
    median_head: "Median", "Median";
    answered_head: "Svarande", "Respondents";
    no_figure: "Inget resultat", "No result";
    everybody: "Alla", "Everybody";
    blank_unit: "Utan enhet", "Without a unit";
    blank_role: "Utan roll", "Without a role";
    level_class(n: &str): "Nivå {n}", "Level {n}";
    unconfirmed_level: "Ingen nivå bekräftad", "No level confirmed";
    percent_class(percent: &str): "{percent} %", "{percent}%";

    // Units.
    units_lead: "Enheter med för få svar visas tillsammans. Det skyddar dem som är få.", "Units with too few answers are shown together. This protects people in small units.";
    units_none: "Svaren kan inte visas per enhet. För få har angett en enhet, eller så har varje enhet för få svar.", "The answers cannot be shown by unit. Too few people have given a unit, or each unit has too few answers.";
    unit_head: "Enhet", "Unit";
    role_head: "Roll", "Role";
    municipality_head: "Kommun", "Municipality";
    choose_item: "Visa", "Show";
    who_has_answered: "Vilka har svarat", "Who has answered";
    who_has_answered_help: "Arbetsmaterial för dig som samordnar: dela inte listan.", "Working material for you as coordinator: do not share the list.";
    last_head: "Senast", "Latest";
    medians_by_area: "Medianen, område för område", "The median, area by area";
    municipalities_beside: "Kommunerna bredvid varandra", "The municipalities beside each other";

    // Roles.
    roles_lead: "Samma fråga, svaren bredvid varandra. Frågorna där rollerna skiljer sig mest kommer först.", "The same question, the answers beside each other. The questions where the roles differ most come first.";
    roles_none: "Svaren kan inte visas per roll. För få har angett en roll, eller så har varje roll för få svar.", "The answers cannot be shown by role. Too few people have given a role, or each role has too few answers.";
    joint_check(role: &str): "{role}: svaret är gemensamt för en funktion, inte en persons. Det visas öppet och följer med i det som delas.", "{role}: this is a joint answer from a function, not one person’s. It is shown openly and is included in what is shared.";
    joint_says(role: &str, what: &str): "Gemensamt svar från rollen {role}: {what}.", "Joint answer from the role {role}: {what}.";
    otherwise(n: u32, of: u32): "{n} av {of} svarar något annat.", "Something else: {n} of {of}.";
    quoted(what: &str): "”{what}”", "“{what}”";
    gap_is(percent: &str): "Största skillnaden mellan två roller: {percent}. Så många i den ena skulle behöva svara annorlunda för att svaren skulle fördela sig lika.", "Widest difference between two roles: {percent}. That many in one of them would have to answer differently for the answers to be spread alike.";

    // Years.
    years_lead: "Det här året bredvid det förra.", "This year beside last.";
    since_last_year: "Sedan förra året", "Since last year";
    no_median_changed: "Ingen median har ändrats.", "No median has changed.";
    years_none: "Här finns bara ett år. Lägg till förra årets filer, eller gruppfilen från då.", "There is only one year here. Add last year's files, or the group file from then.";
    rose: "Högre", "Higher";
    fell: "Lägre", "Lower";
    same: "Oförändrat", "Unchanged";

    // Save and share.
    to_share: "För delning", "For sharing";
    to_share_help: "Antal, andelar och medianer. Inga enskildas svar är med, men gemensamma svar följer med. Små grupper visas inte för sig, så att det ska vara svårt att räkna ut vad några få har svarat.", "Numbers, shares and medians. No individual’s answers are included, but joint answers are. Small groups are not shown on their own, to make it hard to work out what a few people answered.";
    group_file: "Ladda ner gruppfilen", "Download the group file";
    group_file_help: "Gruppfilen kan läggas in här nästa år, och läggas ihop med andra kommuners.", "The group file can be added here next year, and combined with those of other municipalities.";
    group_table: "Ladda ner som tabell (CSV)", "Download as a table (CSV)";
    include_in(title: &str): "Ta med i ”{title}”", "Include in “{title}”";
    nothing_to_share(n: u32): "Det finns inget att dela: färre än {n} har svarat.", "There is nothing to share: fewer than {n} have answered.";
    shared_before: "Har du delat något för samma år förut? Lägg först in gruppfilen från då. Då kontrollerar sidan om skillnaden avslöjar vad några få har svarat.", "Have you already shared anything for the same year? Add the group file from then first. The page then checks whether the difference reveals what a few people answered.";
    differs(year: u16, what: &str): "Det här kan inte delas nu. För {year} skiljer bara några få svar mot den gruppfil du har delat förut ({what}). Då kan det gå att räkna ut vad de har svarat. Vänta tills fler har svarat.", "This cannot be shared now. For {year}, only a few answers differ from the group file you shared earlier ({what}). It may be possible to work out what those people answered. Wait until more people have answered.";
    differs_by(name: &str, n: u32): "{name}: {n}", "{name}: {n}";
    working: "Arbetsmaterial", "Working material";
    working_help: "Alla svar, ett på varje rad, utan det som är skrivet i fritext. Raderna är enskildas svar. De är bara för ditt eget arbete. Gallra dem enligt er dokumenthanteringsplan när arbetet är klart.", "Every answer, one on each line, without what is written in free text. The rows are individuals’ answers. They are for your own work only. Dispose of them under your records plan when the work is done.";
    working_rows: "Ladda ner raderna (NDJSON)", "Download the rows (NDJSON)";
    working_table: "Ladda ner svaren (Excel)", "Download the answers (Excel)";
    working_table_too_large(most: &str): "En arbetsbok rymmer {most} resultat, och här finns fler. Ladda ner raderna i stället.", "A workbook holds {most} results, and there are more here. Download the rows instead.";
    id_head: "Resultat-id", "Result id";
    day_head: "Dag", "Day";
    status_head: "Status", "Status";
    joint_head: "Gemensamt svar", "Joint answer";
    yes: "Ja", "Yes";
    working_name: "arbetsmaterial", "working-material";
    shared_name: "for-delning", "for-sharing";
    rows_note: "Arbetsmaterial – inte för delning. Enskildas svar, utan fritext. Gallra när arbetet är klart.", "Working material – not for sharing. Individuals’ answers, without free text. Dispose of it when the work is done.";
    col_item: "Område eller fråga", "Area or question";
    col_part: "Del", "Part";
    col_people: "Tillfrågade", "Asked";
    group_report: "Ladda ner rapport (Word)", "Download a report (Word)";
    group_workbook: "Ladda ner arbetsbok (Excel)", "Download a workbook (Excel)";
    group_table_name: "tabell", "table";
    shared_note: "För delning – antal, andelar och medianer. Inga enskildas svar.", "For sharing – numbers, shares and medians. No individual’s answers.";
    about_sheet: "Om", "About";
    word_head: "Ord", "Word";
    meaning_head: "Betydelse", "Meaning";
    made_head: "Gjord", "Made";
    count_meaning: "Hur många som har valt svaret, eller har det resultatet.", "How many people chose the answer, or have that result.";
    share_meaning: "Antalet delat med alla som har svarat på frågan.", "The number divided by all who have answered the question.";
    answered_meaning: "Hur många som har svarat. Vet inte är ett svar, obesvarat är det inte.", "How many have answered. Don’t know counts as an answer. A question left unanswered does not.";
    median_meaning: "Det mellersta svaret på skalan. Ligger det mellan två står båda. Vet inte och ej tillämpligt är inte med.", "The answer in the middle of the scale. If it lies between two, both are shown. Don’t know and not applicable are left out.";
    stacked_meaning: "Hur resultaten fördelar sig, en stapel för varje område. Siffrorna står i tabellen bredvid.", "How the results are spread, a bar for each area. The numbers are in the table beside it.";
    question_head: "Fråga", "Question";
    col_area: "Område", "Area";
    indices_sheet: "Andra mått", "Other measures";
    municipalities: "Kommunerna", "The municipalities";
    thresholds_help(medians: u32, spread: u32): "Hur många som har svarat och medianen visas från {medians} personer, hur svaren fördelar sig från {spread}.", "The number of respondents and the median are shown from {medians} people, how the answers are spread from {spread}.";
    how_group: "Så räknas svaren tillsammans", "How answers are counted together";
}

counted! {
    results_gathered: "{n} resultat", "{n} resultat", "{n} result", "{n} results";
    answers_from: "{n} svar", "{n} svar", "{n} answer", "{n} answers";
    from_units: "från {n} enhet", "från {n} enheter", "from {n} unit", "from {n} units";
    with_drafts: "{n} är ett utkast.", "{n} är utkast.", "{n} is a draft.", "{n} are drafts.";
    not_counted: "{n} räknas inte: visa varför", "{n} räknas inte: visa varför", "{n} does not count: show why", "{n} do not count: show why";
    counted_once: "{n} fanns mer än en gång", "{n} fanns mer än en gång", "{n} was there more than once", "{n} were there more than once";
    group_files: "{n} gruppfil", "{n} gruppfiler", "{n} group file", "{n} group files";
    of_other_versions: "{n} resultat är från en annan version av frågorna och räknas inte.", "{n} resultat är från en annan version av frågorna och räknas inte.", "{n} result is from another version of the questions and does not count.", "{n} results are from another version of the questions and do not count.";
    migrated: "{n} resultat är från en annan version av frågorna. Svaren på frågor som finns kvar räknas.", "{n} resultat är från en annan version av frågorna. Svaren på frågor som finns kvar räknas.", "{n} result is from another version of the questions. Answers to questions that are still there count.", "{n} results are from another version of the questions. Answers to questions that are still there count.";
    were_asked: "{n} fick frågan", "{n} fick frågan", "{n} was asked", "{n} were asked";
    have_answered: "{n} svar", "{n} svar", "{n} answer", "{n} answers";
    did_not_answer: "{n} obesvarat", "{n} obesvarade", "{n} not answered", "{n} not answered";
    without_figure: "{n} utan resultat", "{n} utan resultat", "{n} without a result", "{n} without a result";
    parts_together: "{n} enhet", "{n} enheter tillsammans", "{n} unit", "{n} units together";
    roles_together: "{n} roll", "{n} roller tillsammans", "{n} role", "{n} roles together";
    municipalities_together: "{n} kommun", "{n} kommuner tillsammans", "{n} municipality", "{n} municipalities together";
}

impl Texts {
    /// What an item is called: the question, the area, the index, or the whole.
    #[must_use]
    pub fn item_name(self, questionnaire: &Questionnaire, item: &Item) -> String {
        let name = match item.kind {
            ItemKind::Question => questionnaire.question(&item.id).map(|question| question.text.clone()),
            ItemKind::Section => {
                questionnaire.sections.iter().find(|section| section.id == item.id).map(|section| section.title.clone())
            }
            ItemKind::Index => {
                questionnaire.indices.iter().find(|index| index.id == item.id).map(|index| index.name.clone())
            }
            ItemKind::Whole => None,
        };
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| self.the_whole().to_owned())
    }

    /// What a class of an item is called: a choice, a level, a tenth of a share.
    #[must_use]
    pub fn class_name(self, questionnaire: &Questionnaire, item: &Item, class: &str) -> String {
        if item.kind == ItemKind::Question {
            let choice = questionnaire.question(&item.id).and_then(|question| question.choice(class));
            return choice.map_or_else(|| class.to_owned(), |choice| choice.text.clone());
        }
        match class {
            MET => self.met().to_owned(),
            GAPS => self.not_met().to_owned(),
            UNCONFIRMED => self.unconfirmed_level().to_owned(),
            level if questionnaire.scoring.kind == ScoringKind::Levels && item.kind != ItemKind::Index => {
                let name = level.parse().ok().and_then(|level: usize| questionnaire.scoring.level_names.get(level));
                match name.filter(|name| !name.is_empty()) {
                    Some(name) => format!("{}: {name}", self.level_class(level)),
                    None => self.level_class(level),
                }
            }
            percent => self.percent_class(&percent.replace('-', "–")),
        }
    }

    /// A median: the class in the middle, or both if it lies between two.
    #[must_use]
    pub fn median_of(self, questionnaire: &Questionnaire, item: &Item, (lower, upper): (&str, &str)) -> String {
        let name = |class| self.class_name(questionnaire, item, class);
        let (low, high) = (name(lower), name(upper));
        match lower == upper {
            true => low,
            // "0–9 % – 70–79 %" would be hard to read.
            false if low.contains('–') => self.list(&[low, high]),
            false => format!("{low} – {high}"),
        }
    }

    /// The days between which answers have come, ready to read.
    #[must_use]
    pub fn days_in_words(self, first: String, last: &str) -> String {
        if first == last { first } else { self.group_days(&first, last) }
    }

    /// What a role is called.
    #[must_use]
    pub fn role_name(self, questionnaire: &Questionnaire, role: &str) -> String {
        let known = questionnaire.roles.iter().find(|known| known.id == role).map(|known| known.name.clone());
        known.unwrap_or_else(|| if role.is_empty() { self.blank_role().to_owned() } else { role.to_owned() })
    }

    /// What counts are of: so many were asked, so many answered.
    #[must_use]
    pub fn denominator(self, item: &Item, spread: &Spread) -> String {
        let is_question = item.kind == ItemKind::Question;
        let unanswered = spread.unanswered as usize;
        let mut parts = Vec::new();
        parts.extend((is_question && unanswered > 0).then(|| self.were_asked(spread.people as usize)));
        parts.push(self.have_answered(spread.answered() as usize));
        parts.extend((unanswered > 0).then(|| match is_question {
            true => self.did_not_answer(unanswered),
            false => self.without_figure(unanswered),
        }));
        parts.join(" · ")
    }

    /// What to see in counts: what most say, the median, and where the middle half lies.
    #[must_use]
    pub fn spread_in_words(self, questionnaire: &Questionnaire, item: &Item, spread: &Spread) -> String {
        let counts = spread.counts(item);
        let answered = counts.answered();
        if answered == 0 {
            return self.no_answers().to_owned();
        }
        let name = |class: usize| {
            let class = item.classes.get(class).map(String::as_str).unwrap_or_default();
            self.class_name(questionnaire, item, class)
        };
        let mut sentences = Vec::new();
        let most = counts.classes.iter().copied().max().unwrap_or_default();
        let mut of_most = counts.classes.iter().enumerate().filter(|(_, count)| **count == most && most > 0);
        // Of several, none is the most common one.
        if let (Some((class, count)), None) = (of_most.next(), of_most.next()) {
            let count = *count;
            sentences.push(match item.kind {
                ItemKind::Question => self.most_say(count, answered, &name(class)),
                ItemKind::Section | ItemKind::Index | ItemKind::Whole => self.most_have(count, answered, &name(class)),
            });
        }
        let figures = Figures { spread: Some(spread.clone()), median: None };
        if let Some(median) = self.median_in_words(questionnaire, item, &figures) {
            sentences.push(self.median_is(&median));
            if let Some((low, high)) = middle_half(&counts.on_scale(item)).filter(|(low, high)| low < high) {
                let name = |step: usize| name(item.scale.get(step).copied().unwrap_or_default());
                sentences.push(self.half_between(&name(low), &name(high)));
            }
        }
        sentences.join(" ")
    }

    /// The median of what is shown. `None` if there is none, or the item has no scale.
    #[must_use]
    pub fn median_in_words(self, questionnaire: &Questionnaire, item: &Item, figures: &Figures) -> Option<String> {
        if let Some((lower, upper)) = &figures.median {
            return Some(self.median_of(questionnaire, item, (lower, upper)));
        }
        if item.scale.len() < 2 {
            return None;
        }
        let (lower, upper) = median(&figures.spread.as_ref()?.counts(item).on_scale(item))?;
        let class = |step: usize| item.classes.get(*item.scale.get(step)?);
        Some(self.median_of(questionnaire, item, (class(lower)?, class(upper)?)))
    }

    /// What a part of a split is called.
    #[must_use]
    pub fn part_name(self, questionnaire: &Questionnaire, part: &str, by: By) -> String {
        match by {
            By::Role => self.role_name(questionnaire, part),
            By::Unit | By::Municipality if part.is_empty() => self.blank_unit().to_owned(),
            By::Unit | By::Municipality => part.to_owned(),
        }
    }

    /// Why something that was gathered does not count.
    #[must_use]
    pub fn why_refused(self, problem: &Problem) -> String {
        match problem {
            Problem::File(error) => self.open_error(error),
            Problem::Code(CodeError::Damaged, beginning) => self.problem_code(beginning),
            Problem::Code(CodeError::Newer, beginning) => self.problem_code_newer(beginning),
            Problem::UnknownVersion(beginning) => self.problem_code_unknown(beginning),
            Problem::Nothing => self.problem_nothing().to_owned(),
            Problem::Unreadable => self.problem_unreadable().to_owned(),
            Problem::Packed => self.problem_packed().to_owned(),
            Problem::PackedTwice => self.problem_packed_twice().to_owned(),
            Problem::PackedTooLarge => self.problem_packed_too_large().to_owned(),
        }
    }

    /// From how many people on something is shown.
    #[must_use]
    pub fn thresholds(self, thresholds: Thresholds) -> String {
        self.thresholds_help(thresholds.medians, thresholds.spread)
    }

    /// How many of how many, with the share beside it where there are many.
    #[must_use]
    pub fn so_many(self, n: u32, of: u32, format: Format) -> String {
        // Of so few, a percentage says more than is known.
        const MANY: u32 = 20;
        if of < MANY {
            return self.of(&n.to_string(), &of.to_string());
        }
        format!(
            "{} ({})",
            self.of(&n.to_string(), &of.to_string()),
            (format.percent)(f64::from(n) / f64::from(of), self.0)
        )
    }
}
