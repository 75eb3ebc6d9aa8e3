//! Votes in the text of a meeting's chat, pasted as it is: `6b` is the second choice of question 6.
//!
//! Each program writes senders and times in its own way. A sender counts once, with the newest vote; names are only compared
//! while the text is read.

use std::ops::Range;

/// What is being voted on.
#[derive(Debug, Clone, Copy)]
pub struct Ballot {
    /// The question's number as the participants see it, from 1.
    pub number: usize,
    /// How many choices it has.
    pub choices: usize,
    /// Whether more than one may be chosen.
    pub several: bool,
}

/// The letter of a choice by its place from 0, as it is shown and typed: `a`. There are never more than 26.
#[must_use]
pub fn letter(place: usize) -> char {
    // Cannot wrap: at most 25.
    char::from(b'a' + u8::try_from(place.min(25)).unwrap_or_default())
}

impl Ballot {
    /// The votes in a chat, one for each sender: the places of the choices that were chosen, from 0. Where the text names
    /// no senders, each message is one.
    #[must_use]
    pub fn votes(self, chat: &str) -> Vec<Vec<usize>> {
        let mut newest: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        for Message { sender, text } in messages(chat) {
            let Some(vote) = self.vote(&text) else { continue };
            match newest.iter_mut().find(|(of, _)| sender.is_some() && *of == sender) {
                Some((_, before)) => *before = vote,
                None => newest.push((sender, vote)),
            }
        }
        newest.into_iter().map(|(_, vote)| vote).collect()
    }

    /// The last vote on this question in a text.
    fn vote(self, text: &str) -> Option<Vec<usize>> {
        let number = self.number.to_string();
        let places = text.match_indices(&number).filter(|(at, _)| {
            // Of 16b the 6 is no number.
            !text[..*at].chars().next_back().is_some_and(char::is_alphanumeric)
        });
        places.filter_map(|(at, _)| self.chosen(&text[at + number.len()..])).last()
    }

    /// The choices that stand after a question's number: `b`, ` B`, `: b`, `bd`, ` b, d`.
    fn chosen(self, rest: &str) -> Option<Vec<usize>> {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(['.', ':', ')', '-', '=']).unwrap_or(rest).trim_start();
        let mut chosen = Vec::new();
        for word in rest.split(|c: char| c.is_whitespace() || ",;/+&".contains(c)).filter(|word| !word.is_empty()) {
            let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let places: Option<Vec<usize>> = letters.chars().map(|c| self.place(c)).collect();
            match places.filter(|places| !places.is_empty()) {
                Some(places) => chosen.extend(places),
                // The next words are no choices.
                None => break,
            }
            // A full stop or a face ends it.
            if letters.len() < word.len() {
                break;
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        (!chosen.is_empty() && (self.several || chosen.len() == 1)).then_some(chosen)
    }

    fn place(self, letter: char) -> Option<usize> {
        let place = u32::from(letter.to_ascii_lowercase()).checked_sub(u32::from('a'))?;
        usize::try_from(place).ok().filter(|place| *place < self.choices)
    }
}

/// What somebody wrote.
struct Message {
    /// Who, where the text says it.
    sender: Option<String>,
    text: String,
}

/// The messages of a chat.
fn messages(chat: &str) -> Vec<Message> {
    let lines: Vec<&str> = chat.lines().map(str::trim).collect();
    // Where lines bear times, those name the senders: then `Svar: 6b` is a message and not a sender called Svar.
    let is_timed = lines.iter().any(|line| time_in(line).is_some());
    let mut sender = None;
    let mut messages: Vec<Message> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let heading = if is_timed { timed(line) } else { named(line) };
        let text = match heading {
            Some((name, text)) => {
                // A time alone stands under the name.
                let above = n.checked_sub(1).map_or("", |above| lines[above]);
                let name = if name.is_empty() { above } else { name };
                sender = Some(name.to_lowercase());
                text
            }
            None => line,
        };
        messages.push(Message { sender: sender.clone(), text: text.to_owned() });
    }
    messages
}

/// The sender and the text of a line that begins a message, in a chat with times. The name is empty if only a time stands
/// there.
fn timed(line: &str) -> Option<(&str, &str)> {
    let time = time_in(line)?;
    let is_mark = |c: char| !c.is_alphanumeric();
    let (before, after) = (line[..time.start].trim(), line[time.end..].trim());
    // A day may stand beside it.
    let has_name = |part: &str| part.chars().any(char::is_alphabetic);
    if !has_name(before) && has_name(after) {
        // [10:32] Anna: 6b · 10:32:05 From Anna to Everyone: 6b · 2026-11-26 10:32 - Anna: 6b
        let rest = after.trim_start_matches(is_mark);
        let (name, text) = rest.split_once(':').unwrap_or((rest, ""));
        return Some((without_frame(name), text.trim()));
    }
    if has_name(before) && !has_name(after) {
        // Anna Svensson 10:32 · from Anna to everyone: 10:32
        let name = without_frame(before.trim_end_matches(|c: char| is_mark(c) || c.is_ascii_digit()));
        // A sentence may end with a time too: it seldom begins as a name does.
        return name.chars().next().is_some_and(char::is_uppercase).then_some((name, ""));
    }
    (!has_name(before) && !has_name(after)).then_some(("", ""))
}

/// A name without the words that some programs put around it: "From Anna to Everyone".
fn without_frame(name: &str) -> &str {
    let name = name.trim();
    let framed = ["from ", "från "].iter().find_map(|word| {
        let start = name.get(..word.len())?;
        start.to_lowercase().eq(word).then(|| &name[word.len()..])
    });
    let Some(name) = framed else { return name };
    let end = [" to ", " till "].iter().filter_map(|word| name.to_lowercase().find(word)).min();
    // Lower case can have another length: then the name stays as it is.
    end.and_then(|end| name.get(..end)).unwrap_or(name).trim()
}

/// The sender and the text of a line such as `Anna: 6b`, in a text without times.
fn named(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.split_once(':')?;
    let is_name =
        name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit()) && name.len() <= 60;
    is_name.then(|| (name.trim(), text.trim()))
}

/// Where a time of day stands: `10:32`, `10.32.05`, `10:32 AM`.
fn time_in(line: &str) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_inside = |at: usize| at > 0 && (bytes[at - 1].is_ascii_digit() || b":.-".contains(&bytes[at - 1]));
    let starts = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit() && !is_inside(*at));
    starts
        .filter_map(|at| {
            let hours = digits(at);
            let mut end = at + hours;
            let mut more = 0;
            while more < 2 && bytes.get(end).is_some_and(|byte| b":.".contains(byte)) && digits(end + 1) == 2 {
                end += 3;
                more += 1;
            }
            let is_time =
                more > 0 && (1..=2).contains(&hours) && line[at..at + hours].parse::<u8>().is_ok_and(|h| h < 24);
            // Half of the day, as Americans write it.
            let rest = line[end..].trim_start();
            let half = rest.get(..2).is_some_and(|half| ["am", "pm"].contains(&half.to_ascii_lowercase().as_str()));
            is_time.then(|| at..if half { line.len() - rest.len() + 2 } else { end })
        })
        .next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIX: Ballot = Ballot { number: 6, choices: 4, several: false };

    #[track_caller]
    fn check(ballot: Ballot, chat: &str, expect: &[&[usize]]) {
        assert_eq!(ballot.votes(chat), expect, "{chat}");
    }

    #[test]
    fn a_vote_is_a_number_and_a_letter_as_people_type_them() {
        for vote in [
            "6b",
            "6B",
            "6 b",
            "6: b",
            "6) b",
            "6-b",
            "6.b",
            "jag tror 6b",
            "6b!",
            "6b 👍",
            "Svar 6b tack",
            "6b.",
            "5a 6b",
        ] {
            check(SIX, vote, &[&[1]]);
        }
        for none in
            ["", "b", "6", "16b", "6bc", "6 b c", "6e", "6 av 9", "vi är 6 bra", "a6b", "60b", "6ö", "6:e frågan"]
        {
            check(SIX, none, &[]);
        }
    }

    #[test]
    fn where_several_may_be_chosen_several_letters_count() {
        let several = Ballot { several: true, ..SIX };
        for vote in ["6bd", "6 b, d", "6 db", "6b+d", "6b d", "6 b/d!", "6: B D B"] {
            check(several, vote, &[&[1, 3]]);
        }
        check(several, "6b tack", &[&[1]]);
        check(several, "6bx", &[]);
    }

    #[test]
    fn each_program_names_its_senders_in_its_own_way() {
        let chats = [
            "[10:32] Anna Svensson: 6b\n[10:33] Bo Ek: 6c\n[10:34] Anna Svensson: 6a",
            "[2026-11-26 10:32] Anna Svensson\n6b\n\n[2026-11-26 10:33] Bo Ek\n6c\n\n[2026-11-26 10:34] Anna Svensson\n6a",
            "[2026-11-26, 10:32:05] Anna: 6b\n[2026-11-26, 10:33:01] Bo: 6c\n[2026-11-26, 10:34:00] Anna: 6a",
            "2026-11-26 10:32 - Anna: 6b\n2026-11-26 10:33 - Bo: 6c\n2026-11-26 10:34 - Anna: 6a",
            "10:32:05 From Anna Svensson to Everyone:\n\t6b\n10:33:05 From Bo Ek to Everyone:\n\t6c\n10:34:00 From Anna Svensson to Everyone:\n\t6a",
            "10:32:05\t Från  Anna : 6b\n10:33:05\t Från  Bo till Alla : 6c\n10:34:00\t Från  Anna : 6a",
            "Anna Svensson 10:32 AM\n6b\nBo Ek 10:33 AM\n6c\nAnna Svensson 10:34 AM\n6a",
            "Anna Svensson\n10:32\n6b\nBo Ek\n10:33\n6c\n👏\nAnna Svensson\n10:34\n6a",
            "from Anna to everyone:    10:32 AM\n6b\nfrom Bo to everyone:    10:33 AM\n6c\nfrom Anna to everyone:  10:34 AM\n6a",
            "Anna Svensson  10:32\nhej!\n6b\nBo Ek  10:33\n6c\nAnna Svensson  10:34\nfel, 6a ska det vara",
            "Anna: 6b\nBo: 6c\nAnna: 6a",
        ];
        for chat in chats {
            // Webex writes "from" in small letters, and the name after it in large.
            check(SIX, chat, &[&[0], &[2]]);
        }
    }

    #[test]
    fn messages_without_senders_are_one_each() {
        check(SIX, "6b\n6c\n6b\n\n", &[&[1], &[2], &[1]]);
    }

    #[test]
    fn a_word_before_a_vote_is_no_sender_in_a_chat_with_times() {
        check(SIX, "Anna 10:32\nSvar: 6b\nBo 10:33\nSvar: 6c", &[&[1], &[2]]);
        // Nor is a sentence that ends with a time.
        check(SIX, "Anna 10:32\n6b\nvi ses kl. 13:00\n6c", &[&[2]]);
    }

    #[test]
    fn a_sender_who_writes_no_vote_later_keeps_the_one_before() {
        check(SIX, "[10:32] Anna: 6b\n[10:35] Anna: tack!\n[10:36] Bo: 7a", &[&[1]]);
    }

    #[test]
    fn letters_follow_the_choices() {
        assert_eq!((0..4).map(letter).collect::<String>(), "abcd");
    }

    proptest! {
        #[test]
        fn no_chat_makes_it_fail(chat in "[\\PC\\n]{0,120}", number in 0usize..99, choices in 0usize..30, several: bool) {
            for vote in (Ballot { number, choices, several }).votes(&chat) {
                prop_assert!(vote.iter().all(|place| *place < choices));
            }
        }

        /// However the chat is written, a vote more by the same sender adds nobody.
        #[test]
        fn a_sender_counts_once(times in 1usize..5) {
            let chat = "[10:32] Anna: 6b\n".repeat(times) + "[10:40] Bo: 6c\n";
            prop_assert_eq!(SIX.votes(&chat).len(), 2);
        }
    }
}
