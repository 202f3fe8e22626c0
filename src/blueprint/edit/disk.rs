//! Attaching a disk.

use super::{EditError, find, order};
use crate::blueprint::Blueprint;
use crate::words::edits;
use crate::yaml::edit::Change;
use crate::yaml::{Path, Value};

pub(super) fn attach(
    blueprint: &Blueprint<'_>,
    service: &Path,
    name: &str,
    mount_path: &str,
    size_gb: i64,
) -> Result<Vec<Change>, EditError> {
    let kind = find(blueprint, service)?.kind();
    let kind = kind.filter(|kind| kind.field("disk").is_some());
    let kind = kind.ok_or_else(|| edits::not_found(service.then("disk").to_string()))?;
    if size_gb < 1 {
        return Err(edits::bad_integer(size_gb.to_string(), "disk.sizeGB", edits::bounds_from("1")).into());
    }
    Ok(vec![Change::Insert {
        mapping: service.clone(),
        key: "disk".to_owned(),
        value: Value::mapping([
            ("name", Value::from(name)),
            ("mountPath", Value::from(mount_path)),
            ("sizeGB", Value::Int(size_gb)),
        ]),
        order: order(kind),
    }])
}
