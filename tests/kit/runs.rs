//! What the kit says to run does what it says: smoke tests before a host, and Git's commands in a repository.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use plano::blueprint::Blueprint;
use plano::envvars::checklist;
use plano::kit::{self, Date, KitInput, Load};
use plano::yaml::Tree;
use tempfile::TempDir;

use super::inputs;
use super::tools::run;

/// What a smoke test prints about a host.
fn smoke(script: &str, address: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("smoke-test.sh");
    fs::write(&path, script).unwrap();
    let output = Command::new("bash")
        .arg(&path)
        .arg(address)
        .env("WHATSAPP_WEBHOOK_VERIFY_TOKEN", "token")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Where nobody answers, nothing is well.
pub fn dead_host() {
    let production = inputs::production();
    let script = &production.file("bin/smoke-test.sh").unwrap().body;
    let said = smoke(script, "https://127.0.0.1:1");
    assert!(said.lines().count() >= 8, "{said}");
    assert!(said.lines().all(|line| line.starts_with("FAILED  ")), "{said}");
}

/// A page that redirects is healthy where no path is written; one that is missing is not, and refuses no token.
pub fn live_host() {
    const SERVER: &str = "\
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        token = 'hub.verify_token=' in self.path
        right = 'hub.verify_token=token' in self.path
        if self.path.startswith('/webhooks') and token:
            status, body = (200, b'1158201444') if right else (401, b'no')
        elif self.path == '/':
            status, body = 302, b''
        else:
            status, body = 404, b''
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        if status == 302:
            self.send_header('Location', '/login')
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(('127.0.0.1', 0), Answer)
print(server.server_port, flush=True)
server.serve_forever()
";
    let mut server = Command::new("python3")
        .args(["-c", SERVER])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut port = String::new();
    let mut out = std::io::BufReader::new(server.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut port).unwrap();
    let address = format!("http://127.0.0.1:{}", port.trim());
    let plain = made("services:\n  - {type: web, name: shop, runtime: node}\n");
    let script = |files: &[kit::KitFile]| {
        let file = files.iter().find(|file| file.path == "bin/smoke-test.sh");
        file.unwrap().body.clone()
    };
    let redirected = smoke(&script(&plain), &address);
    let whole = smoke(&script(&inputs::production().files), &address);
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(
        redirected.contains("ok      / answers 2xx or 3xx"),
        "{redirected}"
    );
    assert!(whole.contains("FAILED  /api/v1/health answers 200"), "{whole}");
    assert!(
        whole.contains("ok      the webhook refuses a wrong token"),
        "{whole}"
    );
    assert!(
        whole.contains("ok      the webhook answers the challenge"),
        "{whole}"
    );
}

fn made(text: &str) -> Vec<kit::KitFile> {
    let (tree, _) = Tree::parse(text.to_owned());
    let blueprint = Blueprint::of(&tree);
    let list = checklist(&blueprint);
    let start = Date::parse("2026-12-01").unwrap();
    kit::files(&KitInput::of(&blueprint, &list, Load::default(), start))
}

/// The command of a step of the plan's run books.
fn command(text: &str, step: &str) -> String {
    let (tree, _) = Tree::parse(text.to_owned());
    let blueprint = Blueprint::of(&tree);
    let list = checklist(&blueprint);
    let start = Date::parse("2026-12-01").unwrap();
    let books = kit::runbooks(&KitInput::of(&blueprint, &list, Load::default(), start));
    let mut steps = books.iter().flat_map(|book| &book.steps);
    let step = steps.find(|found| found.id == step).unwrap();
    step.command.clone().unwrap()
}

/// Staging's branch, the deployment and the way back, as the run books have them: production keeps its own Blueprint,
/// and is as it was afterwards.
pub fn rollback() {
    const PLAN: &str = "services:\n  - {type: web, name: shop, branch: main, runtime: node}\n";
    let folder = TempDir::new().unwrap();
    let (origin, work) = (folder.path().join("origin"), folder.path().join("work"));
    let bash = |script: &str| {
        run(Command::new("bash")
            .args(["-ec", script])
            .current_dir(&work)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "A")))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "a@example.com"))))
    };
    fs::create_dir(&work).unwrap();
    run(Command::new("git").args(["init", "-q", "--bare"]).arg(&origin));
    bash("git init -q -b main && git remote add origin ../origin");
    let write = |name: &str, text: &str| fs::write(work.join(name), text).unwrap();
    let read = |name: &str| fs::read_to_string(Path::new(&work).join(name)).unwrap();
    write("render.yaml", "production");
    write("code", "old");
    bash("git add --all && git commit -qm first && git push -qu origin main");
    bash(&command(PLAN, "staging.steps.branch"));
    write("render.yaml", "staging");
    bash(&command(PLAN, "staging.steps.own"));
    write("code", "new");
    bash("git commit -qam second");

    bash(&command(PLAN, "deployment.steps.merge"));
    assert_eq!(
        (read("render.yaml"), read("code")),
        ("production".into(), "new".into())
    );
    bash(&command(PLAN, "rollback.steps.revert"));
    assert_eq!(
        (read("render.yaml"), read("code")),
        ("production".into(), "old".into())
    );
    bash("git diff --quiet origin/main main");
    // The run book warns of it: what was taken back does not come with the next merge.
    bash("git switch -q staging");
    write("more", "third");
    bash("git add --all && git commit -qm third");
    bash(&command(PLAN, "deployment.steps.merge"));
    assert_eq!((read("code"), read("more")), ("old".into(), "third".into()));
}
