//! Files of programs before the programs that run them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use plano::kit::Language;
use tempfile::TempDir;

use super::inputs;

pub fn is_there(tool: &str) -> bool {
    if tool == "mermaid" {
        return PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/kit/node_modules/mermaid")
            .is_dir();
    }
    let version = Command::new(tool)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    version.is_ok_and(|status| status.success())
}

/// Runs a command, which must succeed, and gives its standard output.
#[track_caller]
pub fn run(command: &mut Command) -> Vec<u8> {
    let output = command.output().expect("the tool starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{command:?}\n{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    output.stdout
}

/// Writes the files of one language of all plans into one folder.
fn written(language: Language, ending: &str) -> (TempDir, Vec<PathBuf>) {
    let folder = TempDir::new().unwrap();
    let mut paths = Vec::new();
    for (at, made) in inputs::all().iter().enumerate() {
        for file in made.files.iter().filter(|file| file.language == language) {
            let name = format!("{at}-{}.{ending}", file.path.replace(['/', '.'], "-"));
            let path = folder.path().join(name);
            fs::write(&path, &file.body).unwrap();
            paths.push(path);
        }
    }
    assert!(paths.len() >= 12, "{language:?}: {}", paths.len());
    (folder, paths)
}

pub fn shell() {
    let (_folder, paths) = written(Language::Shell, "sh");
    for path in &paths {
        run(Command::new("bash").arg("-n").arg(path));
    }
    run(Command::new("shellcheck").args(["-s", "bash"]).args(&paths));
}

/// Mermaid's own parser, by `tests/kit/mermaid.mjs`.
pub fn mermaid() {
    let (_folder, paths) = written(Language::Mermaid, "mmd");
    run(Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/mermaid.mjs"))
        .args(&paths));
}

pub fn ruby() {
    let (_folder, paths) = written(Language::Ruby, "rb");
    // One start for all of them.
    let check = "ARGV.each { |path| RubyVM::InstructionSequence.compile_file(path) }";
    run(Command::new("ruby").args(["-W0", "-e", check]).args(&paths));
}

pub fn javascript() {
    let (_folder, paths) = written(Language::JavaScript, "mjs");
    for path in &paths {
        run(Command::new("node").arg("--check").arg(path));
    }
}

/// The blocks of notes that are marked as bash, whatever names they hold.
pub fn commands_in_notes() {
    let folder = TempDir::new().unwrap();
    let mut count = 0;
    for made in inputs::all() {
        for file in made
            .files
            .iter()
            .filter(|file| file.language == Language::Markdown)
        {
            for block in blocks(&file.body) {
                let path = folder.path().join("block.sh");
                fs::write(&path, block).unwrap();
                run(Command::new("bash").arg("-n").arg(&path));
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        match (line.trim(), &mut open) {
            ("```bash", None) => open = Some(String::new()),
            ("```", Some(_)) => blocks.extend(open.take()),
            (_, Some(block)) => *block += &format!("{line}\n"),
            _ => {}
        }
    }
    assert!(open.is_none(), "{text}");
    blocks
}
