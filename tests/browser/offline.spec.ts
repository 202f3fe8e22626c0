// The page without a network, and new versions of it.

import type { Page } from "@playwright/test";
import { production } from "./command.ts";
import { expect, test } from "./deployed.ts";
import { PlanoPage } from "./fixtures.ts";

/** The first visit, until the page is kept, and the second. */
async function visitTwice(plano: PlanoPage, page: Page): Promise<void> {
  await plano.startWhole();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await plano.whole();
  expect(await page.evaluate(() => !!navigator.serviceWorker.controller)).toBe(true);
}

const lookForUpdate = (page: Page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())!.update().catch(() => {})));
const version = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--version"));

test("from the second visit on the page needs no network", async ({ plano, page, deployed }) => {
  await visitTwice(plano, page);
  await deployed.stop();
  await page.reload();
  await plano.whole();
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  expect(await plano.blueprint()).toBe(production.replace("plan: 1c-2g", "plan: 2c-4g"));
  await page.locator("#tab-costs").click();
  await expect(page.locator("#total")).toContainText("$464.60");
  await page.locator("#tab-blueprint").click();
  // The editor was never asked for while there was a network.
  await plano.edit();
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  await page.reload();
  await plano.whole();
  expect(await plano.blueprint()).toContain("plan: 2c-4g");
  await page.goto("/index.html");
  await plano.whole();
});

test("the kit comes without a network, though it was never asked for with one", async ({ plano, page, deployed }) => {
  await visitTwice(plano, page);
  await deployed.stop();
  await page.locator("#tab-kit").click();
  await expect(page.locator(".kit-file h2")).toHaveText("README.md");
  await page.locator("#tab-rollout").click();
  await expect(page.locator("#book-staging")).toBeVisible();
  expect((await plano.saved("#download-all")).bytes.length).toBeGreaterThan(100_000);
});

test("the worker beside the page comes without a network", async ({ plano, page, deployed }) => {
  await visitTwice(plano, page);
  await deployed.stop();
  const long = production + "\n# filling".repeat(4000) + "\n";
  await plano.openFile({ name: "long.yaml", mimeType: "application/yaml", buffer: Buffer.from(long) });
  await plano.edit();
  const worker = page.waitForEvent("worker");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("#");
  await worker;
});

test("a new version is offered, waits, is taken, and nothing is lost", async ({ plano, page, deployed }) => {
  await visitTwice(plano, page);
  deployed.replace("2");
  await lookForUpdate(page);
  await expect(page.locator("#update")).toHaveText("A new version is ready");
  expect(await plano.accessibilityFaults()).toEqual([]);
  await page.reload();
  await plano.whole();
  expect(await version(page)).toBe("");
  await expect(page.locator("#update")).toBeVisible();

  await page.locator("#mau").fill("3210");
  await Promise.all([page.waitForEvent("load"), page.locator("#take-update").click()]);
  await plano.whole();
  expect(await version(page)).toBe("2");
  await expect(page.locator("#mau")).toHaveValue("3210");
  await expect(page.locator("#update")).toBeHidden();
  await deployed.stop();
  await page.reload();
  await plano.whole();
  expect(await version(page)).toBe("2");
});

test("what is not saved is said before a new version is taken", async ({ plano, page, deployed }) => {
  await visitTwice(plano, page);
  deployed.replace("2");
  await lookForUpdate(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await page.locator("#mau").fill("3210");
  await page.locator("#take-update").click();
  await expect(page.locator("#last-change")).toContainText("Not all is saved");
  await expect(page.locator("#mau")).toHaveValue("3210");
  await Promise.all([page.waitForEvent("load"), page.locator("#take-update").click()]);
  await plano.whole();
  expect(await version(page)).toBe("2");
});

test("another tab goes on with the version that it was opened with", async ({ plano, page, deployed, context }) => {
  await visitTwice(plano, page);
  const other = await context.newPage();
  await other.goto("/");
  await other.locator("#copy").waitFor();
  deployed.replace("2");
  await lookForUpdate(page);
  await Promise.all([page.waitForEvent("load"), page.locator("#take-update").click()]);
  await plano.whole();
  await expect(other.locator("#update")).toHaveText("A new version is ready");
  await new PlanoPage(other).edit();
  expect(await version(other)).toBe("");
  await Promise.all([other.waitForEvent("load"), other.locator("#take-update").click()]);
  await other.locator("#copy").waitFor();
  expect(await version(other)).toBe("2");
});

test.describe("half a version", () => {
  test.use({ faultsExpected: true });

  test("is not taken", async ({ plano, page, deployed }) => {
    await visitTwice(plano, page);
    deployed.damage();
    await lookForUpdate(page);
    await page.waitForTimeout(1000);
    await expect(page.locator("#update")).toBeHidden();
    await deployed.stop();
    await page.reload();
    await plano.whole();
  });
});

test("the page can be installed", async ({ plano, page, request }) => {
  await plano.start();
  const manifest = await (await request.get((await page.locator("link[rel=manifest]").getAttribute("href"))!)).json();
  expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
  for (const { src, type } of manifest.icons) {
    expect((await request.get(src)).headers()["content-type"]).toBe(type);
  }
  expect(manifest.icons.some((icon: { purpose?: string }) => icon.purpose === "maskable")).toBe(true);
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});
