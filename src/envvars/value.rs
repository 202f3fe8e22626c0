//! Which values may be shown.

use crate::catalogue;

/// The value, unless it is a secret.
pub fn shown(key: &str, value: &str) -> Option<String> {
    let harmless = value.is_empty() || value == "true" || value == "false";
    (harmless || !catalogue::is_confidential(key, value)).then(|| value.to_owned())
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
        check("HOME_PAGE", "https://example.com:8080/@a", true);
        check("MONGO_URI", "mongodb://user:p/ss@host/db", false);
        check("OPTIONS", "--port=1 --password=abc", false);
        check("OPTIONS", "{\"api_key\": \"x\"}", false);
        check("OPTIONS", "--token", true);
        check("OPTIONS", "--key=AKIA0000EXAMPLE00000", false);
        check("PEM", "-----BEGIN RSA PRIVATE KEY-----\nx", false);
    }
}
