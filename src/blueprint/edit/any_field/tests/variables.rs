use super::set;

#[test]
fn variables_by_their_names() {
    set(
        "shop",
        "envVars.MODE",
        "test",
        "-value: live  # v\n+value: test  # v",
    );
    set(
        "shop",
        "envVars.MODE.value",
        "{a}",
        "-value: live  # v\n+value: \"{a}\"  # v",
    );
    set(
        "shop",
        "envVars.0.value",
        "8080",
        "-value: live  # v\n+value: \"8080\"  # v",
    );
    set(
        "shop",
        "envVars.HOST",
        "x",
        "-fromDatabase:\n-name: db\n-property: host\n+value: x",
    );
    set(
        "shop",
        "envVars.HOST.fromDatabase.property",
        "port",
        "-property: host\n+property: port",
    );
    set(
        "shop",
        "envVars.MODE.generateValue",
        "true",
        "-value: live  # v\n+generateValue: true  # v",
    );
    set(
        "shop",
        "envVars.MODE",
        "{sync: false}",
        "-value: live  # v\n+sync: false  # v",
    );
    set(
        "shop",
        "envVars.MODE.fromDatabase",
        "{name: db, property: user}",
        "-value: live  # v\n+fromDatabase:  # v\n+name: db\n+property: user",
    );
    set(
        "shop",
        "envVars.MODE",
        "{value: a, previewValue: b}",
        "-value: live  # v\n+value: a  # v\n+previewValue: b",
    );
    set("shop", "envVars.MODE.previewValue", "b", "+previewValue: b");
    set(
        "shop",
        "envVars.MODE.key",
        "KIND",
        "-- key: MODE  # m\n+- key: KIND  # m",
    );
    set("shop", "envVars.NEW", "on", "+- key: NEW\n+value: \"on\"");
    set(
        "shop",
        "envVars.NEW",
        "{value: a, previewValue: b}",
        "+- key: NEW\n+value: a\n+previewValue: b",
    );
    set(
        "shop",
        "envVars.NEW.fromService",
        "{type: web, name: a, envVarKey: B}",
        "+- key: NEW\n+fromService:\n+type: web\n+name: a\n+envVarKey: B",
    );
    set("shop", "envVars.4", "{fromGroup: other}", "+- fromGroup: other");
    set(
        "shop",
        "envVars.2.fromGroup",
        "other",
        "-- fromGroup: shared\n+- fromGroup: other",
    );
    set("shared", "envVars.H", "h", "+- key: H\n+value: h");
    set(
        ".",
        "services.shop.envVars.MODE",
        "test",
        "-value: live  # v\n+value: test  # v",
    );
    set(
        "shop",
        "envVars.CACHE.fromService.envVarKey",
        "A",
        "-property: host\n+envVarKey: A",
    );
    set(
        "shop",
        "envVars.CACHE.fromService.property",
        "house",
        "refused: `house` is no envVars.CACHE.fromService.property. It can be: `host`, `port`, `hostport`, `connectionString` or `slug`.",
    );
    set(
        "shop",
        "envVars.MODE.key",
        "HOST",
        "refused: `HOST` stands in `shop` already.",
    );
    set(
        "cache",
        "envVars.A",
        "x",
        "refused: `cache` cannot have environment variables.",
    );
    set(
        "shared",
        "envVars.S",
        "{sync: false}",
        "refused: `S` cannot stand in an env group that way: a group holds values and generated values only. Put it on a service.",
    );
    set(
        "shop",
        "envVars.MODE",
        "{key: B, value: a}",
        "refused: `B` is no envVars.MODE.key. It can be: `MODE`.",
    );
    set(
        "shop",
        "envVars.HOST.previewValue",
        "a",
        "refused: `previewValue` stands beside a `value` only, and `HOST` has none.",
    );
    set(
        "shop",
        "envVars.1A",
        "a",
        "refused: `1A` is no name for a variable. Use letters, digits and `_`, and begin with a letter or `_`.",
    );
}
