// Twice as large on a small laptop: 1280 by 800 points leave 640 by 400 to the page. Nothing is cut, all can be reached.

import { expect, test } from "./fixtures.ts";
import { openTab, tabs } from "./tabs.ts";

test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

for (const tab of tabs) {
  test(`${tab} at 200 %`, async ({ plano, page }) => {
    await plano.startWhole();
    await openTab(page, tab);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
    // What stands beyond an edge of the page, and cannot be scrolled to.
    const cut = await page.evaluate(() => {
      const scrolls = (node: Element | null): boolean =>
        !!node && (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
      const controls = document.querySelectorAll("button, input, select, textarea, summary, a[href], h1, h2, h3");
      return [...controls].filter((node) => {
        const { left, right, width, height } = node.getBoundingClientRect();
        const isShown = width > 1 && height > 1 && (node as HTMLElement).checkVisibility();
        return isShown && (left < -1 || right > innerWidth + 1) && !scrolls(node);
      }).map((node) => `${node.tagName} ${node.id} ${node.textContent?.slice(0, 40)}`);
    });
    expect(cut).toEqual([]);
    // Each control comes into sight, at least in part, and lies under nothing, when it has the focus.
    const covered: string[] = [];
    for (const control of await page.locator("button:visible:enabled, input:visible:enabled, select:visible:enabled, summary:visible").all()) {
      await control.focus();
      const hidden = await control.evaluate((node) => {
        const { left, right, top, width, height } = node.getBoundingClientRect();
        if (width <= 1 || height <= 1) return "";
        const middle = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
        const found = document.elementFromPoint(middle, top + Math.min(height / 2, 10));
        const reached = found && (node.contains(found) || found.contains(node) || found.closest("label")?.contains(node));
        return reached ? "" : `${node.tagName} #${node.id} ${node.textContent?.slice(0, 30)} under ${found?.outerHTML.slice(0, 80)}`;
      });
      if (hidden) covered.push(hidden);
    }
    expect(covered).toEqual([]);
    expect(await plano.accessibilityFaults()).toEqual([]);
    await plano.shoot(`zoom-${tab}`);
  });
}
