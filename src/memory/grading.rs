//! Whether grades are used as they are meant: *with effort* says that it came.

use super::recall::Recall;

/// One graded answer that came at least a day after the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Graded {
    /// The grade.
    pub recall: Recall,
    /// The chance of recall that the model gave it, 0 to 1.
    pub chance: f32,
}

/// Fewest answers that say anything. Our judgement.
const FEWEST: usize = 40;

/// Fewest lapses that were to be expected. Our judgement.
const FEWEST_EXPECTED: f32 = 5.0;

/// Tells whether *with effort* seems to stand for *not this time*: lapses that were to be expected hardly ever came,
/// and where they are missing there is *with effort*. Our judgement.
pub fn effort_for_lapse(graded: &[Graded]) -> bool {
    let count = |recall| graded.iter().filter(|one| one.recall == recall).count() as f32;
    let expected: f32 = graded.iter().map(|one| 1.0 - one.chance).sum();
    graded.len() >= FEWEST
        && expected >= FEWEST_EXPECTED
        && count(Recall::Again) <= expected * 0.2
        && count(Recall::Hard) >= expected * 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(again: usize, hard: usize, good: usize) -> Vec<Graded> {
        let of = |recall, count| std::iter::repeat_n(Graded { recall, chance: 0.85 }, count);
        of(Recall::Again, again).chain(of(Recall::Hard, hard)).chain(of(Recall::Good, good)).collect()
    }

    #[test]
    fn effort_in_the_place_of_lapses_is_noticed() {
        for (again, hard, good, wanted) in [
            (0, 10, 50, true),
            (1, 8, 51, true),
            // As it is meant.
            (9, 9, 42, false),
            (4, 10, 46, false),
            // Hardly ever with effort: somebody recalls well.
            (0, 2, 58, false),
            // Too little to say.
            (0, 10, 20, false),
        ] {
            assert_eq!(effort_for_lapse(&graded(again, hard, good)), wanted, "{again} {hard} {good}");
        }
    }
}
