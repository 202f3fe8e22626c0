// The sections of the architecture document that a tab stands for: the tab shows what they are about. Those that have
// a file are looked at in tests/kit/sections.rs, which also knows that no heading is missing.

import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";

type Section = {
  heading: string;
  tab?: string;
  /** A part of the costs. */
  part?: string;
  /** A run book. */
  book?: string;
  /** Troubleshooting. */
  guide?: boolean;
  shows?: string;
};

const sections: Section[] = JSON.parse(readFileSync("../fixtures/kit/sections.json", "utf8"));

test("each section that has a tab is shown by it", async ({ plano, page }) => {
  await plano.startWhole();
  const shown = sections.filter(({ tab }) => tab);
  expect(shown.length).toBeGreaterThan(20);
  for (const { heading, tab, part, book, guide, shows } of shown) {
    await page.locator(`#tab-${tab}`).click();
    if (tab === "costs") await page.locator(`#${part ?? "costs-bill"}`).click();
    if (tab === "rollout") await page.locator(guide ? "#rollout-guide" : "#rollout-books").click();
    const place = page.locator(book ? `#book-${book}` : "#pane");
    if (book) await place.evaluate((details: HTMLDetailsElement) => (details.open = true));
    await expect(place, heading).toContainText(shows!);
    await expect(place.getByText(shows!, { exact: false }).or(place).first(), heading).toBeVisible();
  }
});
