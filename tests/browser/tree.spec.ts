// What a screen reader is given: the whole page, then what every other tab holds, in both languages, beside this
// file in tree.spec.ts-snapshots. `npx playwright test tree --update-snapshots` writes them anew; read them then.

import { expect, test } from "./fixtures.ts";
import { openTab, tabs } from "./tabs.ts";

for (const language of ["en", "es"]) {
  for (const tab of tabs) {
    test(`the tree of ${tab}, ${language}`, async ({ plano, page }) => {
      await plano.startWhole();
      if (language !== "en") await page.locator("#language").selectOption(language);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await openTab(page, tab);
      await page.waitForTimeout(200);
      // The frame and the controls are the same on each.
      const part = page.locator(tab === "blueprint" ? "body" : "#pane");
      await expect(part).toMatchAriaSnapshot({ name: `${tab}-${language}.aria.yml` });
    });
  }
}
