// Whole resources: added, renamed with what refers to them, copied, put in order, removed; env vars in tables.

import { production } from "./command.ts";
import { expect, test } from "./fixtures.ts";

const more = "Commands, deploys and more";

test("a service is renamed, and what reads it follows", async ({ plano, page }) => {
  await plano.startWhole();
  const card = plano.card("gp-bikes-web");
  await card.getByText(more).click();
  await expect(card.locator(".structure small")).toContainText("would lose their source: gp-bikes");
  const name = card.getByLabel("Name", { exact: true }).first();
  await name.fill("shop");
  await name.press("Tab");
  const renamed = await plano.blueprint();
  expect(renamed).toBe(production.replaceAll(/name: gp-bikes-web\b(?!-)/g, "name: shop"));
  await expect(page.locator(".status")).toContainText("Valid for Render");
  await page.locator("#undo").click();
  expect(await plano.blueprint()).toBe(production);
});

test("a copy, another order, and away", async ({ plano, page }) => {
  await plano.startWhole();
  const worker = plano.card("gp-bikes-worker");
  await worker.getByText(more).click();
  await worker.getByRole("button", { name: "Duplicate" }).click();
  const copy = plano.card("gp-bikes-worker-copy");
  await expect(copy).toBeVisible();
  await copy.getByText(more).click();
  await copy.getByRole("button", { name: "Move up" }).click();
  await expect(page.locator(".controls .card h3:has(.kind)")).toHaveText([
    /gp-bikes-web/,
    /gp-bikes-worker-copy/,
    /gp-bikes-worker/,
    /gp-bikes-postgres/,
    /gp-bikes-redis/,
    /gp-bikes-shared/,
  ]);
  const moved = plano.card("gp-bikes-worker-copy");
  await expect(moved.getByRole("button", { name: "Move up" })).toBeFocused();
  await plano.card("gp-bikes-worker-copy").getByRole("button", { name: "Remove gp-bikes-worker-copy" }).click();
  await expect(plano.card("gp-bikes-worker-copy")).toHaveCount(0);
  // On to the one that took its place.
  await expect(plano.card("gp-bikes-worker").locator(".more > summary")).toBeFocused();
  for (let count = 0; count < 3; count++) await page.locator("#undo").click();
  expect(await plano.blueprint()).toBe(production);
});

test("the focus stays with what is moved, also where its card is drawn anew", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.card("gp-bikes-worker").getByText(more).click();
  const button = (name: string) => plano.card("gp-bikes-worker").getByRole("button", { name });
  await button("Move up").focus();
  await page.keyboard.press("Enter");
  // At the top there is only one way.
  for (const name of ["Move down", "Move down", "Move up", "Move up", "Move down", "Move down", "Move up"]) {
    await expect(button(name)).toBeFocused();
    await page.keyboard.press("Enter");
  }
});

test("in a long Blueprint, whose cards are drawn when they are opened, it stays as well", async ({ plano, page }) => {
  const service = (_: unknown, at: number) =>
    at % 2 === 0
      ? `  - type: web\n    name: s${at}-web\n    runtime: node\n    plan: 1c-2g\n`
      : `  - type: worker\n    name: s${at}-worker\n    runtime: node\n    plan: 1c-2g\n`;
  const text = `services:\n${Array.from({ length: 36 }, service).join("")}`;
  await plano.startWhole();
  await plano.openFile({ name: "many.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  const card = plano.card("s5-worker");
  await card.getByText(more).click();
  await card.getByRole("button", { name: "Move up" }).click();
  await expect(card.getByRole("button", { name: "Move up" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card.getByRole("button", { name: "Move up" })).toBeFocused();
  await card.getByRole("button", { name: "Remove s5-worker" }).click();
  await expect(plano.card("s3-worker").locator(".more > summary")).toBeFocused();
});

test("a service moves to another environment when its button is pressed", async ({ plano, page }) => {
  const environment = (name: string) => `      - name: ${name}\n        services:\n          - type: web\n            name: shop-${name}\n            runtime: node\n`;
  const text = `projects:\n  - name: bikes\n    environments:\n${environment("live")}${environment("test")}`;
  await plano.startWhole();
  await plano.openFile({ name: "two.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  const card = plano.card("shop-test");
  await card.getByText(more).click();
  const section = card.getByLabel("Stands in", { exact: true });
  await section.selectOption({ label: "bikes, live" });
  expect(await plano.blueprint()).toBe(text);
  expect(await plano.accessibilityFaults()).toEqual([]);
  await card.getByRole("button", { name: "Move: Stands in" }).click();
  await expect(page.locator("#last-change")).toContainText("shop-test");
  await expect(section.locator("option:checked")).toHaveText("bikes, live");
  await expect(section).toBeFocused();
  await page.locator("#undo").click();
  expect(await plano.blueprint()).toBe(text);
});

test("removing what others read is said by the checks", async ({ plano, page }) => {
  await plano.startWhole();
  const database = plano.card("gp-bikes-postgres");
  await database.getByText("Region, access and more").click();
  await database.getByRole("button", { name: "Remove gp-bikes-postgres" }).click();
  await page.locator("#tab-problems").click();
  await expect(page.locator(".problems")).toContainText("gp-bikes-postgres");
});

test("every kind of resource is added, and the schema takes it", async ({ plano, page }) => {
  await plano.startWhole();
  for (const id of ["web", "private-service", "worker", "cron", "static", "database", "key-value", "group", "project"]) {
    await page.locator(`#add-${id}`).click();
    await expect(page.locator("#last-change")).toContainText("added");
    await expect(page.locator(".status")).not.toContainText("Not valid");
  }
  await page.getByRole("button", { name: "Add: Environment" }).click();
  await expect(page.locator(".status")).not.toContainText("Not valid");
  for (let count = 0; count < 10; count++) await page.locator("#undo").click();
  expect(await plano.blueprint()).toBe(production);
});

test("projects and environments are renamed and copied by their names", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#add-project").click();
  const project = plano.card("project").first();
  await project.getByText("Name, copy, place").click();
  const name = project.getByLabel("Name", { exact: true });
  await name.fill("bikes");
  await name.press("Tab");
  await expect(page.locator("#last-change")).toContainText("project is now bikes");
  await plano.card("bikes").getByRole("button", { name: "Duplicate" }).click();
  await expect(page.locator("#last-change")).toContainText("bikes-copy added");
  expect(await plano.blueprint()).toContain("name: bikes-copy");
  // A name that is taken is refused, and does not stay in the field.
  const copy = plano.card("bikes-copy").first();
  await copy.getByText("Name, copy, place").click();
  await copy.getByLabel("Name", { exact: true }).fill("bikes");
  await copy.getByLabel("Name", { exact: true }).press("Tab");
  await expect(copy.getByLabel("Name", { exact: true })).toHaveValue("bikes-copy");
  await expect(page.locator("#last-change")).toContainText("bikes");
});

test("steps are listed, and one is jumped to", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("1500");
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await page.locator("#steps > summary").click();
  const steps = page.locator("#steps li");
  await expect(steps).toHaveText(["gp-bikes-web: plan 2c-4g", "1,500 monthly users", "Beginning"]);
  await steps.nth(2).getByRole("button").click();
  await expect(page.locator("#mau")).toHaveValue("1000");
  expect(await plano.blueprint()).toBe(production);
  // The list folded when something else was pressed.
  await page.locator("#steps > summary").click();
  await steps.nth(0).getByRole("button").click();
  await expect(page.locator("#mau")).toHaveValue("1500");
  expect(await plano.blueprint()).toContain("plan: 2c-4g");
  expect(await plano.accessibilityFaults()).toEqual([]);
});

test.describe("environment variables", () => {
  test.beforeEach(async ({ plano, page }) => {
    await plano.startWhole();
    await page.locator("#tab-environment").click();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
  });

  test("a form is changed, and back", async ({ plano, page }) => {
    const table = page.getByRole("table", { name: "Variables of gp-bikes-web" });
    const form = table.getByLabel("Where the value of WEB_CONCURRENCY comes from", { exact: true });
    const change = table.getByRole("button", { name: "Change: Where the value of WEB_CONCURRENCY comes from" });
    // A list that is gone through with the arrow keys changes nothing yet.
    await form.selectOption("prompted");
    expect(await plano.blueprint()).toBe(production);
    await form.selectOption("value");
    await expect(change).toBeHidden();
    await form.selectOption("prompted");
    await change.click();
    await expect(form).toBeFocused();
    await expect(form).toHaveValue("prompted");
    expect(await plano.blueprint()).toContain("- key: WEB_CONCURRENCY\n        sync: false");
    await form.selectOption("database");
    await change.click();
    await expect(table.getByLabel("What WEB_CONCURRENCY reads")).toHaveValue("gp-bikes-postgres");
    await table.getByLabel("What of it WEB_CONCURRENCY reads").selectOption("host");
    expect(await plano.blueprint()).toContain("property: host");
    for (let count = 0; count < 3; count++) await page.locator("#undo").click();
    expect(await plano.blueprint()).toBe(production);
    expect(await plano.accessibilityFaults()).toEqual([]);
  });

  test("a variable is renamed, moved to a group, and removed", async ({ plano, page }) => {
    const table = page.getByRole("table", { name: "Variables of gp-bikes-web" });
    await table.getByLabel("Key of WEB_CONCURRENCY").fill("PUMA_PROCESSES");
    await table.getByLabel("Key of WEB_CONCURRENCY").press("Tab");
    await expect(table.getByLabel("Key of PUMA_PROCESSES")).toHaveValue("PUMA_PROCESSES");
    await table.getByLabel("Move PUMA_PROCESSES to", { exact: true }).selectOption({ label: "gp-bikes-shared" });
    await table.getByRole("button", { name: "Move: Move PUMA_PROCESSES to" }).click();
    const group = page.getByRole("table", { name: "Variables of gp-bikes-shared" });
    await expect(group.getByLabel("Key of PUMA_PROCESSES")).toBeVisible();
    await group.getByRole("button", { name: "Remove PUMA_PROCESSES" }).click();
    await expect(group.getByLabel("Key of PUMA_PROCESSES")).toHaveCount(0);
    for (let count = 0; count < 3; count++) await page.locator("#undo").click();
    expect(await plano.blueprint()).toBe(production);
  });

  test("a pasted .env keeps no secret", async ({ plano, page }) => {
    const secret = "sk-abcdefghijklmnopqrstuvwx1234567890";
    const section = page.locator(".variables").first();
    await section.getByText("Paste a .env").click();
    await section.getByRole("textbox", { name: "Paste a .env" }).fill(`SHOP_COLOR=blue\nexport SHOP_TOKEN="${secret}"\nWEB_CONCURRENCY=7\n`);
    await expect(section.locator(".pasted li")).toHaveText([/SHOP_COLOR is added/, /SHOP_TOKEN looks like a secret/, /WEB_CONCURRENCY gets another value/]);
    await section.getByRole("button", { name: "Add these variables" }).click();
    const text = await plano.blueprint();
    expect(text).toContain("- key: SHOP_TOKEN\n        sync: false");
    expect(text).toContain("- key: SHOP_COLOR\n        value: blue");
    expect(text).not.toContain(secret);
    await expect(page.locator("#kept")).toHaveText("Saved in this browser");
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
    await page.locator("#undo").click();
    expect(await plano.blueprint()).toBe(production);
  });

  test("everything in a table fits and is accessible", async ({ plano, page }) => {
    for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        expect(await plano.accessibilityFaults()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await plano.shoot(`variables-${width}-${colorScheme}`);
      }
    }
  });
});
