use super::{Blueprint, Form, Instances, Place, ServiceProperty, ServiceType};
use crate::yaml::{Scalar, Tree};

const FILE: &str = "\
services:
  - type: web
    name: shop
    runtime: node
    scaling: {minInstances: 2, maxInstances: 4}
    disk: {name: d, mountPath: /data}
    envVars:
      - fromGroup: shared
      - {key: A, value: 7}
      - {key: B, sync: false}
      - {key: C, generateValue: true}
      - {key: D, fromDatabase: {name: db, property: host}}
      - {key: E, fromService: {type: worker, name: jobs, envVarKey: X}}
      - {key: F, value: x, sync: false}
  - {type: web, name: site, runtime: static}
  - {type: redis, name: cache}
projects:
  - name: p
    environments:
      - name: e
        databases: [{name: db, plan: 1c-2g, readReplicas: [{name: r}], highAvailability: {enabled: true}}]
ungrouped:
  envVarGroups:
    - name: shared
      envVars: [{key: Z, value: z}]
";

#[test]
fn resources_are_found_wherever_they_stand() {
    let (tree, _) = Tree::parse(FILE);
    let blueprint = Blueprint::of(&tree);
    let found: Vec<(&str, Place, String)> = blueprint
        .resources()
        .map(|resource| resource.resource())
        .map(|resource| (resource.name, resource.place, resource.path.to_string()))
        .collect();
    let environment = Place::Environment {
        project: 0,
        environment: 0,
    };
    assert_eq!(
        found,
        [
            ("shop", Place::Root, "services[0]".to_owned()),
            ("site", Place::Root, "services[1]".to_owned()),
            ("cache", Place::Root, "services[2]".to_owned()),
            (
                "db",
                environment,
                "projects[0].environments[0].databases[0]".to_owned()
            ),
            ("shared", Place::Ungrouped, "ungrouped.envVarGroups[0]".to_owned()),
        ]
    );
    let types: Vec<ServiceType> = blueprint
        .services
        .iter()
        .map(|service| service.service_type)
        .collect();
    assert_eq!(
        types,
        [ServiceType::Web, ServiceType::Static, ServiceType::KeyValue]
    );
}

#[test]
fn fields_are_read() {
    let (tree, _) = Tree::parse(FILE);
    let blueprint = Blueprint::of(&tree);
    let shop = blueprint.service("shop").unwrap();
    assert_eq!(shop.instances(), Instances { min: 2, max: 4 });
    assert_eq!(shop.disk().unwrap().size_gb, 10);
    let database = blueprint.database("db").unwrap();
    assert!(database.high_availability());
    assert_eq!(database.read_replicas(), ["r"]);
}

#[test]
fn forms_of_variables() {
    let (tree, _) = Tree::parse(FILE);
    let blueprint = Blueprint::of(&tree);
    let forms: Vec<Form<'_>> = blueprint
        .service("shop")
        .unwrap()
        .env_vars
        .iter()
        .map(|var| var.form)
        .collect();
    assert_eq!(
        forms,
        [
            Form::FromGroup("shared"),
            Form::Value(Scalar::Int(7)),
            Form::Prompted,
            Form::Generated,
            Form::FromDatabase {
                name: "db",
                property: Some("host")
            },
            Form::FromService {
                name: "jobs",
                service_type: Some("worker"),
                property: ServiceProperty::EnvVar("X")
            },
            Form::Unclear,
        ]
    );
}

#[test]
fn a_part_is_what_the_whole_has_there() {
    let text = "services: [{type: web, name: a}, {type: worker, name: b}]\n\
        projects: [{name: p, environments: [{name: e, databases: [{name: c}]}]}]\n\
        ungrouped: {envVarGroups: [{name: d, envVars: [{key: K, value: v}]}]}\n";
    let (tree, _) = Tree::parse(text);
    let whole = Blueprint::of(&tree);
    let mut names = Vec::new();
    for found in whole.resources() {
        let path = &found.resource().path;
        let part = Blueprint::part(&tree, path);
        assert_eq!(part.resources().count(), 1);
        assert_eq!(format!("{:?}", part.at(path)), format!("{:?}", whole.at(path)));
        names.push(found.resource().name);
    }
    assert_eq!(names, ["a", "b", "c", "d"]);
    let none = crate::yaml::Path(vec!["services".into(), 2.into()]);
    assert_eq!(Blueprint::part(&tree, &none).resources().count(), 0);
}
