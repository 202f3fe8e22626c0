use super::{Change, Refusal, Tree, Value, check_refused, edit, path, run};

#[track_caller]
fn check_move(before: &str, item: &str, to: &str, after: &str) {
    let change = Change::Move {
        item: path(item),
        to: path(to),
        order: Vec::new(),
        with_list: false,
    };
    assert_eq!(run(before, change).as_deref(), Ok(after));
}

#[test]
fn move_begins_a_list_that_is_not_there() {
    let from = "a:\n  l:\n    - z\n    # own\n    - k: 1 # c\n      v: 2\n";
    let rest = "a:\n  l:\n    - z\n";
    let moved = "    # own\n    - k: 1 # c\n      v: 2\n";
    check_move(
        &format!("{from}b:\n  name: x # d\n"),
        "a.l[1]",
        "b.l",
        &format!("{rest}b:\n  name: x # d\n  l:\n{moved}"),
    );
    check_move(
        &format!("{from}b:\n  l: [] # none\n  name: x\n"),
        "a.l[1]",
        "b.l",
        &format!("{rest}b:\n  l: # none\n{moved}  name: x\n"),
    );
    check_move(
        &format!("b:\n  l:\n{from}"),
        "a.l[1]",
        "b.l",
        &format!("b:\n  l:\n{moved}{rest}"),
    );
    let flow = Change::Move {
        item: path("a[0]"),
        to: path("b"),
        order: Vec::new(),
        with_list: false,
    };
    check_refused("a:\n  - x\nb: [w]\n", flow, &Refusal::Unclear(path("b")));
}

#[test]
fn a_list_that_gets_another_item_is_not_left_empty() {
    let (tree, _) = Tree::parse("a:\n  - x # c\nb:\n  - w\n");
    let changes = [
        Change::Append {
            sequence: path("a"),
            value: Value::from("z"),
        },
        Change::Move {
            item: path("a[0]"),
            to: path("b"),
            order: Vec::new(),
            with_list: true,
        },
    ];
    let edited = edit(&tree, &changes).map(|edited| edited.tree.text().to_owned());
    assert_eq!(edited.as_deref(), Ok("a:\n  - z\nb:\n  - w\n  - x # c\n"));
}
