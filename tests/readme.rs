//! The README shows what is there: every file of the project that it links exists, and each of its pictures is small
//! and named.

#![allow(clippy::unwrap_used)]

use std::path::Path;

/// Most bytes of a picture; `make pictures` keeps to it too.
const MOST: u64 = 200_000;

#[test]
fn the_readme_links_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let links = readme.split("](").skip(1).filter_map(|part| part.split_once(')'));
    let links: Vec<&str> = links
        .map(|(link, _)| link)
        .filter(|link| !link.contains("://"))
        .collect();
    assert!(links.len() > 5, "the links were not read");
    for link in links {
        assert!(root.join(link).is_file(), "{link} is not there");
    }
}

#[test]
fn the_readme_shows_every_picture_and_each_is_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut names = Vec::new();
    for picture in std::fs::read_dir(root.join("docs/pictures")).unwrap() {
        let picture = picture.unwrap();
        let name = picture.file_name().to_string_lossy().into_owned();
        assert!(picture.metadata().unwrap().len() < MOST, "{name} is too large");
        assert!(
            readme.contains(&format!("](docs/pictures/{name})")),
            "the README does not show {name}"
        );
        names.push(name);
    }
    names.sort();
    assert_eq!(names, ["costs-dark.png", "phone.png", "plan-light.png"]);
}
