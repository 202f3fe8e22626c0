//! What links and files are made from: links to presets, changed presets and texts of one's own, and workspaces with
//! everything set that can be.

use plano::cost::{Meter, OutsideService, SecondCurrency};
use plano::demand::{Growth, Role, Set, Workload};
use plano::plan::files::Kept;
use plano::plan::{Prices, Session, Workspace, save, share};
use plano::price::own::OwnList;
use plano::words::plan as words;
use plano::yaml::Tree;

/// Whole links and files.
pub(crate) struct Seeds {
    /// Fragments.
    pub links: Vec<String>,
    /// What they unfold to.
    pub payloads: Vec<String>,
    /// Saved workspaces.
    pub saved: Vec<String>,
}

impl Seeds {
    pub(crate) fn new() -> Self {
        let rich = rich();
        let saved = vec![
            save::encode(&Workspace::start()).unwrap(),
            save::encode(rich.workspace()).unwrap(),
            include_str!("../fixtures/saved/version-1.yaml").to_owned(),
            save::encode(&small()).unwrap(),
        ];
        let mut links = vec![
            include_str!("../../src/plan/share/samples/1-production.txt")
                .trim()
                .to_owned(),
        ];
        for session in [Session::new(Workspace::start()), rich, Session::new(small())] {
            let prices = session.workspace().money.prices;
            for scenario in &session.workspace().scenarios {
                links.push(share::link(scenario, &prices, "es").unwrap().fragment);
            }
        }
        let payloads = links.iter().map(|link| super::mutate::unfold(link)).collect();
        Self {
            links,
            payloads,
            saved,
        }
    }
}

/// A workspace of one short text.
fn small() -> Workspace {
    let text = "services:\n  - type: web\n    name: shop\n    runtime: node\n    envVars:\n      - {key: MODE, value: it's on}\n";
    let mut session = Session::new(Workspace::start());
    for _ in 0..3 {
        session.delete();
    }
    session.open("shop.yaml", text.into(), false);
    let mut workspace = session.workspace().clone();
    workspace.scenarios.remove(0);
    workspace
}

/// A workspace in which everything is set.
fn rich() -> Session {
    let mut session = Session::new(Workspace::start());
    let tree = |session: &Session| Tree::parse(session.on_screen().unwrap().text.clone()).0;
    session.keep_files(&tree(&session), Kept::Disk).unwrap();
    session.set_on_render(true, words::step_text());
    session.downloaded();
    session.set(words::step_text(), "", |settings| {
        settings.ticked.insert("gp-bikes-web/OPENAI_API_KEY".to_owned());
        settings.object_storage_gb = Some(123.into());
        settings
            .outside
            .insert(OutsideService::OpenAi, Some("12.50".parse().unwrap()));
        settings.outside.insert(OutsideService::Mail, None);
        let mut workload = Workload::of(Set::Published);
        workload.change("daily-share", "12.5".parse().unwrap()).unwrap();
        workload
            .grow(Growth::Targets([(6, 3_000), (12, 5_000)].into()))
            .unwrap();
        workload.look_ahead(24).unwrap();
        settings.workload = workload;
        settings.roles.insert("gp-bikes-web".to_owned(), Role::Jobs);
        settings.metered = [(Meter::Bandwidth, None), (Meter::BuildMinutes, Some(700.into()))].into();
        settings
            .unit_prices
            .insert(Meter::Mails, "0.001".parse().unwrap());
    });
    let mut own = OwnList::copy_of("2026-09", "Ours", "2026-11").unwrap();
    own.set("services/1c-2g", "19.99".parse().ok()).unwrap();
    own.set("postgres/4c-16g", None).unwrap();
    session.set_money(words::step_text(), "", |money| {
        money.paying_today = Some(900.into());
        money.prices = Prices::own(own);
        money.currency = Some(SecondCurrency::new("COP", 4_000.into(), "2026-11-24").unwrap());
    });
    session
}
