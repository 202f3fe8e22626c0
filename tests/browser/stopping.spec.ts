// A page that stops by a panic, and a saved plan that stops it at each start.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const panic = (page: Page) =>
  page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));

/** The saved text of a plan that the page has made. */
async function save(page: Page): Promise<string> {
  await page.locator("#mau").fill("4321");
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  return (await page.evaluate(() => localStorage.getItem("plano")))!;
}

test("after a panic the saved plan can be downloaded, and is there after a reload", async ({ plano, page }) => {
  await plano.startWhole();
  const saved = await save(page);
  await panic(page);
  await expect(plano.stopped).toContainText("your work is saved");
  expect(await plano.accessibilityFaults()).toEqual([]);
  expect(await plano.saved("#stopped [data-saved]")).toMatchObject({ name: "plano-saved.yaml", text: saved });
  await plano.stopped.getByRole("link").click();
  await plano.whole();
  await expect(page.locator("#mau")).toHaveValue("4321");
});

test.describe("a plan that stops the page at its start", () => {
  test.use({ faultsExpected: true });

  test("can be put aside and downloaded after two starts", async ({ plano, page }) => {
    await plano.startWhole();
    const saved = await save(page);
    // As a panic in the program's start looks from outside.
    await page.addInitScript((saved) => {
      const instantiate = WebAssembly.instantiateStreaming;
      WebAssembly.instantiateStreaming = async (...given) => {
        if (localStorage.getItem("plano") === saved) throw new WebAssembly.RuntimeError("unreachable");
        return instantiate(...given);
      };
    }, saved);
    await page.waitForFunction(() => localStorage.getItem("plano-starts") === null);
    for (let start = 0; start < 2; start++) {
      await page.reload();
      await expect(plano.stopped).toBeVisible();
      await expect(page.locator("#unfinished")).toBeHidden();
    }
    await page.reload();
    const offer = page.locator("#unfinished");
    await expect(offer).toContainText("did not finish its last two starts");
    await expect(plano.app).toBeEmpty();
    expect(await plano.accessibilityFaults()).toEqual([]);
    expect((await plano.saved("#unfinished [data-saved]")).text).toBe(saved);

    await page.locator("#again").click();
    await expect(plano.stopped).toBeVisible();
    await page.reload();
    await page.locator("#fresh").click();
    await plano.whole();
    await expect(offer).toBeHidden();
    await expect(page.locator("#mau")).not.toHaveValue("4321");
    expect(await page.evaluate(() => localStorage.getItem("plano-aside"))).toBe(saved);
    await save(page);
    expect(await page.evaluate(() => localStorage.getItem("plano-aside"))).toBe(saved);
  });
});

test("a start that finishes is forgotten, and so is one that is left", async ({ plano, page }) => {
  await plano.startWhole();
  await save(page);
  for (let visit = 0; visit < 4; visit++) {
    await page.goto("/");
    await page.goto("about:blank");
  }
  await plano.startWhole();
  await expect(page.locator("#mau")).toHaveValue("4321");
  await page.waitForFunction(() => localStorage.getItem("plano-starts") === null);
});

test("a tab that finishes its start clears the doubt of another", async ({ plano, page, context }) => {
  await plano.startWhole();
  await save(page);
  // The start of this tab has finished by then.
  await page.waitForTimeout(2000);
  await page.evaluate(() => localStorage.setItem("plano-starts", "2"));
  const other = await context.newPage();
  await other.goto("/");
  await expect(other.locator("#unfinished")).toBeVisible();
  await page.evaluate(() => localStorage.removeItem("plano-starts"));
  await other.locator("#copy").waitFor();
  await expect(other.locator("#mau")).toHaveValue("4321");
});
