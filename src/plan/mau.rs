//! Monthly active users on a logarithmic scale.

/// Fewest.
pub const MIN: u32 = 1;
/// Most.
pub const MAX: u32 = 1_000_000;
/// Last step of the slider; the first is 0. Fifty steps take a tenfold.
pub const STEPS: u32 = 200;
/// Users at the first step.
const FIRST: f64 = 100.0;
const STEPS_A_DECADE: f64 = 50.0;

/// Users at a step, rounded to two digits, so that they read well.
pub fn at_step(step: u32) -> u32 {
    let users = FIRST * 10_f64.powf(f64::from(step.min(STEPS)) / STEPS_A_DECADE);
    let digit = 10_f64.powf(users.log10().floor() - 1.0);
    ((users / digit).round() * digit) as u32
}

/// The step nearest to some users; the ends for what lies beyond them.
pub fn step_of(users: u32) -> u32 {
    let step = (f64::from(users.max(1)) / FIRST).log10() * STEPS_A_DECADE;
    step.round().clamp(0.0, f64::from(STEPS)) as u32
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
