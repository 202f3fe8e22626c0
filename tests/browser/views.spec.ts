// Every view at the widths and in the colours that people use, in use: no fault that axe knows, nothing cut off.
// The pictures are in output/.

import { expect, test } from "./fixtures.ts";
import { openTab, tabs, widths } from "./tabs.ts";

for (const [width, height] of widths) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every view, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
      await page.getByLabel("Workspace plan").selectOption("hobby");
      for (const view of tabs) {
        await openTab(page, view);
        expect(await plano.accessibilityFaults()).toEqual([]);
        await plano.shoot(`${view}-${width}-${colorScheme}`);
      }
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);

      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await plano.card("gp-bikes-worker").getByRole("button", { name: "Attach a disk" }).click();
      await plano.card("gp-bikes-postgres").getByRole("button", { name: "Add a read replica" }).click();
      expect(await plano.accessibilityFaults()).toEqual([]);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `output/open-${width}-${colorScheme}.png`, fullPage: true });
    });
  }
}

test("less motion where less is asked for, and a page that prints", async ({ plano, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await plano.startWhole();
  const moving = await page.evaluate(
    () => [...document.querySelectorAll("*")].filter((node) => getComputedStyle(node).animationName !== "none").length,
  );
  expect(moving).toBe(0);
  await page.locator("#tab-costs").click();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".controls")).toBeHidden();
  await expect(page.locator("#total")).toBeVisible();
  await page.pdf({ path: "output/costs.pdf" });
});
