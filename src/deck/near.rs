//! The name that was probably meant by one that is not known.

/// Most letters between a name and the one that was meant.
const FARTHEST: usize = 2;

/// Finds the name that was probably meant: at most two letters and a third of its length away.
pub(super) fn nearest<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    if name.len() > 40 {
        return None;
    }
    let typed: Vec<char> = name.to_lowercase().chars().collect();
    let near = names.iter().filter_map(|candidate| Some((distance(&typed, candidate)?, *candidate))).min()?;
    (near.0 < near.1.len() && near.0 * 3 <= near.1.len().max(3)).then_some(near.1)
}

/// Counts the letters to change, add or leave out to get from one word to the other; neighbours swapped count as one.
/// None when they are more than [`FARTHEST`]: among thousands of names most are, and are left as soon as that is known.
fn distance(from: &[char], to: &str) -> Option<usize> {
    // A byte is at least a quarter of a letter: names that are far too long are passed over without a look.
    if to.len() > 4 * (from.len() + FARTHEST) || from.len() > to.len() + FARTHEST {
        return None;
    }
    let to: Vec<char> = to.chars().collect();
    if to.len().abs_diff(from.len()) > FARTHEST {
        return None;
    }
    let mut two_above: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, have) in from.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, want) in to.iter().enumerate() {
            let known = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (known(&above, column) + usize::from(have != want))
                .min(known(&above, column + 1) + 1)
                .min(known(&next, column) + 1);
            let crossed = row > 0 && column > 0 && from.get(row - 1) == Some(want) && to.get(column - 1) == Some(have);
            if crossed {
                cost = cost.min(known(&two_above, column - 1) + 1);
            }
            next.push(cost);
        }
        // A swap looks back two rows.
        let least = |line: &[usize]| line.iter().min().copied().unwrap_or(usize::MAX);
        if least(&next) > FARTHEST && least(&above) > FARTHEST {
            return None;
        }
        two_above = std::mem::replace(&mut above, next);
    }
    above.last().copied().filter(|distance| *distance <= FARTHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        let names = ["do", "seconds", "times", "breathe"];
        for (typed, meant) in [
            ("second", Some("seconds")),
            ("brethe", Some("breathe")),
            ("tiems", Some("times")),
            ("od", Some("do")),
            ("Seconds", Some("seconds")),
            ("minutes", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, &names), meant, "{typed}");
        }
    }
}
