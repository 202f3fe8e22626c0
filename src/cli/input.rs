//! Reading the file that a subcommand works on.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::Failure;
use super::render;
use crate::check::{Context, check};
use crate::envvars::one_line;
use crate::plan::{Scenario, Settings, Workspace, save};
use crate::price::PriceList;
use crate::words::{Message, alternatives, cli as words};
use crate::yaml::{MAX_BYTES, SyntaxError, Tree};

/// The file, for every subcommand.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// The Blueprint, usually render.yaml, or a plano.yaml; `-` reads standard input
    file: PathBuf,
    /// The scenario of a plano.yaml [default: the one that was on screen]
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
}

/// A file that was read.
pub(super) struct Opened {
    /// The file's name as it was given, with the scenario of a plano.yaml.
    pub name: String,
    pub tree: Tree,
    pub error: Option<SyntaxError>,
    /// What a plano.yaml says beside the Blueprint.
    pub plan: Option<Plan>,
}

/// The numbers of a scenario, and with what it is priced.
pub(super) struct Plan {
    pub settings: Settings,
    pub prices: &'static PriceList,
}

impl Input {
    /// The file of this name, or standard input for `-`.
    pub(super) fn of(file: &Path) -> Self {
        Self::with_scenario(file, None)
    }

    /// The same of a plano.yaml with a scenario.
    pub(super) fn with_scenario(file: &Path, scenario: Option<&str>) -> Self {
        Self {
            file: file.to_owned(),
            scenario: scenario.map(str::to_owned),
        }
    }

    /// The tree, a syntax error if there is one, and what a plano.yaml says beside.
    pub(super) fn open(&self) -> Result<Opened, Failure> {
        let (tree, error) = self.parse()?;
        let name = self.file.display().to_string();
        if !save::is_plan_file(tree.text()) {
            return match &self.scenario {
                Some(_) => Err(Failure::of(&words::plan_none(self.title()))),
                None => Ok(Opened {
                    name,
                    tree,
                    error,
                    plan: None,
                }),
            };
        }
        let workspace = save::decode(tree.text())
            .map_err(|reason| Failure::of(&words::plan_bad(self.title(), reason.to_string())))?;
        let scenario = self.chosen(&workspace)?;
        let (tree, error) = Tree::parse(Arc::clone(&scenario.text));
        Ok(Opened {
            name: format!("{name}: {}", scenario.settings.name),
            tree,
            error,
            plan: Some(Plan {
                settings: scenario.settings.clone(),
                prices: workspace.money.prices.list(),
            }),
        })
    }

    fn chosen<'w>(&self, workspace: &'w Workspace) -> Result<&'w Scenario, Failure> {
        let found = match &self.scenario {
            Some(name) => workspace.scenarios.iter().find(|own| own.settings.name == *name),
            None => workspace.on_screen(),
        };
        found.map(Arc::as_ref).ok_or_else(|| {
            let name = self.scenario.as_deref().unwrap_or_default();
            let names = workspace.scenarios.iter().map(|own| own.settings.name.as_str());
            Failure::of(&words::plan_no_scenario(name, alternatives(names)))
        })
    }

    /// The tree, and a syntax error if there is one.
    fn parse(&self) -> Result<(Tree, Option<SyntaxError>), Failure> {
        let bytes = self.bytes().map_err(|error| Failure::of(&self.reason(&error)))?;
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Tree::parse(text)),
            Err(error) => error,
        };
        let valid = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(valid);
        if valid > MAX_BYTES {
            // Cut within a character, behind the limit.
            return Ok(Tree::parse(String::from_utf8_lossy(&bytes)));
        }
        let line = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        Err(Failure::of(&words::read_not_text(self.title(), line.to_string())))
    }

    /// The text, whatever it is.
    pub(super) fn text(&self) -> Result<String, Failure> {
        self.parse().map(|(tree, _)| tree.text().to_owned())
    }

    /// The tree of a file without a syntax error.
    pub(super) fn tree(&self) -> Result<Tree, Failure> {
        self.sound().map(|opened| opened.tree)
    }

    /// A file without a syntax error that is a mapping.
    pub(super) fn sound(&self) -> Result<Opened, Failure> {
        let opened = self.open()?;
        if opened.error.is_none() {
            return match opened.tree.is_mapping_or_empty() {
                true => Ok(opened),
                false => Err(Failure::of(&words::read_no_blueprint(self.title()))),
            };
        }
        let Opened {
            name, tree, error, ..
        } = opened;
        let report = check(&tree, error, &Context::default());
        let renderer = render::renderer(io::stderr().is_terminal());
        let texts = report
            .diagnostics
            .iter()
            .map(|found| render::diagnostic(&renderer, &name, &tree, found));
        Err(Failure::rendered(texts.collect::<Vec<_>>().join("\n\n")))
    }

    /// No more bytes than show that the text is too long.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        const LONGEST_CHARACTER: usize = 4;
        let limit = (MAX_BYTES + LONGEST_CHARACTER) as u64;
        let mut bytes = Vec::new();
        if self.file == Path::new("-") {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        } else {
            File::open(&self.file)?.take(limit).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    fn title(&self) -> String {
        if self.file == Path::new("-") {
            words::standard_input().to_string()
        } else {
            format!("`{}`", one_line(&self.file.display().to_string()))
        }
    }

    fn reason(&self, error: &io::Error) -> Message {
        match error.kind() {
            ErrorKind::NotFound => words::read_absent(self.title()),
            ErrorKind::IsADirectory => words::read_folder(self.title()),
            ErrorKind::PermissionDenied => words::read_denied(self.title()),
            _ => words::read_failed(self.title(), error.to_string()),
        }
    }
}
