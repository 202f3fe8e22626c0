// What the keyboard alone reaches: completion, help, problems, fixes, find, folding, and the way out.

import { expect, test, type EditorPage } from "./fixture.ts";
import { shop } from "./shop.ts";

test("the text is a labelled box of several lines, described", async ({ editor }) => {
  await editor.open(shop.text);
  await expect(editor.content).toHaveAttribute("aria-multiline", "true");
  await expect(editor.content).toHaveAccessibleDescription("Tab leaves the text.");
});

test("Tab and Shift+Tab leave, with a completion open as well, and it is said", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.answer({ complete: shop.completions });
  await editor.press(7, 11, "Tab");
  await expect(page.locator("#after")).toBeFocused();
  await blurredTimes(editor, 1);
  await page.keyboard.press("Shift+Tab");
  await expect(editor.content).toBeFocused();
  await page.keyboard.press("Control+Space");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.locator("#after")).toBeFocused();
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await blurredTimes(editor, 2);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator("#before")).toBeFocused();
  await blurredTimes(editor, 3);
  expect(await editor.changes()).toEqual([]);
});

/** That the focus has left is told a moment after it left, when it is known to have gone nowhere else inside. */
async function blurredTimes(editor: EditorPage, times: number): Promise<void> {
  await expect.poll(async () => (await editor.told()).filter((one) => one === "blurred").length).toBe(times);
}

test("a completion is chosen by arrows and taken by Enter", async ({ editor, page }) => {
  await editor.open("plan: s\n");
  const items = shop.completions.items;
  await editor.answer({ complete: { ...shop.completions, fromLine: 0, toLine: 0, fromColumn: 6, toColumn: 7, items } });
  await editor.press(0, 7, "Control+Space");
  const options = page.getByRole("option");
  await expect(options).toHaveText([/^\$starter0.5 CPU, 512 MB, \$7.00$/, /standard/, /services/, /shop-db/]);
  await expect(page.locator(".cm-completionInfo")).toHaveText("A plan for small services: one instance sleeps never.");
  const active = await editor.content.getAttribute("aria-activedescendant");
  expect(active).toBe(await options.first().getAttribute("id"));
  await page.waitForTimeout(100);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await editor.text()).toBe("plan: standard\n");
  expect((await editor.changes()).at(-1)!.continues).toBe(false);
  await expect(page.getByRole("listbox")).toHaveCount(0);
});

test("typing opens, narrows and closes the list; Escape closes it and is not heard outside", async ({ editor, page }) => {
  await editor.open("plan: \n");
  const at = (toColumn: number) => ({ ...shop.completions, fromLine: 0, toLine: 0, fromColumn: 6, toColumn });
  await editor.answer({ complete: at(7) });
  await editor.press(0, 6, "s");
  await expect(page.getByRole("option")).toHaveCount(4);
  await page.keyboard.type("ta");
  await expect(page.getByRole("option")).toHaveText([/starter/, /standard/]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await editor.answer({ complete: at(13) });
  await page.keyboard.type("rte");
  await expect(page.getByRole("option")).toHaveText([/starter/]);
  // Whole, so Enter is a line break again.
  await page.keyboard.type("r");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await page.keyboard.press("Enter");
  expect(await editor.text()).toBe("plan: starter\n\n");
  const heard = (await editor.told()).flatMap((one) => (typeof one !== "string" && one.heard ? [one.heard] : []));
  expect(heard).not.toContain("Escape");
});

test("a key that is taken asks for its value", async ({ editor, page }) => {
  await editor.open("p\n");
  const key = { label: "plan", detail: "", info: "", kind: "key", insert: "plan: " };
  await editor.answer({ complete: { fromLine: 0, fromColumn: 0, toLine: 0, toColumn: 1, items: [key] } });
  await editor.press(0, 1, "Control+Space");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.waitForTimeout(100);
  const values = { ...shop.completions, fromLine: 0, fromColumn: 6, toLine: 0, toColumn: 6 };
  await editor.answer({ complete: values });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option")).toHaveCount(4);
  expect(await editor.text()).toBe("plan: \n");
  const asked = (await editor.told()).flatMap((one) => (typeof one !== "string" && one.complete ? [one.complete] : []));
  expect(asked).toEqual([[0, 1], [0, 6]]);
});

test("help comes by the pointer, and by F1, with a link that can be reached", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.answer({ hover: shop.hover });
  await page.locator(".cm-line").nth(7).locator(".k").hover();
  await expect(editor.tooltip).toContainText("The plan that each instance");
  await page.mouse.move(700, 800);
  await expect(editor.tooltip).toHaveCount(0);
  await editor.press(7, 5, "F1");
  await expect(editor.tooltip).toContainText("One of free, starter");
  await expect.poll(() => editor.said()).toContain("plan. The plan that each instance of the service runs on.");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Documentation" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(editor.content).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(editor.tooltip).toHaveCount(0);
});

test("F8 and Shift+F8 go from problem to problem and read it", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.call("setDiagnostics", shop.problems);
  await editor.answer({ fixes: shop.fixes });
  await editor.press(0, 0, "F8");
  expect(await editor.place()).toEqual([6, 4]);
  await expect
    .poll(() => editor.said())
    .toBe("Line 7. Warning: env is the old name of runtime. Rename it to runtime. The value stays. Fixes: 2.");
  await expect(page.locator(".cm-tooltip-lint")).toContainText("shape/old-name");
  const places = [];
  for (const key of ["F8", "F8", "F8", "Shift+F8", "Shift+F8"]) {
    await page.keyboard.press(key);
    places.push(await editor.place());
  }
  expect(places).toEqual([[7, 10], [19, 18], [6, 4], [19, 18], [7, 10]]);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".cm-tooltip-lint")).toHaveCount(0);
  await editor.call("setDiagnostics", []);
  await page.keyboard.press("F8");
  await expect.poll(() => editor.said()).toBe("No problems");
});

test("problems are told apart by the shape in the gutter and the line below", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.call("setDiagnostics", shop.problems);
  const shapes = await page.locator(".signs .sign span").evaluateAll((signs) =>
    signs.map((sign) => getComputedStyle(sign, "::before").content.slice(1, 2)),
  );
  expect(shapes).toEqual(["▲", "●", "■"]);
  const styles = await page.locator(".cm-lintRange").evaluateAll((marks) =>
    marks.map((mark) => [getComputedStyle(mark).textDecorationStyle, getComputedStyle(mark).backgroundImage]),
  );
  expect(styles).toEqual([["dashed", "none"], ["dotted", "none"], ["wavy", "none"]]);
  // They move with the text.
  await editor.press(0, 0, "Enter");
  await expect(page.locator(".cm-lintRange-error")).toHaveText("two");
  await page.locator(".signs .sign").last().click();
  expect(await editor.place()).toEqual([20, 18]);
  await expect(page.locator(".cm-tooltip-lint")).toContainText("two is not a number of instances.");
});

test("fixes are listed by Ctrl+., chosen by arrows, made by Enter; Escape and Tab leave them", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.call("setDiagnostics", shop.problems);
  await editor.press(6, 5, "Control+.");
  await expect.poll(() => editor.said()).toBe("Nothing to fix here");
  await editor.answer({ fixes: shop.fixes });
  await page.keyboard.press("Control+.");
  const items = page.getByRole("menu", { name: "Fixes" }).getByRole("menuitem");
  await expect(items).toHaveText(shop.fixes);
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(items.last()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(items).toHaveCount(0);
  await expect(editor.content).toBeFocused();
  await page.keyboard.press("Control+.");
  await page.keyboard.press("Tab");
  await expect(page.locator("#after")).toBeFocused();
  await expect(items).toHaveCount(0);
  await editor.press(6, 5, "Control+.", "ArrowDown", "Enter");
  await expect(editor.content).toBeFocused();
  await page.keyboard.press("Control+.");
  await editor.call("setText", "a: 1\n");
  await expect(items).toHaveCount(0);
  await expect(editor.content).toBeFocused();
  const told = await editor.told();
  expect(told).toContainEqual({ applied: "Remove the line" });
  // The focus never left the editor but by Tab.
  expect(told.filter((one) => one === "blurred")).toHaveLength(1);
});

test("a click elsewhere leaves the list of fixes, and what is clicked has the focus", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.answer({ fixes: shop.fixes });
  await editor.press(6, 5, "Control+.");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.locator("#after").click();
  await expect(page.locator("#after")).toBeFocused();
  await expect(page.getByRole("menu")).toHaveCount(0);
  await editor.press(6, 5, "Control+.");
  await editor.call("destroy");
  await expect(page.locator("#host")).toBeEmpty();
});

test("a lamp stands where there are fixes, and opens them", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.call("setDiagnostics", shop.problems);
  await editor.answer({ fixes: shop.fixes });
  await editor.press(3, 0);
  await page.waitForTimeout(250);
  await expect(page.locator(".lamp")).toHaveCount(0);
  await editor.press(6, 5);
  await expect(page.locator(".lamp")).toHaveCount(1);
  await page.locator(".lamp").click();
  await page.getByRole("menuitem", { name: "Rename it to runtime" }).click();
  expect(await editor.told()).toContainEqual({ applied: "Rename it to runtime" });
});

test("find counts, goes on, replaces, and Escape comes back", async ({ editor, page }) => {
  await editor.open("plan: a\nplans: b\nPLAN: c\n");
  await editor.press(0, 0, "Control+f");
  const field = page.getByRole("textbox", { name: "Find" });
  await expect(field).toBeFocused();
  await page.keyboard.type("plan");
  const count = page.getByRole("status");
  await expect(count).toHaveText("3 Matches", { ignoreCase: true });
  await page.keyboard.press("Enter");
  await expect(count).toHaveText("1 of 3", { ignoreCase: true });
  await page.getByRole("button", { name: "Match case" }).click();
  await expect(count).toHaveText("1 of 2", { ignoreCase: true });
  await page.getByRole("button", { name: "Whole words" }).click();
  await expect(count).toHaveText("1 of 1", { ignoreCase: true });
  await page.getByRole("button", { name: "Whole words" }).click();
  await page.getByRole("button", { name: "Regular expression" }).click();
  await field.fill("pl(an");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("pl(an)");
  await expect(field).not.toHaveAttribute("aria-invalid", "true");
  await page.getByRole("textbox", { name: "Replace with" }).fill("$1");
  await page.getByRole("button", { name: "Replace all" }).click();
  expect(await editor.text()).toBe("an: a\nans: b\nPLAN: c\n");
  expect(await editor.changes()).toEqual([
    { changed: [0, 0, 0, 4, 1, 0, 1, 4], inserted: ["an", "an"], continues: false },
  ]);
  await page.keyboard.press("Control+z");
  expect(await editor.told()).not.toContain("undo");
  await page.keyboard.press("Escape");
  await expect(editor.content).toBeFocused();
  await expect(field).toHaveCount(0);
});

test("a block is folded and unfolded, by keys and by pointer", async ({ editor, page }) => {
  await editor.open(shop.text);
  const lines = await editor.lines.count();
  await editor.press(9, 4, "Control+Shift+BracketLeft");
  await expect(editor.lines).toHaveCount(lines - 6);
  await expect.poll(() => editor.said()).toBe("Folded lines 10 To 16.");
  await page.keyboard.press("Control+Shift+BracketRight");
  await expect(editor.lines).toHaveCount(lines);
  await page.locator(".cm-foldGutter .cm-gutterElement", { hasText: "▾" }).first().click();
  await expect(page.locator(".folded")).toHaveCount(1);
  await page.locator(".folded").click();
  await expect(editor.lines).toHaveCount(lines);
});

for (const [what, text, line, left] of [
  ["a comment at its end", "a:\n  b: 1 # why\n  # and\nc: 1", 0, ["a:⋯", "  # and", "c: 1"]],
  ["items in the key's column", "a:\n- b: 1\n- c: 1\nd: 1", 0, ["a:⋯", "d: 1"]],
  ["an item alone", "a:\n- b: 1\n  x: 1\n- c: 1", 1, ["a:", "- b: 1⋯", "- c: 1"]],
  ["blank lines within", "a:\n\n  b: 1\n\n  c: 1\n\nd: 1", 0, ["a:⋯", "", "d: 1"]],
  ["a block scalar", "a: |\n  # no comment\n  b\nc: 1", 0, ["a: |⋯", "c: 1"]],
  ["brackets", "a: [\n  1,\n]\nc: 1", 0, ["a: [⋯", "]", "c: 1"]],
  ["nothing", "a: 1\nb: 1", 0, ["a: 1", "b: 1"]],
] as const) {
  test(`a line folds what is deeper: ${what}`, async ({ editor }) => {
    await editor.open(text);
    await editor.press(line, 0, "Control+Shift+BracketLeft");
    await expect(editor.lines).toHaveText([...left]);
  });
}

test("brackets that belong together are marked", async ({ editor, page }) => {
  await editor.open("a: [1, 2]\n");
  await editor.press(0, 4);
  await expect(page.locator(".cm-matchingBracket")).toHaveText(["[", "]"]);
});

test("marks of the last change and prices stand in their lines and move with them", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.call("setMarks", shop.marks);
  await expect(page.locator(".cm-line.add")).toHaveText([/SECRET_KEY_BASE/, /generateValue/]);
  await expect(page.locator(".gone del")).toHaveText(["- key: SECRET_KEY_BASE", "value: not-so-secret"]);
  await expect(page.locator(".gone").filter({ hasText: "(removed)" })).toHaveCount(1);
  await expect(page.locator(".price")).toHaveText(["$7.00", "$144.00", "$30.00"]);
  await editor.press(7, 17, "s", "Enter");
  await expect(page.locator(".cm-line.add")).toHaveText([/SECRET_KEY_BASE/, /generateValue/]);
  await editor.call("setMarks", { added: [99], removedBefore: [{ line: 99, lines: ["end: 1"] }], prices: [{ line: 99, text: "$1" }] });
  await expect(page.locator(".cm-line.add")).toHaveCount(0);
  await expect(page.locator(".gone del")).toHaveText(["end: 1"]);
});

test("colours tell keys, text, numbers and comments apart", async ({ editor, page }) => {
  await editor.open("a: text # c\nb: 12\nc: true\nd: 'quoted'\ne: |\n  block\nf: 1.5.2\n");
  const coloured = (name: string) => page.locator(`.cm-line .${name}`);
  await expect(coloured("k")).toHaveText(["a", "b", "c", "d", "e", "f"]);
  await expect(coloured("s")).toHaveText(["text", "'quoted'", "|", "  block", "1.5.2"]);
  await expect(coloured("n")).toHaveText(["12", "true"]);
  await expect(coloured("c")).toHaveText(["# c"]);
});

test("every text that is shown comes from the page", async ({ editor, page }) => {
  await editor.open(`${shop.text}bell: [\u0007]\n`, { marked: true });
  await editor.call("setDiagnostics", shop.problems);
  await editor.call("setMarks", shop.marks);
  await editor.answer({ complete: shop.completions, hover: shop.hover, fixes: shop.fixes });
  await editor.press(7, 11, "Control+Space");
  await expect(page.getByRole("listbox")).toHaveAttribute("aria-label", "«Completions»");
  await editor.press(0, 0, "F8", "Control+f");
  await page.keyboard.type("plan");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("«1 of 2»");
  const words = await page.evaluate(() => {
    const root = document.querySelector("#host > div")!.shadowRoot!;
    const named = [...root.querySelectorAll("[title], [aria-label], [placeholder], .find button, .matches")];
    const found = named.flatMap((node) => [
      ...["title", "aria-label", "placeholder"].map((name) => node.getAttribute(name)),
      node.closest(".find") ? node.textContent : null,
    ]);
    return found.filter((word) => word && word !== "Text of the Blueprint" && !/^«.*»/s.test(word));
  });
  expect(words).toEqual([]);
});

test("nothing is left behind", async ({ editor, page }) => {
  await editor.open(shop.text);
  await editor.press(0, 0);
  await editor.call("destroy");
  await expect(page.locator("#host")).toBeEmpty();
  expect((await editor.told()).filter((one) => one === "blurred")).toEqual([]);
});
