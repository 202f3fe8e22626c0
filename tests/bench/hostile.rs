//! Texts that are made to hurt, each close to the longest that is read: how long reading and checking take
//! (limit 50 ms), how long with bill and checklist, and how much memory at the most (limit 100 MB). Prints a table; more memory than the limit fails the run, more time than
//! the limit is said only, since it depends on the machine.

mod counting;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use plano::blueprint::Blueprint;
use plano::check::{Context, check};
use plano::cost::{Usage, bill};
use plano::envvars::checklist;
use plano::price::default_list;
use plano::yaml::{MAX_BYTES, MAX_NODES, Tree};

const MOST_TIME: Duration = Duration::from_millis(50);
const MOST_BYTES: usize = 100_000_000;

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

/// A beginning and a part that is repeated up to the longest text, or to as many values as are read; `#`
/// stands for the number of the part.
fn repeated(start: &str, part: &str, end: &str) -> String {
    let nodes_of = |text: &str| Tree::parse(text).0.node_count();
    let few = nodes_of(&format!("{start}{part}{end}"));
    let more = nodes_of(&format!("{start}{part}{part}{end}"));
    let each = more.saturating_sub(few);
    let most = (MAX_NODES - 20).checked_div(each).unwrap_or(usize::MAX);
    let mut text = start.to_owned();
    for number in 0..most {
        let part = part.replace('#', &number.to_string());
        if text.len() + part.len() + end.len() > MAX_BYTES {
            break;
        }
        text.push_str(&part);
    }
    text + end
}

fn aliases_of_aliases() -> String {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..60 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    text
}

fn deep_blocks() -> String {
    let mut text = String::new();
    for level in 0..1_400 {
        text.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    text
}

fn texts() -> Vec<(&'static str, String)> {
    let service = "  - type: web\n    name: s\n    runtime: node\n    envVars:\n";
    let services = format!("services:\n{service}");
    vec![
        ("brackets", "[".repeat(MAX_BYTES)),
        ("braces", "{a: ".repeat(MAX_BYTES / 4)),
        ("dashes", "- ".repeat(MAX_BYTES / 2)),
        ("deep blocks", deep_blocks()),
        ("question marks", repeated("", "? ", "")),
        ("aliases of aliases", aliases_of_aliases()),
        ("aliases", repeated("services: &a [x]\nb: [", "*a, ", "*a]\n")),
        ("unknown aliases", repeated("a: [", "*a#, ", "x]\n")),
        ("anchors", repeated("", "k#: &a# x\n", "")),
        (
            "one long text",
            format!("a: \"{}\"\n", "x".repeat(MAX_BYTES - 10)),
        ),
        (
            "one long line",
            repeated("services: [", "{type: web, name: s#, plan: huge}, ", "]\n"),
        ),
        ("one open quote", format!("a: \"{}", "é\n ".repeat(MAX_BYTES / 5))),
        ("one block text", repeated("a: |\n", "  line #\n", "")),
        ("comments", repeated("", "# nothing\n", "a: b\n")),
        ("blank lines", repeated("", "\n", "a: b\n")),
        ("tabs", "\t".repeat(MAX_BYTES)),
        ("zeros", "\0".repeat(MAX_BYTES)),
        ("returns", repeated("", "a#: b\r", "")),
        ("emoji", repeated("", "🚲#: 🚲\n", "")),
        ("documents", repeated("", "---\na: #\n", "")),
        ("the same key", repeated("", "services: []\n", "")),
        ("unknown keys", repeated("", "key#: 1\n", "")),
        (
            "large numbers",
            repeated("a: [", "99999999999999999999999999999999, ", "1]\n"),
        ),
        ("empty services", repeated("services:\n", "  - {}\n", "")),
        ("nulls as services", repeated("services:\n", "  -\n", "")),
        (
            "services of one name",
            repeated("services:\n", "  - {type: web, name: s, runtime: node}\n", ""),
        ),
        (
            "services",
            repeated(
                "services:\n",
                "  - {type: worker, name: s#, runtime: ruby, startCommand: bundle exec sidekiq}\n",
                "",
            ),
        ),
        (
            "unknown values",
            repeated(
                "services:\n",
                "  - {type: web, name: s#, runtime: nod, plan: starte}\n",
                "",
            ),
        ),
        (
            "variables",
            repeated(&services, "      - {key: K#, value: v}\n", ""),
        ),
        (
            "variables of one key",
            repeated(&services, "      - {key: K, value: true}\n", ""),
        ),
        (
            "secrets",
            repeated(
                &services,
                "      - {key: API_KEY_#, value: sk-a1b2c3d4e5f6a1b2c3d4e5f6}\n",
                "",
            ),
        ),
        (
            "prompts in two services",
            repeated(
                "services:\n",
                "  - {type: worker, name: s#, runtime: node, envVars: [{key: TOKEN, sync: false}]}\n",
                "",
            ),
        ),
        (
            "references",
            repeated(
                &services,
                "      - {key: K#, fromService: {type: web, name: s#, envVarKey: K}}\n",
                "",
            ),
        ),
        (
            "a chain of references",
            repeated(
                "services:\n",
                "  - {type: worker, name: s#, runtime: node, envVars: [{key: K, fromService: {type: worker, name: s1#, envVarKey: K}}]}\n",
                "",
            ),
        ),
        (
            "groups",
            repeated(
                "envVarGroups:\n",
                "  - {name: g#, envVars: [{key: K, value: v}]}\n",
                "",
            ),
        ),
        (
            "uses of one group",
            repeated(
                "envVarGroups:\n  - {name: g, envVars: [{key: GP_BIKES_A, value: v}]}\nservices:\n",
                "  - {type: worker, name: s#, runtime: ruby, envVars: [{fromGroup: g}]}\n",
                "",
            ),
        ),
        (
            "databases",
            repeated("databases:\n", "  - {name: d#, plan: pro}\n", ""),
        ),
        (
            "idle databases",
            repeated(
                "services:\n  - {type: worker, name: s, runtime: node}\ndatabases:\n",
                "  - {name: d#, plan: 1c-4g}\n",
                "",
            ),
        ),
        (
            "Key Value among databases",
            repeated(
                "databases:\n",
                "  - {name: d#, maxmemoryPolicy: allkeys-lru}\n",
                "",
            ),
        ),
        (
            "addresses",
            repeated(
                "databases:\n  - name: d\n    ipAllowList:\n",
                "      - {source: 0.0.0.0/0}\n",
                "",
            ),
        ),
        (
            "environments",
            repeated(
                "projects:\n  - name: p\n    environments:\n",
                "      - {name: e#, services: [{type: web, name: s#, runtime: node}]}\n",
                "",
            ),
        ),
    ]
}

fn main() -> ExitCode {
    let mut fits = true;
    println!(
        "{:26} {:>9} {:>9} {:>9} {:>9}  diagnostics",
        "text", "read, ms", "check, ms", "all, ms", "MB"
    );
    for (name, text) in texts() {
        let mut fastest = Duration::MAX;
        let mut parts = (Duration::ZERO, Duration::ZERO);
        let mut peak = 0;
        let mut count = 0;
        for _ in 0..3 {
            let start = Instant::now();
            let ((read, checked, found), most) = counting::peak_of(|| {
                let (tree, error) = Tree::parse(black_box(text.as_str()));
                let read = start.elapsed();
                let report = check(&tree, error, &Context::default());
                let checked = start.elapsed() - read;
                let blueprint = Blueprint::of(&tree);
                black_box((
                    bill(&blueprint, default_list(), &Usage::default()),
                    checklist(&blueprint),
                ));
                (read, checked, report.diagnostics.len())
            });
            if start.elapsed() < fastest {
                fastest = start.elapsed();
                parts = (read, checked);
            }
            count = found;
            peak = most;
        }
        let slow = if parts.0 + parts.1 > MOST_TIME {
            "  SLOW"
        } else {
            ""
        };
        let large = if peak > MOST_BYTES { "  TOO LARGE" } else { "" };
        fits &= peak <= MOST_BYTES;
        println!(
            "{name:26} {:9.1} {:9.1} {:9.1} {:9.1}  {count}{slow}{large}",
            parts.0.as_secs_f64() * 1e3,
            parts.1.as_secs_f64() * 1e3,
            fastest.as_secs_f64() * 1e3,
            peak as f64 / 1e6
        );
    }
    if fits {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
