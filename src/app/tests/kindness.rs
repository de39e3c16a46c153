//! What a person at a bad moment can count on.

use super::every::apps;
use super::*;
use crate::app::page::Page;
use crate::deck::reading::Count;

/// What a page says in running text, apart from the words of cards.
fn prose(page: &Page) -> Vec<String> {
    let mut said = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Lead(text) | Block::Text(text) | Block::Aside(text) => said.push(text.clone()),
            Block::Choices(choices) => said.extend(choices.iter().map(|choice| choice.text.clone())),
            _ => {}
        }
    }
    said
}

/// Everything that a page says.
pub(super) fn everything(page: &Page) -> Vec<String> {
    let mut said = prose(page);
    said.extend([page.title.clone(), page.place.clone()]);
    said.extend(page.keys.iter().map(|binding| binding.label.to_owned()));
    for block in &page.blocks {
        match block {
            Block::Heading(text) | Block::Caution(text) => said.push(text.clone()),
            Block::Facts(facts) => said.extend(facts.iter().flat_map(|(label, value)| [label.clone(), value.clone()])),
            Block::Steps(steps) => said.extend(steps.iter().map(|step| step.text.clone())),
            _ => {}
        }
    }
    said
}

/// Words that count, press or alarm; the rules of voice for decks are held over the sources as well.
const NEVER: &[&str] = &[
    "streak",
    "overdue",
    "missed",
    "failed",
    "failure",
    "score",
    "badge",
    "level up",
    "in a row!",
    "late",
    "lazy",
    "should",
    "just",
    "must",
    "calm down",
    "broken",
    "alarm",
    "warning",
    "error",
    "red",
    "well done",
    "congratulations",
    "days ago",
];

#[test]
fn no_screen_counts_presses_or_alarms() {
    for (name, app) in apps() {
        for text in everything(&app.page()) {
            let words = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '!', " "));
            let found: Vec<&&str> = NEVER.iter().filter(|never| words.contains(&format!(" {never} "))).collect();
            assert!(found.is_empty(), "{name}: {found:?} in {text}");
        }
    }
}

/// Pages of safety whose names of illnesses are long words: a person has to find theirs.
const NAMES_ILLNESSES: &[&str] = &["welcome", "consent_of", "gate"];

#[test]
fn every_screen_reads_easily() {
    let (mut all, mut hard) = (Vec::new(), Vec::new());
    for (name, app) in apps() {
        let mut said = prose(&app.page());
        // Numbers to call are no sentences.
        said.retain(|text| text.chars().filter(char::is_ascii_digit).count() < 3);
        let count = Count::of(said.iter().map(String::as_str));
        let most = if NAMES_ILLNESSES.contains(&name) { 12.0 } else { 7.5 };
        // A handful of words says little about how hard a text is.
        if count.words >= 20 && count.grade() > most {
            hard.push(format!("{name}: grade {:.1}: {said:#?}", count.grade()));
        }
        all.extend(said);
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
    let grade = Count::of(all.iter().map(String::as_str)).grade();
    assert!(grade <= 6.0, "all screens together: {grade:.1}");
}

#[test]
fn skipping_and_stopping_leave_schedule_and_statistics_as_they_were() {
    for keys in ["\nn", "\n\nn", "\n\n\nx", "\n\n\npx", "\n\n\nlx", "\n\n\n.qx"] {
        let mut played = Played::new(session(&[FEET, TEXTURE]));
        played.press(keys);
        // What memory and statistics are made from.
        let feeds = |kind: &&str| matches!(*kind, "practised" | "rated" | "checked_in" | "waited" | "amended");
        assert_eq!(played.kinds().iter().filter(|kind| feeds(kind)).count(), 0, "{keys:?}");
    }
}

#[test]
fn after_sixty_days_the_page_greets_and_counts_nothing() {
    let away = Start { away_days: 60, ..session(&[FEET, TEXTURE]) };
    let said = everything(&App::new(away, NOW).page());
    assert!(said.iter().any(|text| text == EN.today.good_to_see_you));
    assert!(!said.iter().any(|text| text.contains("60") || text.contains("sixty")), "{said:?}");
}

#[test]
fn three_skips_in_a_row_ask_once_about_rest_or_other_words() {
    let skip = |played: &mut Played| {
        let start = session(&[FEET, TEXTURE]);
        played.app = App::new(start, NOW);
        played.press("\nn");
    };
    let mut played = Played::new(session(&[FEET, TEXTURE]));
    for time in 1..=5 {
        skip(&mut played);
        assert_eq!(played.app.place() == Place::Stuck, time == 3, "after {time}");
        if time == 3 {
            assert!(everything(&played.app.page()).iter().any(|text| text == EN.after.passed_over));
            let mut other = App::clone(&played.app);
            assert!(matches!(other.update(Msg::Pressed(Key::Char('e')), NOW), Some(Effect::Open(_))));
            played.press("\n");
            assert_eq!(played.app.place(), Place::Cue, "the next card");
        }
    }
    let mut rested = Played::new(session(&[FEET, TEXTURE]));
    for _ in 0..3 {
        skip(&mut rested);
    }
    rested.press("r");
    assert_eq!(rested.kinds().last(), Some(&"card_rested"));
}

#[test]
fn numb_mode_shows_less_asks_less_and_looks_outward_first() {
    let breath = ("breathwork/long-out", Kind::Review);
    let both = || session(&[breath, FEET]);
    let texts = |app: &App| everything(&app.page()).iter().map(|text| text.split_whitespace().count()).sum::<usize>();
    let mut played = Played::new(both());
    let many = texts(&played.app);
    played.press("m");
    assert!(texts(&played.app) < many, "fewer words");
    assert_eq!(played.kinds(), ["setting_changed"]);
    let first = played.app.session().begun().items.first().map(|item| item.card.to_string());
    assert_eq!(first.as_deref(), Some(FEET.0), "outward before inward");
    // The practice itself, then one question, and no numbers.
    played.press("\n\n\n\n\n\n3y");
    assert_eq!(played.app.place(), Place::Gate, "on to the next card");
    let mut check = Played::new(Start { numb: true, ..both() });
    check.press("f1");
    assert_eq!(check.app.place(), Place::Today, "a state, and no levels");
    let mut said = Played::new(both());
    said.press("f1\n");
    let offers = |app: &App| everything(&app.page()).iter().any(|text| text == EN.moment.fewer_words_offer);
    assert!(offers(&said.app), "offered to whoever says that they are numb");
    said.press("m");
    assert!(!offers(&said.app));
    said.press("m");
    assert_eq!(said.app.session().begun().items.len(), 2);
    assert!(texts(&said.app) >= many, "and back again");
    for (name, app) in apps().into_iter().filter(|(name, _)| name.ends_with("fewer")) {
        let asks = app.page().blocks.iter().any(|block| matches!(block, Block::Input { .. } | Block::Writing { .. }));
        assert!(!asks, "{name}: nothing to type");
    }
}

#[test]
fn settings_and_consent_are_changed_where_they_are_shown() {
    let mut played = Played::new(session(&[FEET]));
    let go_to = |played: &mut Played, line: usize| {
        played.press("g");
        played.tell(Msg::Pressed(Key::Row(line)));
    };
    let line = |key: &str| {
        crate::record::settings::SETTINGS.iter().position(|setting| setting.key == key).expect("a setting") + 1
    };
    go_to(&mut played, line("motion"));
    played.press("2q");
    assert!(played.app.start.still, "nothing moves from now on");
    go_to(&mut played, line("minutes"));
    for key in [Key::Backspace, Key::Char('x'), Key::Enter] {
        played.tell(Msg::Pressed(key));
    }
    assert!(everything(&played.app.page()).iter().any(|text| text.contains("nothing was changed")));
    for key in [Key::Backspace, Key::Char('9'), Key::Enter, Key::Esc] {
        played.tell(Msg::Pressed(key));
    }
    assert_eq!(played.app.start.stored.get("minutes").map(String::as_str), Some("9"));
    go_to(&mut played, line("keys"));
    for key in [Key::Home, Key::Delete, Key::Delete, Key::Delete, Key::Delete, Key::Delete] {
        played.tell(Msg::Pressed(key));
    }
    played.tell(Msg::Pressed(Key::Paste("people=n".to_owned())));
    played.press("\n");
    assert!(everything(&played.app.page()).iter().any(|text| text.starts_with("Could not move `people` to n")));
    for _ in 0..8 {
        played.tell(Msg::Pressed(Key::Backspace));
    }
    played.tell(Msg::Pressed(Key::Paste("people=i".to_owned())));
    played.press("\nq");
    played.press("i");
    assert_eq!(played.app.place(), Place::HelpLines, "the key that was moved");
    played.press("q");
    go_to(&mut played, 0);
    played.tell(Msg::Pressed(Key::Row(0)));
    played.press("w");
    assert_eq!(played.app.start.gates.get(&Gate::Breath), Some(&false));
    assert_eq!(played.app.place(), Place::List);
    played.press("\ny");
    assert_eq!(played.app.start.gates.get(&Gate::Breath), Some(&true));
}

#[test]
fn a_plan_and_a_note_are_written_and_kept() {
    let mut played = Played::new(session(&[FEET]));
    played.press("p\n");
    assert_eq!(played.app.place(), Place::Writing);
    played.tell(Msg::Pressed(Key::Written("Hands cold.\nسلام 足".to_owned())));
    played.tell(Msg::Pressed(Key::Esc));
    assert_eq!((played.app.place(), played.app.start.plan.len()), (Place::Plan, 1));
    played.press("aMondays\n");
    played.tell(Msg::Pressed(Key::Written("Call Ana.".to_owned())));
    // Looking for people to reach loses nothing.
    played.tell(Msg::Pressed(Key::F(1)));
    assert_eq!(played.app.place(), Place::HelpLines);
    played.press("q");
    played.tell(Msg::Pressed(Key::Esc));
    let headings: Vec<&str> = played.app.start.plan.iter().map(|part| part.heading.as_str()).collect();
    assert_eq!(headings.last(), Some(&"Mondays"));
    played.press("r");
    assert_eq!(played.app.start.plan.len(), 1, "the one in hand is taken away");
    let mut noted = Played::new(session(&[FEET]));
    noted.press("\n\n\n\n\n\n3e");
    noted.tell(Msg::Pressed(Key::Written("Better outside.".to_owned())));
    noted.tell(Msg::Pressed(Key::Esc));
    assert_eq!(noted.app.place(), Place::After, "and the question is still there");
    assert_eq!(noted.kinds().last(), Some(&"amended"));
}
