//! Monthly active users on a logarithmic scale.

/// Fewest.
pub const MIN: u32 = 1;
/// Most.
pub const MAX: u32 = 1_000_000;
/// Last step of the slider; the first is 0. Fifty steps take a tenfold.
pub const STEPS: u32 = 200;
/// The users at each step of the first decade: a hundred times ten to the step's fiftieth, to the next five, so
/// that they read well.
const FIRST_DECADE: [u32; 50] = [
    100, 105, 110, 115, 120, 125, 130, 140, 145, 150, 160, 165, 175, 180, 190, 200, 210, 220, 230, 240, 250,
    265, 275, 290, 300, 315, 330, 345, 365, 380, 400, 415, 435, 455, 480, 500, 525, 550, 575, 605, 630, 660,
    690, 725, 760, 795, 830, 870, 910, 955,
];

/// Users at a step.
pub fn at_step(step: u32) -> u32 {
    let step = step.min(STEPS) as usize;
    let users = FIRST_DECADE
        .get(step % FIRST_DECADE.len())
        .copied()
        .unwrap_or_default();
    (0..step / FIRST_DECADE.len()).fold(users, |users, _| users * 10)
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
    fn each_step_of_the_slider_is_another_number_and_is_found_again() {
        assert!((0..STEPS).all(|step| at_step(step) < at_step(step + 1)));
        assert!((0..=STEPS).all(|step| step_of(at_step(step)) == step));
    }
}
