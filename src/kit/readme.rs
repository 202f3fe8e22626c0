//! The page that says which file goes where.

use super::facts::Facts;
use super::template::{Value, Values, fill};
use super::{Group, KitFile, Language, quote};
use crate::words::{Message, document, kit as words};

/// The document about the plan, which stands at the end.
pub(super) const PLAN: &str = "readme-plan";

pub(super) fn file(facts: &Facts<'_, '_>, values: &Values, files: &[KitFile]) -> KitFile {
    let mut others: Vec<&KitFile> = files.iter().collect();
    others.sort_by(|one, other| one.path.cmp(&other.path));
    let text_of = |name: &str| match values.get(name) {
        Some(Value::Text(text)) => quote::markdown(text),
        _ => String::new(),
    };
    let (covered, uncovered) = facts.covered();
    let app = match (values.holds("web"), covered.iter().chain(&uncovered).next()) {
        (false, Some(name)) => quote::markdown(name),
        _ => text_of("web"),
    };
    let listed = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| quote::markdown(name)).collect();
        names.join(", ")
    };
    // Which parts of the plan the files are about; nothing for a plan without any.
    let covers: Vec<Message> = match (covered.is_empty(), uncovered.is_empty()) {
        (true, true) => vec![],
        (true, false) => vec![words::readme_covers_none(listed(&uncovered))],
        (false, true) => vec![words::readme_covers(listed(&covered))],
        (false, false) => vec![
            words::readme_covers(listed(&covered)),
            words::readme_others(listed(&uncovered)),
        ],
    };
    let covers: String = covers.iter().map(|sentence| format!("{sentence}\n")).collect();
    let covers = if covers.is_empty() {
        covers
    } else {
        format!("{covers}\n")
    };
    let mut text = format!(
        "# {}\n\n{}\n\n{covers}{}:\n\n1. {}\n2. {}\n\n",
        words::readme_title(),
        words::readme_intro(app),
        words::readme_begin(),
        words::readme_begin_checklist(),
        words::readme_begin_runbooks(),
    );
    text.push_str(&format!(
        "| {} | {} |\n| --- | --- |\n",
        words::readme_columns_file(),
        words::readme_columns_about()
    ));
    for file in &others {
        // Paths are made of letters, digits and hyphens; a service's name in a sentence may hold anything.
        let about = file.about.to_string().replace('|', "\\|");
        text.push_str(&format!("| `{}` | {about} |\n", file.path));
    }
    let scripts: Vec<&str> = others
        .iter()
        .filter(|file| file.executable)
        .map(|file| file.path.as_str())
        .collect();
    if !scripts.is_empty() {
        let command = format!("git update-index --chmod=+x {}", scripts.join(" "));
        text.push_str(&format!(
            "\n{}\n",
            words::readme_executable(quote::markdown(&command))
        ));
    }
    if values.holds("web") {
        text.push_str(&format!("\n{}\n", words::readme_address(text_of("url"))));
    }
    if let Some(plan) = document(PLAN) {
        text.push('\n');
        text.push_str(&fill(plan, Language::Markdown, values));
    }
    KitFile {
        path: "README.md".to_owned(),
        group: Group::Start,
        body: text,
        language: Language::Markdown,
        about: words::about_readme(),
        executable: false,
    }
}
