// What is taken along: every form of every view, compared with what the command makes of the same text.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plano as command, production } from "./command.ts";
import { expect, test } from "./fixtures.ts";

const COSTS = ["--workspace", "pro", "--object-storage-gb", "200", "--openai", "unpriced", "--whatsapp", "unpriced", "--mail", "unpriced"];

const MONTHS = ["--mau", "1000", "--months", "12"];

type Check = (text: string) => void;

/** The same as the command makes of the same text. */
const same = (expected: () => string): Check => (text) => expect(text).toBe(expected());

/** What the users mean for the bill is in it as well, which the command has only by month. */
const has = (...parts: string[]): Check => (text) => parts.forEach((part) => expect(text).toContain(part));

const FORMS: [view: string, form: string | null, name: string, check: Check][] = [
  ["blueprint", null, "render.yaml", same(() => production)],
  ["environment", "environment.md", "environment.md", same(() => command(production, "env", "--format", "md"))],
  ["environment", "environment.csv", "environment.csv", same(() => command(production, "env", "--format", "csv"))],
  ["environment", ".env.example", ".env.example", same(() => command(production, "env", "--format", "dotenv"))],
  ["costs", "costs.md", "costs.md", has("| Monthly, expected |", "million tokens: 60", "**Total: $344.60–394.60 + 3 unpriced**", "2026-09")],
  ["costs", "costs.csv", "costs.csv", has("Monthly, expected", 'Total,,,,344.60,394.60,344.60,"Render, September 2026 (2026-09)"')],
  ["costs", "costs.json", "costs.json", (text) => {
    const expected = JSON.parse(command(production, "cost", "--format", "json", ...COSTS));
    const { total_min, total_max, prices_date, unknown, lines } = JSON.parse(text);
    expect({ total_min, total_max, prices_date, unknown }).toEqual({
      total_min: expected.total_min,
      total_max: expected.total_max,
      prices_date: expected.prices_date,
      unknown: expected.unknown,
    });
    expect(lines[0].monthly_expected).toBe("50.00");
  }],
  ["costs", "costs-by-month.csv", "costs-by-month.csv", same(() => command(production, "cost", "--format", "csv", ...COSTS, ...MONTHS))],
  ["costs", "report.md", "report.md", has("# Production: a plan on Render", "$344.60–394.60 + 3 unpriced", "## What is assumed")],
];

for (const [view, form, name, check] of FORMS) {
  test(`${name} is saved and copied`, async ({ plano, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await plano.startWhole();
    await page.locator(`#tab-${view}`).click();
    if (form) await page.locator("#file-form").selectOption({ label: form });
    const saved = await plano.saved("#download-view");
    // A browser drops the dot that a file's name begins with.
    expect(saved.name).toBe(name.replace(/^\./, saved.name.startsWith(".") ? "." : saved.name.slice(0, saved.name.length - name.length + 1)));
    check(saved.text);
    await page.locator("#copy").click();
    await expect(page.locator("#last-change")).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(saved.text);
  });
}

test("all files in one archive, the same each time", async ({ plano, page }) => {
  await plano.startWhole();
  const first = await plano.saved("#download-all");
  expect(first.name).toBe("plano-production.zip");
  const again = await plano.saved("#download-all");
  expect(again.bytes.equals(first.bytes)).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), "plano-"));
  writeFileSync(join(folder, first.name), first.bytes);
  execFileSync("python3", ["-m", "zipfile", "-e", first.name, "."], { cwd: folder });
  for (const [, , name, check] of FORMS) check(readFileSync(join(folder, name), "utf8"));
});

test("the address of a saved file lives for a minute at least", async ({ plano, page }) => {
  await page.clock.install();
  // The page's policy lets no script read such an address back, so its end is watched instead.
  await page.addInitScript(() => {
    const end = URL.revokeObjectURL;
    URL.revokeObjectURL = (address) => {
      (window as any).ended = address;
      end.call(URL, address);
    };
  });
  await plano.startWhole();
  await plano.saved("#download");
  const ended = () => page.evaluate(() => (window as any).ended);
  await page.clock.runFor(60_000);
  expect(await ended()).toBe(undefined);
  await page.clock.runFor(60_000);
  expect(await ended()).toContain("blob:");
});
