//! What is good enough in how a host sends its files.

use texts::Texts;

use crate::browser::boot::{Able, Sent};

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It has to be mended: somebody cannot use the site, or is told something wrong.
    Wrong,
    /// It works, and could work better.
    Fair,
    /// Nothing is to be done.
    Good,
}

/// Something that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub grade: Grade,
    /// What has been found, in a sentence.
    pub found: String,
    /// What to do. Empty where nothing is.
    pub help: String,
}

impl Finding {
    /// Nothing is to be done.
    pub fn good(found: impl Into<String>) -> Self {
        Self { grade: Grade::Good, found: found.into(), help: String::new() }
    }

    /// It could be better.
    pub fn fair(found: impl Into<String>, help: impl Into<String>) -> Self {
        Self { grade: Grade::Fair, found: found.into(), help: help.into() }
    }

    /// It has to be mended.
    pub fn wrong(found: impl Into<String>, help: impl Into<String>) -> Self {
        Self { grade: Grade::Wrong, found: found.into(), help: help.into() }
    }
}

/// What a host sends, judged. `sent` is of some files: whether each changes its name with its content, its name, and how it
/// came. The first is the page that starts the site.
#[must_use]
pub fn host(sent: &[(bool, String, Sent)], t: Texts) -> Vec<Finding> {
    let refused = sent.iter().filter(|(_, _, sent)| sent.status != 200);
    let mut findings: Vec<Finding> =
        refused.map(|(_, name, sent)| Finding::wrong(t.check_refused(name, sent.status), t.help_allow())).collect();
    let came: Vec<&(bool, String, Sent)> = sent.iter().filter(|(_, _, sent)| sent.status == 200).collect();
    findings.extend(types(&came, t));
    findings.extend(packing(&came, t));
    findings.extend(caching(&came, t));
    findings.extend(came.first().map(|(_, _, page)| guards(page, t)));
    findings
}

/// The types without which a browser refuses a file, or is slower. What is only read may come as anything.
const TYPES: [(&str, &str, Grade); 3] = [
    (".js", "text/javascript", Grade::Wrong),
    (".css", "text/css", Grade::Wrong),
    (".wasm", "application/wasm", Grade::Fair),
];

fn types(came: &[&(bool, String, Sent)], t: Texts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (ending, kind, grade) in TYPES {
        let other = came.iter().find(|(_, name, sent)| name.ends_with(ending) && !is_kind(&sent.kind, kind));
        findings.extend(other.map(|(_, name, sent)| Finding {
            grade,
            found: t.check_type(name, &sent.kind),
            help: t.check_type_help(ending, kind),
        }));
    }
    if findings.is_empty() { vec![Finding::good(t.check_types_good())] } else { findings }
}

/// Whether a `Content-Type` is of a kind; JavaScript has several names.
fn is_kind(header: &str, kind: &str) -> bool {
    let bare = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    bare == kind
        || kind == "text/javascript" && ["application/javascript", "application/x-javascript"].contains(&bare.as_str())
}

/// Files that are worth packing.
const TO_PACK: [&str; 4] = [".wasm", ".js", ".css", ".md"];

fn packing(came: &[&(bool, String, Sent)], t: Texts) -> Vec<Finding> {
    let plain = |ending: &&str| came.iter().any(|(_, name, sent)| name.ends_with(*ending) && sent.encoding.is_empty());
    let plain: Vec<String> = TO_PACK.iter().filter(|ending| plain(ending)).map(|ending| (*ending).to_owned()).collect();
    vec![match plain.is_empty() {
        true => Finding::good(t.check_packed()),
        false => Finding::fair(t.check_not_packed(&t.list(&plain)), t.check_packing_help()),
    }]
}

/// How long a file may be kept unasked, in seconds, by its `Cache-Control`. `None` where it says nothing.
fn kept_for(header: &str) -> Option<u64> {
    let words: Vec<String> = header.split(',').map(|word| word.trim().to_ascii_lowercase()).collect();
    if words.iter().any(|word| word == "no-cache" || word == "no-store") {
        return Some(0);
    }
    words.iter().find_map(|word| word.strip_prefix("max-age=")?.parse().ok())
}

/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

fn caching(came: &[&(bool, String, Sent)], t: Texts) -> Vec<Finding> {
    let of = |named: bool| came.iter().filter(move |(by_content, _, _)| *by_content == named);
    // The page and the content: whoever edits them wants to see it.
    let edited: Vec<Option<u64>> = of(false).map(|(_, _, sent)| kept_for(&sent.cache)).collect();
    let longest = edited.iter().flatten().max().copied().unwrap_or(0);
    let fresh = match (edited.contains(&None), longest) {
        (true, _) => Finding::fair(t.check_cache_silent(), t.check_cache_help()),
        (false, 0) => Finding::good(t.check_cache_fresh()),
        (false, seconds) => Finding::fair(t.check_cache_old(seconds.div_ceil(60)), t.check_cache_help()),
    };
    let stays = of(true).all(|(_, _, sent)| kept_for(&sent.cache).is_some_and(|seconds| seconds >= DAY));
    let lasting = match stays {
        true => Finding::good(t.check_cache_lasting()),
        false => Finding::fair(t.check_cache_asked(), t.check_cache_lasting_help()),
    };
    vec![fresh, lasting]
}

fn guards(page: &Sent, t: Texts) -> Finding {
    let names = [
        "Content-Security-Policy (frame-ancestors)",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
    ];
    let [policy, sniff, referrer, permissions] = &page.guards;
    let there = [policy.contains("frame-ancestors"), sniff == "nosniff", !referrer.is_empty(), !permissions.is_empty()];
    let missing: Vec<String> =
        names.iter().zip(there).filter(|(_, there)| !there).map(|(name, _)| (*name).to_owned()).collect();
    match missing.is_empty() {
        true => Finding::good(t.check_guards_good()),
        false => Finding::fair(t.check_guards_missing(&t.list(&missing)), t.check_guards_help()),
    }
}

/// What the browser can do on this host, judged. `files` is how many files the release has, if that is known.
#[must_use]
pub fn browser(able: Able, files: Option<usize>, t: Texts) -> Vec<Finding> {
    let safe = match able.is_secure {
        true => Finding::good(t.check_secure()),
        false => Finding::fair(t.check_insecure(), t.check_insecure_help()),
    };
    let saves = match able.saves {
        true => Finding::good(t.check_saves()),
        false => Finding::fair(t.check_saves_not(), t.check_saves_help()),
    };
    let persists = able.saves.then(|| match able.persists {
        true => Finding::good(t.persists()),
        false => Finding::fair(t.persists_not(), t.check_persists_help()),
    });
    let offline = match files {
        _ if !able.can_keep => Some(Finding::fair(t.check_offline_never(), "")),
        Some(files) if able.kept >= files => Some(Finding::good(t.check_offline())),
        Some(_) => Some(Finding::fair(t.check_offline_not_yet(), t.check_offline_help())),
        None => None,
    };
    [safe, saves].into_iter().chain(persists).chain(offline).collect()
}

#[cfg(test)]
mod tests {
    use engine::Lang;

    use super::*;

    const T: Texts = Texts(Lang::Sv);

    fn sent(name: &str, kind: &str, cache: &str, encoding: &str) -> (bool, String, Sent) {
        let sent =
            Sent { status: 200, kind: kind.into(), cache: cache.into(), encoding: encoding.into(), ..Sent::default() };
        (name.contains('-'), name.to_owned(), sent)
    }

    fn good() -> Vec<(bool, String, Sent)> {
        let lasting = "public, max-age=31536000, immutable";
        let mut all = vec![
            sent("index.html", "text/html; charset=utf-8", "no-cache", "gzip"),
            sent("content/site.toml", "", "no-cache", ""),
            sent("content/sv/a.md", "", "no-cache", "br"),
            sent("a-01234567.js", "application/javascript", lasting, "br"),
            sent("a-01234567.css", "TEXT/CSS;charset=utf-8", lasting, "br"),
            sent("a-01234567_bg.wasm", "application/wasm", lasting, "br"),
        ];
        all[0].2.guards =
            ["default-src 'none'; frame-ancestors 'self'", "nosniff", "no-referrer", "camera=()"].map(Into::into);
        all
    }

    fn grades(sent: &[(bool, String, Sent)]) -> Vec<(Grade, String)> {
        let findings = host(sent, T).into_iter().filter(|finding| finding.grade != Grade::Good);
        findings.map(|finding| (finding.grade, finding.found)).collect()
    }

    #[test]
    fn a_host_that_is_set_up_has_nothing_to_mend() {
        assert_eq!(grades(&good()), []);
        assert!(host(&good(), T).iter().all(|finding| finding.help.is_empty()));
    }

    #[test]
    fn each_fault_is_told_with_what_it_is_worth_and_what_to_do() {
        type Spoil = fn(&mut Vec<(bool, String, Sent)>);
        let cases: [(Spoil, Grade, &str); 9] = [
            (|all| all[1].2.status = 404, Grade::Wrong, "404"),
            (|all| all[3].2.kind = "text/plain".into(), Grade::Wrong, "text/plain"),
            (|all| all[4].2.kind = String::new(), Grade::Wrong, ".css"),
            (|all| all[5].2.kind = "application/octet-stream".into(), Grade::Fair, "octet-stream"),
            (|all| all[5].2.encoding = String::new(), Grade::Fair, ".wasm"),
            (|all| all[2].2.cache = String::new(), Grade::Fair, T.check_cache_silent()),
            (|all| all[0].2.cache = "max-age=600".into(), Grade::Fair, "10 minuter"),
            (|all| all[3].2.cache = "no-cache".into(), Grade::Fair, T.check_cache_asked()),
            (|all| all[0].2.guards[0] = "default-src 'none'".into(), Grade::Fair, "frame-ancestors"),
        ];
        for (spoil, grade, said) in cases {
            let mut all = good();
            spoil(&mut all);
            let found = grades(&all);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].0 == grade && found[0].1.contains(said), "{said}: {found:?}");
            assert!(host(&all, T).iter().all(|finding| (finding.grade == Grade::Good) == finding.help.is_empty()));
        }
    }

    #[test]
    fn what_a_cache_may_do_is_read_as_browsers_read_it() {
        assert_eq!(kept_for("no-cache"), Some(0));
        assert_eq!(kept_for("private, no-store"), Some(0));
        assert_eq!(kept_for("Public, Max-Age=600"), Some(600));
        assert_eq!([kept_for(""), kept_for("public"), kept_for("max-age=x")], [None; 3]);
    }

    #[test]
    fn a_browser_that_can_everything_has_nothing_to_mend() {
        let able = Able { is_secure: true, saves: true, persists: true, can_keep: true, kept: 60 };
        assert!(browser(able, Some(60), T).iter().all(|finding| finding.grade == Grade::Good));
        let nothing = browser(Able::default(), Some(60), T);
        assert!(nothing.len() == 3 && nothing.iter().all(|finding| finding.grade == Grade::Fair));
        assert_eq!(browser(Able { kept: 59, ..able }, Some(60), T).last().unwrap().found, T.check_offline_not_yet());
        // What is not known is not said.
        assert_eq!(browser(able, None, T).len(), 3);
    }
}
