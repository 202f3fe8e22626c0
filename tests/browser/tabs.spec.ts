// Two tabs with the same plan: neither overwrites what the other has saved.

import { expect, PlanoPage, test } from "./fixtures.ts";

const KEPT = "Saved in this browser";
const TOLD = "Not saved: another tab has saved another state of the plan.";

for (const [choice, here, there] of [
  ["#keep-mine", "2200", "2200"],
  ["#take-others", "1100", "1100"],
]) {
  test(`the later tab is told, and ${choice} is what it says`, async ({ plano, page, context }) => {
    await plano.startWhole();
    const other = new PlanoPage(await context.newPage());
    await other.startWhole();
    await page.locator("#mau").fill("1100");
    await expect(page.locator("#kept")).toHaveText(KEPT);
    await expect(other.page.locator("#kept")).toHaveText(TOLD);
    const saved = await page.evaluate(() => localStorage.getItem("plano"));

    await other.page.locator("#mau").fill("2200");
    await other.page.waitForTimeout(600);
    expect(await page.evaluate(() => localStorage.getItem("plano"))).toBe(saved);
    await expect(page.locator("#kept")).toHaveText(KEPT);
    expect(await other.accessibilityFaults()).toEqual([]);

    await other.page.locator(choice).click();
    await expect(other.page.locator("#kept")).toHaveText(KEPT);
    await expect(other.page.locator("#mau")).toHaveValue(here);
    await expect(page.locator("#kept")).toHaveText(choice === "#keep-mine" ? TOLD : KEPT);
    await other.page.reload();
    await other.whole();
    await expect(other.page.locator("#mau")).toHaveValue(there);
  });
}

test("a tab that is not told finds out before it writes", async ({ plano, page, context }) => {
  await plano.startWhole();
  const other = await context.newPage();
  // A tab that sleeps hears of nothing.
  await other.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), true));
  await new PlanoPage(other).startWhole();
  await page.locator("#mau").fill("1100");
  await expect(page.locator("#kept")).toHaveText(KEPT);
  const saved = await page.evaluate(() => localStorage.getItem("plano"));
  await other.locator("#mau").fill("2200");
  await expect(other.locator("#kept")).toHaveText(TOLD);
  expect(await page.evaluate(() => localStorage.getItem("plano"))).toBe(saved);
});

test("what was not chosen is put aside and can be had", async ({ plano, page, context }) => {
  await plano.startWhole();
  const other = new PlanoPage(await context.newPage());
  await other.startWhole();
  await page.locator("#mau").fill("1100");
  // A page behind another one saves when the browser lets it.
  await expect(page.locator("#kept")).toHaveText(KEPT);
  await other.page.locator("#mau").fill("2233");
  await expect(other.page.locator("#kept")).toHaveText(TOLD);
  await other.page.locator("#take-others").click();
  const aside = await other.saved("#save-aside");
  expect(aside.name).toBe("plano-saved.yaml");
  expect(aside.text).toContain("2233");
});

test("the editor shows what was taken from the other tab", async ({ plano, page, context }) => {
  await plano.startWhole();
  const other = new PlanoPage(await context.newPage());
  await other.startWhole();
  await other.edit();
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await other.page.locator("#take-others").click();
  await expect(other.page.locator(".cm-content")).toContainText("plan: 2c-4g");
});

test("several states put aside do not overwrite each other", async ({ plano, page }) => {
  for (const damaged of ["plano: 1\nscenarios: [", "plano: 99\n"]) {
    await page.addInitScript((text) => {
      if (sessionStorage.getItem(text)) return;
      sessionStorage.setItem(text, "once");
      localStorage.setItem("plano", text);
    }, damaged);
    await plano.open();
    await plano.whole();
    await expect(page.locator("#kept")).toContainText("cannot be opened");
    expect((await plano.saved("#save-aside")).text).toBe(damaged);
  }
  const asides = await page.evaluate(() => [localStorage.getItem("plano-aside"), localStorage.getItem("plano-aside-2")]);
  expect(asides).toEqual(["plano: 1\nscenarios: [", "plano: 99\n"]);
});
