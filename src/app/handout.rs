//! A deck as one page of HTML: for somebody without a terminal, and to print. It stands alone: no script, nothing that
//! is fetched, everything from the deck escaped.

use std::fmt::Write;

use crate::deck::model::{Card, Deck, Step};
use crate::deck::steps::UNTIMED_SECONDS;
use crate::deck::text::SafeText;
use crate::language::{self, Language, sentence};

/// Languages that are written from right to left, by the first part of their tags (Unicode CLDR, character order).
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "ary", "arz", "azb", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo",
    "pnb", "prs", "ps", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
];

/// Scripts that are, by the part of a tag that names them.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "samr", "mand"];

/// How it looks: readable in light and dark, and on paper. Contrast of text is above 7:1 in both.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1d2429;--paper:#fdfcf9;--quiet:#4a545c;--line:#c9c5ba;--mark:#efe9da}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#16191c;--quiet:#b9c0c6;--line:#444b51;--mark:#2a2f33}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1.25rem 4rem;max-width:42rem;font:1.06rem/1.6 Georgia,'Noto Serif',serif;\
color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25;margin:1.6em 0 .4em}h1{margin-top:.5em}h3{font-size:1rem;color:var(--quiet)}
a{color:inherit}
article{border-block-start:1px solid var(--line);margin-block-start:2.5rem}
li{margin:.35em 0}.time{color:var(--quiet);font-size:.9em;white-space:nowrap}
.note{background:var(--mark);border-inline-start:.3rem solid var(--line);padding:.6rem .9rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;font-size:.95em}dt{color:var(--quiet)}dd{margin:0}
footer{border-block-start:1px solid var(--line);margin-block-start:3rem;color:var(--quiet)}
@media print{:root{--ink:#000;--paper:#fff;--quiet:#333;--line:#999;--mark:#fff}body{max-width:none;padding:0;font-size:11pt}\
article,.note{break-inside:avoid}h2,h3{break-after:avoid}nav{display:none}}
";

/// Writes the page. What the program says on it is in the language of the deck, or in `words` where there are none in that.
pub fn html(deck: &Deck, words: &'static Language) -> String {
    let of_deck = language::of(deck.language.as_str());
    let mut page = Writer { out: String::new(), words: of_deck.unwrap_or(words), foreign: of_deck.is_none() };
    let language = escaped(deck.language.as_str());
    let direction = if right_to_left(deck.language.as_str()) { "rtl" } else { "ltr" };
    let title = escaped(deck.title.as_str());
    page.put("<!doctype html>\n");
    page.put(&format!("<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n"));
    page.put(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n",
    );
    page.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.put("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
    page.put(&format!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    head(&mut page, deck);
    page.put("<main>\n");
    deck.cards.iter().for_each(|card| article(&mut page, deck, card));
    page.put("</main>\n");
    foot(&mut page);
    page.put("</body>\n</html>\n");
    page.out
}

struct Writer {
    out: String,
    /// The language of what the program says.
    words: &'static Language,
    /// Whether the deck is in another one.
    foreign: bool,
}

impl Writer {
    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Marks words of the program where the deck is in another language.
    fn label(&self, text: &str) -> String {
        if self.foreign {
            format!("<span lang=\"{}\" dir=\"ltr\">{}</span>", self.words.tag, escaped(text))
        } else {
            escaped(text)
        }
    }

    fn heading(&mut self, text: &str) {
        let label = self.label(text);
        self.put(&format!("<h3>{label}</h3>\n"));
    }

    fn fact(&mut self, name: &str, value: &str) {
        let label = self.label(name);
        self.put(&format!("<dt>{label}</dt><dd>{value}</dd>\n"));
    }
}

fn head(page: &mut Writer, deck: &Deck) {
    page.put(&format!("<header>\n<h1>{}</h1>\n", inline(deck.title.as_str())));
    if let Some(summary) = &deck.summary {
        page.put(&body(summary));
    }
    page.put("<dl>\n");
    let authors: Vec<String> = deck
        .authors
        .iter()
        .map(|author| match &author.role {
            Some(role) => format!("{}, {}", escaped(author.name.as_str()), escaped(role.as_str())),
            None => escaped(author.name.as_str()),
        })
        .collect();
    let words = page.words;
    page.fact(words.own.deck_by, &authors.join("; "));
    let review = (words.decks.reviewed)(deck.reviewed.as_ref());
    let review = if deck.reviewed.is_some() { escaped(&review) } else { page.label(&review) };
    page.fact(&sentence(words.decks.review), &review);
    page.fact(words.own.deck_licence, &escaped(deck.license.as_str()));
    page.fact(words.own.deck_version, &format!("{} ({})", deck.version, escaped(deck.id.as_str())));
    page.put("</dl>\n");
    if let Some(when_not) = &deck.contraindications {
        note(page, when_not);
    }
    let contents = page.label(words.card.list_title);
    page.put(&format!("<nav>\n<h2>{contents}</h2>\n<ol>\n"));
    for card in &deck.cards {
        let id = escaped(card.id.as_str());
        page.put(&format!("<li><a href=\"#{id}\">{}</a></li>\n", inline(card.title.as_str())));
    }
    page.put("</ol>\n</nav>\n</header>\n");
}

fn article(page: &mut Writer, deck: &Deck, card: &Card) {
    let id = escaped(card.id.as_str());
    page.put(&format!("<article id=\"{id}\">\n<h2>{}</h2>\n", inline(card.title.as_str())));
    let words = page.words;
    page.heading(words.decks.what_it_answers);
    page.put("<ul>\n");
    card.cues.iter().for_each(|cue| page.put(&format!("<li>{}</li>\n", lines(cue))));
    page.put("</ul>\n");
    page.heading(&(words.decks.what_to_do)(card.seconds()));
    steps(page, &card.steps);
    if let Some(caution) = &card.caution {
        note(page, caution);
    }
    if let Some(why) = &card.why {
        page.put(&body(why));
    }
    page.heading(&(words.decks.lighter)(card.lighter_seconds()));
    steps(page, &card.lighter_steps());
    page.put("<dl>\n");
    let family = if card.family.known() {
        page.label((words.names.family)(&card.family))
    } else {
        escaped(card.family.as_str())
    };
    page.fact(words.card.fact_family, &family);
    let states: Vec<&str> = card.states.iter().map(|state| (words.names.state)(*state)).collect();
    if !states.is_empty() {
        let states = page.label(&states.join(", "));
        page.fact(words.card.fact_states, &states);
    }
    for gate in &card.gates {
        // Without emphasis: a label has none.
        let about = (words.names.gate_asks)(*gate).replace('*', "");
        let asked = page.label(&format!("{}. {about}", (words.decks.asks)(*gate)));
        page.fact(words.own.consent_title, &asked);
    }
    if let Some(instead) = &card.instead {
        let other = deck.cards.iter().find(|other| other.id.as_str() == instead);
        let shown = other.map_or_else(
            || escaped(instead),
            |other| format!("<a href=\"#{}\">{}</a>", escaped(instead), inline(other.title.as_str())),
        );
        page.fact(words.card.fact_instead, &shown);
    }
    if let Some(evidence) = &card.evidence {
        let sources: Vec<String> = evidence.sources.iter().map(|source| escaped(source.as_str())).collect();
        page.fact(words.card.fact_evidence, &format!("{}: {}", evidence.grade, sources.join("; ")));
    }
    page.put("</dl>\n</article>\n");
}

fn steps(page: &mut Writer, steps: &[Step]) {
    page.put("<ol>\n");
    for step in steps {
        let say = match (&step.say, &step.breathe) {
            (Some(say), _) => lines(say),
            (None, _) => page.label(page.words.card.breathe),
        };
        let time = (page.words.card.time)(step).unwrap_or_else(|| (page.words.decks.own_pace)(UNTIMED_SECONDS));
        let time = page.label(&time);
        page.put(&format!("<li>{say} <span class=\"time\">({time})</span></li>\n"));
    }
    page.put("</ol>\n");
}

fn note(page: &mut Writer, text: &SafeText) {
    let label = page.label(page.words.card.caution);
    let bare = text.as_str().trim_start().trim_start_matches("Caution:").trim_start();
    page.put(&format!("<p class=\"note\" role=\"note\"><strong>{label}</strong> {}</p>\n", lines(&bare.into())));
}

fn foot(page: &mut Writer) {
    let words = page.words;
    let foreign = if page.foreign { format!(" lang=\"{}\" dir=\"ltr\"", words.tag) } else { String::new() };
    page.put(&format!("<footer{foreign}>\n<h2>{}</h2>\n<ul>\n", escaped(words.people.when_to_stop)));
    for sign in words.people.stop_signs {
        page.put(&format!("<li>{}</li>\n", inline(sign)));
    }
    page.put(&format!(
        "</ul>\n<p>{}</p>\n<p>{}</p>\n",
        inline(words.people.stop_then),
        inline(words.people.stop_medical)
    ));
    page.put(&format!(
        "<p>{}</p>\n<p>{}</p>\n</footer>\n",
        inline(words.people.emergency),
        inline(words.today.what_it_is_not)
    ));
}

fn right_to_left(tag: &str) -> bool {
    let tag = tag.to_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    // A script that is named decides; most tags name none.
    match parts.find(|part| part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic())) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&language),
    }
}

/// Writes text so that none of it is markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in SafeText::new(text).as_str().chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Writes a line, with `*emphasis*`.
fn inline(text: &str) -> String {
    let parts: Vec<&str> = text.split('*').collect();
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        // A star without a partner is a star.
        let inside = index % 2 == 1 && index + 1 < parts.len();
        let stray = index % 2 == 1 && !inside;
        let _ = match (inside && !part.is_empty(), stray || inside) {
            (true, _) => write!(out, "<em>{}</em>", escaped(part)),
            (false, true) => write!(out, "*{}{}", escaped(part), if inside { "*" } else { "" }),
            (false, false) => write!(out, "{}", escaped(part)),
        };
    }
    out
}

/// Writes several lines inside one element.
fn lines(text: &SafeText) -> String {
    text.as_str().lines().map(inline).collect::<Vec<_>>().join("<br>\n")
}

/// Writes paragraphs and lists.
fn body(text: &SafeText) -> String {
    let mut out = String::new();
    let mut open = "";
    for line in text.as_str().lines().filter(|line| !line.trim().is_empty()) {
        let (list, item) = match (line.trim_start().strip_prefix("- "), numbered(line)) {
            (Some(item), _) => ("ul", item),
            (None, Some(item)) => ("ol", item),
            (None, None) => ("", line),
        };
        if list != open {
            if !open.is_empty() {
                let _ = writeln!(out, "</{open}>");
            }
            if !list.is_empty() {
                let _ = writeln!(out, "<{list}>");
            }
            open = list;
        }
        let element = if list.is_empty() { "p" } else { "li" };
        let _ = writeln!(out, "<{element}>{}</{element}>", inline(item));
    }
    if !open.is_empty() {
        let _ = writeln!(out, "</{open}>");
    }
    out
}

/// Takes the number off a line of a list.
fn numbered(line: &str) -> Option<&str> {
    let (number, item) = line.trim_start().split_once(". ")?;
    (!number.is_empty() && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(item)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::sample;

    /// The tags of a page, in order, without attributes.
    fn tags(html: &str) -> Vec<String> {
        let name = |tag: &str| tag.split(['>', ' ', '\n']).next().unwrap_or_default().to_owned();
        html.split('<').skip(1).map(name).collect()
    }

    #[test]
    fn emphasis_lists_and_stray_stars() {
        assert_eq!(inline("a *b* c"), "a <em>b</em> c");
        assert_eq!(inline("2 * 3"), "2 * 3");
        assert_eq!(inline("**"), "**");
        assert_eq!(inline("*<b>*"), "<em>&lt;b&gt;</em>");
        assert_eq!(
            body(&"One.\n- a\n- b\n1. c\nTwo.".into()),
            "<p>One.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n<p>Two.</p>\n"
        );
    }

    #[test]
    fn directions_follow_the_language() {
        for (tag, rtl) in [("en", false), ("ar", true), ("he-IL", true), ("fa", true), ("ckb", true), ("az-Arab", true)]
        {
            assert_eq!(right_to_left(tag), rtl, "{tag}");
        }
        assert!(!right_to_left("ku") && !right_to_left("ar-Latn") && !right_to_left("arn"));
    }

    #[test]
    fn a_page_in_another_language_marks_what_is_english() {
        let mut deck = sample::deck();
        deck.language = "fa".into();
        let page = html(&deck, &language::EN);
        assert!(page.contains("<html lang=\"fa\" dir=\"rtl\">"));
        assert!(page.contains("<dt><span lang=\"en\" dir=\"ltr\">Licence</span></dt>"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever a deck says, it adds no element, no attribute and no address to the page.
        #[test]
        fn nothing_of_a_deck_becomes_markup(deck in sample::decks(), mean in "[<>\"'&a-z/=:* \n-]{0,30}") {
            let mut hostile = deck.clone();
            for card in &mut hostile.cards {
                for text in card.cues.iter_mut().chain(&mut card.caution).chain(&mut card.why) {
                    *text = format!("<script src=\"https://x\">{mean}</script>").as_str().into();
                }
                card.title = "\"><img src=x onerror=alert(1)>".into();
            }
            hostile.license = "</style><script>".into();
            let page = html(&hostile, &language::EN);
            let known = [
                "!doctype", "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "dl",
                "dt", "dd", "nav", "ol", "ul", "li", "a", "main", "article", "span", "strong", "em", "br", "footer",
            ];
            for tag in tags(&page) {
                prop_assert!(known.contains(&tag.trim_start_matches('/')), "{tag}");
            }
            prop_assert!(!page.contains("src=\"") && !page.contains("href=\"h"));
            let (opened, closed) = (page.matches("<li>").count(), page.matches("</li>").count());
            prop_assert_eq!(opened, closed);
            prop_assert_eq!(page.matches("<em>").count(), page.matches("</em>").count());
        }
    }
}
