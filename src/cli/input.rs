//! Reading the file that a subcommand works on.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::output::Failure;
use super::render;
use crate::check::{Context, check};
use crate::envvars::one_line;
use crate::words::{Message, cli as words};
use crate::yaml::{MAX_BYTES, SyntaxError, Tree};

/// The file, for every subcommand.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// The Blueprint, usually render.yaml; `-` reads standard input
    file: PathBuf,
}

impl Input {
    /// The file of this name, or standard input for `-`.
    pub(super) fn of(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
        }
    }

    /// The name as it was given.
    pub(super) fn name(&self) -> String {
        self.file.display().to_string()
    }

    /// The tree, and a syntax error if there is one.
    pub(super) fn parse(&self) -> Result<(Tree, Option<SyntaxError>), Failure> {
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
        let (tree, error) = self.parse()?;
        if error.is_none() {
            return Ok(tree);
        }
        let report = check(&tree, error, &Context::default());
        let renderer = render::renderer(io::stderr().is_terminal());
        let texts = report
            .diagnostics
            .iter()
            .map(|found| render::diagnostic(&renderer, &self.name(), &tree, found));
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
            format!("`{}`", one_line(&self.name()))
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
