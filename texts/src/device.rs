//! The texts of the page of everything that is saved on a device.

use engine::Lang;

use crate::site::{Texts, counted, texts};

texts! {
    privacy: "Integritet och lagring", "Privacy and storage";
    device: "Sparat på enheten", "Saved on this device";
    device_lead: "Här ser du de svar, sessioner och samlade resultat som Vattenpass har sparat i den här webbläsaren. Sidan skickar dem ingenstans.", "These are the answers, sessions and gathered results that Vattenpass has saved in this browser. The site sends them nowhere.";
    device_empty: "Inget är sparat på den här enheten.", "Nothing is saved on this device.";
    device_blocked: "Webbläsaren låter inte sidan spara något. Svaren finns bara så länge sidan är öppen.", "The browser does not let the site save anything. Answers last only while the page is open.";
    device_what: "Vad", "What";
    device_count: "Antal", "Number";
    device_changed: "Senast ändrat", "Last changed";
    device_damaged: "Skadat, går inte att läsa", "Damaged, cannot be read";
    device_gathered: "Samlade svar från många", "Gathered answers from many";
    device_gathered_taken: "Svaren du har samlat från många är med.", "The answers that you have gathered from many are here.";
    device_gathered_damaged: "En del av svaren du har samlat från många är skadad i filen och följer inte med.", "Some of the answers that you have gathered from many are damaged in the file and are not included.";
    device_gathered_open: "Är sidan Samla svar redan öppen, så ladda om den.", "If the page Gather answers is open already, reload it.";
    device_sessions: "Sessioner i utbildningen", "Training sessions";
    device_download_title: "Ta med allt till en annan dator", "Take everything to another computer";
    device_download_help: "Filen innehåller allt i listan, också det du har skrivit. Öppna den på samma sida på den andra datorn. Får Vattenpass en ny adress öppnar du den på samma sida där.", "The file holds everything in the list, including what you have written. Open it on the same page on the other computer. If Vattenpass moves to a new address, open it on the same page there.";
    device_download: "Ladda ner allt i en fil", "Download everything in one file";
    device_open: "Öppna en fil från en annan enhet", "Open a file from another device";
    device_open_help: "Inget som finns här skrivs över. Är en självskattning ändrad på båda enheterna finns båda kvar.", "Nothing here is overwritten. If a self-assessment has been changed on both devices, both are kept.";
    device_not_one: "Filen är inte en fil med allt från en enhet. En sådan heter vattenpass-enhet och ett datum.", "This is not a file with everything from a device. Such a file is named vattenpass-enhet and a date.";
    device_is_result: "Det här är en resultatfil. Öppna den på startsidan.", "This is a result file. Open it on the start page.";
    device_is_newer: "Filen är sparad av en nyare version av Vattenpass. Ladda om sidan och försök igen.", "The file was saved by a newer version of Vattenpass. Reload the page and try again.";
    device_not_read: "Det som är samlat från många kunde inte läsas. Försök igen.", "What has been gathered from many could not be read. Try again.";
    device_keep_title: "Så länge finns det kvar", "How long it stays";
    device_delete_title: "Ta bort allt", "Delete everything";
    device_delete_help: "Allt i listan tas bort från den här enheten. Det går inte att ångra. Filer som du har laddat ner finns kvar.", "Everything in the list is deleted from this device. It cannot be undone. Files that you have downloaded remain.";
    device_delete: "Ta bort allt från enheten", "Delete everything from this device";
    device_delete_sure: "Vill du ta bort allt som är sparat på den här enheten?", "Do you want to delete everything that is saved on this device?";
    device_see: "Allt som är sparat på enheten", "Everything saved on this device";
    persists: "Webbläsaren har lovat att behålla det som är sparat.", "The browser has promised to keep what is saved.";
    persists_not: "Webbläsaren kan ta bort det som är sparat om det blir ont om plats.", "The browser may delete what is saved if space runs short.";
    persists_a_week: "Webbläsaren tar bort det som är sparat om du inte besöker sidan på sju dagar. Ladda ner det som du vill ha kvar.", "The browser deletes what is saved if you do not visit the site for seven days. Download what you want to keep.";
    persist: "Be webbläsaren att behålla det", "Ask the browser to keep it";
    persist_refused: "Webbläsaren lovar inget. Ladda ner det som är viktigt.", "The browser makes no promise. Download what matters.";
    licence: "Licens", "Licence";
    version_and_licence(version: &str): "Det här är Vattenpass {version}. Programmet är fri programvara under", "This is Vattenpass {version}. The program is free software under the";
}

counted! {
    device_added: "{n} självskattning är tillagd.", "{n} självskattningar är tillagda.", "{n} self-assessment was added.", "{n} self-assessments were added.";
    device_there: "{n} fanns redan här.", "{n} fanns redan här.", "{n} was here already.", "{n} were here already.";
    device_beside: "{n} finns nu i två versioner: den som fanns här och den ur filen.", "{n} finns nu i två versioner: den som fanns här och den ur filen.", "{n} now exists in two versions: the one that was here and the one from the file.", "{n} now exist in two versions: the one that was here and the one from the file.";
    device_refused: "{n} fick inte plats i webbläsaren. Ta bort något och öppna filen igen.", "{n} fick inte plats i webbläsaren. Ta bort något och öppna filen igen.", "There was no room for {n} in the browser. Delete something and open the file again.", "There was no room for {n} in the browser. Delete something and open the file again.";
    page_gaps: "Det här är en mall som inte är klar. Kommunen svarar för innehållet och har {n} uppgift kvar att fylla i, inom hakparentes.", "Det här är en mall som inte är klar. Kommunen svarar för innehållet och har {n} uppgifter kvar att fylla i, inom hakparentes.", "This is a template that is not finished. The municipality is responsible for the content and has {n} detail left to fill in, in square brackets.", "This is a template that is not finished. The municipality is responsible for the content and has {n} details left to fill in, in square brackets.";
}
