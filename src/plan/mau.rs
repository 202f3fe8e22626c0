//! Monthly active users on a logarithmic scale.

/// Fewest.
pub const MIN: u32 = 1;
/// Most.
pub const MAX: u32 = 1_000_000;
/// Last step of the slider; the first is 0. Fifty steps take a tenfold.
pub const STEPS: u32 = 200;
/// The first two digits of the users at each step of a decade: ten times ten to the step's fiftieth, rounded.
const DIGITS: [u32; 50] = [
    10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 16, 17, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 32,
    33, 35, 36, 38, 40, 42, 44, 46, 48, 50, 52, 55, 58, 60, 63, 66, 69, 72, 76, 79, 83, 87, 91, 95,
];

/// Users at a step, with two digits that count, so that they read well.
pub fn at_step(step: u32) -> u32 {
    let step = step.min(STEPS) as usize;
    let digits = DIGITS.get(step % DIGITS.len()).copied().unwrap_or_default();
    (0..=step / DIGITS.len()).fold(digits, |users, _| users * 10)
}

/// The step nearest to some users by their ratio; the ends for what lies beyond them.
pub fn step_of(users: u32) -> u32 {
    let above = (0..=STEPS).find(|step| at_step(*step) >= users).unwrap_or(STEPS);
    let below = above.saturating_sub(1);
    let square = u64::from(users) * u64::from(users);
    let between = u64::from(at_step(below)) * u64::from(at_step(above));
    if square < between { below } else { above }
}

#[cfg(test)]
mod tests {
    use super::{STEPS, at_step, step_of};

    #[test]
    fn ends_and_decades() {
        assert_eq!(
            [0, 50, 100, 150, 200].map(at_step),
            [100, 1_000, 10_000, 100_000, 1_000_000]
        );
        assert_eq!([1, 100, 1_000, 1_000_000].map(step_of), [0, 0, 50, 200]);
    }

    #[test]
    fn users_never_fall_as_the_slider_moves_right() {
        assert!((0..STEPS).all(|step| at_step(step) <= at_step(step + 1)));
    }
}
