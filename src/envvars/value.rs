//! Which values may be shown.

use crate::catalogue;

/// The value, unless it is a secret.
pub(super) fn shown(key: &str, value: &str) -> Option<String> {
    let harmless = value.is_empty() || value == "true" || value == "false";
    let secret = catalogue::looks_secret(key) || holds_password(value) || value.contains("PRIVATE KEY-----");
    (harmless || !secret).then(|| value.to_owned())
}

/// Whether an address has a user's password in it: `scheme://user:password@host`.
fn holds_password(value: &str) -> bool {
    value.match_indices("://").any(|(at, sign)| {
        let rest = value.get(at + sign.len()..).unwrap_or_default();
        let authority = rest.split(['/', '?', '#', ' ', '\n']).next().unwrap_or_default();
        let user = authority.rsplit_once('@').map(|(user, _)| user);
        user.is_some_and(|user| {
            user.split_once(':')
                .is_some_and(|(_, password)| !password.is_empty())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[track_caller]
    fn check(key: &str, value: &str, is_shown: bool) {
        assert_eq!(shown(key, value).is_some(), is_shown, "{key}={value}");
    }

    #[test]
    fn secrets_are_not_shown() {
        check("LOG_LEVEL", "info", true);
        check("API_KEY", "abc", false);
        check("API_KEY", "", true);
        check("USE_TOKEN", "true", true);
        check("DATABASE_URL", "postgres://host/db", false);
        check("MONGO_URI", "mongodb://user:pass@host/db", false);
        check("MONGO_URI", "mongodb://user:p@ss@host/db", false);
        check("MONGO_URI", "mongodb://user@host/db", true);
        check("HOME_PAGE", "https://example.com/a:b@c", true);
        check("HOME_PAGE", "https://example.com:8080", true);
        check("PEM", "-----BEGIN RSA PRIVATE KEY-----\nx", false);
    }
}
