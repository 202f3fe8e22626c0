// The meeting played through: Production, 5,000 users, what must grow and why, the advice followed, compared with
// Staging, and the report printed.

import { execFileSync } from "node:child_process";
import { expect, test } from "./fixtures.ts";

test("Production goes from 1,000 to 5,000 users, is compared with Staging and printed", async ({ plano, page }) => {
  await plano.startWhole();
  await page.getByRole("button", { name: /^Production/ }).click();
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  await page.locator("#tab-costs").click();

  // What must grow, and why.
  await page.locator("#mau").fill("5000");
  const sizing = page.locator(".sizing");
  await expect(sizing.locator("[role=status]")).toHaveText("5,000 users need 4 changes.");
  const advice = sizing.locator(".sized > li .advice");
  await expect(advice).toHaveText([
    /the document plans 2 instances/i,
    /the document plans 1g/i,
    /the document plans 8c-32g with 200 GB/i,
  ]);
  await expect(sizing).toContainText("5,000 users keep 400 GB of files");
  await plano.shoot("meeting-1-advice");

  // When, and what it costs.
  await page.locator("#costs-ahead").click();
  await expect(page.locator(".picture svg[role=img]").first()).toBeVisible();
  await plano.shoot("meeting-2-ahead");

  // Decided.
  await page.locator("#apply-all").click();
  await expect(sizing.locator("[role=status]")).toHaveText("Fits 5,000 users as it is.");
  const total = await plano.total.innerText();
  const known = Number(/\$([\d.,]+)/.exec(total)![1].replace(",", ""));
  expect(known).toBeGreaterThan(600);
  await page.locator("#costs-bill").click();
  await expect(page.locator("#total")).toHaveText(total);

  // Beside Staging.
  await page.locator("#costs-scenarios").click();
  const compared = page.locator("#compared");
  const column = compared.getByRole("columnheader");
  await expect(column.filter({ hasText: "Staging" }).first()).toBeVisible();
  await expect(column.filter({ hasText: "Production" }).first()).toBeVisible();
  await expect(compared).toContainText("$24.50");
  await plano.shoot("meeting-3-compared");

  // On paper.
  await page.locator("#costs-report").click();
  await page.locator("#report-date").fill("25 November 2026");
  await page.locator("#report-date").blur();
  const report = page.locator("#report");
  await expect(report).toContainText(total);
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: "output/meeting.pdf", format: "A4", printBackground: true });
  let paper = "";
  try {
    paper = execFileSync("pdftotext", ["-layout", "output/meeting.pdf", "-"], { encoding: "utf8" });
  } catch {
    return; // Where nothing can read it, what the page shows of it is looked at above.
  }
  for (const said of [total, "5,000", "8c-32g"]) expect(paper).toContain(said);
});
