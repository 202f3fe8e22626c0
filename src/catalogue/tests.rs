//! What the catalogue knows of keys and commands.

use super::*;

#[test]
fn every_variable_is_described() {
    for variable in variables() {
        assert!(!variable.what().is_empty(), "{}", variable.key);
        assert!(!variable.where_from().is_empty(), "{}", variable.key);
        assert!(
            variable.sources.iter().all(|id| source(id).is_some()),
            "{}",
            variable.key
        );
        assert!(!group_title(variable.group).is_empty(), "{}", variable.key);
    }
    assert_eq!(groups().first(), Some(&"rails"));
    assert_eq!(variable("NO_SUCH_VARIABLE"), None);
    assert_eq!(variable("rails_env"), None, "keys are exact");
}

/// Every variable of the document's two lists and of its Blueprint.
#[test]
fn the_document_is_covered() {
    let keys = "SECRET_KEY_BASE RAILS_MASTER_KEY DATABASE_URL REDIS_URL OPENAI_API_KEY OPENAI_MODEL \
        WHATSAPP_PHONE_NUMBER_ID WHATSAPP_ACCESS_TOKEN WHATSAPP_WEBHOOK_VERIFY_TOKEN AWS_ACCESS_KEY_ID \
        AWS_SECRET_ACCESS_KEY AWS_REGION S3_BUCKET_NAME GP_BIKES_ACCOUNT_ID GP_BIKES_INBOX_ID \
        GP_BIKES_TEAM_ID GP_BIKES_WHATSAPP_NUMBER GP_BIKES_DEALERSHIP_NAME GP_BIKES_DEALERSHIP_ADDRESS \
        SENTRY_DSN SENTRY_ENVIRONMENT DATADOG_API_KEY NEW_RELIC_LICENSE_KEY SMTP_ADDRESS SMTP_PORT \
        SMTP_USERNAME SMTP_PASSWORD SMTP_DOMAIN MAILER_SENDER_EMAIL GP_BIKES_ENABLED AI_WORKERS_ENABLED \
        N8N_INTEGRATION_ENABLED RAILS_MAX_THREADS WEB_CONCURRENCY SIDEKIQ_CONCURRENCY \
        POSTGRES_STATEMENT_TIMEOUT FORCE_SSL RAILS_LOG_LEVEL INSTALLATION_ENV RAILS_ENV RACK_ENV NODE_ENV \
        RAILS_SERVE_STATIC_FILES RAILS_LOG_TO_STDOUT FRONTEND_URL ACTIVE_STORAGE_SERVICE SIDEKIQ_TIMEOUT \
        SIDEKIQ_MAX_RETRIES SOURCE_VERSION POSTGRES_REPLICA_HOST NODE_VERSION LOG_LEVEL LD_PRELOAD";
    for key in keys.split_whitespace() {
        assert!(variable(key).is_some(), "{key}");
    }
}

#[test]
fn needs_and_origins() {
    let s3 = Need::RequiredWith {
        key: "ACTIVE_STORAGE_SERVICE",
        value: Some("amazon"),
    };
    let mail = Need::RequiredWith {
        key: "SMTP_ADDRESS",
        value: None,
    };
    let cases = [
        ("SECRET_KEY_BASE", Need::Required, Origin::Made),
        ("OPENAI_API_KEY", Need::Required, Origin::Console("OpenAI")),
        (
            "WHATSAPP_ACCESS_TOKEN",
            Need::Required,
            Origin::Console("Meta Business Manager"),
        ),
        (
            "DATABASE_URL",
            Need::Required,
            Origin::Resource(Resource::Postgres),
        ),
        ("REDIS_URL", Need::Required, Origin::Resource(Resource::KeyValue)),
        (
            "FRONTEND_URL",
            Need::Required,
            Origin::Resource(Resource::Service),
        ),
        ("AWS_SECRET_ACCESS_KEY", s3, Origin::Console("AWS IAM")),
        ("S3_BUCKET_NAME", s3, Origin::Chosen),
        ("SMTP_PASSWORD", mail, Origin::Console("SendGrid")),
        ("SENTRY_DSN", Need::Optional, Origin::Console("Sentry")),
        ("RENDER_GIT_COMMIT", Need::Unneeded, Origin::Render),
        ("NODE_ENV", Need::Unneeded, Origin::Render),
    ];
    for (key, need, origin) in cases {
        let variable = variable(key).expect(key);
        assert_eq!((variable.need, variable.origin), (need, origin), "{key}");
    }
    assert_eq!(
        variable("SECRET_KEY_BASE").and_then(|variable| variable.command),
        Some("bin/rails secret")
    );
    assert!(variable("SECRET_KEY_BASE").is_some_and(|variable| variable.alphanumeric));
}

#[test]
fn what_nothing_reads_has_a_right_name() {
    let found: Vec<_> = variables()
        .iter()
        .filter_map(|variable| Some((variable.key, variable.not_read?)))
        .collect();
    let expected = [
        ("RAILS_LOG_LEVEL", Instead::Variable("LOG_LEVEL")),
        ("SIDEKIQ_TIMEOUT", Instead::Variable("SIDEKIQ_SHUTDOWN_TIMEOUT")),
        ("SIDEKIQ_MAX_RETRIES", Instead::File("config/sidekiq.yml")),
        ("SOURCE_VERSION", Instead::Variable("RENDER_GIT_COMMIT")),
    ];
    assert_eq!(found, expected);
}

#[test]
fn render_sets() {
    let cases = [
        ("RAILS_ENV", "web", "ruby", true),
        ("RAILS_ENV", "worker", "ruby", true),
        ("RAILS_ENV", "web", "docker", false),
        ("NODE_ENV", "web", "node", true),
        ("NODE_ENV", "web", "ruby", false),
        ("CARGO_HOME", "web", "rust", true),
        ("RENDER_SERVICE_ID", "cron", "docker", true),
        ("RENDER_EXTERNAL_URL", "web", "ruby", true),
        ("RENDER_EXTERNAL_URL", "web", "static", true),
        ("RENDER_EXTERNAL_URL", "pserv", "ruby", false),
        ("WEB_CONCURRENCY", "pserv", "node", true),
        ("WEB_CONCURRENCY", "worker", "ruby", false),
        ("WEB_CONCURRENCY", "web", "static", false),
        ("RACK_ENV", "web", "ruby", false),
    ];
    for (key, service_type, runtime, expected) in cases {
        let variable = variable(key).expect(key);
        assert_eq!(
            variable.is_set_on(service_type, runtime),
            expected,
            "{key} {service_type} {runtime}"
        );
    }
    let node_env = variable("NODE_ENV").and_then(|variable| variable.set_by_render.as_ref());
    assert!(node_env.is_some_and(|set| set.only_at_run_time && set.value == Some("production")));
}

/// A reader who copies an example must not carry off a working secret, and a scanner must not find one.
#[test]
fn examples_of_secrets_are_no_secrets() {
    for variable in variables().iter().filter(|variable| variable.secret) {
        let example = variable.example.expect(variable.key);
        let is_placeholder = ["YOUR", "PASSWORD", "HOST"]
            .iter()
            .any(|word| example.contains(word));
        assert!(is_placeholder, "{}: {example}", variable.key);
    }
}

#[test]
fn names_of_secrets() {
    let secret = "SECRET API_KEY STRIPE_API_KEY STRIPE_SECRET_KEY JWT_SECRET DJANGO_SECRET_KEY GITHUB_TOKEN \
        DB_PASSWORD DB_PASS MYSQL_PWD PRIVATE_KEY GOOGLE_APPLICATION_CREDENTIALS AWS_SECRET ACCESS_KEY \
        ROLLBAR_ACCESS_TOKEN SIGNING_KEY ENCRYPTION_KEY SENTRY_AUTH_TOKEN POSTGRES_DSN api_key \
        db.password my-token APP_MASTER_KEY SOME_APIKEY ACCESS_KEY_ID PASSWORD_1";
    let harmless = "PUBLIC_KEY STRIPE_PUBLISHABLE_KEY NEXT_PUBLIC_API_KEY KEYBOARD KEY TOKENIZER \
        TOKENIZERS_PARALLELISM MAX_TOKENS OPENAI_MAX_TOKENS PASSENGER_COUNT COMPASS PASS_THROUGH SECRETARY \
        TOKEN_TTL PASSWORD_MIN_LENGTH SECRET_NAME TOKEN_URL PASSWORD_FILE PRIMARY_KEY CACHE_KEY MONKEY \
        HOST PORT DATABASE_HOST SORT_KEY API_URL";
    for key in secret.split_whitespace() {
        assert!(looks_secret(key), "{key} should be taken for a secret");
    }
    for key in harmless.split_whitespace().chain([""]) {
        assert!(!looks_secret(key), "{key} should not be taken for a secret");
    }
}

#[test]
fn a_known_key_is_judged_by_the_catalogue() {
    let cases = [
        ("AWS_ACCESS_KEY_ID", true),
        ("DATABASE_URL", true),
        ("NEW_RELIC_LICENSE_KEY", true),
        ("WHATSAPP_PHONE_NUMBER_ID", false),
        ("SMTP_USERNAME", false),
        ("SIDEKIQ_TIMEOUT", false),
    ];
    for (key, expected) in cases {
        assert_eq!(looks_secret(key), expected, "{key}");
    }
    let surprising: Vec<_> = variables()
        .iter()
        .filter(|variable| variable.secret != secret::promises_secret(variable.key))
        .map(|variable| variable.key)
        .collect();
    assert_eq!(
        surprising,
        ["DATABASE_URL", "REDIS_URL"],
        "only the catalogue can know these"
    );
}

#[track_caller]
fn check(clues: Clues<'_>, expected: &[&str]) {
    let found: Vec<_> = recognised(&clues).map(|software| software.id).collect();
    assert_eq!(found, expected, "{clues:?}");
}

#[test]
fn software_is_recognised_by_commands() {
    let web = "bundle exec rails ip_lookup:setup && bin/rails server -p $PORT -e $RAILS_ENV";
    let worker = "bundle exec rails ip_lookup:setup && bundle exec sidekiq -C config/sidekiq.yml";
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "ruby",
            &["./bin/render-build.sh", web],
            &["ruby", "bundler", "rails", "puma", "chatwoot"],
        ),
        (
            "ruby",
            &[worker],
            &["ruby", "bundler", "rails", "sidekiq", "chatwoot"],
        ),
        (
            "ruby",
            &["bundle exec puma -C config/puma.rb"],
            &["ruby", "bundler", "puma"],
        ),
        ("ruby", &["cat config/sidekiq.yml"], &["ruby", "bundler"]),
        ("docker", &["(sidekiq;true)"], &["sidekiq"]),
        ("image", &["chatwoot/chatwoot:v4.2.0"], &["chatwoot"]),
        ("node", &[], &["node"]),
        ("go", &["./app", "rails-like", ""], &[]),
        ("", &[], &[]),
    ];
    for &(runtime, commands, expected) in cases {
        check(
            Clues {
                runtime,
                commands,
                keys: &[],
            },
            expected,
        );
    }
}

#[test]
fn software_is_recognised_by_variables() {
    check(
        Clues {
            keys: &["GP_BIKES_TEAM_ID"],
            ..Clues::default()
        },
        &["gp-bikes"],
    );
    check(
        Clues {
            keys: &["RAILS_ENV", "GP_BIKE"],
            ..Clues::default()
        },
        &["rails"],
    );
    check(
        Clues {
            keys: &["PORT"],
            ..Clues::default()
        },
        &[],
    );
}

#[test]
fn facts_of_software() {
    let of = |id| software_by_id(id).expect(id);
    let chatwoot = of("chatwoot");
    assert_eq!(
        chatwoot.shutdown_timeout_seconds.as_ref().map(|fact| fact.value),
        Some(120)
    );
    assert_eq!(chatwoot.node_version.as_ref().map(|fact| fact.value), Some("23"));
    assert_eq!(chatwoot.queues.as_ref().map(|fact| fact.value.len()), Some(16));
    assert_eq!(
        chatwoot
            .health
            .as_ref()
            .map(|health| (health.path, health.own_controller)),
        Some(("/api", false))
    );
    let gp_bikes = of("gp-bikes").health.as_ref();
    assert_eq!(
        gp_bikes.map(|health| (health.path, health.own_controller)),
        Some(("/api/v1/health", true))
    );
    assert_eq!(
        of("sidekiq").maxmemory_policy.as_ref().map(|fact| fact.value),
        Some("noeviction")
    );
    assert!(software().iter().all(|software| !software.what().is_empty()));
    assert_eq!(software_by_id("cobol"), None);
}
