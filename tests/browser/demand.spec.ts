// Demand: from a number of users to advice that is followed in one step; growth and assumptions; what is counted;
// and what is typed wrongly in any of its boxes.

import type { Locator, Page } from "@playwright/test";
import { plano as command, production } from "./command.ts";
import { expect, test } from "./fixtures.ts";

const advised = (page: Page) => page.locator(".sized > li").filter({ has: page.locator(".advice") });
const verdict = (page: Page) => page.locator(".sizing [role=status]");
const open = (page: Page, id: string) => page.locator(`#${id} > summary`).click();
const resource = (page: Page, name: string) => page.locator(".sized > li").filter({ hasText: name });

test("5,000 users: advice for what is too small, all of it followed in one step, and taken back", async ({ plano, page }) => {
  await plano.startWhole();
  await expect(verdict(page)).toHaveText("Fits 1,000 users as it is.");
  await expect(page.locator(".sized > li")).toHaveCount(4);
  await page.locator("#mau").fill("5,000");
  await expect(verdict(page)).toHaveText("5,000 users need 4 changes.");
  await expect(advised(page)).toHaveText([/gp-bikes-worker/, /gp-bikes-redis/, /gp-bikes-postgres/]);
  await expect(resource(page, "gp-bikes-postgres").locator("summary")).toContainText(/\d+ %, over/);
  await expect(page.locator(".sizing")).toContainText("5,000 users keep 400 GB of files; 200 GB are planned.");
  expect(await plano.blueprint()).toBe(production);

  await page.locator("#apply-all").click();
  await expect(verdict(page)).toHaveText("Fits 5,000 users as it is.");
  await expect(page.locator("#sizing")).toBeFocused();
  await expect(advised(page)).toHaveCount(0);
  await expect(page.locator("#apply-all")).toHaveCount(0);
  await expect(page.locator("#object-storage")).toHaveValue("400");
  const text = await plano.blueprint();
  for (const line of ["numInstances: 2", "plan: 8c-32g", "diskSizeGB: 200", "plan: 1g"]) expect(text).toContain(line);
  const report = JSON.parse(command(text, "check", "--format", "json", "--workspace", "pro"));
  expect(report).toMatchObject({ valid: true, schema_valid: true });

  await page.locator("#undo").click();
  await expect(verdict(page)).toHaveText("5,000 users need 4 changes.");
  await expect(page.locator("#object-storage")).toHaveValue("200");
  expect(await plano.blueprint()).toBe(production);
  await page.locator("#undo").click();
  await expect(page.locator("#undo")).toBeDisabled();
});

test("advice is followed for one resource alone", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("5000");
  await page.getByRole("button", { name: "Apply: gp-bikes-redis" }).click();
  await expect(verdict(page)).toHaveText("5,000 users need 3 changes.");
  await expect(page.locator(".code .add")).toHaveText([/plan: 1g/]);
  await page.getByRole("button", { name: "Apply: Files" }).click();
  await expect(verdict(page)).toHaveText("5,000 users need 2 changes.");
  await expect(page.locator("#object-storage")).toHaveValue("400");
  for (let step = 0; step < 3; step++) await page.locator("#undo").click();
  await expect(page.locator("#undo")).toBeDisabled();
  expect(await plano.blueprint()).toBe(production);
});

test("each load says how full it is, and when it will be full", async ({ plano, page }) => {
  await plano.startWhole();
  const web = resource(page, "gp-bikes-web");
  await web.locator("summary").click();
  await expect(web.locator(".load")).toContainText("40 of 300 requests.");
  await expect(web.locator(".load")).toContainText("80 % full at 6,001 users, not within 12 months.");
  await page.locator("#growth").fill("30");
  await expect(web.locator(".load")).toContainText("80 % full at 6,001 users, in month 8.");
  await resource(page, "gp-bikes-postgres").locator("summary").click();
  await expect(resource(page, "gp-bikes-postgres").locator(".meter svg")).toHaveCount(5);
});

test("a resource whose role is corrected carries another load", async ({ plano, page }) => {
  await plano.startWhole();
  await resource(page, "gp-bikes-worker").locator("summary").click();
  await page.getByLabel("What gp-bikes-worker does").selectOption("other");
  await expect(page.locator(".sized > li")).toHaveCount(3);
  await open(page, "other-roles");
  await page.getByLabel("What gp-bikes-worker does").selectOption("jobs");
  await expect(page.locator(".sized > li")).toHaveCount(4);
  await expect(page.locator("#other-roles")).toBeHidden();
});

test("the role that is offered is that of the resource beside it, whatever it is called and wherever it stands", async ({ plano, page }) => {
  const service = (type: string, name: string) => `  - {type: ${type}, name: ${name}, runtime: node, plan: 1c-2g}\n`;
  const text = `services:\n${service("web", "front")}${service("worker", "queue")}`;
  await plano.startWhole();
  await plano.openFile({ name: "two.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  for (const name of ["front", "queue"]) await resource(page, name).locator("summary").click();
  await expect(resource(page, "queue").getByLabel("What queue does")).toHaveValue("jobs");
  await plano.edit();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(`services:\n${service("worker", "queue")}${service("web", "shop")}`);
  await expect(page.locator(".sized summary code")).toHaveText(["queue", "shop"]);
  await expect(resource(page, "queue").getByLabel("What queue does")).toHaveValue("jobs");
  await expect(resource(page, "shop").getByLabel("What shop does")).toHaveValue("web");
});

test("users grow by a percentage or by targets", async ({ plano, page }) => {
  await plano.startWhole();
  const growth = page.getByRole("region", { name: "Growth and assumptions" });
  await page.locator("#growth").fill("10");
  await expect(growth).toContainText("2,853 users in month 12.");
  await page.locator("#horizon").fill("24");
  await expect(growth).toContainText("8,954 users in month 24.");
  await page.locator("#growth-way").selectOption("By targets");
  await page.locator("#new-target-month").fill("6");
  await page.locator("#new-target-users").fill("3,000");
  await page.locator("#add-target").click();
  await page.locator("#new-target-month").fill("12");
  await page.locator("#new-target-users").fill("8000");
  await page.locator("#add-target").click();
  await expect(growth).toContainText("8,000 users in month 24.");
  await page.locator("#target-12").fill("2");
  await expect(growth.getByRole("alert").filter({ hasText: "fewer than the 3,000 before" })).toBeVisible();
  await expect(growth).toContainText("8,000 users in month 24.");
  await growth.getByRole("button", { name: "Remove month 12" }).click();
  await expect(growth).toContainText("3,000 users in month 24.");
});

test("the two sets stand side by side, an assumption is changed and reset", async ({ plano, page }) => {
  await plano.startWhole();
  await open(page, "both-sets");
  await expect(page.locator(".sets tbody tr")).toHaveCount(5);
  await expect(page.locator(".sets tbody tr").filter({ hasText: "gp-bikes-postgres" })).toContainText("4c-16g with 100 GB");

  await open(page, "assumptions");
  const web = page.locator("#assume-web-requests");
  await expect(web).toHaveValue("75");
  await web.fill("10");
  await expect(verdict(page)).toHaveText("1,000 users need 1 change.");
  await page.getByRole("button", { name: "Requests that a web instance serves at once: back to 75" }).click();
  await expect(verdict(page)).toHaveText("Fits 1,000 users as it is.");
  await expect(web).toHaveValue("75");

  await open(page, "formulas");
  await expect(page.locator(".formulas")).toContainText("1,000 × 10 % = 100");
  await page.locator("#mau").fill("2000");
  await expect(page.locator(".formulas")).toContainText("2,000 × 10 % = 200");
});

test("services of others by a sum or by the unit, and what else is counted", async ({ plano, page }) => {
  await plano.startWhole();
  await open(page, "counted");
  const tokens = page.locator("#unit-openai-million-tokens");
  const sum = page.locator(".group", { has: page.locator("#counted") }).locator(".sum");
  await expect(sum).toHaveText("$25.00 + 3 unpriced");
  await tokens.fill("2");
  await expect(sum).toHaveText("$145.00 + 2 unpriced");
  await page.locator("#mau").fill("2000");
  await expect(sum).toHaveText("$265.00 + 2 unpriced");
  await page.getByLabel("OpenAI, $ a month").fill("50");
  await expect(tokens).toHaveCount(0);
  await expect(sum).toHaveText("$75.00 + 2 unpriced");

  await page.locator("#count-storage-writes").selectOption("By the users");
  await expect(page.locator(".counted").filter({ hasText: "Requests that write" })).toContainText("requests: 10,000");
  await page.locator("#count-build-minutes").selectOption("Typed in");
  await page.locator("#amount-build-minutes").fill("1000");
  await expect(page.locator(".counted").filter({ hasText: "Build minutes" })).toContainText("1,000 min");
  await page.locator("#count-bandwidth-gb").selectOption("Typed in");
  await expect(page.locator("#amount-bandwidth-gb")).toHaveValue("10");
  await page.locator("#count-build-minutes").selectOption("Not counted");
  await expect(page.locator("#amount-build-minutes")).toHaveCount(0);
});

test("a file without a load says so", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#open-menu > summary").click();
  await page.locator("#begin-empty").click();
  await expect(verdict(page)).toContainText("Nothing in this file carries a load");
  await expect(page.locator(".sized > li")).toHaveCount(0);
});

test("what is typed wrongly is said at its field, and the last good value stays", async ({ plano, page }) => {
  await plano.startWhole();
  for (const id of ["assumptions", "counted"]) await open(page, id);
  await page.locator("#unit-mails").fill("0.5");
  const empty = (field: Locator) => field.evaluate((node) => node.id === "unit-mails");
  for (const id of ["mau", "growth", "horizon", "assume-daily-share", "assume-retention", "unit-mails"]) {
    const field = page.locator(`#${id}`);
    const error = page.locator(`#${id}-error`);
    await field.fill("7");
    await field.blur();
    const steps = await page.locator("#undo").getAttribute("title");
    for (const wrong of ["-5", "1e30", "", "1,5", "many", "1 000", "99999999999999999999999999999999"]) {
      if (wrong === "" && (await empty(field))) continue;
      await field.fill(wrong);
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field).toHaveValue(wrong);
      await expect(error).toContainText(/Write/);
      expect(await page.locator("#undo").getAttribute("title")).toBe(steps);
    }
    await field.fill(" 8 ");
    await expect(error).toBeHidden();
    await field.blur();
    await expect(field).toHaveValue("8");
  }
  expect(await plano.blueprint()).toBe(production);
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`demand, ${colorScheme}, ${width} px: no fault that axe knows, nothing cut off`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      await page.locator("#mau").fill("5000");
      await page.locator("#growth-way").selectOption("By targets");
      await page.locator("#add-target").click();
      await expect(page.locator("#apply-all")).toBeVisible();
      for (const id of ["both-sets", "assumptions", "formulas", "counted"]) await open(page, id);
      await page.locator("#count-bandwidth-gb").selectOption("Typed in");
      for (const summary of await page.locator(".sized summary").all()) await summary.click();
      expect(await plano.accessibilityFaults()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `output/demand-${width}-${colorScheme}.png`, fullPage: true });
    });
  }
}
