//! Why a file cannot be opened, in sentences.

use engine::results::open_error::{OpenError, VERSION};

use crate::Texts;

impl Texts {
    /// What is wrong and what to do, for the person who opened the file.
    #[must_use]
    pub fn open_error(self, error: &OpenError) -> String {
        let lang = self.0;
        match error {
            OpenError::TooLarge => lang
                .pick(
                    "Filen är större än 5 MB. En resultatfil är mycket mindre. Välj en fil som heter vattenpass-….json.",
                    "The file is larger than 5 MB. A result file is much smaller. Choose a file named vattenpass-….json.",
                )
                .to_owned(),
            OpenError::TooMany => lang
                .pick(
                    "Filen innehåller mer än sidan läser: fler än 100 000 svar, eller fler än 1 000 av något annat, som åtgärder. En resultatfil har mycket färre. Välj en fil som heter vattenpass-….json.",
                    "The file holds more than this site reads: more than 100,000 answers, or more than 1,000 of something else, such as actions. A result file has far fewer. Choose a file named vattenpass-….json.",
                )
                .to_owned(),
            OpenError::NotJson { line, column } => lang.pick(
                format!("Filen är ingen resultatfil: den går inte att läsa vid rad {line}, tecken {column}. Välj en fil som heter vattenpass-….json. Hämta den på nytt om den har ändrats i ett annat program."),
                format!("The file is not a result file: it cannot be read at line {line}, character {column}. Choose a file named vattenpass-….json. If another program has changed it, get a fresh copy."),
            ),
            OpenError::NotOurs => lang
                .pick(
                    "Filen är ingen resultatfil från Vattenpass. Välj en fil som heter vattenpass-….json. En fil vars namn börjar med vattenpass-enhet öppnar du på sidan Sparat på enheten, och en gruppfil på sidan Samla svar.",
                    "The file is not a result file from Vattenpass. Choose a file named vattenpass-….json. Open a file whose name starts with vattenpass-enhet on the page Saved on this device, and a group file on the page Gather answers.",
                )
                .to_owned(),
            OpenError::NoQuestionnaire => lang
                .pick(
                    "Filen säger inte vilket frågeformulär den hör till: det som står där kan inte vara ett id. Den är skadad eller ändrad. Öppna en kopia som inte har ändrats.",
                    "The file does not say which questionnaire it belongs to: what it says cannot be an id. It is damaged or has been changed. Open a copy that has not been changed.",
                )
                .to_owned(),
            OpenError::Newer { version } => lang.pick(
                format!("Filen är gjord av en nyare version av Vattenpass (format {version}, den här sidan läser till och med {VERSION}). Öppna den där den gjordes, eller be den som sköter sidan att uppdatera den."),
                format!("The file was made by a newer version of Vattenpass (format {version}; this site reads up to {VERSION}). Open it where it was made, or ask whoever runs this site to update it."),
            ),
            OpenError::Damaged { line, column, .. } => lang.pick(
                format!("Resultatfilen är skadad eller ändrad: rad {line}, tecken {column} går inte att läsa. Öppna en kopia som inte har ändrats."),
                format!("The result file is damaged or has been changed: line {line}, character {column} cannot be read. Open a copy that has not been changed."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use engine::Lang;
    use engine::results::open_error::{MAX_ANSWERS, MAX_BYTES, MAX_LIST};

    use super::*;

    #[test]
    fn each_error_says_what_to_do_and_where_it_is() {
        let (line, column) = (7, 13);
        let errors = [
            (OpenError::TooLarge, vec![MAX_BYTES / 1_000_000]),
            (OpenError::TooMany, vec![MAX_ANSWERS, MAX_LIST]),
            (OpenError::NotJson { line, column }, vec![line, column]),
            (OpenError::NotOurs, vec![]),
            (OpenError::NoQuestionnaire, vec![]),
            (OpenError::Newer { version: 99 }, vec![99]),
            (OpenError::Damaged { line, column, detail: String::new() }, vec![line, column]),
        ];
        for lang in Lang::ALL {
            for (error, numbers) in &errors {
                let message = Texts(lang).open_error(error);
                let together = message.replace([',', ' '], "");
                assert!(message.len() > 40, "{message}");
                assert!(numbers.iter().all(|number| together.contains(&number.to_string())), "{message}");
            }
        }
    }
}
