//! Decks of CrowdAnki, an extension of Anki that writes a folder with a `deck.json`.

use super::anki::{self, Collection, Kind, Note};
use super::node::{Node, Spot};
use super::notes::{About, Note as Told};
use super::places::{Place, Places, in_text};
use super::source::{LARGEST_TABLE, Source, Unreadable};
use super::{Import, json, refused};

/// Most decks inside decks that are looked at.
const MOST_DECKS: usize = 1_000;

struct Whole<'a>(&'a str);

impl Places for Whole<'_> {
    fn places(&self, stretches: &[std::ops::Range<Spot>]) -> Vec<Place> {
        in_text(self.0, stretches)
    }

    fn inside(&self, text: Spot, _: &str, _: usize) -> Spot {
        text
    }
}

/// Reads a `deck.json`, with the decks inside it. Never panics, whatever the bytes.
pub(super) fn read(bytes: &[u8], name: &str) -> Import {
    let source = match Source::of_size(bytes, LARGEST_TABLE) {
        Ok(source) => source,
        Err(Unreadable { before, message, hint }) => {
            return refused(&Whole(before), Spot::byte(before.len()), message, hint).into();
        }
    };
    let root = match json::tree(source.text) {
        Ok(root) => root,
        Err((at, message, hint)) => return refused(&Whole(source.text), Spot::byte(at), message, hint).into(),
    };
    let mut collection = Collection { name: text(&root, "name"), ..Collection::default() };
    let mut ids = Vec::new();
    let mut media = 0;
    let mut waiting = vec![&root];
    let mut decks = 0;
    while let Some(deck) = waiting.pop() {
        decks += 1;
        if decks > MOST_DECKS {
            break;
        }
        for model in items(deck, "note_models") {
            let fields = items(model, "flds").iter().filter_map(|field| text(field, "name")).collect();
            let id = i64::try_from(ids.len()).unwrap_or(i64::MAX);
            ids.push(text(model, "crowdanki_uuid").unwrap_or_default());
            collection.kinds.push(Kind { id, name: text(model, "name").unwrap_or_default(), fields });
        }
        for note in items(deck, "notes") {
            let kind = text(note, "note_model_uuid").and_then(|uuid| ids.iter().position(|id| *id == uuid));
            let fields = items(note, "fields").iter().filter_map(said).collect();
            let tags: Vec<String> = items(note, "tags").iter().filter_map(said).collect();
            collection.notes.push(Note {
                id: i64::try_from(collection.notes.len()).unwrap_or(i64::MAX),
                guid: text(note, "guid").unwrap_or_default(),
                kind: kind.and_then(|kind| i64::try_from(kind).ok()).unwrap_or(-1),
                fields,
                tags: tags.join(" "),
            });
        }
        media += items(deck, "media_files").len();
        waiting.extend(items(deck, "children").iter().rev());
    }
    let mut import = anki::read(&collection, name);
    if media > 0 {
        import.notes.push(Told {
            about: About::LeftOut,
            what: "files of media".to_owned(),
            count: 0,
            cards: Vec::new(),
        });
        import.notes.sort_by_key(|note| note.about);
    }
    import
}

fn items<'n, 'a>(node: &'n Node<'a>, name: &str) -> &'n [Node<'a>] {
    match node.get(name) {
        Some(Node::List(_, items)) => items,
        _ => &[],
    }
}

fn text(node: &Node<'_>, name: &str) -> Option<String> {
    node.get(name).and_then(said)
}

fn said(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(_, text) => Some(text.clone().into_owned()),
        _ => None,
    }
}
