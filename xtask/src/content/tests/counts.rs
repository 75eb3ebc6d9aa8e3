//! No text says how many questions there are: one questionnaire said 38 and had 39. Where the site shows a number it counts.

use super::*;

/// What there can be a number of.
const COUNTED: &str = "fråga frågor frågorna påståenden påståendena krav kraven question questions statements requirement \
                       requirements";

/// Numbers in words. "En", "ett" and "one" are left out: they are articles too.
const NUMBERS: &str = "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton \
                       two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                       seventeen eighteen nineteen";

/// How the larger numbers begin: "tjugotvå", "twenty-two".
const TENS: [&str; 8] = ["tjugo", "trettio", "fyrtio", "femtio", "twenty", "thirty", "forty", "fifty"];

/// Numbers that cannot become wrong here: what a finished document asks, and questions that stand in the same sentence.
const NOT_OURS: [&str; 10] = [
    "kpmg:s tio frågor",
    "kpmg’s ten questions",
    "de tio frågor som kommunens chefer fick",
    "the ten questions put to the municipality’s managers",
    "fem frågor ställs",
    "there are five questions",
    "granskningens fem frågor",
    "the audit’s five questions",
    "svarar på tre frågor: vad kan hända",
    "answers three questions: what can happen",
];

fn is_number(word: &str) -> bool {
    let digits = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    digits || NUMBERS.split(' ').any(|number| number == word) || TENS.iter().any(|tens| word.starts_with(tens))
}

/// The places where a number stands before what is counted, with at most one word between: "fyra frågor", "två nya krav".
fn counts(line: &str) -> Vec<String> {
    let line = NOT_OURS.iter().fold(line.to_lowercase(), |line, not_ours| line.replace(not_ours, ""));
    let words: Vec<&str> = line.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let counted = |word: &str| COUNTED.split(' ').any(|counted| word.ends_with(counted));
    let starts = (0..words.len()).filter(|&n| is_number(&bare(words[n])));
    let goes_on = |n: usize| words.get(n).is_some_and(|word| !word.ends_with(['.', ',', ':', ';', '?', '!']));
    let found = starts.filter(|&n| {
        let next = |steps: usize| words.get(n + steps).is_some_and(|word| counted(&bare(word)));
        goes_on(n) && (next(1) || goes_on(n + 1) && next(2))
    });
    found.map(|n| words[n..words.len().min(n + 3)].join(" ")).collect()
}

#[test]
fn no_text_says_how_many_questions_there_are() {
    let content = content();
    let mut found = Vec::new();
    for (path, text, _) in content.files() {
        for (n, line) in text.lines().enumerate() {
            found.extend(counts(line).into_iter().map(|count| format!("{}:{}: {count}", path.display(), n + 1)));
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_number_of_questions_is_seen_in_figures_and_words_and_an_article_is_not() {
    let seen =
        ["Du får 23 frågor.", "Alla sexton krav väger lika.", "De två nya frågorna", "Twenty-two statements show"];
    for line in seen {
        assert_eq!(counts(line).len(), 1, "{line}");
    }
    let passed = [
        "Frågorna 1, 2, 4 och 5 räknas.",
        "Ett krav som ingen frågar efter",
        "Det tar tio. Frågor finns kvar.",
        "Orden är våra egna, utom KPMG:s tio frågor i chefsenkäten.",
        "enligt 2 kap. 3 §",
    ];
    for line in passed {
        assert_eq!(counts(line), [""; 0], "{line}");
    }
}
