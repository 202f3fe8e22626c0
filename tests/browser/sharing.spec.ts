// Sharing by a link: what arrives is what was sent, is shown before it is opened, and replaces nothing.

import type { BrowserContext, Page } from "@playwright/test";
import { expect, PlanoPage, test } from "./fixtures.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** Copies the link of what is on screen. */
async function link(page: Page): Promise<string> {
  await page.locator("#share-menu > summary").click();
  await page.locator("#share-copy").click();
  await expect(page.locator("#last-change")).toHaveText("Link copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Somebody else, who opens it. */
async function receiver(context: BrowserContext, address: string): Promise<PlanoPage> {
  const other = new PlanoPage(await (await context.browser()!.newContext({ serviceWorkers: "block" })).newPage());
  await other.page.goto(address);
  await other.whole();
  return other;
}

test("a changed preset arrives, is shown first, and comes beside what is open", async ({ plano, page, context }) => {
  await plano.startWhole();
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  const sent = await plano.blueprint();
  const address = await link(page);
  await expect(page.locator("#share-menu .qr svg")).toBeVisible();

  const other = await receiver(context, address);
  const arrived = other.page.locator(".arrived");
  await expect(arrived).toContainText("A shared plan: Production.");
  await expect(arrived).toContainText("$464.60");
  expect(new URL(other.page.url()).hash).not.toContain("plan=");
  await expect(other.page.locator(".scenarios button")).toHaveCount(3);
  await expect(other.total).toContainText("$344.60");
  expect(await other.accessibilityFaults()).toEqual([]);
  await other.page.locator("#arrived-open").click();
  await expect(other.page.locator(".scenarios button")).toHaveCount(4);
  await expect(other.total).toContainText("$464.60");
  expect(await other.blueprint()).toBe(sent);
  await other.page.locator("#undo").click();
  await expect(other.page.locator(".scenarios button")).toHaveCount(3);
});

test("what is not wanted changes nothing", async ({ plano, page, context }) => {
  await plano.startWhole();
  const other = await receiver(context, await link(page));
  await other.page.locator("#arrived-leave").click();
  await expect(other.page.locator(".arrived")).toHaveCount(0);
  await expect(other.page.locator(".scenarios button")).toHaveCount(3);
  await expect(other.page.locator("#undo")).toBeDisabled();
});

test("prices and language go along", async ({ plano, page, context }) => {
  await plano.startWhole();
  await page.locator("#tab-costs").click();
  await page.locator("#costs-prices").click();
  await page.locator("#price-list").selectOption("2025-10");
  await page.locator("#language").selectOption("es");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.locator("#share-menu > summary").click();
  const address = await page.locator("#share-address").inputValue();
  const other = await receiver(context, address);
  await expect(other.page.locator("html")).toHaveAttribute("lang", "es");
  await expect(other.page.locator(".arrived")).toContainText("Trae otros precios");
  await other.page.locator("#arrived-open").click();
  await expect(other.total).toContainText("180,00");
});

test("a secret does not go along, and that is said", async ({ plano, page, context }) => {
  const secret = "sk-a1b2c3d4e5f6a1b2c3d4e5f6";
  const text = `services:\n  - type: web\n    name: shop\n    runtime: node\n    envVars:\n      - key: API_TOKEN\n        value: ${secret}\n`;
  await plano.startWhole();
  await plano.openFile({ name: "shop.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  const address = await link(page);
  await expect(page.locator(".kept-back")).toContainText("shop: API_TOKEN");
  const other = await receiver(context, address);
  await other.page.locator("#arrived-open").click();
  const arrived = await other.blueprint();
  expect(arrived).not.toContain(secret);
  expect(arrived).toContain("sync: false");
});

test("a plan that is too long for a link says so and offers the file", async ({ plano, page }) => {
  // Noise does not compress.
  let state = 1;
  const noise = () => ((state = (state * 48271) % 2147483647) / 2147483647).toString(36).slice(2);
  const lines = Array.from({ length: 1200 }, () => `# ${noise()}${noise()}\n`).join("");
  await plano.startWhole();
  await plano.openFile({ name: "long.yaml", mimeType: "text/yaml", buffer: Buffer.from(`${lines}services: []\n`) });
  await page.locator("#share-menu > summary").click();
  await expect(page.locator("#share-menu")).toContainText("The plan is too long for a link");
  const file = await plano.saved("#share-file");
  expect(file.name).toBe("plano.yaml");
  expect(file.text).toMatch(/^plano: \d+\n/);
});

test("a link that is too long for a phone has no code, and the reason", async ({ plano, page }) => {
  let state = 7;
  const noise = () => ((state = (state * 48271) % 2147483647) / 2147483647).toString(36).slice(2);
  const lines = Array.from({ length: 60 }, () => `# ${noise()}${noise()}\n`).join("");
  await plano.startWhole();
  await plano.openFile({ name: "own.yaml", mimeType: "text/yaml", buffer: Buffer.from(`${lines}services: []\n`) });
  await page.locator("#share-menu > summary").click();
  await expect(page.locator("#share-menu")).toContainText(/No QR code: the link has \d+ characters, and a phone reads 800/);
  await expect(page.locator("#share-menu .qr")).toHaveCount(0);
});

test("a link that is not whole changes nothing and is said", async ({ plano, page }) => {
  await plano.start("#plan=AAAA");
  await plano.whole();
  await expect(page.locator("#last-change")).toContainText("This link to a plan is not whole.");
  await expect(page.locator(".scenarios button")).toHaveCount(3);
});
