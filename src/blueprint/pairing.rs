//! Which resource of one Blueprint is which of another: by kind and name; and which were given another name.

use std::collections::{HashMap, VecDeque};

use super::{AnyResource, Blueprint};
use crate::yaml::Value;

/// The same resource in two Blueprints.
pub type Pair<'b, 'o, 'n> = (AnyResource<'b, 'o>, AnyResource<'b, 'n>);

/// The resources of two Blueprints side by side. A resource without a name is known by its place.
#[derive(Clone, Debug, Default)]
pub struct Pairing<'b, 'o, 'n> {
    /// Before and after, in the order of the new Blueprint.
    pub same: Vec<Pair<'b, 'o, 'n>>,
    /// A resource that is gone, and a new one that is what it was but for its name, or took its place.
    pub renamed: Vec<Pair<'b, 'o, 'n>>,
    /// Resources of the old Blueprint alone.
    pub removed: Vec<AnyResource<'b, 'o>>,
    /// Resources of the new Blueprint alone.
    pub added: Vec<AnyResource<'b, 'n>>,
}

/// Most resources without a like that are compared with each other.
const COMPARED: usize = 100;

/// Pairs the resources of two Blueprints.
pub fn pair<'b, 'o, 'n>(old: &'b Blueprint<'o>, new: &'b Blueprint<'n>) -> Pairing<'b, 'o, 'n> {
    let mut named: HashMap<_, VecDeque<usize>> = HashMap::new();
    let mut before: Vec<Option<AnyResource<'b, 'o>>> = old.resources().map(Some).collect();
    for (at, resource) in old.resources().enumerate() {
        named.entry(key(resource)).or_default().push_back(at);
    }
    let mut pairing = Pairing::default();
    for resource in new.resources() {
        let like = named.get_mut(&key(resource)).and_then(VecDeque::pop_front);
        match like.and_then(|at| before.get_mut(at)?.take()) {
            Some(like) => pairing.same.push((like, resource)),
            None => pairing.added.push(resource),
        }
    }
    pairing.removed = before.into_iter().flatten().collect();
    pairing.find_renamed(content, |old, new| old.is_some() && old == new);
    pairing.find_renamed(|resource| &resource.resource().path, |old, new| old == new);
    pairing
}

/// The kind and the name.
fn key(resource: AnyResource<'_, '_>) -> (u8, String) {
    let own = resource.resource();
    let kind = match resource {
        AnyResource::Service(_) => 0,
        AnyResource::Database(_) => 1,
        AnyResource::Group(_) => 2,
    };
    let name = match own.name {
        "" => own.path.to_string(),
        name => name.to_owned(),
    };
    (kind, name)
}

impl<'b, 'o, 'n> Pairing<'b, 'o, 'n> {
    /// Takes those out of the removed and the added ones that have the same mark.
    fn find_renamed<M>(
        &mut self,
        mark: impl for<'t> Fn(AnyResource<'b, 't>) -> M,
        is_same: fn(&M, &M) -> bool,
    ) {
        if self.removed.len() > COMPARED || self.added.len() > COMPARED {
            return;
        }
        let mut marks: Vec<M> = self.added.iter().map(|new| mark(*new)).collect();
        let Self {
            renamed,
            removed,
            added,
            ..
        } = self;
        removed.retain(|old| {
            let own = mark(*old);
            let mut news = added.iter().zip(&marks);
            let like = news.position(|(new, mark)| of_one_kind(*old, *new) && is_same(&own, mark));
            if let Some(at) = like {
                renamed.push((*old, added.remove(at)));
                marks.remove(at);
            }
            like.is_none()
        });
    }
}

fn of_one_kind(old: AnyResource<'_, '_>, new: AnyResource<'_, '_>) -> bool {
    let is_named = !old.resource().name.is_empty() && !new.resource().name.is_empty();
    let same = match (old, new) {
        (AnyResource::Service(old), AnyResource::Service(new)) => old.service_type == new.service_type,
        (AnyResource::Database(_), AnyResource::Database(_)) => true,
        (AnyResource::Group(_), AnyResource::Group(_)) => true,
        _ => false,
    };
    is_named && same
}

/// What a resource has beside its name; none where that is its type alone.
fn content(resource: AnyResource<'_, '_>) -> Option<Vec<(Value, Value)>> {
    let fields = resource.resource().fields;
    match Value::followed(fields.tree, fields.node)? {
        Value::Mapping(mut entries) => {
            entries.retain(|(key, _)| !key.is("name"));
            (entries.len() > 1).then_some(entries)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AnyResource, pair};
    use crate::blueprint::Blueprint;
    use crate::yaml::Tree;

    /// `=a` is the same, `a>b` renamed, `-a` removed, `+a` added.
    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let (old, new) = (Tree::parse(old).0, Tree::parse(new).0);
        let (old, new) = (Blueprint::of(&old), Blueprint::of(&new));
        let pairing = pair(&old, &new);
        fn name<'b>(resource: &AnyResource<'b, '_>) -> &'b str {
            resource.resource().name
        }
        let same = pairing.same.iter().map(|(_, new)| format!("={}", name(new)));
        let renamed = pairing.renamed.iter();
        let renamed = renamed.map(|(old, new)| format!("{}>{}", name(old), name(new)));
        let removed = pairing.removed.iter().map(|old| format!("-{}", name(old)));
        let added = pairing.added.iter().map(|new| format!("+{}", name(new)));
        let shown: Vec<String> = same.chain(renamed).chain(removed).chain(added).collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn resources_find_their_like() {
        let web = |name: &str, rest: &str| format!("  - {{type: web, name: {name}{rest}}}\n");
        let services = |items: &[&str]| format!("services:\n{}", items.concat());
        let (a, b, c) = (&web("a", ""), &web("b", ""), &web("c", ""));
        let full = |name: &str| web(name, ", runtime: node, plan: 1c-2g");
        let (x, y) = (&full("x"), &full("y"));
        check("", "", "");
        check(&services(&[a, b]), &services(&[b, a]), "=b =a");
        check(&services(&[a]), &services(&[b]), "a>b");
        check(&services(&[a]), &services(&[a, b]), "=a +b");
        check(&services(&[a, b]), &services(&[b]), "=b -a");
        // The place is another one, and the content the same.
        check(&services(&[a, x]), &services(&[y, c, a]), "=a x>y +c");
        check(&services(&[x]), "databases: [{name: x}]", "-x +x");
        check(&services(&[x]), "services: [{type: worker, name: y}]", "-x +y");
        check(
            "services: [{type: web}]",
            "services: [{type: web, plan: free}]",
            "=",
        );
        check(
            "services: [{name: a}, {name: a}]",
            "services: [{name: a}]",
            "=a -a",
        );
    }
}
