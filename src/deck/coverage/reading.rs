//! How easily the cards read.

use super::*;

use crate::deck::reading::{Count, prose};

#[test]
fn every_card_reads_easily() {
    none(&faults(|_, card| {
        let grade = Count::of(prose(card)).grade();
        (grade.is_nan() || grade > HARDEST).then(|| format!("grade {grade:.1}"))
    }));
    let mean = mean_grade();
    assert!(mean <= HARDEST_ON_AVERAGE, "mean grade {mean:.2}");
}

pub(super) fn mean_grade() -> f64 {
    let grades: Vec<f64> = cards().iter().map(|(_, card)| Count::of(prose(card)).grade()).collect();
    grades.iter().sum::<f64>() / grades.len() as f64
}

// What the documents say about the cards.
