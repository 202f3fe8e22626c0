// What this browser keeps: across reloads, when it is blocked, full or damaged, and when a part of the page does
// not come.

import { expect, test } from "./fixtures.ts";

test("everything is there after a reload", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await page.locator("#mau").fill("2500");
  await page.getByLabel("WhatsApp, $ a month").fill("40");
  const text = await plano.blueprint();
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  await page.reload();
  await plano.whole();
  expect(await plano.blueprint()).toBe(text);
  await expect(page.locator("#mau")).toHaveValue("2500");
  await expect(page.getByLabel("WhatsApp, $ a month")).toHaveValue("40");
});

test("a change just before the page is left is kept", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("2600");
  await page.reload();
  await plano.whole();
  await expect(page.locator("#mau")).toHaveValue("2600");
});

test("blocked storage is said, and all else works", async ({ plano, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
  await plano.startWhole();
  await expect(page.locator("#kept")).toContainText("Not saved");
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await expect(page.locator(".code .add")).toHaveText([/plan: 2c-4g/]);
  await expect(page.locator("#kept")).toContainText("Not saved: ");
});

test("full storage is said, and what was saved stays", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("1100");
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  const before = await page.evaluate(() => localStorage.getItem("plano"));
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await page.locator("#mau").fill("1200");
  await expect(page.locator("#kept")).toContainText("Not saved: ");
  expect(await page.evaluate(() => localStorage.getItem("plano"))).toBe(before);
});

for (const [what, text] of [
  ["damaged", "plano: 1\nscenarios: ["],
  ["foreign", "{\"some\": \"other thing\"}"],
  ["from a newer Plano", "plano: 99\nscenarios: []\n"],
]) {
  test(`saved text that is ${what} is put aside and said`, async ({ plano, page }) => {
    await page.addInitScript((text) => {
      if (!sessionStorage.getItem("once")) localStorage.setItem("plano", text);
      sessionStorage.setItem("once", "yes");
    }, text);
    await plano.startWhole();
    await expect(page.locator("#kept")).toContainText("cannot be opened");
    await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
    expect(await page.evaluate(() => localStorage.getItem("plano-aside"))).toBe(text);
    await page.locator("#mau").fill("1300");
    await expect(page.locator("#kept")).toHaveText("Saved in this browser");
    await page.reload();
    await plano.whole();
    await expect(page.locator("#mau")).toHaveValue("1300");
    expect(await page.evaluate(() => localStorage.getItem("plano-aside"))).toBe(text);
  });
}

test("the page can be used before what comes later has come", async ({ plano, page }) => {
  const release = await plano.holdWasm("**/plano-later-*.wasm");
  await plano.start();
  await expect(page.locator(".status")).toContainText("Checking");
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await expect(page.locator(".code .add")).toHaveText([/plan: 2c-4g/]);
  await expect(plano.total).toContainText("$464.60");
  expect(await plano.blueprint()).toContain("plan: 2c-4g");
  await page.locator("#tab-problems").click();
  await expect(page.locator("#pane")).toContainText("Loading");
  expect(await plano.accessibilityFaults()).toEqual([]);
  release();
  await expect(page.locator(".status")).toContainText("Valid for Render");
  await expect(page.locator("#pane")).toContainText("No errors and no warnings");
});

test.describe("when a part does not come", () => {
  test.use({ faultsExpected: true });

  test("it is said, and can be tried again", async ({ plano, page }) => {
    await page.route("**/plano-later-*.wasm", (route) => route.abort());
    await plano.start();
    await page.locator("#tab-costs").click();
    await expect(page.locator("#pane")).toContainText("could not be loaded");
    await page.unroute("**/plano-later-*.wasm");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("#total")).toContainText("$344.60");
  });

  test("saved work is not overwritten", async ({ plano, page }) => {
    await plano.startWhole();
    await page.locator("#mau").fill("4400");
    await expect(page.locator("#kept")).toHaveText("Saved in this browser");
    const saved = await page.evaluate(() => localStorage.getItem("plano"));
    await page.route("**/plano-later-*.wasm", (route) => route.abort());
    await page.reload();
    await expect(page.locator("#kept")).toContainText("could not be loaded");
    await page.locator("#mau").fill("10");
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => localStorage.getItem("plano"))).toBe(saved);
  });
});
