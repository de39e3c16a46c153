//! Which day a card comes back on: near its interval, on a light day, never on a rest day if that can be helped.

use super::days::{Day, LONGEST_GAP};

/// Longest interval of a card, in days: a skill is touched each season.
pub const LONGEST: u32 = 90;

/// Longest interval of a favourite, in days.
pub const LONGEST_FAVOURITE: u32 = 45;

/// How far an open day is looked for, in days.
const FARTHEST: i64 = 400;

/// Intervals below this many days are not moved.
const SHORTEST_MOVED: f32 = 2.5;

/// From days, to days, and how much each day of the interval between them widens the window on either side.
///
/// Rule and numbers: the fuzz of Anki (`fuzz.rs`), whose published cases are tests here.
const WIDENING: [(f32, f32, f32); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, f32::MAX, 0.05)];

/// What the person allows: how far away a card may come back, and the days on which they rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits<'a> {
    /// Shortest interval in days, usually 1; more when a card that came to mind would otherwise come round sooner than
    /// it was going to; what is above the longest counts as the longest.
    pub shortest: u32,
    /// Longest interval in days, usually [`LONGEST`] or [`LONGEST_FAVOURITE`]; 1 to [`LONGEST_GAP`];
    /// what lies outside counts as the nearest of the two.
    pub longest: u32,
    /// Weekdays of rest: bit 0 for Monday to bit 6 for Sunday.
    pub rest_weekdays: u8,
    /// Stretches of rest, first and last day included, in any order.
    pub rest_ranges: &'a [(Day, Day)],
}

impl Default for Limits<'_> {
    /// The limits of a card that is no favourite, for a person who never rests.
    fn default() -> Self {
        Self { shortest: 1, longest: LONGEST, rest_weekdays: 0, rest_ranges: &[] }
    }
}

impl Limits<'_> {
    /// Says whether `day` is a day of rest.
    pub fn rests_on(&self, day: Day) -> bool {
        let within = |&(one, other): &(Day, Day)| one.min(other) <= day && day <= one.max(other);
        self.rest_weekdays >> day.weekday() & 1 == 1 || self.rest_ranges.iter().any(within)
    }

    /// Returns the first day from `day` on that is no day of rest: the day on which a card is met whose own day became
    /// one after it was decided. Never before `day`; `day` itself when the person rests for more than a year from it.
    pub fn open_from(&self, day: Day) -> Day {
        (0..=FARTHEST).map(|days| day.plus(days)).find(|day| !self.rests_on(*day)).unwrap_or(day)
    }
}

/// Returns the shortest and the longest whole number of days that an interval may be moved to, both within `min` and
/// `max` (the smaller of the two counts as `min`); what is not a number counts as `min`.
///
/// Nothing moves below 2.5 days. From there the window reaches 1 day to either side, plus 0.15 for each day of the
/// interval between 2.5 and 7, 0.10 for each between 7 and 20, and 0.05 for each beyond. From 2.5 days on it holds
/// more than one day unless `max` is in the way.
pub fn window(interval: f32, min: u32, max: u32) -> (u32, u32) {
    let min = min.min(max);
    let interval = if interval.is_nan() { min as f32 } else { interval.clamp(min as f32, max as f32) };
    let reach = if interval < SHORTEST_MOVED {
        0.0
    } else {
        let widened = WIDENING.iter().map(|&(from, to, rate)| rate * (interval.min(to) - from).max(0.0));
        1.0 + widened.sum::<f32>()
    };
    let low = whole(interval - reach).clamp(min, max);
    let high = whole(interval + reach).clamp(min, max);
    (low, high)
}

/// Returns the day on which a card comes back that was practised `today` and is due after `interval` days.
///
/// Always after `today`, at least `limits.shortest` days after it where there is no need to rest, and at most
/// `limits.longest`. Of the days in the [`window`] around the interval on
/// which the person does not rest, it is the lightest by `load` (cards already due on a day); of equally light ones
/// the nearest to the rounded interval; of equally near ones the one that `seed` picks. If the person rests on the
/// whole window, the next day after it on which they do not, else the last such day before it; if they always rest,
/// the rounded interval. The same arguments always give the same day.
pub fn choose_day(today: Day, interval: f32, limits: &Limits, seed: u64, load: impl Fn(Day) -> u32) -> Day {
    let longest = limits.longest.clamp(1, LONGEST_GAP);
    let shortest = limits.shortest.clamp(1, longest);
    let (low, high) = window(interval, shortest, longest);
    let target = whole(interval).clamp(shortest, longest);
    let day = |days: u32| today.plus(i64::from(days));
    let open = |days: &u32| !limits.rests_on(day(*days));

    let mut nearest: Vec<u32> = (low..=high).filter(open).collect();
    nearest.sort_by_key(|days| (days.abs_diff(target), mix(seed ^ u64::from(*days))));
    let mut lightest: Option<(u32, u32)> = None;
    for days in nearest {
        let cards = load(day(days));
        if lightest.is_none_or(|(least, _)| cards < least) {
            lightest = Some((cards, days));
        }
        // No day further off can be lighter than an empty one.
        if cards == 0 {
            break;
        }
    }
    let lightest = lightest.map(|(_, days)| days);
    let chosen = lightest.or_else(|| (high + 1..=longest).find(open)).or_else(|| (1..low).rev().find(open));
    day(chosen.unwrap_or(target))
}

/// Returns the shortest interval of a card that came to mind, in days, so that spreading never moves it backwards: not
/// before the day on which it would have come round anyway, and not nearer than it was the last time, unless its own
/// new interval, rounded, is as short.
///
/// `day` is the day of the answer, `last` that of the answer before, `due` the day decided then.
pub fn not_backwards(interval: f32, day: Day, last: Option<Day>, due: Option<Day>) -> u32 {
    let Some(due) = due else { return 1 };
    let before = last.map_or(0, |last| due.since(last));
    due.since(day).max(before).min(whole(interval)).max(1)
}

/// Returns the seed that spreads a card after its `reviews`-th answer: the same on every device and in every version.
///
/// FNV-1a, 64 bits, over the bytes of the card's id, then a zero byte, then the count as four bytes, lowest first;
/// then the finishing step of `SplitMix64`, because FNV's own high bits depend little on the last bytes.
pub fn seed_for(card: &str, reviews: u32) -> u64 {
    let bytes = card.bytes().chain([0]).chain(reviews.to_le_bytes());
    mix(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
}

/// Spreads every bit of a number over all of them: one step of `SplitMix64` (Steele, Lea and Flood, 2014).
const fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Rounds to whole days, half away from zero; below 0 and what is not a number become 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
fn whole(days: f32) -> u32 {
    days.round() as u32
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// A Monday.
    const TODAY: Day = Day(20_605);

    fn limits(rest_weekdays: u8) -> Limits<'static> {
        Limits { rest_weekdays, ..Limits::default() }
    }

    fn gap(interval: f32, limits: &Limits, load: impl Fn(Day) -> u32) -> u32 {
        choose_day(TODAY, interval, limits, 7, load).since(TODAY)
    }

    #[test]
    fn windows_are_those_that_anki_published() {
        for (interval, min, max, wanted) in [
            (2.49, 1, 1000, (2, 2)),
            (2.5, 1, 1000, (2, 4)),
            (7.0, 1, 1000, (5, 9)),
            (17.0, 1, 1000, (14, 20)),
            (37.0, 1, 1000, (33, 41)),
            (19.9, 3, 1000, (17, 23)),
            (100.0, 101, 1000, (101, 108)),
            (100.0, 1, 99, (92, 99)),
            (100.0, 97, 103, (97, 103)),
        ] {
            assert_eq!(window(interval, min, max), wanted, "{interval} within {min} and {max}");
        }
    }

    #[test]
    fn an_interval_that_is_not_moved_is_rounded_as_anki_does() {
        assert_eq!(window(1.5, 1, 1000), (2, 2));
        assert_eq!(window(0.1, 1, 1000), (1, 1));
        assert_eq!(window(101.0, 1, 100).1, 100);
        assert_eq!(whole(101.0).clamp(1, 100), 100);
    }

    #[test]
    fn the_window_stands_any_number() {
        for interval in [f32::NAN, f32::NEG_INFINITY, -4.0, 0.0] {
            assert_eq!(window(interval, 1, 90), (1, 1), "{interval}");
        }
        assert_eq!(window(f32::INFINITY, 1, 90), (84, 90));
        assert_eq!(window(10.0, 9, 3), (3, 3));
        assert!(window(f32::INFINITY, 0, u32::MAX).0 < window(f32::INFINITY, 0, u32::MAX).1);
    }

    #[test]
    fn a_card_that_came_to_mind_is_never_moved_backwards() {
        let due = |days| Some(TODAY.plus(days));
        // On its day: 20 days last time, 21 now. The window alone would reach down to 17.
        assert_eq!(not_backwards(21.0, TODAY, due(-20), due(0)), 20);
        // Early: it would have come round in 12 days anyway.
        assert_eq!(not_backwards(15.0, TODAY, due(-3), due(12)), 15);
        assert_eq!(not_backwards(40.0, TODAY, due(-3), due(12)), 15);
        // Its own interval is shorter than before, because the parameters or the person changed.
        assert_eq!(not_backwards(9.0, TODAY, due(-20), due(0)), 9);
        assert_eq!(not_backwards(3.0, TODAY, None, None), 1);
        let limits = Limits { shortest: 20, ..Limits::default() };
        let lightest_is_before = |day: Day| u32::from(day.since(TODAY) >= 20);
        assert_eq!(gap(21.0, &limits, lightest_is_before), 21);
        assert_eq!(gap(f32::NAN, &Limits { shortest: 500, ..limits }, |_| 0), 90);
    }

    #[test]
    fn a_free_calendar_keeps_the_interval() {
        for (interval, days) in [(0.0, 1), (0.93, 1), (2.4, 2), (3.6, 4), (17.0, 17), (89.6, 90), (500.0, 90)] {
            assert_eq!(gap(interval, &Limits::default(), |_| 0), days, "{interval}");
        }
    }

    #[test]
    fn the_lightest_day_of_the_window_wins() {
        assert_eq!(gap(17.0, &Limits::default(), |day| u32::from(day != TODAY.plus(20))), 20);
        assert_eq!(gap(17.0, &Limits::default(), |day| 30 - day.since(TODAY)), 20);
        assert_eq!(gap(17.0, &Limits::default(), |day| day.since(TODAY)), 14);
    }

    #[test]
    fn many_cards_of_one_day_come_back_evenly_and_never_on_a_sunday() {
        let mut due = std::collections::BTreeMap::new();
        for card in 0..110 {
            let seed = seed_for(&format!("deck/card-{card}"), 9);
            let day = choose_day(TODAY, 90.0, &limits(0b100_0000), seed, |day| due.get(&day).copied().unwrap_or(0));
            *due.entry(day).or_insert(0) += 1;
        }
        // 84 to 90 days after a Monday are a Monday to a Sunday.
        assert_eq!(window(90.0, 1, LONGEST), (84, 90));
        assert_eq!(due.keys().map(|day| day.weekday()).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert!(due.values().all(|&cards| cards == 18 || cards == 19), "{due:?}");
    }

    #[test]
    fn equally_near_days_are_picked_by_the_seed() {
        let busy_target = |day| u32::from(day == TODAY.plus(17));
        let days = |seed| choose_day(TODAY, 17.0, &Limits::default(), seed, busy_target).since(TODAY);
        let early = (0..1_000).filter(|&seed| days(seed) == 16).count();
        assert_eq!((0..1_000).filter(|&seed| days(seed) == 18).count(), 1_000 - early);
        assert!((400..600).contains(&early), "{early}");
    }

    #[test]
    fn an_empty_rest_day_is_still_a_rest_day() {
        // 13 days after a Monday is a Sunday; every other day of the window is busy.
        let sundays = limits(0b100_0000);
        let sunday = TODAY.plus(13);
        assert_eq!(sunday.weekday(), 6);
        assert_ne!(gap(13.0, &sundays, |day| u32::from(day != sunday) * 9), 13);
        assert_eq!(gap(13.0, &Limits::default(), |day| u32::from(day != sunday) * 9), 13);
    }

    #[test]
    fn tomorrow_moves_if_it_is_a_rest_day() {
        assert_eq!(gap(0.2, &limits(0b000_0010), |_| 0), 2);
        assert_eq!(gap(0.2, &limits(0b000_1110), |_| 0), 4);
    }

    #[test]
    fn a_holiday_over_the_whole_window_moves_the_card_past_it_or_else_before() {
        let away = |from: i64, to: i64| [(TODAY.plus(from), TODAY.plus(to))];
        let gap = |ranges: &[(Day, Day)], longest| {
            gap(10.0, &Limits { longest, rest_ranges: ranges, ..Limits::default() }, |_| 0)
        };
        assert_eq!(gap(&away(3, 30), 90), 31);
        assert_eq!(gap(&away(30, 3), 90), 31, "written backwards");
        assert_eq!(gap(&away(3, 30), 30), 2, "nothing left within the longest interval");
        assert_eq!(gap(&away(1, 30), 30), 10, "nothing left at all");
        assert_eq!(gap(&away(9, 10), 90), 11);
    }

    #[test]
    fn a_day_that_became_a_day_of_rest_is_met_on_the_next_open_one() {
        let holidays = [(TODAY.plus(3), TODAY.plus(12))];
        // 13 days after a Monday is a Sunday.
        let limits = Limits { rest_weekdays: 0b100_0000, rest_ranges: &holidays, ..Limits::default() };
        for (due, met) in [(2, 2), (3, 14), (8, 14), (12, 14), (13, 14), (14, 14), (20, 21)] {
            assert_eq!(limits.open_from(TODAY.plus(due)), TODAY.plus(met), "{due}");
        }
        let always = Limits { rest_weekdays: 0xff, ..Limits::default() };
        assert_eq!(always.open_from(TODAY), TODAY);
    }

    #[test]
    fn a_person_who_always_rests_gets_the_plain_day() {
        assert_eq!(gap(10.0, &limits(0xff), |_| 0), 10);
    }

    #[test]
    fn the_ends_of_counted_time_do_not_overflow() {
        for today in [Day(i32::MIN), Day(i32::MAX)] {
            let day = choose_day(today, 1e9, &Limits { longest: u32::MAX, ..Limits::default() }, 0, |_| 0);
            assert!(day >= today);
        }
    }

    #[test]
    fn seeds_stay_the_same_in_every_version() {
        assert_eq!(seed_for("org.example.steady-ground/feet-press", 1), 12_109_670_674_840_692_271);
        assert_eq!(seed_for("", 0), 8_958_570_934_943_860_799);
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf, "the first number of SplitMix64 from 0");
        assert_ne!(seed_for("a", 1), seed_for("a", 2));
        assert_ne!(seed_for("a", 1), seed_for("b", 1));
    }

    /// Stretches of rest around [`TODAY`].
    fn stretches() -> impl Strategy<Value = Vec<(Day, Day)>> {
        let stretch = (-20..110_i64, -5..25_i64);
        vec(stretch.prop_map(|(from, days)| (TODAY.plus(from), TODAY.plus(from + days))), 0..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn windows_keep_their_bounds(interval in any::<f32>(), min in any::<u32>(), max in any::<u32>()) {
            let (low, high) = window(interval, min, max);
            prop_assert!(min.min(max) <= low && low <= high && high <= max);
            prop_assert!(low < high || high <= 2 || high == max);
        }

        #[test]
        fn windows_hold_the_rounded_interval(interval in 0.5..90.4_f32) {
            let (low, high) = window(interval, 1, 90);
            prop_assert!((low..=high).contains(&whole(interval)), "{low} {high}");
        }

        #[test]
        fn the_day_keeps_every_promise(
            weekday in 0..7_i64,
            interval in prop_oneof![0.0..10.0_f32, 0.0..120.0_f32, any::<f32>()],
            shortest in prop_oneof![4 => Just(1_u32), 1 => 0..120_u32],
            longest in 0..120_u32,
            rest_weekdays in prop_oneof![Just(0_u8), any::<u8>()],
            rest_ranges in stretches(),
            loads in vec(0..4_u32, 1..20),
            seed in any::<u64>(),
        ) {
            let today = TODAY.plus(weekday);
            let limits = Limits { shortest, longest, rest_weekdays, rest_ranges: &rest_ranges };
            let load = |day: Day| loads[day.since(today) as usize % loads.len()];
            let chosen = choose_day(today, interval, &limits, seed, load);

            prop_assert_eq!(chosen, choose_day(today, interval, &limits, seed, load), "the same again");
            let gap = chosen.since(today);
            prop_assert!(chosen > today && gap <= longest.max(1), "after today, within the longest");

            let open = |days: u32| !limits.rests_on(today.plus(i64::from(days)));
            let (low, high) = window(interval, shortest.clamp(1, longest.max(1)), longest.max(1));
            if (low..=high).any(open) {
                prop_assert!((low..=high).contains(&gap) && open(gap), "in the window, not on a rest day");
                let lightest = (low..=high).filter(|&days| open(days)).map(|days| load(today.plus(i64::from(days)))).min();
                prop_assert_eq!(Some(load(chosen)), lightest);
            } else if (1..=longest).any(open) {
                prop_assert!(open(gap), "a rest day although there was another");
            } else {
                prop_assert_eq!(gap, whole(interval).clamp(shortest.clamp(1, longest.max(1)), longest.max(1)));
            }
        }
    }
}
