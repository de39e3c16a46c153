//! Review logs as other programs write them.

use std::collections::HashMap;
use std::path::Path;

use rekindle::memory::days::{Day, Moment, ROLLOVER_HOUR};
use rekindle::memory::recall::Recall;
use rekindle::memory::tuning::Answer;

/// Names of the columns, the likelier first.
const CARD: &[&str] = &["card_id", "card", "cid", "cardid", "item", "item_id"];
const GRADE: &[&str] = &["review_rating", "rating", "recall", "grade", "ease", "button_chosen", "button", "r"];
const TIME: &[&str] =
    &["review_time", "at", "time", "timestamp", "review_th", "id", "day", "date", "day_offset", "review_date"];
const GAP: &[&str] = &["delta_t", "elapsed_days", "delta", "interval_days", "t"];

/// Reads a log, in the order of time.
///
/// # Errors
/// When it cannot be read, or a column that is needed is not there.
pub fn read(path: &Path) -> Result<Vec<Answer>, String> {
    let text = std::fs::read_to_string(path).map_err(|why| why.to_string())?;
    answers(&text)
}

fn answers(text: &str) -> Result<Vec<Answer>, String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let head = lines.next().ok_or("it is empty")?;
    let separator = [',', ';', '\t'].into_iter().max_by_key(|c| head.matches(*c).count()).unwrap_or(',');
    let cells = |line: &str| -> Vec<String> {
        line.split(separator).map(|cell| cell.trim().trim_matches('"').trim().to_owned()).collect()
    };
    let names: Vec<String> = cells(head).iter().map(|name| name.to_lowercase().replace([' ', '-'], "_")).collect();
    let column = |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|other| other == name));
    let card = column(CARD).ok_or("no column for the card")?;
    let grade = column(GRADE).ok_or("no column for the grade")?;
    let (time, gap) = (column(TIME), column(GAP));
    if time.is_none() && gap.is_none() {
        return Err("no column for the time, and none for the days since the last answer".to_owned());
    }
    let (mut numbers, mut last) = (HashMap::<String, i64>::new(), HashMap::<i64, i32>::new());
    let mut found: Vec<(i64, Answer)> = Vec::new();
    for line in lines {
        let cells = cells(line);
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        // A grade of 0 is a change by hand, not an answer.
        let Some(recall) = recall(cell(grade)) else { continue };
        let next = i64::try_from(numbers.len()).expect("not so many cards");
        let number = *numbers.entry(cell(card).to_owned()).or_insert(next);
        let (order, day) = match (time, gap) {
            (Some(at), _) => moment(cell(at)).ok_or_else(|| format!("`{}` is not a time", cell(at)))?,
            (None, Some(at)) => {
                let gap = cell(at).parse::<f64>().unwrap_or(0.0).max(0.0) as i32;
                let day = last.get(&number).map_or(0, |last| last + gap);
                (i64::from(day), Day(day))
            }
            (None, None) => continue,
        };
        last.insert(number, day.0);
        found.push((order, Answer { card: number, day, recall }));
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, answer)| answer).collect())
}

fn recall(text: &str) -> Option<Recall> {
    match text.parse::<f64>() {
        Ok(number) => Recall::from_rating(number.max(0.0).round() as u32),
        Err(_) => text.to_lowercase().parse().ok(),
    }
}

/// Reads a time: what orders it, and its practice day.
fn moment(text: &str) -> Option<(i64, Day)> {
    if let Ok(number) = text.parse::<f64>() {
        // Milliseconds, seconds, or a day's number.
        let ms = if number > 1e11 { number } else { number * 1e3 };
        let at = Moment { utc_ms: ms as i64, offset_minutes: 0 };
        return Some(if number < 1e8 {
            (number as i64, Day(number as i32))
        } else {
            (at.utc_ms, at.day(ROLLOVER_HOUR))
        });
    }
    if let Ok(day) = Day::try_from(text.to_owned()) {
        return Some((i64::from(day.0), day));
    }
    let written = text.replacen(' ', "T", 1);
    let with_zone = |text: &str| chrono::DateTime::parse_from_rfc3339(text).ok();
    let at = Moment::from(with_zone(&written).or_else(|| with_zone(&format!("{written}Z")))?);
    Some((at.utc_ms, at.day(ROLLOVER_HOUR)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_of_several_programs_say_the_same() {
        let same = [
            "card_id,review_time,review_rating\n7,1600000000000,3\n7,1600300000000,1\n9,1600300000001,2\n",
            "\u{feff}Card;At;Recall\n7;2020-09-13T12:26:40Z;good\n7;2020-09-16 23:46:40;again\n\n9;2020-09-17T00:00:00Z;hard\n",
            "rating\tcard\tdate\n3\t7\t2020-09-13\n0\t7\t2020-09-14\n1\t7\t2020-09-16\n2\t9\t2020-09-16\n",
        ];
        for text in same {
            let answers = answers(text).unwrap();
            let seen: Vec<_> = answers.iter().map(|one| (one.card, one.day.to_string(), one.recall)).collect();
            let day = |text: &str| text.to_owned();
            let wanted = [
                (0, day("2020-09-13"), Recall::Good),
                (0, day("2020-09-16"), Recall::Again),
                (1, day("2020-09-16"), Recall::Hard),
            ];
            assert_eq!(seen, wanted);
        }
        let gaps = answers("card,rating,delta_t\n1,3,0\n1,3,4\n2,1,0\n").unwrap();
        assert_eq!(gaps.iter().map(|one| (one.card, one.day.0)).collect::<Vec<_>>(), [(0, 0), (1, 0), (0, 4)]);
        assert!(answers("card,time\n1,2\n").unwrap_err().contains("grade"));
    }
}
