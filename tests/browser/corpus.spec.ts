// Real Blueprints of different kinds, opened, changed and taken home through the page, by pointer and by keyboard.

import { readFileSync } from "node:fs";
import { corpus } from "./command.ts";
import { expect, test, type PlanoPage } from "./fixtures.ts";

/** CRLF, flow style, projects and environments, comments, old spellings, long and short ones. */
const KINDS = /^(008|013|015|026|028|033|035|051|065|078|096|100|105|108|116|121)__/;

const files = corpus().filter(({ name }) => KINDS.test(name));

/** Lines that only one of two texts has, in order: a plain longest common subsequence. */
function changed(before: string, after: string): { gone: string[]; added: string[] } {
  // A last line without its break gets one when a line follows.
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      common[row][column] =
        old[row] === now[column] ? common[row + 1][column + 1] + 1 : Math.max(common[row + 1][column], common[row][column + 1]);
  const [gone, added]: [string[], string[]] = [[], []];
  for (let row = 0, column = 0; row < old.length || column < now.length; ) {
    if (row < old.length && column < now.length && old[row] === now[column]) row++, column++;
    else if (column === now.length || (row < old.length && common[row + 1][column] >= common[row][column + 1])) gone.push(old[row++]);
    else added.push(now[column++]);
  }
  return { gone, added };
}

async function undo(plano: PlanoPage, times: number): Promise<void> {
  for (let count = 0; count < times; count++) await plano.page.locator("#undo").click();
}

let withPlans = 0;

test("there are real Blueprints of different kinds", () => {
  test.skip(corpus().length === 0, "the reference files are not beside the checkout");
  expect(files.length).toBeGreaterThanOrEqual(12);
});

for (const { name, path } of files) {
  test(`${name}, by pointer`, async ({ plano, page }) => {
    const text = readFileSync(path, "utf8");
    await plano.startWhole();
    await plano.openFile(path);
    expect(await plano.blueprint()).toBe(text);
    const isRead = (await page.locator(".broken").count()) === 0;
    const plans = page.locator('.controls select[id$="-plan"]');
    if (isRead && (await plans.count()) > 0) {
      withPlans++;
      const plan = plans.first();
      const now = await plan.inputValue();
      const values = await plan.locator("option").evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
      const other = values.filter((value) => value !== "" && value !== now).at(-1)!;
      await plan.selectOption(other);
      const after = await plano.blueprint();
      if (after === text) {
        // One of them repeats a key, so that no reader can say which one counts.
        await expect(page.locator("#last-change")).toContainText("repeated key");
        await expect(plan).toHaveValue(now);
        return;
      }
      const { gone, added } = changed(text, after);
      expect(added.filter((line) => !line.includes(other))).toEqual([]);
      expect(added).toHaveLength(1);
      expect(gone.length).toBeLessThanOrEqual(1);
      await undo(plano, 1);
      expect(await plano.blueprint()).toBe(text);
    }
    await page.locator("#tab-environment").click();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const table = page.locator(".variables").first();
    if (isRead && (await table.count()) > 0) {
      await table.getByLabel("Key of a new variable").fill("PLANO_ADDED");
      await table.getByRole("button", { name: "Add a variable" }).click();
      const value = table.getByLabel("Value of PLANO_ADDED", { exact: true });
      const refused = table.locator(".field-error:visible");
      await expect(value.or(refused)).toBeVisible();
      if (await refused.count()) {
        // One of them repeats a key, so that no reader can say which one counts.
        await expect(refused).toContainText("repeated key");
        expect(await plano.blueprint()).toBe(text);
        return;
      }
      await expect(value).toBeFocused();
      await value.fill("yes: no");
      const { gone, added } = changed(text, await plano.blueprint());
      expect(added.filter((line) => /PLANO_ADDED|yes: no/.test(line)).length).toBeGreaterThanOrEqual(1);
      expect(gone.filter((line) => !/^\s*envVars:|^\s*- /.test(line))).toEqual([]);
      await table.getByRole("button", { name: "Remove PLANO_ADDED" }).click();
      await undo(plano, 3);
      expect(await plano.blueprint()).toBe(text);
    }
  });

  test(`${name}, by keyboard`, async ({ plano, page }) => {
    const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    await plano.startWhole();
    await plano.tabTo(page.locator("#open-menu > summary"));
    await page.keyboard.press("Enter");
    await plano.tabTo(page.locator("#open-pasted"));
    await page.keyboard.insertText(text);
    await plano.tabTo(page.locator("#open-pasted-text"));
    await page.keyboard.press("Enter");
    await expect(page.locator(".scenarios [aria-current]")).toContainText("Pasted");
    expect(await plano.blueprint()).toBe(text);
    const isRead = (await page.locator(".broken").count()) === 0;
    const plan = page.locator('.controls select[id$="-plan"]').first();
    if (isRead && (await plan.count()) > 0) {
      withPlans++;
      await plano.tabTo(plan);
      const before = await plan.inputValue();
      await page.keyboard.press("ArrowDown");
      if ((await page.locator("#last-change").innerText()).includes("repeated key")) {
        await expect(plan).toHaveValue(before);
        return;
      }
      if ((await plan.inputValue()) === before) await page.keyboard.press("ArrowUp");
      await expect.poll(() => plan.inputValue()).not.toBe(before);
      const { gone, added } = changed(text, await plano.blueprint());
      expect(added.length + gone.length).toBeGreaterThan(0);
      expect(Math.max(added.length, gone.length)).toBeLessThanOrEqual(1);
      await page.keyboard.press("Control+z");
      await expect.poll(() => plano.blueprint()).toBe(text);
    }
  });
}

test("plans were changed in most of them", () => {
  test.skip(corpus().length === 0, "the reference files are not beside the checkout");
  expect(withPlans).toBeGreaterThanOrEqual(20);
});
