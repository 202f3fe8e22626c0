//! What an edit means for the value, told from the edit and the old text: the steps that another reader must
//! see, and nothing more.

use plano::blueprint::edit::{Edit, EnvValue, NewService};
use plano::blueprint::{AnyResource, Blueprint, EnvVar, Form, ServiceProperty, ServiceType};
use plano::spec::{Field, Kind, Shape};
use plano::yaml::{NodeId, Path, Step as At, Tree};

use super::before::Before;
use super::rename;
use super::step::{New, Step};

/// Whether the meaning of an edit is told here: not of one that takes lines along, copies them, or gives a
/// variable another form.
pub(crate) fn is_told(tree: &Tree, edit: &Edit) -> bool {
    match edit {
        Edit::SetEnvValue { owner, key, value } => {
            let blueprint = Blueprint::of(tree);
            let mut variables = variables(&blueprint, owner).iter();
            let own = variables.find(|variable| variable.key == Some(key));
            matches!(value, EnvValue::Text(_)) && own.is_none_or(|own| matches!(own.form, Form::Value(_)))
        }
        Edit::AddDatabase { .. }
        | Edit::AddGroup { .. }
        | Edit::AddProject { .. }
        | Edit::AddEnvironment { .. }
        | Edit::AddEnvVars { .. }
        | Edit::MoveEnvVar { .. }
        | Edit::Duplicate { .. }
        | Edit::Reorder { .. }
        | Edit::MoveTo { .. } => false,
        _ => true,
    }
}

/// The steps of an edit. None for one whose meaning is not told here, or that leads nowhere.
pub(crate) fn steps(before: &Before<'_>, edit: &Edit) -> Option<Vec<Step>> {
    let tree = before.tree;
    let blueprint = Blueprint::of(tree);
    let meaning = Meaning {
        before,
        tree,
        blueprint: &blueprint,
    };
    if !is_told(tree, edit) {
        return None;
    }
    Some(match edit {
        Edit::Set {
            resource,
            field,
            value,
        } => vec![meaning.set(resource, field, value)?],
        Edit::Clear { resource, field } => {
            let steps = field.split('.');
            vec![Step::Remove(
                steps.fold(resource.clone(), |path, step| path.then(step)),
            )]
        }
        Edit::FixInstances { service, count } => {
            let number = meaning.put(service, "numInstances", New::Int(*count));
            let scaling = meaning.removed(service.then("scaling"));
            [number].into_iter().chain(scaling).collect()
        }
        Edit::Autoscale {
            service,
            min,
            max,
            cpu_percent,
            memory_percent,
        } => {
            let bounds = [
                ("minInstances", Some(*min)),
                ("maxInstances", Some(*max)),
                ("targetCPUPercent", *cpu_percent),
                ("targetMemoryPercent", *memory_percent),
            ];
            meaning.autoscale(service, bounds)
        }
        Edit::AttachDisk {
            service,
            name,
            mount_path,
            size_gb,
        } => {
            let disk = vec![
                ("name", New::text(name)),
                ("mountPath", New::text(mount_path)),
                ("sizeGB", New::Int(*size_gb)),
            ];
            vec![Step::Insert(service.clone(), "disk", New::Map(disk))]
        }
        Edit::DetachDisk { service } => vec![Step::Remove(service.then("disk"))],
        Edit::AllowAddress {
            resource,
            source,
            description,
        } => {
            let mut entry = vec![("source", New::text(source.trim()))];
            if !description.trim().is_empty() {
                entry.push(("description", New::text(description.trim())));
            }
            vec![meaning.appended(resource, "ipAllowList", New::Map(entry))]
        }
        Edit::ForbidAddress { resource, at } => vec![Step::Remove(resource.then("ipAllowList").then(*at))],
        Edit::ClosePublic { resource } => {
            vec![Step::Insert(
                resource.clone(),
                "ipAllowList",
                New::List(Vec::new()),
            )]
        }
        Edit::AddReplica { database, name } => {
            let replica = New::Map(vec![("name", New::text(name))]);
            vec![meaning.appended(database, "readReplicas", replica)]
        }
        Edit::RemoveReplica { database, name } => {
            let own = blueprint
                .databases
                .iter()
                .find(|own| own.resource.path == *database)?;
            let names = own.read_replicas();
            let at = names.iter().position(|own| own == name)?;
            vec![Step::Remove(database.then("readReplicas").then(at))]
        }
        Edit::AddEnvVar { owner, key, value } => {
            vec![meaning.appended(owner, "envVars", variable(key, value))]
        }
        Edit::SetEnvValue { owner, key, value } => {
            let (at, _) = meaning.variable(owner, key)?;
            let EnvValue::Text(text) = value else { return None };
            let path = owner.then("envVars").then(at).then("value");
            vec![Step::Set(path, New::text(text))]
        }
        Edit::UseGroup { service, group } => {
            let entry = New::Map(vec![("fromGroup", New::text(group))]);
            vec![meaning.appended(service, "envVars", entry)]
        }
        Edit::DropGroup { service, group } => meaning.drop_group(service, group),
        Edit::RemoveEnvVar { owner, key } => {
            let (at, count) = meaning.variable(owner, key)?;
            let whole = count == 1 && matches!(blueprint.at(owner)?, AnyResource::Service(_));
            let list = owner.then("envVars");
            vec![Step::Remove(if whole { list } else { list.then(at) })]
        }
        Edit::RenameEnvVar { owner, from, to } => meaning.rename_variable(owner, from, to)?,
        Edit::AddService { section, service } => {
            vec![meaning.appended(section, "services", new_service(service)?)]
        }
        Edit::Rename { resource, to } => rename::steps(tree, &blueprint, resource, to)?,
        Edit::Remove { resource } => vec![Step::Remove(meaning.with_its_list(resource)?)],
        _ => return None,
    })
}

struct Meaning<'m, 't> {
    before: &'m Before<'t>,
    tree: &'t Tree,
    blueprint: &'m Blueprint<'t>,
}

impl Meaning<'_, '_> {
    /// Sets a key of a mapping, whether or not it is there.
    fn put(&self, mapping: &Path, key: &'static str, new: New) -> Step {
        if self.has(mapping, key) {
            Step::Set(mapping.then(key), new)
        } else {
            Step::Insert(mapping.clone(), key, new)
        }
    }

    /// Whether a mapping, which an alias may stand for, has a key.
    fn has(&self, mapping: &Path, key: &str) -> bool {
        self.node(mapping)
            .is_some_and(|node| self.tree.entry(node, key).is_some())
    }

    fn node(&self, path: &Path) -> Option<NodeId> {
        match self.blueprint.at(path) {
            Some(found) => Some(found.resource().fields.node),
            None => self.tree.at(path).map(|node| self.tree.target(node)),
        }
    }

    fn removed(&self, path: Path) -> Option<Step> {
        self.tree.at(&path).map(|_| Step::Remove(path))
    }

    /// At the end of a list, which may not be there yet.
    fn appended(&self, owner: &Path, key: &'static str, item: New) -> Step {
        if self.has(owner, key) {
            Step::Append(owner.then(key), item)
        } else {
            Step::Insert(owner.clone(), key, New::List(vec![item]))
        }
    }

    /// A field by its dotted name; the first mapping on the way that is not there comes with what is below.
    fn set(&self, resource: &Path, field: &str, value: &str) -> Option<Step> {
        let mut kind = self.blueprint.at(resource)?.kind()?;
        let mut fields: Vec<&'static Field> = Vec::new();
        for name in field.split('.') {
            let known = kind.field(name)?;
            fields.push(known);
            if let Shape::Object(inner) = known.shape {
                kind = inner;
            }
        }
        let (last, parents) = fields.split_last()?;
        let new = match last.shape {
            Shape::Integer { .. } => New::Int(value.trim().parse().ok()?),
            Shape::Boolean => New::Bool(value == "true"),
            _ => New::text(value),
        };
        let mut mapping = resource.clone();
        for (at, parent) in parents.iter().enumerate() {
            if !self.has(&mapping, parent.name) {
                let below = fields[at + 1..].iter().rev();
                let new = below.fold(new, |new, field| New::Map(vec![(field.name, new)]));
                return Some(Step::Insert(mapping, parent.name, new));
            }
            mapping = mapping.then(parent.name);
        }
        Some(self.put(&mapping, last.name, new))
    }

    fn autoscale(&self, service: &Path, bounds: [(&'static str, Option<i64>); 4]) -> Vec<Step> {
        let scaling = service.then("scaling");
        let number = self.removed(service.then("numInstances"));
        let steps: Vec<Step> = if self.has(service, "scaling") {
            let steps = bounds.into_iter().filter_map(|(key, number)| match number {
                Some(number) => Some(self.put(&scaling, key, New::Int(number))),
                None => self.removed(scaling.then(key)),
            });
            steps.collect()
        } else {
            let written = bounds
                .into_iter()
                .filter_map(|(key, number)| Some((key, New::Int(number?))));
            vec![Step::Insert(
                service.clone(),
                "scaling",
                New::Map(written.collect()),
            )]
        };
        steps.into_iter().chain(number).collect()
    }

    /// Where a variable stands in its list, and how many there are.
    fn variable(&self, owner: &Path, key: &str) -> Option<(usize, usize)> {
        let variables = variables(self.blueprint, owner);
        let at = variables.iter().position(|variable| variable.key == Some(key))?;
        Some((at, variables.len()))
    }

    /// Every entry of the group; the list with the last one.
    fn drop_group(&self, service: &Path, group: &str) -> Vec<Step> {
        let variables = variables(self.blueprint, service);
        let list = service.then("envVars");
        let is_it = |variable: &EnvVar<'_>| variable.form == Form::FromGroup(group);
        if variables.iter().all(is_it) {
            return vec![Step::Remove(list)];
        }
        // From the end, so that the places before stay.
        let places = (0..variables.len()).rev().filter(|&at| is_it(&variables[at]));
        places.map(|at| Step::Remove(list.then(at))).collect()
    }

    /// What goes with an item: its list, if nothing else is in it and something stands beside it. A comment in
    /// it that is not the item's own keeps it, and so does a project its `environments`.
    fn with_its_list(&self, item: &Path) -> Option<Path> {
        let (list, _) = item.split_last()?;
        let node = self.tree.at(&list)?;
        let [only] = self.tree.items(node) else {
            return Some(item.clone());
        };
        let entry = self.before.entry_of(node)?;
        let extent = self.before.extent(entry.start, node);
        let own = match only.dash {
            Some(dash) => {
                let lines = self.before.extent(dash, only.node);
                self.before.surely_own(dash, lines.end)..lines.end
            }
            None => 0..0,
        };
        let mut comments = self.before.comments.iter().map(|comment| comment.line);
        let is_commented = comments.any(|line| extent.contains(&line) && !own.contains(&line));
        let is_alone = self.tree.entries(self.tree.node(node).parent?).len() == 1;
        let begins_its_line = self.before.text(extent.start)[..self.before.column(entry.start)]
            .trim()
            .is_empty();
        let is_needed = matches!(list.0.last(), Some(At::Key(key)) if key == "environments");
        let stays = is_commented || is_alone || is_needed || !begins_its_line;
        Some(if stays { item.clone() } else { list })
    }

    /// The variable's key, and what reads it by that key.
    fn rename_variable(&self, owner: &Path, from: &str, to: &str) -> Option<Vec<Step>> {
        let (at, _) = self.variable(owner, from)?;
        let mut steps = vec![Step::Set(
            owner.then("envVars").then(at).then("key"),
            New::text(to),
        )];
        let AnyResource::Service(own) = self.blueprint.at(owner)? else {
            return Some(steps);
        };
        for reader in &self.blueprint.services {
            for (at, variable) in reader.env_vars.iter().enumerate() {
                let reads = matches!(variable.form, Form::FromService { name, property: ServiceProperty::EnvVar(key), .. }
                    if name == own.resource.name && key == from);
                if reads {
                    let source = reader.resource.path.then("envVars").then(at).then("fromService");
                    steps.push(Step::Set(source.then("envVarKey"), New::text(to)));
                }
            }
        }
        Some(steps)
    }
}

/// The variables of a service or group.
fn variables<'b, 't>(blueprint: &'b Blueprint<'t>, owner: &Path) -> &'b [EnvVar<'t>] {
    match blueprint.at(owner) {
        Some(AnyResource::Service(service)) => &service.env_vars,
        Some(AnyResource::Group(group)) => &group.env_vars,
        _ => &[],
    }
}

fn variable(key: &str, value: &EnvValue) -> New {
    let from_service = |service_type: &str, name: &str, what: &'static str, value: &str| {
        let source = [("type", service_type), ("name", name), (what, value)];
        New::Map(source.map(|(key, value)| (key, New::text(value))).into())
    };
    let form = match value {
        EnvValue::Text(text) => ("value", New::text(text)),
        EnvValue::Generated => ("generateValue", New::Bool(true)),
        EnvValue::Prompted => ("sync", New::Bool(false)),
        EnvValue::FromDatabase { name, property } => {
            let source = vec![("name", New::text(name)), ("property", New::text(property))];
            ("fromDatabase", New::Map(source))
        }
        EnvValue::FromServiceVariable {
            service_type,
            name,
            key,
        } => ("fromService", from_service(service_type, name, "envVarKey", key)),
        EnvValue::FromServiceProperty {
            service_type,
            name,
            property,
        } => (
            "fromService",
            from_service(service_type, name, "property", property),
        ),
    };
    New::Map(vec![("key", New::text(key)), form])
}

/// A service with its fields in the order of the format.
fn new_service(service: &NewService) -> Option<New> {
    let kind: &Kind = plano::spec::service_kind(
        written_type(service.service_type),
        (service.service_type == ServiceType::Static).then_some("static"),
    )?;
    let fields = kind.fields.iter().filter_map(|field| {
        let given = service.fields.iter().find(|(name, _)| *name == field.name);
        let value = match (field.name, service.service_type) {
            ("type", own) => New::text(written_type(own)),
            ("name", _) => New::text(&service.name),
            ("runtime", ServiceType::Static) => New::text("static"),
            ("ipAllowList", ServiceType::KeyValue) => New::List(Vec::new()),
            _ => New::text(&given?.1),
        };
        Some((field.name, value))
    });
    Some(New::Map(fields.collect()))
}

fn written_type(service_type: ServiceType) -> &'static str {
    match service_type {
        ServiceType::PrivateService => "pserv",
        ServiceType::Worker => "worker",
        ServiceType::Cron => "cron",
        ServiceType::KeyValue => "keyvalue",
        ServiceType::Workflow => "workflow",
        _ => "web",
    }
}
