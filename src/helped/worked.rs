//! The worked numbers of the model: T0 to T5 and the tables, to the digits that are printed.

use super::by_word::ByWord;
use super::chance::Normal;
use super::constants::{CAUTIOUS, NINETY};
use super::drift::{Rating, cusum, drifts};
use super::fair::{evaluate, gather, order, turn};
use super::harm::{self, Why, rests, stops, too_often, worse, worse_share};
use super::known::{Pools, View};
use super::levels::{Axis, Change, Helped, Usual, infer_state, one_use_noise, rho, shut_down};
use super::now::{Asked, Because, Candidate, choose, utility};
use super::pool::{Believed, Pool, cell};
use super::sums::Sums;
use super::uses::{Cells, Use, alone, fold};
use super::verdict::Verdict;
use crate::deck::kinds::State;

fn near(found: f64, expected: f64, digits: i32) {
    assert!((found - expected).abs() <= 0.5 * 10_f64.powi(-digits) + 1e-9, "{found} is not {expected}");
}

fn sums(uses: &[(u8, u8)]) -> Sums {
    let mut sums = Sums::default();
    for (before, after) in uses {
        sums.add(*before, *after);
    }
    sums
}

fn example() -> [Sums; 3] {
    [sums(&[(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)]), sums(&[(8, 3), (6, 4)]), sums(&[(5, 6), (6, 6), (4, 5)])]
}

fn distress() -> Usual {
    Usual::assumed(Axis::Distress)
}

fn believed(techniques: &[Sums]) -> (Pool, Vec<Believed>) {
    let pool = Pool::of(distress(), techniques);
    (pool, techniques.iter().map(|sums| pool.believed(sums)).collect())
}

fn change(before: u8, after: u8) -> Change {
    Change { before: Some(before), after: Some(after) }
}

fn used(state: State, distress: (u8, u8)) -> Use {
    Use {
        at: 0,
        day: 0,
        named: Some(state),
        distress: change(distress.0, distress.1),
        connection: Change::default(),
        helped: None,
        alone: true,
    }
}

#[test]
fn t0_numb_with_a_little_more_distress_and_much_more_connection_is_a_benefit() {
    let (d, c) = (change(2, 4), change(1, 5));
    assert_eq!(d.rise(), Some(2), "would read as worse");
    assert!(worse(None, d, c, None));
    assert!(!worse(Some(State::Numb), d, c, None), "the guard is not tripped");
    let connection = Usual::assumed(Axis::Connection);
    near(connection.raw(1, 5), 4.0, 12);
    let sure = |mean| Normal { mean, variance: 1.0 };
    let both = utility(State::Numb, sure(distress().raw(2, 4)), sure(connection.raw(1, 5)));
    near(both.unwrap().mean, 4.0, 12);
}

#[test]
fn t1_one_use_may_move_by_three_points_of_noise() {
    near(2.0 * (2.0_f64 * 0.3).sqrt(), 1.549, 3);
    near(one_use_noise(), 3.04, 2);
}

#[test]
fn corrected_benefits_are_those_of_the_table() {
    let table: [&[(u8, u8, f64)]; 3] = [
        &[(7, 4, 2.25), (6, 4, 1.5), (8, 6, 1.0), (5, 4, 0.75), (7, 5, 1.25)],
        &[(8, 3, 4.0), (6, 4, 1.5)],
        &[(5, 6, -1.25), (6, 6, -0.5), (4, 5, -1.0)],
    ];
    for (before, after, corrected) in table.into_iter().flatten() {
        near(distress().corrected(*before, *after), *corrected, 12);
    }
}

#[test]
fn the_worked_example_comes_out_to_the_printed_digits() {
    let techniques = example();
    let (pool, known) = believed(&techniques);
    near(pool.sigma2, 2.21090, 5);
    near(pool.mu, 0.80700, 5);
    near(pool.mu_variance, 0.36442, 5);
    let table = [
        (2.00, 1.35000, 0.30661, 1.18351, 0.58383, (0.223, 2.144), 0.9787, 0.8791, Verdict::LeansHelpful),
        (3.50, 2.75000, 0.52504, 1.72985, 0.79089, (0.429, 3.031), 0.9856, 0.9400, Verdict::TooEarly),
        (-0.67, -0.91667, 0.42428, -0.18534, 0.69992, (-1.337, 0.966), 0.3956, 0.1637, Verdict::TooEarly),
    ];
    for ((sums, known), row) in techniques.iter().zip(&known).zip(table) {
        let (raw, abar, borrowed, mean, sd, interval, positive, half, verdict) = row;
        near(sums.raw_mean(&distress()).unwrap(), raw, 2);
        near(sums.corrected_mean(&distress()).unwrap(), abar, 5);
        near(known.borrowed, borrowed, 5);
        near(known.benefit.mean, mean, 5);
        near(known.benefit.sd(), sd, 5);
        near(known.benefit.ninety().0, interval.0, 3);
        near(known.benefit.ninety().1, interval.1, 3);
        near(known.benefit.above(0.0), positive, 4);
        near(known.benefit.above(0.5), half, 4);
        assert_eq!(Verdict::of(u32::try_from(sums.n).unwrap(), &known.benefit, false), verdict);
    }
    near(pool.untried().mean, 0.80700, 5);
    near(pool.untried().sd(), 1.16808, 5);
    near(pool.untried().above(0.0), 0.7552, 4);
    near(pool.better(&known[1], &known[0]), 0.7234, 4);
}

#[test]
fn one_flat_use_removes_nearly_all_of_a_short_lead() {
    let mut techniques = example();
    techniques[1].add(7, 7);
    let (pool, known) = believed(&techniques);
    near(pool.sigma2, 2.63631, 5);
    near(pool.mu, 0.63942, 5);
    near(known[1].benefit.mean, 1.14183, 5);
    near(known[1].benefit.sd(), 0.74040, 5);
    near(known[0].benefit.mean, 1.10468, 5);
    near(known[0].benefit.sd(), 0.62375, 5);
}

#[test]
fn the_numb_example_on_connection_comes_out() {
    let techniques =
        [sums(&[(2, 4), (1, 4), (3, 4)]), sums(&[(2, 5), (1, 3), (2, 4), (3, 5)]), sums(&[(2, 2), (3, 1)])];
    let pool = Pool::of(Usual::assumed(Axis::Connection), &techniques);
    near(pool.sigma2, 2.29427, 5);
    near(pool.mu, 0.52654, 5);
    for (sums, (mean, sd)) in techniques.iter().zip([(0.93649, 0.70975), (1.14517, 0.64366), (-0.47551, 0.80078)]) {
        near(pool.believed(sums).benefit.mean, mean, 5);
        near(pool.believed(sums).benefit.sd(), sd, 5);
    }
}

#[test]
fn the_cell_example_comes_out() {
    let others = Normal { mean: 1.18351, variance: 0.58383 * 0.58383 };
    let here = cell(others, 2.2109, Some((0.4, 2)));
    near(here.mean, 0.83117, 5);
    near(here.sd(), 0.70507, 5);
    let none = cell(others, 2.2109, None);
    near(none.mean, 1.18351, 5);
}

#[test]
fn a_state_is_told_by_its_own_uses_and_those_of_other_states_once_each() {
    // Ten uses when flooded, and two of the first technique when critical with a corrected mean of 0.4.
    let techniques: [&[(u8, u8)]; 3] =
        [&[(7, 4), (6, 4), (8, 6), (5, 4), (7, 5)], &[(8, 3), (6, 4)], &[(5, 6), (6, 6), (4, 5)]];
    let mut cells: Vec<Cells> =
        techniques.iter().map(|uses| fold(uses.iter().map(|pair| used(State::Flooded, *pair)), &[])).collect();
    let pools = Pools::of(distress(), &cells);
    near(pools.pool(View::All).mu, 0.80700, 5);
    let a = pools.estimate(&cells[0], 0);
    near(a.benefit.mean, 1.18351, 5);
    assert_eq!((a.n, a.uses, a.rated_share(), a.verdict), (5, 5, Some(1.0), Verdict::LeansHelpful));
    let mut here = sums(&[(6, 5), (7, 6)]);
    // (6→5) is 0.5 and (7→6) is 0.25 beyond drift.
    near(here.corrected_mean(&distress()).unwrap(), 0.375, 12);
    cells[0] = fold(
        techniques[0]
            .iter()
            .map(|pair| used(State::Flooded, *pair))
            .chain([(6, 5), (7, 6)].iter().map(|pair| used(State::Critical, *pair))),
        &[],
    );
    let pools = Pools::of(distress(), &cells);
    let without = pools.pool(View::Without(State::Critical));
    near(without.sigma2, 2.21090, 5);
    let a = pools.estimate_in(State::Critical, &cells[0], 0);
    let expected = cell(Normal { mean: 1.183_51, variance: 0.583_83_f64.powi(2) }, 2.2109, Some((0.375, 2)));
    near(a.benefit.mean, expected.mean, 4);
    near(a.benefit.sd(), expected.sd(), 4);
    assert_eq!(a.n, 2);
    here.add(5, 5);
    assert_eq!(here.without(sums(&[(5, 5)])), sums(&[(6, 5), (7, 6)]));
}

#[test]
fn the_longest_record_wins_without_numbers() {
    let said = |helped, n| ByWord { helped, same: n - helped, ..ByWord::default() };
    for (helped, n, mean, point) in [(2, 2, 0.667, 0.416), (5, 6, 0.700, 0.510), (9, 12, 0.688, 0.536)] {
        near(said(helped, n).share().mean(), mean, 3);
        near(said(helped, n).rank(), point, 3);
    }
    assert_eq!(ByWord { unsure: 3, ..said(1, 2) }.said(), 2, "not sure counts for neither side");
}

#[test]
fn t2_a_card_rests_when_it_was_worse_too_often() {
    for (h, n, chance, rest) in
        [(3, 4, 0.7473, true), (4, 8, 0.7582, true), (3, 8, 0.5489, false), (2, 3, 0.5583, false)]
    {
        near(worse_share(h, n).above(0.20), chance, 4);
        assert_eq!(too_often(h, n), rest, "{h} of {n}");
    }
    near(worse_share(3, 4).mean(), 0.2857, 4);
    assert_eq!(rests(&[false, true, true], 2, 3), Some(Why::Soft));
    assert_eq!(rests(&[false, false, true], 4, 8), Some(Why::Statistical));
    assert_eq!(rests(&[false, false, true], 3, 8), None);
}

#[test]
fn one_use_is_worse_by_the_rule_of_its_state() {
    let no = Change::default();
    for (state, d, c, said, expected) in [
        (None, change(4, 6), no, None, true),
        (None, change(4, 5), no, None, false),
        (Some(State::Flooded), change(8, 6), change(5, 3), None, true),
        (Some(State::Critical), change(4, 6), no, None, true),
        (Some(State::Flat), change(4, 6), no, None, false),
        (Some(State::Flat), change(3, 6), no, None, true),
        (Some(State::Disconnected), change(6, 7), no, None, true),
        (Some(State::Disconnected), change(9, 7), no, None, false),
        (Some(State::Numb), no, change(3, 1), None, true),
        (Some(State::Steady), no, no, Some(Helped::Worse), true),
        (Some(State::Steady), no, no, Some(Helped::Unsure), false),
    ] {
        assert_eq!(worse(state, d, c, said), expected, "{state:?} {d:?} {c:?} {said:?}");
    }
    for (d, said, expected) in [
        (change(2, 5), None, true),
        (change(2, 4), None, false),
        (change(9, 9), None, true),
        (change(10, 9), None, false),
        (Change { before: None, after: Some(9) }, None, true),
        (no, Some(Helped::Worse), true),
    ] {
        assert_eq!(stops(d, said), expected, "{d:?}");
    }
}

#[test]
fn a_rest_lasts_thirty_days_in_its_state_and_is_lifted_by_a_word() {
    let at = |minute: i64, day: i32, distress| Use { at: minute * 60_000, day, ..used(State::Flooded, distress) };
    let uses = [at(0, 1, (5, 7)), at(1, 1, (5, 4)), at(2, 2, (5, 8))];
    let cells = fold(uses, &[]);
    let cell = cells[&Some(State::Flooded)];
    assert_eq!((cell.worse, cell.judged), (2, 3));
    let rest = cell.rest.unwrap();
    assert_eq!((rest.until, rest.why), (32, Why::Soft));
    assert!(cell.rests_on(31) && !cell.rests_on(32));
    assert!(!cells.contains_key(&Some(State::Numb)));
    let pools = Pools::of(distress(), [&cells]);
    assert_eq!(pools.estimate(&cells, 31).verdict, Verdict::OftenWorse);
    let lifted = |minute: i64| fold(uses, &[(State::Flooded, minute * 60_000)])[&Some(State::Flooded)].rest;
    assert_eq!((lifted(3), lifted(1)), (None, Some(rest)), "a word from before the rest does not lift it");
    let good = [at(0, 1, (5, 7)), at(1, 1, (5, 8)), at(2, 1, (5, 3))];
    let lifted = fold(good, &[(State::Flooded, 90_000)])[&Some(State::Flooded)].rest;
    assert_eq!(lifted, None, "a use that was not worse asks for no rest");
}

#[test]
fn t3_drift_alerts_at_the_sixth_check_in() {
    let ratings = [4, 5, 6, 6, 7, 7, 6, 8, 7, 8];
    let sums = cusum(Axis::Distress, 4.0, 1.5, &ratings);
    for (sum, expected) in sums.iter().zip([0.0, 0.25, 1.5, 2.75, 5.0, 7.25]) {
        near(*sum, expected, 12);
    }
    assert_eq!(sums.iter().position(|sum| *sum > 4.0 * 1.5), Some(5));
    let mirrored: Vec<u8> = ratings.iter().map(|level| 10 - level).collect();
    let mirror = cusum(Axis::Connection, 6.0, 1.5, &mirrored);
    assert!(mirror.iter().zip(&sums).all(|(one, other)| (one - other).abs() < 1e-12));
    let rated = |levels: &[u8]| -> Vec<Rating> {
        (1..).zip(levels).map(|(day, level)| Rating { day, distress: Some(*level), connection: None }).collect()
    };
    assert!(!drifts(&rated(&ratings[..5]), 5));
    assert!(drifts(&rated(&ratings[..6]), 6), "the same from a record");
    assert!(!drifts(&rated(&ratings[..6]), 60), "what passed again is not said");
    let always_high: Vec<u8> = std::iter::repeat_n(7, 70).collect();
    assert!(!drifts(&rated(&always_high), 70), "what is usual is no drift");
}

#[test]
fn sittings_and_heights_bring_a_person_before_any_card() {
    let hour = 3_600_000;
    let one = |at: i64, helped| Use { at, helped: Some(helped), ..used(State::Flooded, (5, 5)) };
    let worse = |hours: i64| one(hours * hour, Helped::Worse);
    assert!(harm::sittings_were_worse(&[worse(0), worse(5), worse(9)], 3));
    assert!(!harm::sittings_were_worse(&[worse(0), worse(5)], 3));
    assert!(!harm::sittings_were_worse(&[worse(0), worse(5), worse(9)], 14), "two weeks ago");
    let ended_well = [worse(0), worse(5), worse(9), one(9 * hour + 60_000, Helped::Helped)];
    assert!(!harm::sittings_were_worse(&ended_well, 3), "the end of a sitting counts");
    assert!(harm::sittings_were_worse(&[one(0, Helped::Helped), worse(5), worse(9), worse(12)], 3));
    assert!(harm::reached_heights([9, 4, 10]) && !harm::reached_heights([9, 8]));
}

/// A card that may be offered, with what is believed of it.
fn candidate(card: &str, utility: Normal, uses: u32) -> Candidate {
    Candidate {
        card: card.parse().unwrap(),
        family: card.split('/').next().unwrap().to_owned(),
        seconds: 60,
        outward: !card.starts_with("breathwork"),
        fits: true,
        favourite: false,
        met: uses > 0,
        uses,
        uses_here: uses,
        rated_here: uses,
        recalled: 2,
        utility: Some(utility),
        words: ByWord::default(),
    }
}

fn asked(distress: u8) -> Asked {
    Asked {
        state: Some(State::Flooded),
        distress: Some(distress),
        connection: None,
        seconds: None,
        rated: 10,
        said: 0,
        seed: 0,
    }
}

fn three() -> [Candidate; 3] {
    let (_, known) = believed(&example());
    [
        candidate("breathwork/long-out", known[0].benefit, 5),
        candidate("grounding/five-senses", known[1].benefit, 2),
        candidate("somatic-awareness/short-scan", known[2].benefit, 3),
    ]
}

#[test]
fn t4_draws_pick_each_as_often_as_it_may_be_the_best() {
    let candidates = three();
    let mut first = [0.0_f64; 3];
    for seed in 0..100_000 {
        let offers = choose(&Asked { seed, ..asked(6) }, &candidates);
        first[offers[0].index] += 1e-5;
    }
    for (found, expected) in first.iter().zip([0.284, 0.704, 0.011]) {
        assert!((found - expected).abs() <= 0.005, "{first:?}");
    }
}

#[test]
fn t4_in_high_distress_the_lower_bound_decides_among_what_is_well_known() {
    let candidates = three();
    for (one, expected) in candidates.iter().zip([0.600, 0.939, -0.885]) {
        let utility = one.utility.unwrap();
        near(utility.mean - CAUTIOUS * utility.sd(), expected, 3);
    }
    let offers = choose(&asked(8), &candidates);
    assert_eq!(offers.len(), 1, "B and C were used too seldom");
    assert_eq!((offers[0].index, offers[0].because), (0, Because::Useful(State::Flooded, 5)));
}

#[test]
fn high_distress_never_explores() {
    let untried = Normal { mean: 9.0, variance: 4.0 };
    let new = Candidate { met: false, ..candidate("settling/anchor", untried, 0) };
    let known = Normal { mean: 0.4, variance: 0.2 };
    let old = candidate("grounding/feet-press", known, 9);
    for seed in 0..200 {
        for distress in 8..=10 {
            let offers = choose(&Asked { seed, ..asked(distress) }, &[new.clone(), old.clone()]);
            assert!(offers.iter().all(|offer| offer.index == 1));
        }
        let shut = Asked { connection: Some(2), seed, ..asked(5) };
        assert!(choose(&shut, &[new.clone(), old.clone()]).iter().all(|offer| offer.index == 1));
        let silent = Asked { distress: None, seed, ..asked(5) };
        assert!(choose(&silent, &[new.clone(), old.clone()]).iter().all(|offer| offer.index == 1), "no number given");
    }
    let calm = choose(&asked(4), &[new.clone(), old.clone()]);
    assert_eq!((calm[0].index, calm[0].because), (0, Because::Untried));
    let unknown = Candidate { rated_here: 3, ..old };
    let offers = choose(&asked(9), &[new, unknown]);
    assert_eq!(offers.len(), 1, "what was met before, from what is offered first");
    assert_eq!((offers[0].index, offers[0].because), (1, Because::Usual(Some(State::Flooded))));
}

#[test]
fn offers_mix_families_and_hold_one_untried_card_at_most() {
    let known = |mean| Normal { mean, variance: 0.01 };
    let new = |card: &str| Candidate { met: false, ..candidate(card, known(5.0), 0) };
    let offers = choose(
        &asked(5),
        &[
            new("grounding/a"),
            new("grounding/b"),
            candidate("grounding/c", known(3.0), 6),
            candidate("grounding/d", known(2.0), 6),
            candidate("movement/e", known(1.0), 6),
        ],
    );
    let untried = offers.iter().filter(|offer| offer.because == Because::Untried).count();
    assert_eq!((offers.len(), untried), (3, 1));
    assert_eq!(offers[2].index, 4, "another family");
    let few = Asked { rated: 9, ..asked(5) };
    let usual =
        choose(&few, &[candidate("grounding/feet-press", known(3.0), 9), candidate("movement/e", known(9.0), 9)]);
    assert_eq!(usual.len(), 1, "nothing is personal under ten rated uses");
    let short = Asked { seconds: Some(59), ..asked(5) };
    assert!(choose(&short, &[candidate("grounding/c", known(3.0), 6)]).is_empty());
}

#[test]
fn t5_a_fair_test_of_six_pairs() {
    let pairs = [(2.0, 1.0), (3.0, 1.0), (1.0, 2.0), (2.0, 0.0), (4.0, 2.0), (2.0, 1.0)];
    let fair = evaluate(&pairs).unwrap();
    near(fair.mean, 1.16667, 5);
    near(fair.noise, 2.53704, 5);
    near(fair.difference.mean, 0.98210, 5);
    near(fair.difference.sd(), 0.59661, 5);
    near(fair.difference.mean - NINETY * fair.difference.sd(), 0.001, 3);
    near(fair.difference.mean + NINETY * fair.difference.sd(), 1.964, 3);
    near(fair.difference.above(0.0), 0.9501, 4);
    near(fair.sign_flip, 0.125, 12);
    assert_eq!(fair.words("A", "B"), "A looks better for you, about 19 to 1, but six pairs is little.");
    let alike = evaluate(&[(1.0, 1.0), (0.0, 0.0)]).unwrap();
    assert_eq!(alike.words("A", "B"), "The two look much alike for you so far, and two pairs is little.");
    assert_eq!(order(7, 6), order(7, 6));
    assert!((0..9).any(|seed| order(seed, 6) != order(7, 6)), "chance gives it");
    assert_eq!(evaluate(&[]), None);
}

#[test]
fn a_fair_test_takes_only_the_use_whose_turn_it_is() {
    let usual = distress();
    let of = |first: bool, before: u8, after: u8| (first, used(State::Flooded, (before, after)));
    let first = turn(7, 0).unwrap();
    let uses = [
        of(!first, 7, 5),
        of(first, 2, 1),
        of(first, 9, 5),
        (first, Use { alone: false, ..used(State::Flooded, (7, 3)) }),
        of(first, 7, 4),
        of(first, 7, 4),
        of(!first, 6, 5),
        of(!first, 6, 5),
    ];
    let progress = gather(&usual, 7, uses);
    // The last one is taken only when the second pair begins with it.
    let taken = if turn(7, 2) == Some(!first) { 3 } else { 2 };
    assert_eq!((progress.pairs.len(), progress.taken), (1, taken));
    let benefits = (usual.corrected(7, 4), usual.corrected(6, 5));
    assert_eq!(progress.pairs, [if first { benefits } else { (benefits.1, benefits.0) }]);
    assert_eq!(progress.next, turn(7, taken));
    for seed in 0..20 {
        let all = (0..40).flat_map(|_| [of(true, 7, 4), of(false, 7, 6)]);
        let whole = gather(&usual, seed, all);
        assert_eq!((whole.pairs.len(), whole.next), (6, None));
        assert!(evaluate(&whole.pairs).unwrap().mean > 1.9);
    }
}

#[test]
fn levels_speak_for_a_state_only_where_they_can() {
    for (d, c, state) in [
        (Some(6), None, Some(State::Flooded)),
        (Some(8), Some(1), Some(State::Flooded)),
        (Some(5), Some(3), Some(State::Numb)),
        (Some(5), Some(4), None),
        (None, Some(2), None),
        (None, None, None),
    ] {
        assert_eq!(infer_state(d, c), state, "{d:?} {c:?}");
    }
    assert!(shut_down(None, Some(6), Some(3)) && !shut_down(None, Some(6), Some(4)));
    assert!(!shut_down(Some(State::Numb), Some(5), Some(1)));
}

#[test]
fn what_is_usual_is_shrunk_and_the_correlation_bounded() {
    near(Axis::Distress.usual([8, 8, 8, 8]), 6.0, 12);
    near(Axis::Connection.usual([]), 5.0, 12);
    near(rho(&[]), 0.75, 12);
    near(rho(&[(1, 2), (2, 3)]), 0.75, 12);
    near(rho(&[(1, 1), (4, 4), (9, 9)]), (3.0 + 9.0) / 15.0, 12);
    near(rho(&[(5, 5), (5, 5), (5, 5), (5, 5)]), 0.75, 12);
    let opposite: Vec<(u8, u8)> = (0..60).map(|n| (n % 11, 10 - n % 11)).collect();
    near(rho(&opposite), 0.3, 12);
    let same: Vec<(u8, u8)> =
        (0..600_u32).map(|n| (u8::try_from(n % 11).unwrap(), u8::try_from(n % 11).unwrap())).collect();
    near(rho(&same), 0.95, 12);
}

#[test]
fn only_the_first_of_several_in_a_row_is_attributed() {
    let minutes = |all: &[i64]| all.iter().map(|minute| minute * 60_000).collect::<Vec<_>>();
    assert_eq!(alone(&minutes(&[0, 20, 40, 71, 200, 200])), [true, false, false, true, true, false]);
}

#[test]
fn floor_ceiling_and_company_keep_a_use_out_and_are_counted() {
    let mut later = used(State::Flooded, (7, 3));
    later.alone = false;
    let unrated = Use { distress: Change { before: Some(6), after: None }, ..used(State::Flooded, (0, 0)) };
    let cells = fold([used(State::Flooded, (2, 1)), used(State::Flooded, (3, 1)), later, unrated], &[]);
    let pools = Pools::of(distress(), [&cells]);
    let known = pools.estimate(&cells, 0);
    assert_eq!((known.uses, known.both, known.n, known.no_room, known.carried, known.unrated), (4, 3, 1, 1, 1, 1));
    assert_eq!(known.rated_share(), Some(0.75));
}

#[test]
fn a_verdict_that_rests_on_what_was_not_rated_says_so() {
    let good = (0..6).map(|_| used(State::Flooded, (7, 3)));
    let unrated = Use { distress: Change { before: Some(7), after: None }, ..used(State::Flooded, (0, 0)) };
    let sure = fold(good.clone(), &[]);
    let known = Pools::of(distress(), [&sure]).estimate(&sure, 0);
    assert_eq!((known.verdict, known.depends_on_unrated), (Verdict::ProbablyHelps, false));
    let thin = fold(good.chain(std::iter::repeat_n(unrated, 12)), &[]);
    let known = Pools::of(distress(), [&thin]).estimate(&thin, 0);
    assert_eq!((known.verdict, known.depends_on_unrated), (Verdict::ProbablyHelps, true));
}
