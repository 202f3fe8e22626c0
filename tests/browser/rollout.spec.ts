// The tab Rollout: what is ticked stays, can be undone and goes along; the guide to what goes wrong.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const book = (page: Page, id: string) => page.locator(`#book-${id}`);

async function openBook(page: Page, id: string): Promise<void> {
  const details = book(page, id);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
}

test("ticks, owner and date survive reload, undo and export", async ({ plano, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.setFixedTime(new Date("2026-12-01T10:00:00"));
  await plano.startWhole();
  await page.locator("#tab-rollout").click();
  const staging = book(page, "staging");
  const first = staging.locator("li").first();
  await expect(staging).toHaveAttribute("open", "");
  await expect(first.getByLabel("Owner of step 1")).toBeHidden();
  await first.getByRole("checkbox").check();
  await expect(staging.locator(".book-done")).toHaveText(/^1 of \d+$/);
  await expect(page.locator("#rollout-done")).toHaveText(/^1 of \d+ steps done\.$/);
  // The day comes by itself, and can be another one.
  await expect(first.getByLabel("Date of step 1", { exact: true })).toHaveValue("2026-12-01");
  await first.getByLabel("Owner of step 1").fill("Ana & Luis");
  await first.getByLabel("Owner of step 1").blur();
  await first.getByLabel("Date of step 1", { exact: true }).fill("2026-11-30");
  await first.getByLabel("Date of step 1", { exact: true }).blur();

  // Somebody is named before it is done.
  await openBook(page, "rollback");
  const trigger = book(page, "rollback").locator("li").nth(6);
  await trigger.getByRole("button", { name: "Owner and date" }).click();
  await expect(trigger.getByLabel("Owner of step 7")).toBeFocused();
  await page.keyboard.type("Marta");
  await page.keyboard.press("Enter");

  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  await page.reload();
  await plano.whole();
  await page.locator("#tab-rollout").click();
  await expect(first.getByRole("checkbox")).toBeChecked();
  await expect(first.getByLabel("Owner of step 1")).toHaveValue("Ana & Luis");
  await expect(first.getByLabel("Date of step 1", { exact: true })).toHaveValue("2026-11-30");
  await openBook(page, "rollback");
  await expect(trigger.getByLabel("Owner of step 7")).toHaveValue("Marta");

  const saved = await plano.saved("#rollout-download");
  expect(saved.name).toBe("runbooks.md");
  expect(saved.text).toMatch(/- \[x\] Make a branch for staging.* \(`Ana & Luis, 2026-11-30`\)\n/);
  expect(saved.text.match(/- \[x\] /g)).toHaveLength(1);
  expect(saved.text).toContain("(`Marta`)");
  await page.locator("#rollout-copy").click();
  await expect(page.locator("#last-change")).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(saved.text);

  // A day that was typed outlives the tick, the day of the tick does not.
  await first.getByRole("checkbox").uncheck();
  await expect(first.getByLabel("Date of step 1", { exact: true })).toHaveValue("2026-11-30");
  await first.getByRole("checkbox").check();
  await expect(first.getByLabel("Date of step 1", { exact: true })).toHaveValue("2026-11-30");
  const second = staging.locator("li").nth(1);
  await second.getByRole("checkbox").check();
  await second.getByRole("checkbox").uncheck();
  await expect(second.getByLabel("Date of step 2", { exact: true })).toHaveValue("");

  // Undone and made again, focus kept.
  await staging.locator("li").nth(1).getByRole("checkbox").check();
  await expect(page.locator("#last-change")).toContainText("Staging: step 2 done");
  await page.keyboard.press("Control+z");
  await expect(staging.locator("li").nth(1).getByRole("checkbox")).not.toBeChecked();
  await page.keyboard.press("Control+Shift+z");
  await expect(staging.locator("li").nth(1).getByRole("checkbox")).toBeChecked();
});

test("ticks are in plano.yaml", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-rollout").click();
  await book(page, "staging").locator("li").first().getByRole("checkbox").check();
  await page.locator("#share-menu > summary").click();
  const file = await plano.saved("#share-file");
  expect(file.text).toMatch(/plano: \d+\n/);
  expect(file.text).toMatch(/rollout:\n {4}steps:\n {6}staging\.steps\.branch:\n {8}done: true\n/);
  // A step that this page does not know stays.
  const other = file.text.replace("staging.steps.branch:", "of.a.later.plano:");
  await plano.openFile({ name: "plano.yaml", mimeType: "application/yaml", buffer: Buffer.from(other) });
  await page.locator("#share-menu > summary").click();
  expect((await plano.saved("#share-file")).text).toContain("of.a.later.plano:\n        done: true");
});

test("the document's run books are there, each with steps", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-rollout").click();
  const ids = ["staging", "pre-deployment", "deployment", "verification", "rollback", "days-1-3", "week-1", "week-2", "ongoing", "incident"];
  for (const id of ids) {
    await openBook(page, id);
    await expect(book(page, id).locator("li").first()).toBeVisible();
  }
  await openBook(page, "post-mortem");
  await expect(book(page, "post-mortem")).toContainText("What happened on (date)");
  const form = await plano.saved("#post-mortem-download");
  expect([form.name, form.text.startsWith("# What happened on (date)")]).toEqual(["post-mortem.md", true]);
  // On paper all of them are unfolded.
  for (const id of ids.slice(1)) await book(page, id).locator("summary").click();
  await page.emulateMedia({ media: "print" });
  const height = await book(page, "incident").evaluate((details) => details.getBoundingClientRect().height);
  expect(height).toBeGreaterThan(200);
});

test("troubles are found by words, and lead to the rule", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-rollout").click();
  await page.locator("#rollout-guide").click();
  const troubles = page.locator(".trouble");
  const all = await troubles.count();
  expect(all).toBeGreaterThan(5);
  await expect(page.locator("#troubles-found")).toHaveText(`${all} symptoms of ${all}.`);
  await page.locator("#find-trouble").fill("PNPM");
  await expect(page.locator("#troubles-found")).toHaveText(`1 symptom of ${all}.`);
  await expect(page.locator("#troubles-found")).toHaveRole("status");
  await page.locator("#find-trouble").fill("sidekiq jobs");
  await expect(page.locator("#trouble-jobs")).toBeVisible();
  await page.locator("#find-trouble").fill("no such word");
  await expect(page.getByText("Nothing has these words.")).toBeVisible();
  await page.locator("#find-trouble").fill("");
  // A rule that is broken now is marked.
  await expect(page.locator("#trouble-jobs .mark")).toHaveCount(0);
  await page.locator("#tab-blueprint").click();
  await plano.openFile({
    name: "shop.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from("services:\n  - {type: web, name: shop, runtime: ruby, plan: 1c-2g, startCommand: bin/rails server}\n"),
  });
  await page.locator("#tab-rollout").click();
  await page.locator("#rollout-guide").click();
  await expect(page.locator("#trouble-health .mark").first()).toBeVisible();
  await page.getByRole("button", { name: "About reliability/no-health-check" }).click();
  await expect(page.locator("#tab-problems")).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("#rule-reliability-no-health-check")).toBeInViewport();
});

test("by keyboard alone", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-kit").click();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#tab-rollout")).toBeFocused();
  const box = book(page, "staging").getByRole("checkbox").first();
  await plano.tabTo(box);
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
  await expect(box).toBeFocused();
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`no fault, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      await page.locator("#tab-rollout").click();
      await book(page, "staging").locator("li").first().getByRole("checkbox").check();
      await openBook(page, "rollback");
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await plano.accessibilityFaults()).toEqual([]);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `output/rollout-${width}-${colorScheme}.png`, fullPage: width < 900 });
      await page.locator("#rollout-guide").click();
      expect(await plano.accessibilityFaults()).toEqual([]);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `output/guide-${width}-${colorScheme}.png`, fullPage: width < 900 });
    });
  }
}
