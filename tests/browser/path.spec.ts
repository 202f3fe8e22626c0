// The whole path of a visit: open, change, see what follows, undo, download.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const production = readFileSync(
  fileURLToPath(new URL("../../src/plan/data/gp-bikes-production.yaml", import.meta.url)),
  "utf8",
);

/** The card of a resource. */
const card = (page: Page, name: string) => page.locator(".card").filter({ has: page.getByRole("heading", { name }) });
const total = (page: Page) => page.locator(".scenarios [aria-current] b");

async function bytesOf(page: Page, button: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await page.locator(button).click();
  const download: Download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("open, change, see, undo, download", async ({ plano, page }) => {
  await plano.start();
  await expect(total(page)).toHaveText("$344.60–394.60");
  expect(await bytesOf(page, "#download")).toEqual({ name: "render.yaml", text: production });

  const plan = card(page, "gp-bikes-web").getByLabel("Plan");
  await expect(plan).toHaveValue("1c-2g");
  await plan.selectOption("2c-4g");
  await expect(total(page)).toHaveText("$464.60–634.60");
  await expect(page.locator("#last-change")).toHaveText("gp-bikes-web: plan 2c-4g: +$120.00 to +$240.00 a month");
  await expect(page.locator(".code .add")).toHaveText([/plan: 2c-4g/]);
  await expect(page.locator(".code .gone")).toHaveText([/plan: 1c-2g/]);
  const changed = production.replace("plan: 1c-2g", "plan: 2c-4g");
  expect((await bytesOf(page, "#download")).text).toBe(changed);

  await card(page, "gp-bikes-worker").getByLabel("One instance more").click();
  await expect(total(page)).toHaveText("$489.60–659.60");
  await expect(page.locator(".code .add")).toHaveText([/numInstances: 2/]);

  await page.getByLabel("Undo").click();
  await expect(page.locator("#last-change")).toContainText("Undone: gp-bikes-worker");
  await page.keyboard.press("Control+z");
  await expect(total(page)).toHaveText("$344.60–394.60");
  await expect(plan).toHaveValue("1c-2g");
  expect((await bytesOf(page, "#download")).text).toBe(production);

  await page.keyboard.press("Control+Shift+z");
  await expect(plan).toHaveValue("2c-4g");
});

test("a broken rule is said, and leads to its control", async ({ plano, page }) => {
  await plano.start();
  await page.getByLabel("Workspace plan").selectOption("hobby");
  await expect(page.locator(".status")).toContainText("Not valid for Render");
  await page.getByRole("tab", { name: "Problems" }).click();
  await expect(page.locator(".problems li")).toHaveCount(1);
  await page.getByRole("button", { name: /^line \d+/ }).click();
  const place = await page.evaluate(() => document.activeElement?.closest(".card, .code")?.textContent ?? "");
  expect(place).toContain("gp-bikes-web");
  await page.getByLabel("Undo").click();
  await expect(page.locator(".status")).toContainText("Valid for Render");
});

test("a number field keeps what is typed, and the text its last good value", async ({ plano, page }) => {
  await plano.start();
  const field = card(page, "gp-bikes-worker").getByLabel("Number of instances");
  for (const wrong of ["0", "x", "", "1,5", "1e30", "-2"]) {
    await field.fill(wrong);
    await expect(field).toHaveValue(wrong);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(card(page, "gp-bikes-worker").getByRole("alert")).not.toBeEmpty();
    await expect(page.locator(".code")).toContainText("numInstances: 1");
  }
  await field.fill(" 12 ");
  await expect(page.locator(".code .add")).toHaveText([/numInstances: 12/]);
  await expect(field).toHaveAttribute("aria-describedby", /./);
});

test("selects show what the text says after a scenario is chosen", async ({ plano, page }) => {
  await plano.start();
  await page.getByRole("button", { name: /^Staging/ }).click();
  await expect(card(page, "gp-bikes-web-staging").getByLabel("Plan")).toHaveValue("0.5c-512mb");
  await page.getByRole("button", { name: /^Scaled/ }).click();
  await expect(card(page, "gp-bikes-postgres").getByLabel("Plan")).toHaveValue("8c-32g");
});

test("the views are reached and left by keyboard, and their files have content", async ({ plano, page }) => {
  await plano.start();
  await page.getByRole("tab", { name: "Blueprint" }).focus();
  for (const [key, name] of [["ArrowRight", "Problems"], ["ArrowRight", "Environment"], ["ArrowRight", "Costs"]]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("tab", { name })).toBeFocused();
    await expect(page.getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
  }
  const costs = await bytesOf(page, "#download-view");
  expect(costs.name).toBe("costs.csv");
  expect(costs.text).toContain("gp-bikes-postgres,Database,4c-16g,1 instance,200.00,200.00");
  await page.keyboard.press("Home");
  await page.getByRole("tab", { name: "Environment" }).click();
  const environment = await bytesOf(page, "#download-view");
  expect(environment.name).toBe("environment.md");
  expect(environment.text).toContain("SECRET_KEY_BASE");
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every view is accessible, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.start();
      await card(page, "gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
      for (const view of ["blueprint", "problems", "environment", "costs"]) {
        await page.locator(`#tab-${view}`).click();
        expect(await plano.accessibilityFaults()).toEqual([]);
        await plano.shoot(`${view}-${width}-${colorScheme}`);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
