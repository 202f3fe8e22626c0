// The tabs of the page, for tests that go through all of them: one more tab is one more row.

import type { Page } from "@playwright/test";

export const tabs = ["blueprint", "problems", "environment", "costs", "changes", "kit", "rollout", "topology"] as const;

/** The sizes of the screens that people have: phone, tablet, laptop, desktop. */
export const widths = [[390, 844], [768, 1024], [1024, 768], [1440, 900], [1920, 1080]] as const;

/** Opens a tab and waits until something stands in it. */
export async function openTab(page: Page, tab: string): Promise<void> {
  await page.locator(`#tab-${tab}`).click();
  await page.locator("#pane > :not([hidden])").first().waitFor();
}
