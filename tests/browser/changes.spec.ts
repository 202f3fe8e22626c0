// What differs, and what is said before a change would hurt what runs.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";

const shop = `# The shop
services:
  - type: web
    name: shop
    runtime: node
    plan: 1c-2g
    region: oregon
    buildCommand: npm ci
    startCommand: npm start
    healthCheckPath: /up
    disk:
      name: files
      mountPath: /data
      sizeGB: 20
    envVars:
      - key: LOG_LEVEL
        value: info
databases:
  - name: shop-db
    plan: 1c-4g
    region: oregon
    postgresMajorVersion: "17"
    diskSizeGB: 100
    ipAllowList: []
`;
const file = { name: "shop.yaml", mimeType: "text/yaml", buffer: Buffer.from(shop) };

test("a change is told in words and lines, and git takes its patch", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file);
  await page.locator("#tab-changes").click();
  await expect(page.locator("#pane")).toContainText("Nothing differs.");
  await page.locator("#field-services-0-plan").selectOption("2c-4g");
  await expect(page.locator(".told")).toContainText("shop: plan 1c-2g → 2c-4g, +$");
  await expect(page.locator(".lines .gone .line")).toHaveText(["    plan: 1c-2g"]);
  await expect(page.locator(".lines .add .line")).toHaveText(["    plan: 2c-4g"]);
  const patch = await plano.saved("#download-view");
  expect(patch.name).toBe("changes.patch");
  const folder = mkdtempSync(join(tmpdir(), "plano-"));
  writeFileSync(join(folder, "render.yaml"), shop);
  writeFileSync(join(folder, "changes.patch"), patch.text);
  execFileSync("git", ["apply", "changes.patch"], { cwd: folder });
  expect(readFileSync(join(folder, "render.yaml"), "utf8")).toBe(await plano.blueprint());
  await page.locator("#file-form").selectOption({ label: "changes.md" });
  expect((await plano.saved("#download-view")).text).toContain("1 change");
  await page.getByRole("button", { name: /^Show \d+ equal lines$/ }).first().click();
  await expect(page.locator(".lines")).toContainText("# The shop");
  // Against what was just downloaded, and against another scenario.
  await page.locator("#changes-base").selectOption({ label: "The last download" });
  await expect(page.locator("#pane")).toContainText("Nothing differs.");
  await page.locator("#changes-base").selectOption({ label: "Scenario Staging" });
  await expect(page.locator(".told")).toContainText("gp-bikes-web-staging");
});

test("what would hurt what runs is said before the download", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file);
  const card = plano.card("shop").first();
  await card.getByText("Commands, deploys and more").click();
  await card.getByLabel("Size, GB").fill("10");
  await page.locator("#download").click();
  const panel = page.locator("#before-download");
  await expect(panel).toContainText("20");
  await expect(panel.getByRole("button").first()).toBeFocused();
  expect(await plano.accessibilityFaults()).toEqual([]);
  await plano.shoot("before-download");
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.locator("#download")).toBeFocused();
  await page.locator("#download").click();
  await panel.getByRole("button", { name: "See the problems" }).click();
  await expect(page.locator(".problems .error")).toContainText(["20"]);
  expect(await plano.blueprint()).toContain("sizeGB: 10");
  // Not on Render yet, nothing is hurt.
  await page.getByLabel("Change the scenario").click();
  await page.locator("#on-render").uncheck();
  await expect(page.locator(".problems .error")).toHaveCount(0);
  await plano.saved("#download");
});

test("copying, and the patch, say it first as well", async ({ plano, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await plano.startWhole();
  await plano.openFile(file);
  await page.locator("#copy").click();
  await expect.poll(copied).toBe(shop);
  await plano.card("shop-db").getByLabel("Disk, GB").fill("50");
  const panel = page.locator("#before-download");
  await page.locator("#copy").click();
  await expect(panel).toContainText("100");
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator("#copy")).toBeFocused();
  expect(await copied()).toBe(shop);
  await page.locator("#copy").click();
  await panel.getByRole("button", { name: "Copy anyway" }).click();
  await expect.poll(copied).toBe(shop.replace("diskSizeGB: 100", "diskSizeGB: 50"));
  await page.locator("#tab-changes").click();
  await page.locator("#download-view").click();
  await expect(panel).toContainText("100");
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator("#download-view")).toBeFocused();
  await page.locator("#download-view").click();
  const waiting = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Download anyway" }).click();
  expect((await waiting).suggestedFilename()).toBe("changes.patch");
  await page.locator("#copy").click();
  await panel.getByRole("button", { name: "Copy anyway" }).click();
  await expect.poll(copied).toContain("+    diskSizeGB: 50");
  // What is said about the change hurts nothing.
  await page.locator("#file-form").selectOption({ label: "changes.md" });
  await page.locator("#copy").click();
  await expect.poll(copied).toContain("1 change");
  await expect(panel).toHaveCount(0);
});

test("what cannot be compared with what runs is said before the download", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file);
  await page.locator("#code").focus();
  await expect(page.locator(".cm-content")).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("services: [");
  await page.locator("#download").click();
  await expect(page.locator("#before-download")).toContainText("cannot be told");
});

test("a preset that is said to run is watched from then on", async ({ plano, page }) => {
  await plano.startWhole();
  await page.getByLabel("Change the scenario").click();
  await page.locator("#on-render").check();
  await page.keyboard.press("Escape");
  await plano.card("gp-bikes-postgres").getByLabel("Disk, GB").fill("50");
  await page.locator("#tab-problems").click();
  await expect(page.locator(".problems .error")).toContainText(["100"]);
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the tab of changes, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      await plano.openFile(file);
      await plano.card("shop-db").getByLabel("Plan").selectOption("4c-16g");
      await plano.card("shop").first().getByLabel("Region").selectOption("ohio");
      await page.locator("#tab-changes").click();
      for (const form of ["One below the other", "Side by side"]) {
        await page.getByRole("button", { name: form }).click();
        expect(await plano.accessibilityFaults()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await plano.shoot(`changes-${form === "Side by side" ? "split-" : ""}${width}-${colorScheme}`);
      }
    });
  }
}
