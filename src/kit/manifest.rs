//! Which templates become which files, and when.

use super::template::{Values, fill};
use super::{KitFile, Language};
use crate::words::{Message, kit as words};

/// A template with its place.
pub(super) struct Entry {
    path: &'static str,
    pub(super) template: &'static str,
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
        .map(|entry| KitFile {
            path: entry.path.to_owned(),
            body: fill(entry.template, entry.language, values),
            language: entry.language,
            about: (entry.about)(),
            executable: entry.executable,
        })
        .collect()
}

/// All templates of files.
pub(super) static ENTRIES: [Entry; 26] = [
    Entry {
        path: "bin/render-build.sh",
        template: include_str!("templates/bin/render-build.sh"),
        language: Language::Shell,
        about: words::about_build,
        when: &["rails"],
        executable: true,
    },
    Entry {
        path: "bin/render-predeploy.sh",
        template: include_str!("templates/bin/render-predeploy.sh"),
        language: Language::Shell,
        about: words::about_predeploy,
        when: &["rails"],
        executable: true,
    },
    Entry {
        path: "Procfile",
        template: include_str!("templates/root/Procfile"),
        language: Language::Text,
        about: words::about_procfile,
        when: &["rails"],
        executable: false,
    },
    Entry {
        path: "config/sidekiq.yml",
        template: include_str!("templates/config/sidekiq.yml"),
        language: Language::Yaml,
        about: words::about_sidekiq,
        when: &["sidekiq"],
        executable: false,
    },
    Entry {
        path: "config/database-production.yml",
        template: include_str!("templates/config/database.yml"),
        language: Language::Yaml,
        about: words::about_database,
        when: &["rails", "database"],
        executable: false,
    },
    Entry {
        path: "config/initializers/sentry.rb",
        template: include_str!("templates/config/sentry.rb"),
        language: Language::Ruby,
        about: words::about_sentry,
        when: &["rails"],
        executable: false,
    },
    Entry {
        path: "config/initializers/content_security_policy.rb",
        template: include_str!("templates/config/content_security_policy.rb"),
        language: Language::Ruby,
        about: words::about_csp,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "config/initializers/rack_attack.rb",
        template: include_str!("templates/config/rack_attack.rb"),
        language: Language::Ruby,
        about: words::about_rack_attack,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "config/ssl.rb",
        template: include_str!("templates/config/ssl.rb"),
        language: Language::Ruby,
        about: words::about_ssl,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "config/routes-health.rb",
        template: include_str!("templates/config/routes-health.rb"),
        language: Language::Ruby,
        about: words::about_routes,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "app/controllers/api/v1/health_controller.rb",
        template: include_str!("templates/config/health_controller.rb"),
        language: Language::Ruby,
        about: words::about_health,
        when: &["rails", "web"],
        executable: false,
    },
    Entry {
        path: "db/extensions.sql",
        template: include_str!("templates/db/extensions.sql"),
        language: Language::Sql,
        about: words::about_extensions,
        when: &["chatwoot", "database"],
        executable: false,
    },
    Entry {
        path: "aws/create-bucket.sh",
        template: include_str!("templates/aws/create-bucket.sh"),
        language: Language::Shell,
        about: words::about_bucket,
        when: &["s3"],
        executable: true,
    },
    Entry {
        path: "aws/bucket-policy.json",
        template: include_str!("templates/aws/bucket-policy.json"),
        language: Language::Json,
        about: words::about_bucket_policy,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/cors.json",
        template: include_str!("templates/aws/cors.json"),
        language: Language::Json,
        about: words::about_cors,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/iam-policy.json",
        template: include_str!("templates/aws/iam-policy.json"),
        language: Language::Json,
        about: words::about_iam,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/lifecycle.json",
        template: include_str!("templates/aws/lifecycle.json"),
        language: Language::Json,
        about: words::about_lifecycle,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "aws/cloudfront.json",
        template: include_str!("templates/aws/cloudfront.json"),
        language: Language::Json,
        about: words::about_cloudfront,
        when: &["s3"],
        executable: false,
    },
    Entry {
        path: "docs/disk.md",
        template: include_str!("templates/docs/disk.md"),
        language: Language::Markdown,
        about: words::about_disk,
        when: &["disk"],
        executable: false,
    },
    Entry {
        path: "docs/logs.md",
        template: include_str!("templates/docs/logs.md"),
        language: Language::Markdown,
        about: words::about_logs,
        when: &[],
        executable: false,
    },
    Entry {
        path: "docs/notifications.md",
        template: include_str!("templates/docs/notifications.md"),
        language: Language::Markdown,
        about: words::about_notifications,
        when: &[],
        executable: false,
    },
    Entry {
        path: ".pre-commit-config.yaml",
        template: include_str!("templates/root/pre-commit.yaml"),
        language: Language::Yaml,
        about: words::about_precommit,
        when: &[],
        executable: false,
    },
    Entry {
        path: "bin/smoke-test.sh",
        template: include_str!("templates/bin/smoke-test.sh"),
        language: Language::Shell,
        about: words::about_smoke,
        when: &["web"],
        executable: true,
    },
    Entry {
        path: "load/staging.js",
        template: include_str!("templates/load/staging.js"),
        language: Language::JavaScript,
        about: words::about_load_staging,
        when: &["web"],
        executable: false,
    },
    Entry {
        path: "load/peak.js",
        template: include_str!("templates/load/peak.js"),
        language: Language::JavaScript,
        about: words::about_load_peak,
        when: &["web"],
        executable: false,
    },
    Entry {
        path: "docs/post-mortem.md",
        template: include_str!("templates/docs/post-mortem.md"),
        language: Language::Markdown,
        about: words::about_post_mortem,
        when: &[],
        executable: false,
    },
];
