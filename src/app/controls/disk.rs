//! A service's disk.

use leptos::prelude::*;

use crate::app::fields::{self, Place};
use crate::app::live::{click, live, memo};
use crate::app::store::Store;
use crate::blueprint::AnyResource;
use crate::blueprint::edit::Edit;
use crate::plan::files;
use crate::spec;
use crate::words::{page, plan as words};
use crate::yaml::Path;

pub(super) fn disk(store: Store, path: &Path) -> AnyView {
    let place = path.clone();
    let attached = memo(move || {
        store.analysis.with(|shown| match shown.part(&place).at(&place) {
            Some(AnyResource::Service(service)) => service.disk().is_some(),
            _ => false,
        })
    });
    let path_now = path.clone();
    let body = move || match attached.get() {
        true => fields(store, &path_now),
        false => attach(store, &path_now),
    };
    view! {
        <fieldset class="span" id=fields::id_of(path, "disk")>
            <legend>{page::field_disk().to_string()}</legend>
            {live(body)}
        </fieldset>
    }
    .into_any()
}

fn attach(store: Store, path: &Path) -> AnyView {
    let path = path.clone();
    let attach = move || {
        let edits = store
            .analysis
            .with_untracked(|shown| match shown.part(&path).at(&path) {
                Some(AnyResource::Service(service)) => files::attach_disk(service, files::LEAST_DISK_GB),
                _ => Vec::new(),
            });
        let name = words::step_attach_disk(store.resource_name(&path), files::LEAST_DISK_GB.to_string());
        store.edit(&edits, name, "");
    };
    view! {
        <button type="button" class="text" on:click=click(attach)>
            {page::field_attach_disk().to_string()}
        </button>
        <small>{page::hint_attach_disk().to_string()}</small>
    }
    .into_any()
}

fn fields(store: Store, path: &Path) -> AnyView {
    let place = |field| Place::new(store, path, &spec::SERVER_SERVICE, field);
    let service = path.clone();
    let detach = move || {
        let edit = Edit::DetachDisk {
            service: service.clone(),
        };
        store.edit(
            &[edit],
            words::step_detach_disk(store.resource_name(&service)),
            "",
        );
    };
    view! {
        <div class="grid span">
            {fields::whole_number(place("disk.sizeGB"), page::field_size_gb(), 1, None)}
            {fields::place_text(place("disk.name"), page::field_disk_name())}
            {fields::place_text(place("disk.mountPath"), page::field_mount_path())}
        </div>
        <button type="button" class="text" on:click=click(detach)>
            {page::field_detach_disk().to_string()}
        </button>
    }
    .into_any()
}
