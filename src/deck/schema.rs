//! The JSON Schema of the deck file, for editors; made from the types of [`super::model`].

use schemars::generate::SchemaSettings;

use super::model::Deck;

/// Returns the schema, draft 2020-12. It says what a file may look like; `check` says more.
pub fn schema() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Deck>().to_value();
    plain(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "rekindle deck".into());
    }
    schema
}

/// Returns the schema as the text of `deck.schema.json`.
pub fn schema_json() -> String {
    // Values always have texts as keys, so writing them cannot fail.
    let mut json = serde_json::to_string_pretty(&schema()).unwrap_or_default();
    json.push('\n');
    json
}

/// Leaves out what the deck file does not have or an editor does not need: null, Rust's formats, defaults.
fn plain(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(map) => {
            map.remove("default");
            if map.get("format").is_some_and(|format| format == "uint32") {
                map.remove("format");
            }
            if let Some(serde_json::Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            let choices = map.get_mut("anyOf").and_then(serde_json::Value::as_array_mut);
            if let Some(choices) = choices {
                choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
                if let [only] = choices.as_slice()
                    && let Some(only) = only.as_object().cloned()
                {
                    map.remove("anyOf");
                    map.extend(only);
                }
            }
            map.values_mut().for_each(plain);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const FILE: &str = "decks/deck.schema.json";

    #[test]
    fn the_schema_file_is_the_schema() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
        if option_env!("REKINDLE_WRITE_SCHEMA").is_some() {
            std::fs::write(&file, schema_json()).expect("written");
        }
        let stored = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            stored == schema_json(),
            "{FILE} is not what the types say. Write it anew with\n  \
             rekindle generate schema > {FILE}\nor\n  REKINDLE_WRITE_SCHEMA=1 cargo test --lib deck::schema"
        );
    }

    #[test]
    fn the_schema_requires_what_the_format_requires() {
        let schema = schema();
        let required = |name: &str| -> Vec<String> {
            let part = if name.is_empty() { &schema } else { &schema["$defs"][name] };
            serde_json::from_value(part["required"].clone()).unwrap_or_default()
        };
        let deck = ["rekindle", "id", "version", "title", "language", "authors", "license", "cards"];
        assert_eq!(required(""), deck);
        assert_eq!(required("Card"), ["id", "title", "family", "cues", "steps"]);
        assert_eq!(required("Breath"), ["in", "out", "rounds"]);
        assert_eq!(required("Evidence"), ["grade"]);
        assert_eq!(required("Reviewed"), ["by", "on"]);
        assert_eq!(required("Path"), ["id", "title", "cards"]);
        for part in [&schema, &schema["$defs"]["Card"]] {
            assert_eq!(part["additionalProperties"], false);
            assert!(part["patternProperties"]["^x-"].is_boolean());
        }
        assert_eq!(schema["$defs"]["Step"]["properties"]["seconds"]["maximum"], 3_600);
        assert_eq!(schema["$defs"]["Card"]["properties"]["cues"]["maxItems"], 5);
    }
}
