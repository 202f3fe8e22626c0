// What is typed reaches the page as changes from which it makes the same text, and the text comes back from there.

import { expect, test, type EditorPage } from "./fixture.ts";

/** Time stands still where it decides what is one typing. */
const NOW = Date.UTC(2026, 0, 1);

/** The told text must be the shown one, but for its line endings. */
async function agree(editor: EditorPage, text: string): Promise<void> {
  expect(await editor.text()).toBe(text);
  expect(await editor.shown()).toBe(text.replace(/\r\n?/g, "\n"));
}

test("typing is one change after the other, and goes on", async ({ editor, page }) => {
  await editor.open("name: shop\n");
  await page.clock.setFixedTime(NOW);
  await editor.press(0, 10);
  await page.keyboard.type("-eu");
  await agree(editor, "name: shop-eu\n");
  expect(await editor.changes()).toEqual([
    { changed: [0, 10, 0, 10], inserted: ["-"], continues: false },
    { changed: [0, 11, 0, 11], inserted: ["e"], continues: true },
    { changed: [0, 12, 0, 12], inserted: ["u"], continues: true },
  ]);
});

test("typing does not go on elsewhere, after a second, after a line break, or from deleting", async ({ editor, page }) => {
  await editor.open("a: 1\nb: 2\n");
  await page.clock.setFixedTime(NOW);
  const continued = async () => (await editor.changes()).map(({ continues }) => continues);
  await editor.press(0, 4, "1", "2");
  await editor.press(1, 4, "3");
  expect(await continued()).toEqual([false, true, false]);
  await page.clock.setFixedTime(NOW + 1000);
  await page.keyboard.press("4");
  expect((await continued()).slice(3)).toEqual([false]);
  for (const key of ["Enter", "5", "Backspace", "Backspace", "Delete"]) await page.keyboard.press(key);
  expect((await continued()).slice(4)).toEqual([false, false, false, false, false]);
  await agree(editor, "a: 112\nb: 234");
});

test("deleting goes on in its direction", async ({ editor, page }) => {
  await editor.open("plan: standard\n");
  await page.clock.setFixedTime(NOW);
  await editor.press(0, 12, "Backspace", "Backspace", "Delete", "Delete");
  expect(await editor.changes()).toEqual([
    { changed: [0, 11, 0, 12], inserted: [""], continues: false },
    { changed: [0, 10, 0, 11], inserted: [""], continues: true },
    { changed: [0, 10, 0, 11], inserted: [""], continues: false },
    { changed: [0, 10, 0, 11], inserted: [""], continues: true },
  ]);
  await page.keyboard.press("Control+Backspace");
  await agree(editor, "plan: \n");
});

test("a paste is one change, its lines parted by a line feed", async ({ editor, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.open("a: 1\n");
  await page.evaluate(() => navigator.clipboard.writeText("b: 2\r\nc: 3\rd: 4\n"));
  await editor.press(1, 0, "Control+v");
  await agree(editor, "a: 1\nb: 2\nc: 3\nd: 4\n");
  expect(await editor.changes()).toEqual([
    { changed: [1, 0, 1, 0], inserted: ["b: 2\nc: 3\nd: 4\n"], continues: false },
  ]);
});

test("a text with all kinds of line endings keeps those that no change concerns", async ({ editor, page }) => {
  await editor.open("a: 1\r\nb: 2\rc: 3\n\r\nd: 4");
  expect(await editor.lines.count()).toBe(5);
  await editor.press(1, 4, "0");
  await editor.press(4, 4, "0");
  await editor.press(2, 0, "Backspace");
  await agree(editor, "a: 1\r\nb: 20c: 3\n\r\nd: 40");
  await editor.press(0, 3, "Shift+End", "Delete");
  await page.keyboard.press("Delete");
  await agree(editor, "a: b: 20c: 3\n\r\nd: 40");
});

test("several changes at once are sorted and in the old text's places", async ({ editor, page }) => {
  await editor.open("a: 1\nb: 2\nc: 3\n");
  await editor.press(0, 0, "Shift+ArrowDown", "Shift+ArrowDown", "Control+/");
  await agree(editor, "# a: 1\n# b: 2\nc: 3\n");
  expect((await editor.changes())[0]).toEqual({
    changed: [0, 0, 0, 0, 1, 0, 1, 0],
    inserted: ["# ", "# "],
    continues: false,
  });
  await page.keyboard.press("Control+/");
  await page.keyboard.press("Control+]");
  await agree(editor, "  a: 1\n  b: 2\nc: 3\n");
  await page.keyboard.press("Control+[");
  await agree(editor, "a: 1\nb: 2\nc: 3\n");
});

test("the keys for undo and redo are the page's, and nobody hears them twice", async ({ editor, page }) => {
  await editor.open("a: 1\n");
  await editor.press(0, 4, "2", "Control+z", "Control+Shift+KeyZ", "Control+y");
  const told = await editor.told();
  expect(told.filter((one) => typeof one === "string")).toEqual(["undo", "redo", "redo"]);
  expect(told.filter((one) => typeof one !== "string" && /^[zy]$/i.test(one.heard ?? ""))).toEqual([]);
  await agree(editor, "a: 12\n");
});

test("the browser's own undo is the page's", async ({ editor, page }) => {
  await editor.open("a: 1\n");
  await editor.press(0, 4);
  const prevented = await page.evaluate(() => {
    const content = document.querySelector("#host > div")!.shadowRoot!.querySelector(".cm-content")!;
    const event = (inputType: string) => new InputEvent("beforeinput", { inputType, bubbles: true, cancelable: true });
    return [content.dispatchEvent(event("historyUndo")), content.dispatchEvent(event("historyRedo"))];
  });
  expect(prevented).toEqual([false, false]);
  expect((await editor.told()).filter((one) => typeof one === "string")).toEqual(["undo", "redo"]);
});

test("after undo the cursor goes where the text has changed", async ({ editor }) => {
  await editor.open("a: 1\nb: 2\nc: 3\n");
  await editor.answer({ undo: "a: 1\nb: 20\nc: 3\n" });
  await editor.press(0, 0, "Control+z");
  expect(await editor.place()).toEqual([1, 5]);
  expect(await editor.changes()).toEqual([]);
});

for (const [what, before, place, after, expected] of [
  ["a change before the cursor", "a: 1\nb: 2\nc: 3\n", [2, 3], "a: 1\nx: 0\nb: 2\nc: 3\n", [3, 3]],
  ["a change behind it", "a: 1\nb: 2\n", [0, 2], "a: 1\nb: 200\n", [0, 2]],
  ["a change around it", "a: 1\nb: 2\nc: 3\n", [1, 3], "a: 9\nb: 2\nc: 8\n", [1, 3]],
  ["its lines gone", "a: 1\nb: 2\nc: 3\n", [2, 4], "a: 1\n", [1, 0]],
  ["other line endings", "a: 1\nb: 2\n", [1, 2], "a: 1\r\nb: 2\r\n", [1, 2]],
  ["half of a character changed", "a: 😀b\n", [0, 6], "a: 😁b\n", [0, 6]],
] as const) {
  test(`a text from the page keeps the cursor: ${what}`, async ({ editor }) => {
    await editor.open(before);
    await editor.call("reveal", ...place);
    await editor.call("setText", after);
    expect(await editor.place()).toEqual(expected);
    expect(await editor.shown()).toBe(after.replaceAll("\r", ""));
    expect(await editor.changes()).toEqual([]);
  });
}

test("a text from the page keeps what is in view", async ({ editor, page }) => {
  const lines = Array.from({ length: 400 }, (_, number) => `key${number}: ${number}`);
  await editor.open(lines.join("\n"));
  await editor.call("reveal", 200, 0);
  await page.waitForTimeout(300);
  const top = () => editor.lines.filter({ hasText: "key195:" }).evaluate((line) => Math.round(line.getBoundingClientRect().top));
  const before = await top();
  await editor.call("setText", ["first: 1", "second: 2", ...lines.slice(0, -3)].join("\n"));
  await page.waitForTimeout(100);
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
});

for (const [what, before, line, column, expected] of [
  ["keeps the indentation", "a:\n  b: 1", 1, 6, "a:\n  b: 1\n  |"],
  ["goes deeper below a key", "a:\n  b:", 1, 4, "a:\n  b:\n    |"],
  ["goes deeper below a key with a comment", "a: # why", 0, 8, "a: # why\n  |"],
  ["goes deeper as far as the text does", "a:\n    b: 1\nc:", 2, 2, "a:\n    b: 1\nc:\n    |"],
  ["continues a list of values", "a:\n  - one", 1, 7, "a:\n  - one\n  - |"],
  ["goes on in an item that is a mapping", "a:\n  - b: 1", 1, 8, "a:\n  - b: 1\n    |"],
  ["goes deeper in an item", "a:\n  - b:", 1, 6, "a:\n  - b:\n      |"],
  ["ends a list at an empty item", "a:\n  - one\n  - ", 2, 4, "a:\n  - one\n|"],
  ["goes deeper below a block scalar's sign", "a: |", 0, 4, "a: |\n  |"],
  ["has no items in a block scalar", "a: |\n  - one", 1, 7, "a: |\n  - one\n  |"],
  ["has no keys in a block scalar", "a: |\n  if x:", 1, 7, "a: |\n  if x:\n  |"],
  ["stays in a comment's column", "  # why:", 0, 8, "  # why:\n  |"],
  ["parts a line", "  a: one two", 0, 8, "  a: one\n  |two"],
  ["leaves no blanks behind", "a:\n  ", 1, 2, "a:\n\n  |"],
  ["before a line keeps it", "  a: 1", 0, 0, "\n|  a: 1"],
  ["goes deeper in a bracket", "a: [", 0, 4, "a: [\n  |"],
] as const) {
  test(`Enter ${what}`, async ({ editor }) => {
    await editor.open(before);
    await editor.press(line, column, "Enter");
    const [cursorLine, cursorColumn] = await editor.place();
    const lines = (await editor.text()).split("\n");
    lines[cursorLine] = `${lines[cursorLine].slice(0, cursorColumn)}|${lines[cursorLine].slice(cursorColumn)}`;
    expect(lines.join("\n")).toBe(expected);
  });
}

test("an input method writes, goes on, and is not disturbed", async ({ editor, page }) => {
  await editor.open("name: \n");
  await editor.press(0, 6);
  const chromium = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    chromium.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await compose("に");
  await compose("にほ");
  // Comes in the middle of it, and must wait.
  const problem = { fromLine: 0, fromColumn: 0, toLine: 0, toColumn: 4, severity: "error", message: "m", help: "", code: "c" };
  await editor.call("setDiagnostics", [problem]);
  await editor.call("setText", await editor.text());
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(0);
  await compose("にほん");
  await chromium.send("Input.insertText", { text: "日本" });
  await agree(editor, "name: 日本\n");
  expect((await editor.changes()).map(({ continues }) => continues)).toEqual([false, true, true, true]);
  await expect(page.locator(".cm-lintRange-error")).toHaveText("name");
  await page.keyboard.type("!");
  await agree(editor, "name: 日本!\n");
});

test("a text that may only be read", async ({ editor, page, axe }) => {
  await editor.open("a: 1\n", { readOnly: true });
  await editor.press(0, 4, "2", "Enter", "Backspace", "Control+/", "Control+]");
  await agree(editor, "a: 1\n");
  await expect(editor.content).toHaveAttribute("aria-readonly", "true");
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("textbox", { name: "Find" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Replace with" })).toHaveCount(0);
  expect(await axe()).toEqual([]);
});
