//! Which templates become which files, and when.

use super::template::{Values, fill};
use super::{Group, KitFile, Language};
use crate::words::{self, Message, kit};

/// Where the text of a template stands.
#[derive(Clone, Copy)]
pub(super) enum Template {
    /// Here: what machines read is in one language.
    File(&'static str),
    /// Among the words, by this key: what people read is in theirs.
    Document(&'static str),
}

impl Template {
    pub(super) fn text(self) -> Option<&'static str> {
        match self {
            Self::File(text) => Some(text),
            Self::Document(key) => words::document(key),
        }
    }
}

/// A template with its place.
pub(super) struct Entry {
    path: &'static str,
    group: Group,
    pub(super) template: Template,
    language: Language,
    about: fn() -> Message,
    /// What must hold of the plan; see [`super::facts::Facts::values`].
    pub(super) when: &'static [&'static str],
    executable: bool,
}

/// The files whose conditions hold.
pub(super) fn files(values: &Values) -> Vec<KitFile> {
    let wanted = ENTRIES.iter().filter(|entry| values.all_hold(entry.when));
    wanted
        .filter_map(|entry| {
            Some(KitFile {
                path: entry.path.to_owned(),
                group: entry.group,
                body: fill(entry.template.text()?, entry.language, values),
                language: entry.language,
                about: (entry.about)(),
                executable: entry.executable,
            })
        })
        .collect()
}

/// All templates of files.
pub(super) static ENTRIES: [Entry; 27] = [
    Entry {
        path: "bin/render-build.sh",
        group: Group::Build,
        template: Template::File(include_str!("templates/bin/render-build.sh")),
        language: Language::Shell,
        about: kit::about_build,
        when: &["rails"],
        executable: true,
    },
    Entry {
        path: "bin/render-predeploy.sh",
        group: Group::Build,
        template: Template::File(include_str!("templates/bin/render-predeploy.sh")),
        language: Language::Shell,
        about: kit::about_predeploy,
        when: &["rails"],
        executable: true,
    },
    Entry {
        path: "Procfile",
        group: Group::Build,
        template: Template::File(include_str!("templates/top/Procfile")),
        language: Language::Text,
        about: kit::about_procfile,
        when: &["rails"],
        executable: false,
    },
    Entry {
        path: "config/sidekiq.yml",
        group: Group::Build,
        template: Template::File(include_str!("templates/config/sidekiq.yml")),
        language: Language::Yaml,
        about: kit::about_sidekiq,
        when: &["sidekiq"],
        executable: false,
    },
    Entry {
        path: "config/database-production.yml",
        group: Group::Database,
        template: Template::File(include_str!("templates/config/database.yml")),
        language: Language::Yaml,
        about: kit::about_database,
        when: &["rails", "database"],
        executable: false,
    },
    Entry {
        path: "config/initializers/sentry.rb",
        group: Group::Observability,
        template: Template::File(include_str!("templates/config/sentry.rb")),
        language: Language::Ruby,
        about: kit::about_sentry,
        when: &["rails"],
        executable: false,
    },
    Entry {
        path: "config/initializers/content_security_policy.rb",
        group: Group::Security,
        template: Template::File(include_str!("templates/config/content_security_policy.rb")),
        language: Language::Ruby,
        about: kit::about_csp,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "config/initializers/rack_attack.rb",
        group: Group::Security,
        template: Template::File(include_str!("templates/config/rack_attack.rb")),
        language: Language::Ruby,
        about: kit::about_rack_attack,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "config/ssl.rb",
        group: Group::Security,
        template: Template::File(include_str!("templates/config/ssl.rb")),
        language: Language::Ruby,
        about: kit::about_ssl,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "config/routes-health.rb",
        group: Group::Observability,
        template: Template::File(include_str!("templates/config/routes-health.rb")),
        language: Language::Ruby,
        about: kit::about_routes,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "app/controllers/api/v1/health_controller.rb",
        group: Group::Observability,
        template: Template::File(include_str!("templates/config/health_controller.rb")),
        language: Language::Ruby,
        about: kit::about_health,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "db/extensions.sql",
        group: Group::Database,
        template: Template::File(include_str!("templates/db/extensions.sql")),
        language: Language::Sql,
        about: kit::about_extensions,
        when: &["chatwoot", "database"],
        executable: false,
    },
    Entry {
        path: "aws/create-bucket.sh",
        group: Group::Storage,
        template: Template::File(include_str!("templates/aws/create-bucket.sh")),
        language: Language::Shell,
        about: kit::about_bucket,
        when: &["s3"],
        executable: true,
    },
    Entry {
        path: "aws/bucket-policy.json",
        group: Group::Storage,
        template: Template::File(include_str!("templates/aws/bucket-policy.json")),
        language: Language::Json,
        about: kit::about_bucket_policy,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/cors.json",
        group: Group::Storage,
        template: Template::File(include_str!("templates/aws/cors.json")),
        language: Language::Json,
        about: kit::about_cors,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/iam-policy.json",
        group: Group::Storage,
        template: Template::File(include_str!("templates/aws/iam-policy.json")),
        language: Language::Json,
        about: kit::about_iam,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/lifecycle.json",
        group: Group::Storage,
        template: Template::File(include_str!("templates/aws/lifecycle.json")),
        language: Language::Json,
        about: kit::about_lifecycle,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/cloudfront.json",
        group: Group::Storage,
        template: Template::File(include_str!("templates/aws/cloudfront.json")),
        language: Language::Json,
        about: kit::about_cloudfront,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "docs/disk.md",
        group: Group::Storage,
        template: Template::Document("disk"),
        language: Language::Markdown,
        about: kit::about_disk,
        when: &["disk"],
        executable: false,
    },
    Entry {
        path: "docs/logs.md",
        group: Group::Observability,
        template: Template::Document("logs"),
        language: Language::Markdown,
        about: kit::about_logs,
        when: &[],
        executable: false,
    },
    Entry {
        path: "docs/notifications.md",
        group: Group::Observability,
        template: Template::Document("notifications"),
        language: Language::Markdown,
        about: kit::about_notifications,
        when: &[],
        executable: false,
    },
    Entry {
        path: ".pre-commit-config.yaml",
        group: Group::Security,
        template: Template::File(include_str!("templates/top/pre-commit.yaml")),
        language: Language::Yaml,
        about: kit::about_precommit,
        when: &[],
        executable: false,
    },
    Entry {
        path: "bin/smoke-test.sh",
        group: Group::Verification,
        template: Template::File(include_str!("templates/bin/smoke-test.sh")),
        language: Language::Shell,
        about: kit::about_smoke,
        when: &["web"],
        executable: true,
    },
    Entry {
        path: "load/staging.js",
        group: Group::Verification,
        template: Template::File(include_str!("templates/load/staging.js")),
        language: Language::JavaScript,
        about: kit::about_load_staging,
        when: &["web"],
        executable: false,
    },
    Entry {
        path: "load/peak.js",
        group: Group::Verification,
        template: Template::File(include_str!("templates/load/peak.js")),
        language: Language::JavaScript,
        about: kit::about_load_peak,
        when: &["web"],
        executable: false,
    },
    Entry {
        path: "docs/post-mortem.md",
        group: Group::Guides,
        template: Template::Document("post-mortem"),
        language: Language::Markdown,
        about: kit::about_post_mortem,
        when: &[],
        executable: false,
    },
    Entry {
        path: "docs/further-reading.md",
        group: Group::Guides,
        template: Template::Document("further-reading"),
        language: Language::Markdown,
        about: kit::about_further_reading,
        when: &[],
        executable: false,
    },
];
