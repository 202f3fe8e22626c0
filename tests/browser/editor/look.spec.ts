// How the editor looks, and what axe says of it, with each of its lists and panels open.

import { expect, test, type EditorPage } from "./fixture.ts";
import { shop } from "./shop.ts";

async function furnish(editor: EditorPage): Promise<void> {
  await editor.call("setDiagnostics", shop.problems);
  await editor.call("setMarks", shop.marks);
  await editor.answer({ complete: shop.completions, hover: shop.hover, fixes: shop.fixes });
}

const states: [name: string, open: (editor: EditorPage) => Promise<void>, shown: string][] = [
  ["text", async (editor) => editor.call("reveal", 10, 4), ".cm-content"],
  ["completion", async (editor) => editor.press(7, 12, "Backspace", "Control+Space"), ".cm-completionInfo"],
  ["help", async (editor) => editor.press(7, 6, "F1"), ".help"],
  ["problem", async (editor) => editor.press(0, 0, "F8"), ".cm-tooltip-lint"],
  ["fixes", async (editor) => editor.press(6, 8, "Control+."), "[role=menu]"],
  ["folded", async (editor) => editor.press(9, 4, "Control+Shift+BracketLeft"), ".folded"],
  [
    "find",
    async (editor) => {
      await editor.press(0, 0, "Control+f");
      await editor.page.keyboard.type("plan");
      await editor.page.keyboard.press("Enter");
      await editor.page.getByText("1 Of 2").waitFor();
    },
    ".find",
  ],
];

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [name, open, shown] of states) {
      test(`${name}, ${colorScheme}, ${width} px`, async ({ editor, page, axe }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await editor.open(shop.text);
        await furnish(editor);
        await open(editor);
        await expect(page.locator(shown)).toBeVisible();
        await page.waitForTimeout(200);
        await page.screenshot({ path: `output/editor-${name}-${width}-${colorScheme}.png` });
        expect(await axe()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    }
  }
}

test("forced colours and less motion", async ({ editor, page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await editor.open(shop.text);
  await furnish(editor);
  await editor.press(7, 12, "Backspace", "Control+Space");
  await expect(page.locator(".cm-completionInfo")).toBeVisible();
  await page.screenshot({ path: "output/editor-forced-colors.png" });
  const moving = await page.evaluate(() => {
    const all = [...document.querySelector("#host > div")!.shadowRoot!.querySelectorAll("*")];
    return all.filter((node) => getComputedStyle(node).animationName !== "none").length;
  });
  expect(moving).toBe(0);
});
