//! The README leads to what is there: every file of the project that it links exists.

#![allow(clippy::unwrap_used)]

use std::path::Path;

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
