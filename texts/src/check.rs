//! The texts of the page that checks an installation.

use engine::Lang;

use crate::site::{Texts, counted, texts};

texts! {
    check: "Kontrollera webbplatsen", "Check the site";
    check_lead: "Sidan frågar servern efter varje fil och visar vad som behöver rättas. Inget skickas någonstans.", "This page asks the server for every file and shows what needs to be corrected. Nothing is sent anywhere.";
    check_on_disk: "Sidan är öppnad från en disk. Då finns ingen server att kontrollera, bara det som är i filen. Det ändras på webbplatsen som filen är hämtad från.", "The page was opened from a disk. There is no server to check, only what is in the file. It is changed on the site that the file was downloaded from.";
    check_again: "Kontrollera igen", "Check again";
    check_host: "Servern", "The server";
    check_program: "Programmet", "The program";
    check_content: "Innehållet", "The content";
    check_browser: "Den här webbläsaren", "This browser";
    check_wrong: "Rätta:", "Correct:";
    check_fair: "Kan bli bättre:", "Could be better:";
    check_good: "Bra:", "Good:";
    check_refused(file: &str, status: u16): "Servern lämnar inte ut {file} (svar {status}).", "The server does not hand out {file} (answer {status}).";
    check_type_help(ending: &str, kind: &str): "Filer som slutar på {ending} ska skickas som {kind}.", "Files that end in {ending} must be sent as {kind}.";
    check_types_good: "Filerna skickas som rätt typ.", "The files are sent as the right types.";
    check_packed: "Filerna packas på vägen.", "The files are compressed on the way.";
    check_not_packed(endings: &str): "Filer som slutar på {endings} skickas opackade.", "Files that end in {endings} are sent uncompressed.";
    check_packing_help: "Slå på gzip eller brotli för dem. Då hämtas sidan på en tredjedel av tiden.", "Turn on gzip or brotli for them. The page then takes a third of the time to fetch.";
    check_cache_silent: "Servern säger inte hur länge filer får sparas i webbläsaren.", "The server does not say how long files may be kept in the browser.";
    check_cache_old(minutes: u64): "Det ni ändrar kan dröja {minutes} minuter innan alla ser det.", "It may take {minutes} minutes before everyone sees what you change.";
    check_cache_help: "Skicka index.html och mappen content med Cache-Control: no-cache. Då syns det ni ändrar direkt.", "Send index.html and the folder content with Cache-Control: no-cache. What you change then shows at once.";
    check_cache_fresh: "Det ni ändrar syns direkt.", "What you change shows at once.";
    check_cache_lasting: "Programmets filer sparas i webbläsaren.", "The program’s files are kept in the browser.";
    check_cache_asked: "Programmets filer frågas efter vid varje besök.", "The program’s files are asked for at every visit.";
    check_cache_lasting_help: "Filer med åtta tecken efter ett bindestreck i namnet ändras aldrig. Skicka dem med Cache-Control: max-age=31536000, immutable.", "Files with eight characters after a hyphen in their names never change. Send them with Cache-Control: max-age=31536000, immutable.";
    check_guards_good: "Säkerhetsrubrikerna skickas.", "The security headers are sent.";
    check_guards_missing(names: &str): "Säkerhetsrubriker saknas: {names}.", "Security headers are missing: {names}.";
    check_guards_help: "Skicka dem med index.html. Vad som ska stå i dem står i de färdiga inställningarna.", "Send them with index.html. The ready-made settings have their values.";
    check_host_help: "Färdiga inställningar följer med. För nginx och Caddy ligger de i mappen servrar i zip-filen. IIS läser filen web.config och Apache filen .htaccess, som ligger bredvid index.html. Publicera.html säger hur.", "Ready-made settings come with the site. For nginx and Caddy they are in the folder servrar in the zip file. IIS reads the file web.config and Apache the file .htaccess, which lie beside index.html. Publicera.html says how.";
    check_upload: "Lägg upp filen igen ur samma version, i binärt läge.", "Upload the file again from the same version, in binary mode.";
    check_version(version: &str): "Vattenpass {version}.", "Vattenpass {version}.";
    check_other_version(version: &str): "Den här sidan är Vattenpass {version}, och servern har en annan version.", "This page is Vattenpass {version}, and the server has another version.";
    check_line_ends(path: &str): "{path} har fått andra radslut.", "The line endings of {path} were changed.";
    check_line_ends_help: "Sidan visar den rätt, men långsammare. Lägg upp den igen i binärt läge.", "The site shows it correctly, but more slowly. Upload it again in binary mode.";
    check_earlier(path: &str): "{path} är från en tidigare version av Vattenpass. Ingen har ändrat i den.", "{path} is from an earlier version of Vattenpass. Nobody has edited it.";
    check_earlier_help: "Kopiera in den nya filen ur zip-filen.", "Copy the new file from the zip file.";
    check_upstream(path: &str, own: &str, released: &str): "Ni har ändrat {path}, som har version {own}. Den som följer med Vattenpass har version {released}.", "You have edited {path}, which has version {own}. The one that comes with Vattenpass has version {released}.";
    check_upstream_help: "Jämför med filen i zip-filen och ta över det ni vill ha.", "Compare it with the file in the zip file and take over what you want.";
    check_not_shown(ids: &str): "De här frågeformulären följer med men står inte på startsidan: {ids}. Så länge filerna ligger kvar öppnas de av den som har adressen.", "These questionnaires come with the site but are not on the start page: {ids}. As long as the files are there, they open for whoever has the address.";
    check_missing_help: "Eller ta bort den ur content/site.toml.", "Or remove it from content/site.toml.";
    check_settings: "Kommunens namn och kontakt är inte ifyllda i content/site.toml.", "The municipality’s name and contact are not filled in in content/site.toml.";
    check_settings_help: "Öppna filen i en textredigerare. Den säger själv hur. Har ni redan gjort det ligger er fil någon annanstans: se efter om er egen zip-fil har packats upp i content/content.", "Open the file in a text editor. It says how. If you have done so already, your file lies somewhere else: see whether your own zip file has been unpacked in content/content.";
    check_contact: "content/site.toml har varken e-post eller telefon till den som svarar på frågor.", "content/site.toml has neither email nor telephone for the person who answers questions.";
    check_contact_help: "Fyll i email eller phone under contact.", "Fill in email or phone under contact.";
    check_faulty_help: "Rätta filen och kontrollera igen. Felen förklaras i Felmeddelanden.html, som ligger i zip-filen.", "Correct the file and check again. Felmeddelanden.html, in the zip file, explains the errors (in Swedish).";
    check_secure: "Ingen på vägen kan läsa eller ändra sidan.", "Nobody on the way can read or change the site.";
    check_insecure: "Sidan hämtas utan https.", "The site is fetched without https.";
    check_insecure_help: "Med https kan ingen på vägen ändra sidan, och den går att använda utan nät.", "With https nobody on the way can change the site, and it can be used without a network.";
    check_saves: "Svaren sparas i webbläsaren.", "Answers are saved in the browser.";
    check_saves_not: "Webbläsaren sparar inget från den här webbplatsen.", "The browser saves nothing from this site.";
    check_saves_help: "Svaren finns bara så länge sidan är öppen. Tillåt webbplatsen att spara, eller ladda ner resultatet.", "Answers are there only while the page is open. Allow the site to save, or download the result.";
    check_gaps(path: &str, n: usize): "Kvar att fylla i {path}: {n}.", "Left to fill in {path}: {n}.";
    check_gaps_help: "Det står inom hakparentes.", "It stands in square brackets.";
    check_statement_help: "Det står inom hakparentes. Lagen kräver att ni har en tillgänglighetsredogörelse.", "It stands in square brackets. The law requires you to have an accessibility statement.";
    check_example_name: "Kommunens namn i content/site.toml är fortfarande exemplet, på något av språken.", "The municipality’s name in content/site.toml is still the example, in one of the languages.";
    check_example_contact(what: &str): "Kontakten i content/site.toml är fortfarande exemplet: {what}.", "The contact in content/site.toml is still the example: {what}.";
    check_example_help: "Skriv er egen.", "Write your own.";
    check_logo(path: &str): "Logotypen {path} finns inte på servern.", "The logo {path} is not on the server.";
    check_logo_help: "Lägg upp bilden, eller sätt # först på raden logo i content/site.toml.", "Upload the image, or put # first on the line logo in content/site.toml.";
    check_persists_help: "Be den att behålla det med knappen nedan. Safari tar bort det efter sju dagar utan besök.", "Ask it to keep it with the button below. Safari deletes it after seven days without a visit.";
    check_offline: "Sidan går att använda utan nät.", "The site can be used without a network.";
    check_offline_not_yet: "Sidan går inte att använda utan nät än.", "The site cannot be used without a network yet.";
    check_offline_help: "Webbläsaren sparar den några sekunder efter ett besök. Vänta och kontrollera igen.", "The browser keeps it some seconds after a visit. Wait and check again.";
    check_offline_never: "Webbläsaren sparar inte sidan här, så den går inte att använda utan nät.", "The browser does not keep the site here, so it cannot be used without a network.";
    own_content: "Det ni har ändrat", "What you have changed";
    own_content_help: "Före en ny version: ladda ner det ni har ändrat, lägg upp den nya versionen och packa sedan upp er fil ovanpå. Egna frågeformulär och sidor som content/site.toml inte nämner hittar sidan inte: kopiera dem själva.", "Before a new version: download what you have changed, upload the new version, and then unpack your file on top of it. The site does not find questionnaires and pages of your own that content/site.toml does not name: copy them yourselves.";
    standing: "Läge", "Status";
    standing_none: "Inget i mappen content är ändrat.", "Nothing in the folder content has been changed.";
    standing_line_ends: "Andra radslut", "Other line endings";
    standing_earlier: "Från en tidigare version", "From an earlier version";
    standing_edited: "Ändrad av er", "Edited by you";
    standing_own: "Er egen", "Your own";
    file: "Fil", "File";
    own_zip: "Ladda ner det ni har ändrat", "Download what you have changed";
    single_file: "Ladda ner hela webbplatsen som en fil", "Download the whole site as one file";
    single_file_help: "Filen vattenpass.html öppnas direkt från en disk eller ett USB-minne, med ert innehåll.", "The file vattenpass.html opens directly from a disk or a memory stick, with your content.";
}

impl Texts {
    /// How far a check has come.
    #[must_use]
    pub fn checking(self, done: usize, all: usize) -> String {
        match self.0 {
            Lang::Sv if all == 0 => "Kontrollerar …".to_owned(),
            Lang::En if all == 0 => "Checking …".to_owned(),
            Lang::Sv => format!("Kontrollerar … fil {done} av {all}"),
            Lang::En => format!("Checking … file {done} of {all}"),
        }
    }

    /// What a check has come to.
    #[must_use]
    pub fn checked(self, wrong: usize, fair: usize) -> String {
        match (wrong, fair) {
            (0, 0) => self.0.pick("Installationen är bra.", "The installation is fine.").to_owned(),
            (0, _) => self.things_fair(fair),
            (_, 0) => self.things_wrong(wrong),
            _ => format!("{} {}", self.things_wrong(wrong), self.things_fair(fair)),
        }
    }

    /// A file that came as something else.
    #[must_use]
    pub fn check_type(self, file: &str, kind: &str) -> String {
        match (self.0, kind) {
            (Lang::Sv, "") => format!("Servern skickar {file} utan typ."),
            (Lang::En, "") => format!("The server sends {file} without a type."),
            (Lang::Sv, _) => format!("Servern skickar {file} som {kind}."),
            (Lang::En, _) => format!("The server sends {file} as {kind}."),
        }
    }
}

counted! {
    things_wrong: "{n} sak behöver rättas.", "{n} saker behöver rättas.", "{n} thing needs to be corrected.", "{n} things need to be corrected.";
    things_fair: "{n} sak kan bli bättre.", "{n} saker kan bli bättre.", "{n} thing could be better.", "{n} things could be better.";
    check_whole: "Programmets {n} fil är på plats och hel.", "Programmets {n} filer är på plats och hela.", "The program’s {n} file is in place and whole.", "The program’s {n} files are in place and whole.";
    check_as_released: "{n} fil är som den gavs ut.", "{n} filer är som de gavs ut.", "{n} file is as released.", "{n} files are as released.";
}
