// English and Spanish: from the browser, chosen, kept; numbers on screen as the language writes them, in files as
// machines read them.

import { expect, test } from "./fixtures.ts";

test("English stays English, and a choice is kept", async ({ plano, page }) => {
  await plano.startWhole();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.locator("#language").selectOption("es");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(plano.total).toContainText("344,60");
  await page.reload();
  await plano.whole();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.locator("#language").selectOption("en");
  await expect(plano.total).toContainText("$344.60");
  await page.reload();
  await plano.whole();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("after a change of language a key still does one thing, and nothing is left in the other one", async ({ plano, page }) => {
  await plano.startWhole();
  for (const [plan, total] of [["2c-4g", "464.60"], ["4c-8g", ""]]) {
    await plano.card("gp-bikes-web").getByLabel("Plan").selectOption(plan);
    await expect(plano.total).toContainText(total);
  }
  const notice = page.locator("#last-change");
  await page.keyboard.press("Control+z");
  await expect(notice).toHaveText(/^Undone/);
  for (const language of ["es", "en", "es"]) {
    await page.locator("#language").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
  }
  await expect(notice).not.toHaveText(/Undone/);
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+z");
  await expect(plano.total).toContainText("464,60");
  await page.keyboard.press("Control+z");
  await expect(plano.total).toContainText("344,60");
  await page.keyboard.press("Control+k");
  await expect(page.locator("dialog[open]")).toBeVisible();
});

test.describe("a browser that speaks Spanish", () => {
  test.use({ locale: "es-CO" });

  test("gets Spanish, on screen and not in files", async ({ plano, page }) => {
    await plano.startWhole();
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page).toHaveTitle("Plano: planifica un despliegue en Render");
    await page.locator("#tab-costs").click();
    await expect(page.locator("#total")).toContainText("344,60");
    await page.locator("#file-form").selectOption({ label: "costs.csv" });
    const csv = (await plano.saved("#download-view")).text;
    expect(csv).toContain("25.00");
    expect(csv).not.toContain("25,00");
    await page.locator("#share-menu > summary").click();
    expect((await plano.saved("#share-file")).text).toContain("mau: 1000");
  });

  test("numbers are typed as Spanish writes them, or refused at the field", async ({ plano, page }) => {
    await plano.startWhole();
    const users = page.locator("#mau");
    for (const [typed, means] of [["2.000", "mau: 2000"], ["3000", "mau: 3000"]]) {
      await users.fill(typed);
      await expect(users).not.toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("#kept")).toHaveText(/Guardado/);
      expect(await page.evaluate(() => localStorage.getItem("plano"))).toContain(means);
    }
    for (const typed of ["1.5", "0.023", "1,5", "1.0000"]) {
      await users.fill(typed);
      await expect(users).toHaveAttribute("aria-invalid", "true");
      await page.waitForTimeout(400);
      expect(await page.evaluate(() => localStorage.getItem("plano"))).toContain("mau: 3000");
    }
    await users.fill("3000");
    const stored = page.locator("#object-storage");
    await stored.fill("1.234,5");
    await expect(stored).not.toHaveAttribute("aria-invalid", "true");
    await stored.blur();
    await expect(stored).toHaveValue("1234,5");
  });
});
