// What is taken along: every form of every view, compared with what the command makes of the same text.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plano as command, production } from "./command.ts";
import { expect, test } from "./fixtures.ts";

const COSTS = ["--workspace", "pro", "--object-storage-gb", "200", "--openai", "unpriced", "--whatsapp", "unpriced", "--mail", "unpriced"];

const FORMS: [view: string, form: string | null, name: string, text: () => string][] = [
  ["blueprint", null, "render.yaml", () => production],
  ["environment", "environment.md", "environment.md", () => command(production, "env", "--format", "md")],
  ["environment", "environment.csv", "environment.csv", () => command(production, "env", "--format", "csv")],
  ["environment", ".env.example", ".env.example", () => command(production, "env", "--format", "dotenv")],
  ["costs", "costs.md", "costs.md", () => command(production, "cost", "--format", "md", ...COSTS)],
  ["costs", "costs.csv", "costs.csv", () => command(production, "cost", "--format", "csv", ...COSTS)],
];

for (const [view, form, name, text] of FORMS) {
  test(`${name} is saved and copied`, async ({ plano, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await plano.startWhole();
    await page.locator(`#tab-${view}`).click();
    if (form) await page.locator("#file-form").selectOption({ label: form });
    const saved = await plano.saved("#download-view");
    // A browser drops the dot that a file's name begins with.
    expect(saved.name).toBe(name.replace(/^\./, saved.name.startsWith(".") ? "." : saved.name.slice(0, saved.name.length - name.length + 1)));
    expect(saved.text).toBe(text());
    await page.locator("#copy").click();
    await expect(page.locator("#last-change")).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text());
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
  for (const [, , name, text] of FORMS) expect(readFileSync(join(folder, name), "utf8")).toBe(text());
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
