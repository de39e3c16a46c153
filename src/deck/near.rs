//! The name that was probably meant by one that is not known.

/// Finds the name that was probably meant: at most two letters and a third of its length away.
pub(super) fn nearest<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    if name.len() > 40 {
        return None;
    }
    let lower = name.to_lowercase();
    let near = names.iter().map(|candidate| (distance(&lower, candidate), *candidate)).min()?;
    (near.0 <= 2 && near.0 < near.1.len() && near.0 * 3 <= near.1.len().max(3)).then_some(near.1)
}

/// Counts the letters to change, add or leave out to get from one word to the other; neighbours swapped count as one.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
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
        two_above = std::mem::replace(&mut above, next);
    }
    above.last().copied().unwrap_or(usize::MAX)
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
