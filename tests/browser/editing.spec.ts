// The editor on the page: typing is a step of the one history, the controls follow, completion and fixes know the
// format, problems lead into the text, and nobody is kept in it.

import { production } from "./command.ts";
import { expect, test, type PlanoPage } from "./fixtures.ts";

const content = ".cm-content";

/** Puts the cursor at the end of a line, counted from 1. */
async function goTo(plano: PlanoPage, line: number): Promise<void> {
  await plano.page.keyboard.press("Control+Home");
  for (let count = 1; count < line; count++) await plano.page.keyboard.press("ArrowDown");
  await plano.page.keyboard.press("End");
}

/** Takes what is offered first, once it is offered: Enter right after the list came is a line break. */
async function chosen(plano: PlanoPage, name: RegExp): Promise<void> {
  await expect(plano.page.locator(".cm-tooltip-autocomplete").getByRole("option", { name }).first()).toBeVisible();
  await plano.page.waitForTimeout(150);
  await plano.page.keyboard.press("Enter");
}

const lineOf = (text: string, start: string) => text.split("\n").findIndex((line) => line.trim().startsWith(start)) + 1;

test("typing changes the controls and the cost, and is undone as one step", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.edit();
  await goTo(plano, lineOf(production, "plan: 1c-2g"));
  // A second between two keys would begin another step.
  await page.clock.setFixedTime(new Date());
  for (let count = 0; count < 5; count++) await page.keyboard.press("Backspace");
  await page.keyboard.type("2c-4g");
  await page.keyboard.press("Escape");
  await expect(plano.card("gp-bikes-web").getByLabel("Plan")).toHaveValue("2c-4g");
  await expect(plano.total).toHaveText("$464.60–634.60 + 3 unpriced");
  expect(await plano.blueprint()).toBe(production.replace("plan: 1c-2g", "plan: 2c-4g"));
  await page.locator(content).focus();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(plano.card("gp-bikes-web").getByLabel("Plan")).toHaveValue("1c-2g");
  expect(await plano.blueprint()).toBe(production);
  await page.locator(content).focus();
  await page.keyboard.press("Control+Shift+Z");
  await page.keyboard.press("Control+Shift+Z");
  expect(await plano.blueprint()).toBe(production.replace("plan: 1c-2g", "plan: 2c-4g"));
});

test("a control changes the text in the editor, where the cursor stays", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.edit();
  await goTo(plano, 3);
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await expect(page.locator(content)).toContainText("plan: 2c-4g");
  await page.locator(content).focus();
  await page.keyboard.type("!");
  const lines = (await plano.blueprint()).split("\n");
  expect(lines[2]).toBe(`${production.split("\n")[2]}!`);
});

test("plans are completed with their prices, by keyboard", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.edit();
  await goTo(plano, lineOf(production, "plan: 1c-2g"));
  for (let count = 0; count < 5; count++) await page.keyboard.press("Backspace");
  await page.keyboard.press("Control+Space");
  const list = page.locator(".cm-tooltip-autocomplete");
  await expect(list).toBeVisible();
  await expect(list.getByRole("option", { name: /4c-8g/ })).toContainText("$");
  expect(await plano.accessibilityFaults()).toEqual([]);
  await page.keyboard.type("4c-8");
  await chosen(plano, /4c-8g/);
  await expect(plano.card("gp-bikes-web").getByLabel("Plan")).toHaveValue("4c-8g");
  // A key, and the name of a database.
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("maxSh");
  await chosen(plano, /maxShutdownDelaySeconds/);
  await page.keyboard.type("90");
  expect(await plano.blueprint()).toContain("    plan: 4c-8g\n    maxShutdownDelaySeconds: 90\n");
});

test("a problem leads into the text, and is mended there", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.edit();
  const line = lineOf(production, "plan: 1c-2g");
  await goTo(plano, line);
  for (let count = 0; count < 5; count++) await page.keyboard.press("Backspace");
  await page.keyboard.type("Standard");
  await page.keyboard.press("Escape");
  await expect(page.locator(".status")).toContainText("Not valid for Render");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  await expect(page.locator(content)).toBeFocused();
  await goTo(plano, line);
  await page.keyboard.press("Control+.");
  const fixes = page.getByRole("option", { name: /Write 1c-2g/ }).or(page.getByRole("menuitem", { name: /Write 1c-2g/ }));
  await expect(fixes.first()).toBeVisible();
  expect(await plano.accessibilityFaults()).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page.locator(".status")).toContainText("Valid for Render");
  await page.locator("#tab-problems").click();
  const note = page.locator(".problems li").filter({ hasText: "region" }).first();
  await note.getByRole("button", { name: /^line \d+/ }).click();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test("help is shown for a field, and read by keyboard", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.edit();
  await goTo(plano, lineOf(production, "healthCheckPath"));
  await page.keyboard.press("Home");
  await page.keyboard.press("F1");
  await expect(page.locator(".cm-tooltip")).toContainText("healthCheckPath");
  await page.keyboard.press("Escape");
  expect(await plano.accessibilityFaults()).toEqual([]);
});

test("Tab goes on, and Shift+Tab goes back: nobody is kept", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.edit();
  await page.keyboard.press("Tab");
  await expect(page.locator(content)).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(content)).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(content)).not.toBeFocused();
  expect(await plano.blueprint()).toBe(production);
});

test("the whole way by keyboard: open, type, complete, mend, compare, download", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.tabTo(page.locator("#open-menu > summary"));
  await page.keyboard.press("Enter");
  await plano.tabTo(page.locator("#open-pasted"));
  await page.keyboard.insertText("services:\n  - type: worker\n    name: jobs\n    runtime: node\n    buildCommand: npm ci\n    startCommand: npm start\n    plan: Starter\n");
  await plano.tabTo(page.locator("#open-pasted-text"));
  await page.keyboard.press("Enter");
  await plano.tabTo(page.locator("#tab-blueprint"));
  await plano.tabTo(page.locator("#code"), 4).catch(() => {});
  await expect(page.locator(content)).toBeFocused();
  await page.keyboard.press("F8");
  await page.keyboard.press("Control+.");
  await page.keyboard.press("Enter");
  await expect(page.locator(content)).toContainText("plan: 0.5c-512mb");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("    num");
  await chosen(plano, /numInstances/);
  await page.keyboard.type("2");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await plano.tabTo(page.locator("#tab-blueprint"));
  for (let count = 0; count < 4; count++) await page.keyboard.press("ArrowRight");
  await expect(page.locator("#tab-changes")).toBeFocused();
  await expect(page.locator(".told")).toContainText("jobs: ");
  await expect(page.locator(".told")).toContainText("2 instances");
  await plano.tabTo(page.locator("#changes-base"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(".lines.split")).toBeVisible();
  expect(await plano.accessibilityFaults()).toEqual([]);
  const waiting = page.waitForEvent("download");
  await plano.tabTo(page.locator("#download"));
  await page.keyboard.press("Enter");
  await waiting;
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the editor on the page, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
      await plano.edit();
      await expect(page.locator(".cm-line").first()).toBeVisible();
      expect(await plano.accessibilityFaults()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await plano.shoot(`editor-${width}-${colorScheme}`);
    });
  }
}
