//! What is known of one program, and how it is recognised.

use crate::words;

/// A known program.
#[derive(Debug, PartialEq, Eq)]
pub struct Software {
    /// Short, such as `sidekiq`.
    pub id: &'static str,
    /// Its proper name.
    pub name: &'static str,
    /// Runtimes that always bring it.
    pub runtimes: &'static [&'static str],
    /// Words, or words in a row, of commands that run it and of images that hold it.
    pub words: &'static [&'static str],
    /// Keys that only it reads, or prefixes that end in `_`.
    pub variables: &'static [&'static str],
    /// Where its users are.
    pub users: Option<Users>,
    /// Where it answers health checks.
    pub health: Option<HealthPath>,
    /// The version that Render takes when the repository names none.
    pub default_version: Option<Fact<&'static str>>,
    /// The folder of its local files on its native runtime.
    pub storage_path: Option<Fact<&'static str>>,
    /// The `maxmemoryPolicy` that its Key Value instance must have.
    pub maxmemory_policy: Option<Fact<&'static str>>,
    /// Seconds that its worker waits for running jobs when it is stopped, unless it is told otherwise.
    pub shutdown_timeout_seconds: Option<Fact<u32>>,
    /// MB of memory: of one process, or of the whole installation where it has several programs.
    pub ram_mb: Option<Fact<u32>>,
    /// Cores that it is recommended to have.
    pub cpu: Option<Fact<u32>>,
    /// MB of Key Value memory to begin with.
    pub key_value_mb: Option<Fact<u32>>,
    /// The Redis version that is recommended, or a later one.
    pub key_value_version: Option<Fact<&'static str>>,
    /// GB of Postgres storage, at least.
    pub database_gb: Option<Fact<u32>>,
    /// Postgres extensions that its schema enables, by their SQL names.
    pub postgres_extensions: Option<Fact<&'static [&'static str]>>,
    /// Ruby, at least.
    pub ruby_version: Option<Fact<&'static str>>,
    /// The major version of Node that it asks for.
    pub node_version: Option<Fact<&'static str>>,
    /// The version of pnpm that it asks for.
    pub pnpm_version: Option<Fact<&'static str>>,
    /// Its build fails if development packages are left out.
    pub build_needs_dev_dependencies: Option<Fact<bool>>,
    /// Prepares and migrates its database.
    pub migrate_command: Option<Fact<&'static str>>,
    /// The queues of its jobs, in the order in which they are served.
    pub queues: Option<Fact<&'static [&'static str]>>,
}

/// A fact with its sources.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is known.
    pub value: T,
    /// Ids of the sources; see [`super::source`].
    pub sources: &'static [&'static str],
}

/// Where the users of a program are.
#[derive(Debug, PartialEq, Eq)]
pub struct Users {
    /// The town.
    pub place: &'static str,
    /// Render's regions that are nearest to it, by distance.
    pub nearer: &'static [&'static str],
    /// Ids of the sources; see [`super::source`].
    pub sources: &'static [&'static str],
}

/// A path that answers health checks.
#[derive(Debug, PartialEq, Eq)]
pub struct HealthPath {
    /// Begins with `/`.
    pub path: &'static str,
    /// It answers only where the application was given a controller for it.
    pub own_controller: bool,
    /// Ids of the sources; see [`super::source`].
    pub sources: &'static [&'static str],
}

/// What one service shows of the software that it runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clues<'a> {
    /// Its runtime; empty if unknown.
    pub runtime: &'a str,
    /// Its commands, and its image's name.
    pub commands: &'a [&'a str],
    /// The keys of its variables.
    pub keys: &'a [&'a str],
}

impl Software {
    /// Whether the clues point to it. One of them suffices.
    pub fn is_recognised(&self, clues: &Clues<'_>) -> bool {
        self.runtimes.contains(&clues.runtime)
            || clues
                .commands
                .iter()
                .any(|command| self.words.iter().any(|words| has_words(command, words)))
            || clues
                .keys
                .iter()
                .any(|key| self.variables.iter().any(|known| is_key(key, known)))
    }

    /// What it is, in a line.
    pub fn what(&self) -> &'static str {
        words::software(self.id).unwrap_or_default()
    }
}

/// The command has the words in a row. Words are what spaces and the shell's signs separate.
fn has_words(command: &str, words: &str) -> bool {
    // Most commands have none of them: that is told without taking the command apart.
    if !words.split(' ').all(|word| command.contains(word)) {
        return false;
    }
    let words: Vec<&str> = words.split(' ').collect();
    let spaces = |sign: char| sign.is_whitespace() || ";&|()\"'".contains(sign);
    let command: Vec<&str> = command.split(spaces).filter(|word| !word.is_empty()).collect();
    command
        .windows(words.len())
        .any(|row| row.iter().zip(&words).all(|(word, known)| is_word(word, known)))
}

/// The word is the known one, be it with folders before it or an image's tag after it.
fn is_word(word: &str, known: &str) -> bool {
    let name = word.rsplit_once('/').map_or(word, |(_, name)| name);
    let untagged = name.split_once([':', '@']).map_or(name, |(name, _)| name);
    name == known || untagged == known
}

fn is_key(key: &str, known: &str) -> bool {
    key == known || (known.ends_with('_') && key.starts_with(known))
}
