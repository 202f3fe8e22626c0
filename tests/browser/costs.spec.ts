// The parts of the costs: bill with a second currency, savings, price lists, report.

import { execFileSync } from "node:child_process";
import { expect, test } from "./fixtures.ts";

const PARTS = ["bill", "scenarios", "savings", "prices", "report"];

/** Shows a part of the costs. */
async function part(page: import("@playwright/test").Page, name: string): Promise<void> {
  await page.locator("#tab-costs").click();
  await page.locator(`#costs-${name}`).click();
}

/** Makes a list of one's own of the one in use. */
async function copyPrices(page: import("@playwright/test").Page, name: string): Promise<void> {
  await page.locator("#prices-copying > summary").click();
  await page.locator("#prices-title").fill(name);
  await page.locator("#prices-date").fill("2026-11-01");
  await page.locator("#prices-copy").click();
}

test("the sums of a bill, also in a second currency", async ({ plano, page }) => {
  await plano.startWhole();
  await part(page, "bill");
  const foot = page.locator(".bill tfoot");
  await expect(page.locator("#total")).toHaveText("$344.60–394.60 + 3 unpriced");
  await expect(foot).toContainText("$4,135.20–4,735.20 + 3 unpriced");
  await expect(foot).toContainText("For each of 1,000 users");
  await page.locator(".currency > summary").click();
  await page.locator("#currency-rate").fill("4000");
  await page.locator("#currency-date").fill("1 September 2026");
  await page.locator("#currency-date").blur();
  await expect(foot).toContainText("COP 1,378,400–1,578,400");
  await expect(page.locator(".rate")).toHaveText("1 USD is 4,000 COP (1 September 2026).");

  await page.locator("#currency-code").fill("pesos");
  await page.locator("#currency-code").blur();
  await expect(page.locator("#currency-code-wrong")).toContainText("PESOS");
  await expect(page.locator("#currency-code")).toHaveAttribute("aria-invalid", "true");
  await expect(foot).toContainText("COP 1,378,400");

  await page.locator("#currency-stop").click();
  await expect(foot).not.toContainText("COP");
  await page.locator("#undo").click();
  await expect(foot).toContainText("COP 1,378,400");
  await expect(page.locator("#currency-rate")).toHaveValue("4000");
});

test("a price of one's own changes every total, and is undone", async ({ plano, page }) => {
  await plano.startWhole();
  await part(page, "prices");
  await expect(page.locator("#price-services-1c-2g")).toHaveCount(0);
  await copyPrices(page, "Our contract");
  await expect(page.locator(".status")).toContainText("Prices: Our contract");
  await page.locator("#prices-filter").fill("service 1c-2g");
  await expect(page.locator(".prices tbody tr")).toHaveCount(1);
  const price = page.locator("#price-services-1c-2g");
  await price.fill("30");
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  await price.blur();
  await expect(plano.total).toHaveText("$359.60–419.60 + 3 unpriced");
  await expect(page.locator(".tiles .on b")).toHaveText("$359.60");
  await expect(page.locator(".prices tbody tr")).toContainText("listed: $25.00");
  await expect(plano.card("gp-bikes-web").getByLabel("Plan")).toContainText("$30.00 each");
  await price.fill("");
  await price.blur();
  await expect(plano.total).toHaveText("$269.60 + 5 unpriced");
  await page.locator("#undo").click();
  await page.locator("#undo").click();
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  await expect(price).toHaveValue("25");
  await page.locator("#costs-bill").click();
  await expect(page.locator(".bill caption")).toContainText("Prices: Our contract.");
  await expect(page.locator(".bill caption")).toContainText("2026-11-01");
});

test("a price list goes out and comes back; what is wrong with one is said", async ({ plano, page }) => {
  await plano.startWhole();
  await part(page, "prices");
  await copyPrices(page, "Our contract");
  await page.locator("#price-workspace-pro").fill("19.50");
  await page.locator("#price-workspace-pro").blur();
  await expect(plano.total).toHaveText("$339.10–389.10 + 3 unpriced");
  const saved = await plano.saved("#prices-export");
  expect(saved.name).toBe("prices.yaml");
  await page.locator("#price-list").selectOption("2026-09");
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  const file = (text: string) => ({ name: "ours.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
  await page.locator("#prices-file").setInputFiles(file(saved.text));
  await expect(plano.total).toHaveText("$339.10–389.10 + 3 unpriced");
  expect((await plano.saved("#prices-export")).text).toBe(saved.text);

  await page.locator("#prices-file").setInputFiles(file(saved.text.replace("19.50", "cheap").replace("'19.5'", "cheap")));
  await expect(page.locator("#prices-file-wrong")).toContainText("`cheap` is no price for `workspace/pro`");
  await expect(plano.total).toHaveText("$339.10–389.10 + 3 unpriced");

  // The list that was shipped before, and back to one's own.
  await page.locator("#price-list").selectOption("2025-10");
  await expect(page.locator(".status")).toContainText("2025");
  await page.locator("#price-list").selectOption("own");
  await expect(plano.total).toHaveText("$339.10–389.10 + 3 unpriced");
});

test("a list of one's own is still there after a reload", async ({ plano, page }) => {
  await plano.startWhole();
  await part(page, "prices");
  await copyPrices(page, "Our contract");
  await page.locator("#price-workspace-pro").fill("19.50");
  await page.locator("#price-workspace-pro").blur();
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  await page.reload();
  await plano.whole();
  await expect(plano.total).toHaveText("$339.10–389.10 + 3 unpriced");
});

test("a saving is applied as one step", async ({ plano, page }) => {
  await plano.startWhole();
  const before = await plano.blueprint();
  await part(page, "savings");
  const saving = page.locator("[data-saving=no-autoscaling]");
  await expect(saving).toContainText("$25.00–75.00 a month less");
  await saving.getByRole("button").click();
  await expect(plano.total).toHaveText("$319.60 + 3 unpriced");
  await expect(page.getByLabel("Workspace plan")).toHaveValue("hobby");
  await expect(saving).toHaveCount(0);
  await page.locator("#undo").click();
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  await expect(page.getByLabel("Workspace plan")).toHaveValue("pro");
  expect(await plano.blueprint()).toBe(before);
  await expect(page.locator("[data-saving=caching]")).toContainText("advice");
  await expect(page.locator("[data-saving=caching] button")).toHaveCount(0);
});

test("the report prints alone, with the totals, in a few pages", async ({ plano, page }) => {
  await plano.startWhole();
  await part(page, "report");
  await expect(page.locator("#report-date")).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await page.locator("#report-date").fill("25 November 2026");
  await page.locator("#report-date").blur();
  const report = page.locator("#report");
  await expect(report).toContainText("As of 25 November 2026.");
  await expect(report).toContainText("$344.60–394.60 + 3 unpriced");
  await expect(report.locator("svg.graph")).toBeVisible();
  expect((await plano.saved("#report-download")).text).toContain("As of 25 November 2026.");

  await page.evaluate(() => (window.print = () => document.documentElement.setAttribute("data-printed", "")));
  await page.locator("#report-print").click();
  await expect(page.locator("html[data-printed]")).toBeAttached();

  await page.emulateMedia({ media: "print" });
  for (const gone of [".bar", ".controls", ".tabs", ".tiles", ".parts", ".report-tools", ".status"]) {
    await expect(page.locator(gone).first()).toBeHidden();
  }
  const pdf = await page.pdf({ path: "output/report.pdf", format: "A4" });
  expect(pdf.length).toBeGreaterThan(10_000);
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(2);
  expect(pages).toBeLessThanOrEqual(6);
  let text: string;
  try {
    text = execFileSync("pdftotext", ["-layout", "output/report.pdf", "-"], { encoding: "utf8" });
  } catch {
    return; // Where nothing can read it, its pages are counted.
  }
  expect(text).toContain("$344.60–394.60 + 3 unpriced");
});

// On the phone as high as the longest part, so that the status line lies over none of it.
for (const [width, height] of [[1440, 900], [390, 12_000]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every part of the costs, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      for (const name of PARTS) {
        await part(page, name);
        if (name === "prices") await copyPrices(page, "Our contract");
        if (name === "bill") await page.locator(".currency > summary").click();
        expect(await plano.accessibilityFaults()).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, name).toBeLessThanOrEqual(0);
        await plano.shoot(`costs-${name}-${width}-${colorScheme}`);
      }
    });
  }
}

test("how long a cron job runs is stated on its card, follows its name, and is undone", async ({ plano, page }) => {
  const text = "services:\n  - {type: cron, name: nightly, runtime: node, plan: 1c-2g, region: oregon, schedule: '0 2 * * *'}\n";
  await plano.startWhole();
  await plano.openFile({ name: "jobs.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  await expect(plano.total).toContainText("$1.00");
  await expect(plano.total).toContainText("+ 1 unpriced");
  const card = plano.card("nightly");
  const minutes = card.getByLabel("Minutes it runs a month");
  await minutes.fill("10000");
  await expect(plano.total).toContainText("$5.80");
  await expect(plano.total).not.toContainText("unpriced");
  await minutes.fill("often");
  await expect(minutes).toHaveAttribute("aria-invalid", "true");
  await expect(plano.total).toContainText("$5.80");
  await minutes.fill("10000");
  await minutes.blur();
  expect(await plano.blueprint()).toBe(text);

  await card.locator("details.more > summary").click();
  await card.getByLabel("Name", { exact: true }).fill("hourly");
  await card.getByLabel("Name", { exact: true }).blur();
  await expect(plano.card("hourly").getByLabel("Minutes it runs a month")).toHaveValue("10000");
  await expect(plano.total).toContainText("$5.80");
  await page.locator("#undo").click();
  await page.locator("#undo").click();
  await expect(plano.card("nightly").getByLabel("Minutes it runs a month")).toHaveValue("");
  await expect(plano.total).toContainText("+ 1 unpriced");
  expect(await plano.accessibilityFaults()).toEqual([]);
});
