//! Random semantic edits that fit a Blueprint, always the same ones for a seed.

use plano::blueprint::edit::{Edit, EnvValue, NewService};
use plano::blueprint::{AnyResource, Blueprint, Form, ServiceType};
use plano::spec::Shape;
use plano::yaml::Path;

/// A source of edits.
pub(super) struct Source {
    state: u64,
    /// Makes names that were not there before.
    fresh: u32,
}

impl Source {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xd1b5_4a32_d192_ed03,
            fresh: 0,
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % bound.max(1)
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> Option<T> {
        let at = self.below(items.len());
        items.get(at).cloned()
    }

    fn fresh(&mut self) -> u32 {
        self.fresh += 1;
        self.fresh
    }

    /// An edit of any kind; most fit the Blueprint.
    pub(super) fn edit(&mut self, blueprint: &Blueprint<'_>) -> Edit {
        loop {
            let edit = match self.below(20) {
                0..=3 => self.set(blueprint),
                4 => self.clear(blueprint),
                5 | 6 => self.instances(blueprint),
                7 => self.disk(blueprint),
                8 => self.add_variable(blueprint),
                9..=11 => self.change_variable(blueprint),
                12 => Some(self.add_service()),
                13 => self.move_variable(blueprint),
                14 => self.group(blueprint),
                15 => self.rename(blueprint),
                16 => self.duplicate(blueprint),
                17 => self.reorder(blueprint),
                18 => self.move_to(blueprint),
                _ => self.service(blueprint).map(|resource| Edit::Remove { resource }),
            };
            if let Some(edit) = edit {
                return edit;
            }
        }
    }

    fn service(&mut self, blueprint: &Blueprint<'_>) -> Option<Path> {
        let paths: Vec<Path> = blueprint
            .services
            .iter()
            .map(|service| service.resource.path.clone())
            .collect();
        self.pick(&paths)
    }

    fn resource(&mut self, blueprint: &Blueprint<'_>) -> Option<Path> {
        let resources = blueprint.resources();
        let paths: Vec<Path> = resources.map(|found| found.resource().path.clone()).collect();
        self.pick(&paths)
    }

    fn rename(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        Some(Edit::Rename {
            resource: self.resource(blueprint)?,
            to: format!("renamed-{}", self.fresh()),
        })
    }

    fn duplicate(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        Some(Edit::Duplicate {
            resource: self.resource(blueprint)?,
            name: format!("copied-{}", self.fresh()),
        })
    }

    fn reorder(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let resource = self.resource(blueprint)?;
        let (list, _) = resource.split_last()?;
        let count = blueprint.tree.items(blueprint.tree.at(&list)?).len();
        let to = self.below(count);
        Some(Edit::Reorder { resource, to })
    }

    /// To a section; first there has to be another one.
    fn move_to(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        if blueprint.projects.is_empty() {
            let name = format!("project-{}", self.fresh());
            let environment = "production".to_owned();
            return Some(Edit::AddProject { name, environment });
        }
        let sections = blueprint.sections.iter();
        let sections: Vec<Path> = sections.map(|section| section.path.clone()).collect();
        Some(Edit::MoveTo {
            resource: self.resource(blueprint)?,
            section: self.pick(&sections)?,
        })
    }

    fn scalable(&mut self, blueprint: &Blueprint<'_>) -> Option<(Path, bool)> {
        let services = blueprint
            .services
            .iter()
            .filter(|service| service.service_type.has_instances());
        let found: Vec<(Path, bool)> = services
            .map(|service| (service.resource.path.clone(), service.disk().is_some()))
            .collect();
        self.pick(&found)
    }

    /// A field of any resource with a value that its shape takes.
    fn set(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let resources: Vec<AnyResource<'_, '_>> = blueprint.resources().collect();
        let found = self.pick(&resources)?;
        let fields: Vec<_> = found.kind()?.fields.iter().collect();
        let field = self.pick(&fields)?;
        // These decide what the resource is, or shut out other fields.
        if ["type", "name", "runtime", "buildSource"].contains(&field.name) {
            return None;
        }
        let value = match field.shape {
            Shape::Choice(choice) => {
                let names: Vec<&str> = choice.current().map(|value| value.name).collect();
                self.pick(&names)?.to_owned()
            }
            Shape::Boolean => self.pick(&["true", "false"])?.to_owned(),
            Shape::Integer { min, max } => {
                (min + self.below(max.map_or(50, |max| (max - min) as usize)) as i64).to_string()
            }
            Shape::Text => self
                .pick(&["yes", "a: b # c", "./run", "12", "día", "it's", "/health"])?
                .to_owned(),
            _ => return None,
        };
        Some(Edit::Set {
            resource: found.resource().path.clone(),
            field: field.name.to_owned(),
            value,
        })
    }

    fn clear(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let resources: Vec<AnyResource<'_, '_>> = blueprint.resources().collect();
        let found = self.pick(&resources)?;
        let fields = found.kind()?.fields.iter();
        let written: Vec<&str> = fields
            .filter(|field| found.resource().fields.has(field.name))
            .map(|field| field.name)
            .collect();
        let field = self.pick(&written)?.to_owned();
        Some(Edit::Clear {
            resource: found.resource().path.clone(),
            field,
        })
    }

    fn instances(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let (service, _) = self.scalable(blueprint)?;
        let min = 1 + self.below(5) as i64;
        if self.below(2) == 0 {
            return Some(Edit::FixInstances { service, count: min });
        }
        let max = min + self.below(4) as i64;
        let cpu_percent = (self.below(2) == 0).then(|| 1 + self.below(90) as i64);
        let memory_percent = (self.below(2) == 0).then(|| 1 + self.below(90) as i64);
        Some(Edit::Autoscale {
            service,
            min,
            max,
            cpu_percent,
            memory_percent,
        })
    }

    fn disk(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let (service, has_disk) = self.scalable(blueprint)?;
        if has_disk {
            return Some(Edit::DetachDisk { service });
        }
        let size_gb = 1 + self.below(100) as i64;
        Some(Edit::AttachDisk {
            service,
            name: "files".to_owned(),
            mount_path: "/data/files".to_owned(),
            size_gb,
        })
    }

    fn owner(&mut self, blueprint: &Blueprint<'_>) -> Option<(Path, Vec<(String, bool)>)> {
        let services = blueprint
            .services
            .iter()
            .filter(|service| service.service_type != ServiceType::KeyValue);
        let services = services.map(|service| (&service.resource.path, &service.env_vars));
        let groups = blueprint
            .groups
            .iter()
            .map(|group| (&group.resource.path, &group.env_vars));
        let owners: Vec<_> = services.chain(groups).collect();
        let (path, variables) = self.pick(&owners)?;
        let keys = variables
            .iter()
            .filter_map(|variable| Some((variable.key?.to_owned(), matches!(variable.form, Form::Value(_)))));
        Some((path.clone(), keys.collect()))
    }

    fn add_variable(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let (owner, _) = self.owner(blueprint)?;
        let key = format!("NEW_{}", self.fresh());
        let value = self.value()?;
        Some(Edit::AddEnvVar { owner, key, value })
    }

    fn value(&mut self) -> Option<EnvValue> {
        let name = || "gp-bikes-web".to_owned();
        Some(match self.below(6) {
            0 => EnvValue::Text(self.pick(&["on", "a b", "\"q\"", "", "1e3", "x\ny"])?.to_owned()),
            1 => EnvValue::Generated,
            2 => EnvValue::Prompted,
            3 => EnvValue::FromDatabase {
                name: "gp-bikes-postgres".to_owned(),
                property: "host".to_owned(),
            },
            4 => EnvValue::FromServiceVariable {
                service_type: "web".to_owned(),
                name: name(),
                key: "A".to_owned(),
            },
            _ => EnvValue::FromServiceProperty {
                service_type: "web".to_owned(),
                name: name(),
                property: "hostport".to_owned(),
            },
        })
    }

    fn move_variable(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let (owner, keys) = self.owner(blueprint)?;
        let (key, _) = self.pick(&keys)?;
        let (to, _) = self.owner(blueprint)?;
        (owner != to).then_some(Edit::MoveEnvVar { owner, key, to })
    }

    fn group(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let service = self.service(blueprint)?;
        let used = blueprint
            .services
            .iter()
            .find(|own| own.resource.path == service)?;
        let used = used.env_vars.iter().find_map(|variable| match variable.form {
            Form::FromGroup(group) => Some(group.to_owned()),
            _ => None,
        });
        Some(match used {
            Some(group) if self.below(2) == 0 => Edit::DropGroup { service, group },
            _ => Edit::UseGroup {
                service,
                group: format!("group-{}", self.fresh()),
            },
        })
    }

    fn change_variable(&mut self, blueprint: &Blueprint<'_>) -> Option<Edit> {
        let (owner, keys) = self.owner(blueprint)?;
        let (key, has_value) = self.pick(&keys)?;
        Some(match self.below(4) {
            3 => Edit::SetEnvValue {
                owner,
                key,
                value: self.value()?,
            },
            0 if has_value => Edit::SetEnvValue {
                owner,
                key,
                value: EnvValue::Text(format!("v{}", self.below(100))),
            },
            1 => Edit::RenameEnvVar {
                owner,
                from: key,
                to: format!("RENAMED_{}", self.fresh()),
            },
            _ => Edit::RemoveEnvVar { owner, key },
        })
    }

    fn add_service(&mut self) -> Edit {
        use ServiceType::{Cron, KeyValue, PrivateService, Static, Web, Worker, Workflow};
        let types = [Web, Static, PrivateService, Worker, Cron, KeyValue, Workflow];
        let service_type = self.pick(&types).unwrap_or(Web);
        let given = |field: &'static str, value: &str| (field, value.to_owned());
        let fields = match service_type {
            KeyValue => vec![given("plan", "256mb")],
            Static => vec![given("staticPublishPath", "./dist")],
            Cron => vec![given("runtime", "node"), given("schedule", "*/5 * * * *")],
            Workflow => {
                vec![
                    given("runtime", "node"),
                    given("region", "ohio"),
                    given("startCommand", "node run.js"),
                ]
            }
            _ => vec![given("runtime", "docker"), given("plan", "1c-2g")],
        };
        let name = format!("added-{}", self.fresh());
        Edit::AddService {
            section: Path::default(),
            service: NewService {
                service_type,
                name,
                fields,
            },
        }
    }
}
