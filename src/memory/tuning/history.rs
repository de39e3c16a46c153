//! What there is to learn from: every answer, as the crate takes them, in the order of time.

use std::collections::HashMap;
use std::ops::Range;

use fsrs::{FSRSItem, FSRSReview};

use crate::memory::days::Day;
use crate::memory::recall::Recall;

/// Longest history of a card that is trained on, in answers: the crate leaves longer ones out, and building them would
/// cost the square of their length.
const LONGEST: usize = 256;

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// A number that only tells cards apart.
    pub card: i64,
    /// The practice day.
    pub day: Day,
    /// How well it came to mind.
    pub recall: Recall,
}

/// Every answer, by card, and which of them can be learned from, by time.
///
/// An answer teaches something when it came at least a day after the card's answer before it: what came again on the
/// same day says nothing about forgetting over days, and the crate cannot take a card that has nothing else. It stays
/// part of what went before the next one.
#[derive(Debug, Clone, Default)]
pub struct History {
    cards: Vec<Vec<FSRSReview>>,
    items: Vec<Item>,
}

/// An answer that can be learned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// Which card, as a place in the list of cards.
    pub card: usize,
    /// How many answers the card had with this one.
    pub length: usize,
}

impl History {
    /// Takes answers in the order in which they were given. A day before the card's last one counts as the same day.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut history = Self::default();
        let mut known: HashMap<i64, (usize, Day)> = HashMap::new();
        for Answer { card, day, recall } in answers {
            let rating = recall.rating();
            match known.get_mut(&card) {
                None => {
                    known.insert(card, (history.cards.len(), day));
                    history.cards.push(vec![FSRSReview { rating, delta_t: 0 }]);
                }
                Some((place, last)) => {
                    let delta_t = day.since(*last);
                    *last = day.max(*last);
                    if let Some(reviews) = history.cards.get_mut(*place) {
                        reviews.push(FSRSReview { rating, delta_t });
                        if delta_t > 0 {
                            history.items.push(Item { card: *place, length: reviews.len() });
                        }
                    }
                }
            }
        }
        history
    }

    /// Returns how many answers can be learned from.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Tells whether nothing can be learned from.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns the first `count` answers that can be learned from, and nothing after them.
    #[must_use]
    pub fn first(&self, count: usize) -> Self {
        let items: Vec<Item> = self.items.iter().take(count).copied().collect();
        let mut lengths = vec![0; self.cards.len()];
        for item in &items {
            if let Some(length) = lengths.get_mut(item.card) {
                *length = item.length;
            }
        }
        let cut = |(reviews, length): (&Vec<FSRSReview>, usize)| reviews.iter().take(length).copied().collect();
        Self { cards: self.cards.iter().zip(lengths).map(cut).collect(), items }
    }

    pub(super) fn items(&self, range: Range<usize>) -> &[Item] {
        self.items.get(range).unwrap_or_default()
    }

    pub(super) fn card(&self, card: usize) -> &[FSRSReview] {
        self.cards.get(card).map_or(&[], Vec::as_slice)
    }

    /// Goes through the cards, each with all its answers.
    pub(super) fn cards(&self) -> impl Iterator<Item = &[FSRSReview]> {
        self.cards.iter().map(Vec::as_slice)
    }

    /// Returns the items as the crate trains on them, each with all that went before it, and their cards.
    pub fn training(&self, count: usize) -> (Vec<FSRSItem>, Vec<i64>) {
        self.items(0..count.min(self.len()))
            .iter()
            .filter(|item| item.length <= LONGEST)
            .filter_map(|item| {
                let reviews = self.card(item.card).get(..item.length)?.to_vec();
                Some((FSRSItem { reviews }, i64::try_from(item.card).unwrap_or(i64::MAX)))
            })
            .unzip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(card: i64, day: i32, recall: Recall) -> Answer {
        Answer { card, day: Day(day), recall }
    }

    fn history() -> History {
        use Recall::{Again, Easy, Good, Hard};
        History::new([
            answer(7, 10, Good),
            answer(9, 10, Again),
            answer(9, 10, Good),
            answer(7, 13, Hard),
            answer(9, 12, Good),
            // A clock that went back.
            answer(7, 11, Easy),
            answer(7, 15, Good),
            answer(3, 15, Again),
            answer(3, 15, Good),
        ])
    }

    fn gaps(item: &FSRSItem) -> Vec<(u32, u32)> {
        item.reviews.iter().map(|review| (review.rating, review.delta_t)).collect()
    }

    #[test]
    fn what_came_again_on_the_same_day_is_never_an_item_of_its_own() {
        let (items, cards) = history().training(usize::MAX);
        let wanted: [&[(u32, u32)]; 3] =
            [&[(3, 0), (2, 3)], &[(1, 0), (3, 0), (3, 2)], &[(3, 0), (2, 3), (4, 0), (3, 2)]];
        assert_eq!(items.iter().map(gaps).collect::<Vec<_>>(), wanted);
        assert_eq!(cards, [0, 1, 0]);
        assert!(items.iter().all(|item| item.reviews.last().unwrap().delta_t > 0), "the crate would panic");
    }

    #[test]
    fn a_beginning_knows_nothing_of_what_came_later() {
        let first = history().first(2);
        assert_eq!(first.len(), 2);
        assert_eq!(first.training(9).0.iter().map(gaps).collect::<Vec<_>>().len(), 2);
        assert_eq!(first.card(0).len(), 2);
        assert!(first.card(2).is_empty(), "a card that has no answer yet");
    }

    #[test]
    fn histories_that_the_crate_leaves_out_are_not_built() {
        let answers = (0..300).map(|day| answer(1, day, Recall::Good));
        let history = History::new(answers);
        assert_eq!(history.len(), 299);
        assert_eq!(history.training(usize::MAX).0.len(), LONGEST - 1);
    }
}
