//! Lanes between columns: each wire has one of its own, in an order in which few of them cross.

/// A wire in the gap between two columns, by the heights at which it meets them.
#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    pub left: Vec<i32>,
    pub right: Vec<i32>,
}

impl Net {
    /// From its highest to its lowest point.
    pub fn span(&self) -> (i32, i32) {
        let all = || self.left.iter().chain(&self.right).copied();
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    }

    /// How often it and another one cross, if its lane is the one on the left.
    fn crossings(&self, other: &Net) -> usize {
        let within = |heights: &[i32], (from, to): (i32, i32)| {
            let crossed = heights.iter().filter(|height| (from..=to).contains(*height));
            crossed.count()
        };
        within(&other.left, self.span()) + within(&self.right, other.span())
    }
}

/// The lane of each net, from 0 on the left.
pub(super) fn lanes(nets: &[Net]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..nets.len()).collect();
    let lowest = |net: &usize| nets.get(*net).map_or(0, |net| net.span().1);
    order.sort_by_key(|net| std::cmp::Reverse(lowest(net)));
    // Neighbours change places while that helps; each pass lowers the number of crossings, so it ends.
    for _ in 0..nets.len() {
        let mut better = false;
        for at in 1..order.len() {
            let (Some(&left), Some(&right)) = (order.get(at - 1), order.get(at)) else {
                continue;
            };
            let (Some(one), Some(other)) = (nets.get(left), nets.get(right)) else {
                continue;
            };
            if other.crossings(one) < one.crossings(other) {
                order.swap(at - 1, at);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    let mut lanes = vec![0; nets.len()];
    for (lane, net) in order.into_iter().enumerate() {
        if let Some(place) = lanes.get_mut(net) {
            *place = lane;
        }
    }
    lanes
}

/// Heights that are taken, so that no two wires lie upon each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    heights: Vec<i32>,
    /// From, to.
    blocks: Vec<(i32, i32)>,
}

/// Between two wires side by side.
const APART: i32 = 4;

impl Taken {
    pub fn take(&mut self, height: i32) {
        self.heights.push(height);
    }

    /// Nothing may pass from one height to another.
    pub fn block(&mut self, from: i32, to: i32) {
        self.blocks.push((from, to));
    }

    fn is_free(&self, height: i32) -> bool {
        let near = self.heights.iter().any(|taken| (taken - height).abs() < APART);
        !near
            && !self
                .blocks
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&height))
    }

    /// The free height that is nearest to a wanted one, from `least` on and, if there is one, up to `most`;
    /// the wanted one, where none is free. It is taken then.
    pub fn nearest(&mut self, wanted: i32, least: i32, most: Option<i32>) -> i32 {
        let fits = |height: &i32| {
            *height >= least && most.is_none_or(|most| *height <= most) && self.is_free(*height)
        };
        // Beyond everything that is taken there is always room.
        let farthest = 8_000;
        let tried = (0..farthest).flat_map(|away| [wanted + away, wanted - away]);
        let found = tried.into_iter().find(fits).unwrap_or(wanted);
        self.take(found);
        found
    }
}
