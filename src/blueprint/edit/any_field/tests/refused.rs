use super::set;

#[test]
fn wrong_values_are_refused_with_place_and_remedy() {
    set(
        "shop",
        "domains",
        "a.example.com",
        "refused: `a.example.com` is no list, which `domains` takes. Write it as `[…]`.",
    );
    set(
        "shop",
        "domains",
        "[a, [b]]",
        "refused: `[b]` is no single value, which `domains.1` takes.",
    );
    set(
        "shop",
        "domains",
        "[a, ]",
        "-- shop.example.com  # main\n-- www.example.com\n+- a",
    );
    set(
        "shop",
        "domains",
        "[a, ~]",
        "refused: `domains.1` is empty. Leave it out, or give it a value.",
    );
    set(
        "shop",
        "domains",
        "[*.example.com]",
        "refused: `[*.example.com]` cannot be read as YAML. `domains` takes `[…]`; put quotes around texts with other signs than letters.",
    );
    set(
        "shop",
        "disk",
        "big",
        "refused: `big` is no group of fields, which `disk` takes. Write it as `{name: …, mountPath: …}`. It can have: `name`, `mountPath` or `sizeGB`.",
    );
    set(
        "shop",
        "disk",
        "{name: d}",
        "refused: `disk` also needs `mountPath`.",
    );
    set(
        "shop",
        "disk",
        "{name: d, mountPath: /d, sizeGB: big}",
        "refused: `big` does not fit. `disk.sizeGB` takes a whole number, 1 or more.",
    );
    set(
        "shop",
        "disk",
        "{name: d, mountPath: /etc}",
        "refused: Render does not allow `/etc` as disk.mountPath.",
    );
    set(
        "shop",
        "disk",
        "{name: d, name: e}",
        "refused: `name` stands twice in `disk`.",
    );
    set(
        "shop",
        "disk",
        "{nam: d}",
        "refused: A persistent disk has no field `nam`. It can have: `name`, `mountPath` or `sizeGB`.",
    );
    set(
        "shop",
        "disk",
        "{name: &a d, mountPath: /d}",
        "refused: `disk` holds an anchor, an alias or a tag. Write the value itself.",
    );
    set(
        "shop",
        "buildFilter",
        "{}",
        "refused: `buildFilter` needs `paths` or `ignoredPaths`.",
    );
    set(
        "shop",
        "envVars.NEW",
        "{value: a, sync: false}",
        "refused: `envVars.NEW` takes one of `value`, `generateValue` or `sync`, and one only.",
    );
    set(
        "db",
        "readReplicas",
        "[{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f}]",
        "refused: `readReplicas` takes 5 items at most.",
    );
    set(
        "shop",
        "plan.x",
        "a",
        "refused: `plan` holds one value and has no `x`.",
    );
    set(
        "shop",
        "domains.7",
        "a",
        "refused: `domains` has 2 items, counted from 0. `2` adds one.",
    );
    set(
        "site",
        "routes.x.type",
        "a",
        "refused: `routes` has no item `x`; it has none by name. Use its number, counted from 0.",
    );
    set(
        ".",
        "services.shup.plan",
        "a",
        "refused: `services` has no item `shup`. It has: `shop`, `cache` or `site`.",
    );
    set(
        "site",
        "routes.1.type",
        "redirect",
        "refused: `routes.1.type` cannot be set before `source` or `destination`.",
    );
    set(
        "shop",
        "type",
        "worker",
        "refused: `type` cannot be changed once the resource exists. Edit the text itself if it is new.",
    );
    set(
        ".",
        "services.shop.type",
        "worker",
        "refused: `services.shop.type` cannot be changed once the resource exists. Edit the text itself if it is new.",
    );
    set(
        ".",
        "services.3",
        "{type: webb, name: a}",
        "refused: `webb` is no services.3.type. It can be: `cron`, `keyvalue`, `pserv`, `web`, `worker` or `workflow`.",
    );
}
