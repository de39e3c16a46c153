#![expect(clippy::float_cmp, reason = "these numbers have to be exactly so")]
#![expect(clippy::cast_possible_truncation, reason = "a few months of days")]

use super::*;
use crate::memory::days::Day;
use crate::memory::recall::Recall;

/// A person with some cards who recalls as the defaults say, but for a memory that lasts `lasting` times as long.
fn person(lasting: f32, answers: usize) -> History {
    let model = Model::default();
    let (mut seed, mut given) = (7_u64, Vec::new());
    let mut chance = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 40) as f32 / (1 << 24) as f32
    };
    let mut cards: Vec<(Option<crate::memory::model::Memory>, i32, i32)> = vec![(None, 0, 0); 120];
    for day in 0..5_000 {
        for (card, (memory, last, due)) in (0..).zip(&mut cards) {
            if *due > day || (memory.is_none() && card > i64::from(day)) {
                continue;
            }
            let gap = u32::try_from(day - *last).unwrap();
            let scaled =
                memory.and_then(|m| crate::memory::model::Memory::new(m.stability() * lasting, m.difficulty()));
            let known = scaled.map_or(0.8, |memory| model.recall_chance(memory, gap));
            let recall = if chance() < known { Recall::Good } else { Recall::Again };
            given.push(Answer { card, day: Day(day), recall });
            let after = model.after(*memory, gap, recall);
            let interval = model.interval(after.stability(), Retention::DEFAULT).clamp(1.0, 90.0);
            (*memory, *last, *due) = (Some(after), day, day + interval.round() as i32);
        }
        if given.len() >= answers {
            break;
        }
    }
    History::new(given)
}

fn looked_at(history: &History, current: &[f32; COUNT]) -> Tuned {
    tune(history, current, &Rule::OURS, &Watch::default()).unwrap()
}

#[test]
fn whoever_remembers_as_the_defaults_say_keeps_them() {
    let tuned = looked_at(&person(1.0, 2_500), &DEFAULT_PARAMETERS);
    assert_eq!((tuned.verdict, tuned.weight), (Verdict::Keep, 0.0));
    assert_eq!(tuned.candidate, DEFAULT_PARAMETERS);
    assert_eq!(tuned.default, tuned.current);
    assert!(tuned.default.log_loss > 0.2 && tuned.default.reviews > 1_000);
}

#[test]
fn whoever_forgets_much_faster_gets_parameters_that_foretell_better() {
    let (history, more) = (person(0.04, 2_500), person(0.04, 3_500));
    let tuned = looked_at(&history, &DEFAULT_PARAMETERS);
    assert_eq!(tuned.verdict, Verdict::Adopt);
    assert!(tuned.weight > 0.0 && tuned.weight <= Rule::OURS.share(tuned.items));
    assert!(tuned.proposed.log_loss < tuned.default.log_loss);
    let unseen = |weights: &[f32; COUNT]| measure(&more, history.len(), weights).log_loss;
    assert!(unseen(&tuned.candidate) < unseen(&DEFAULT_PARAMETERS), "on answers that nobody looked at");
    let model = Model::new(&tuned.candidate).unwrap();
    let pace = change_of_pace(&history, &Model::default(), &model, Retention::DEFAULT);
    assert!(pace < 1.0, "practices come round sooner: {pace}");
}

#[test]
fn parameters_that_no_longer_fit_give_way_to_the_defaults() {
    let wrong = mixed(&DEFAULT_PARAMETERS.map(|weight| weight * 0.5), 1.0);
    let tuned = looked_at(&person(1.0, 1_500), &wrong);
    assert_eq!(tuned.verdict, Verdict::Return);
    assert!(tuned.current.log_loss > tuned.default.log_loss);
    assert_eq!(looked_at(&person(1.0, 100), &DEFAULT_PARAMETERS).verdict, Verdict::Keep, "too little to say anything");
}

#[test]
fn a_mix_lies_between_by_ratio_for_times_and_by_difference_for_the_rest() {
    let mut own = DEFAULT_PARAMETERS;
    (own[0], own[3], own[8]) = (0.212 * 4.0, 8.2956 / 4.0, 1.8722 + 1.0);
    let half = mixed(&own, 0.5);
    for (place, wanted) in [(0, 0.424), (3, 4.1478), (8, 2.3722), (20, 0.1542)] {
        assert!((half[place] - wanted).abs() < 1e-4, "{place}: {}", half[place]);
    }
    assert!(mixed(&own, 0.0).iter().zip(DEFAULT_PARAMETERS).all(|(one, other)| (one - other).abs() < 1e-6));
    assert_eq!(steadied(&[]), DEFAULT_PARAMETERS);
    let average = steadied(&[[9.0; COUNT], own, own, own]);
    assert!(average.iter().zip(own).all(|(one, other)| (one - other).abs() < 1e-5), "only the last three");
}

#[test]
fn the_same_history_gives_the_same_verdict() {
    let history = person(0.3, 1_200);
    assert_eq!(looked_at(&history, &DEFAULT_PARAMETERS), looked_at(&history, &DEFAULT_PARAMETERS));
}
