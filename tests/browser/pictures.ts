// The pictures of the README, taken from the built page.
//   make pictures

import { statSync } from "node:fs";
import { expect, test } from "./fixtures.ts";

/** Most bytes of a picture: the README is read on phones as well. */
const MOST = 200_000;

const picture = (name: string) => new URL(`../../docs/pictures/${name}.png`, import.meta.url).pathname;

for (const { name, width, height, colorScheme, tab } of [
  { name: "plan-light", width: 1240, height: 760, colorScheme: "light", tab: "blueprint" },
  { name: "costs-dark", width: 1280, height: 800, colorScheme: "dark", tab: "costs" },
  { name: "phone", width: 390, height: 844, colorScheme: "light", tab: "blueprint" },
] as const) {
  test(name, async ({ plano, page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await plano.startWhole();
    await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
    await expect(page.locator("#kept")).toHaveText("Saved in this browser");
    await page.locator(`#tab-${tab}`).click();
    await page.evaluate(() => scrollTo(0, 0));
    // No caret, no ring of the focus.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.screenshot({ path: picture(name) });
    expect(statSync(picture(name)).size).toBeLessThan(MOST);
  });
}
