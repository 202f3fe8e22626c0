// The tab Kit: the files, alone and together, compared byte for byte with what the command writes.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { plano as command, production } from "./command.ts";
import { expect, test } from "./fixtures.ts";

const folder = () => mkdtempSync(join(tmpdir(), "plano-"));

/** Files below a folder with their bytes and whether they can be run. */
function files(root: string, at = root): Map<string, { bytes: string; runs: boolean }> {
  const found = new Map<string, { bytes: string; runs: boolean }>();
  for (const name of readdirSync(at).sort()) {
    const path = join(at, name);
    const { mode } = statSync(path);
    if (statSync(path).isDirectory()) for (const [key, value] of files(root, path)) found.set(key, value);
    else found.set(relative(root, path), { bytes: readFileSync(path).toString("base64"), runs: (mode & 0o100) !== 0 });
  }
  return found;
}

/** Unpacks an archive as somebody would, rights included. */
function unzipped(bytes: Buffer): string {
  const at = folder();
  writeFileSync(join(at, "kit.zip"), bytes);
  const unpack =
    "import zipfile, os, sys\n" +
    "with zipfile.ZipFile('kit.zip') as archive:\n" +
    "  for entry in archive.infolist():\n" +
    "    path = archive.extract(entry, 'out')\n" +
    "    os.chmod(path, entry.external_attr >> 16)\n";
  execFileSync("python3", ["-c", unpack], { cwd: at });
  return join(at, "out");
}

/** What the command writes for a Blueprint. */
function written(blueprint: string, ...options: string[]): Map<string, { bytes: string; runs: boolean }> {
  const out = folder();
  command(blueprint, "kit", "--out", out, ...options);
  return files(out);
}

test("the zip is what the command writes, the same each time", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-kit").click();
  const saved = await plano.saved("#kit-all");
  expect(saved.name).toBe("plano-production-kit.zip");
  expect((await plano.saved("#kit-all")).bytes.equals(saved.bytes)).toBe(true);
  const expected = written(production);
  expect(expected.size).toBeGreaterThan(30);
  expect(files(unzipped(saved.bytes))).toEqual(expected);
  await expect(page.locator(".kit-head p")).toHaveText(`${expected.size} files, filled in from this plan.`);

  // The same files are among all files.
  const all = files(join(unzipped((await plano.saved("#download-all")).bytes), "kit"));
  expect(all).toEqual(expected);
});

test("the kit follows the plan: users, text and day", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("5000");
  await page.locator("#mau").blur();
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await page.locator("#tab-kit").click();
  await page.locator("#kit-first-day").fill("2027-02-28");
  await page.locator("#kit-first-day").blur();
  const blueprint = production.replace("plan: 1c-2g", "plan: 2c-4g");
  const expected = written(blueprint, "--mau", "5000", "--from", "2027-02-28");
  expect(files(unzipped((await plano.saved("#kit-all")).bytes))).toEqual(expected);
  await page.getByRole("button", { name: "load/peak.js" }).click();
  await expect(page.locator(".kit-text")).toContainText("PEAK_REQUESTS || 200");
  // The day is a step, and comes back.
  await page.keyboard.press("Control+z");
  await expect(page.locator("#kit-first-day")).toHaveValue("");
});

test("a file is shown as it is, copied and saved alone", async ({ plano, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await plano.startWhole();
  await page.locator("#tab-kit").click();
  await expect(page.locator(".kit-file h2")).toHaveText("README.md");
  const expected = written(production);
  for (const path of ["bin/render-build.sh", "aws/iam-policy.json", "security/secret-rotation.ics"]) {
    await page.getByRole("button", { name: path, exact: true }).click();
    await expect(page.getByRole("button", { name: path, exact: true })).toHaveAttribute("aria-current", "true");
    const text = Buffer.from(expected.get(path)!.bytes, "base64").toString("utf8");
    const lines = await page.locator(".kit-text li").evaluateAll((items) => items.map((item) => item.textContent));
    expect(lines).toEqual(text.replace(/\r?\n$/, "").split(/\r?\n/));
    await page.locator("#kit-copy").click();
    await expect(page.locator("#last-change")).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    const saved = await plano.saved("#kit-download");
    expect(saved.name).toBe(path.split("/").pop());
    expect(saved.text).toBe(text);
  }
  await expect(page.locator(".kit-text .k").first()).toBeVisible();
});

test("a plan on a disk has no bucket, and one without services the general part", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-kit").click();
  await expect(page.getByRole("button", { name: "aws/cors.json" })).toBeVisible();
  await plano.openFile({ name: "shop.yaml", mimeType: "application/yaml", buffer: Buffer.from("services: []\n") });
  await page.locator("#tab-kit").click();
  await expect(page.getByRole("button", { name: "docs/runbooks.md" })).toBeVisible();
  await expect(page.getByRole("button", { name: "aws/cors.json" })).toHaveCount(0);
});

test.describe("without its code", () => {
  test.use({ faultsExpected: true });

  test("its code comes with the tab, or says that it did not", async ({ plano, page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    let blocked = true;
    await page.route("**/plano-kit-*.wasm", (route) => (blocked ? route.abort() : route.continue()));
    await plano.startWhole();
    expect(asked.filter((url) => url.includes("plano-kit-"))).toEqual([]);
    await page.locator("#tab-kit").click();
    await expect(page.locator("#pane [role=alert]")).toContainText("could not be loaded");
    blocked = false;
    await page.locator("#pane").getByRole("button", { name: "Try again" }).click();
    await expect(page.locator(".kit-file h2")).toHaveText("README.md");
  });
});

test("by keyboard alone", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-changes").click();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#tab-kit")).toBeFocused();
  const target = page.getByRole("button", { name: "Procfile" });
  await plano.tabTo(target);
  await page.keyboard.press("Enter");
  await expect(page.locator(".kit-file h2")).toHaveText("Procfile");
  await expect(target).toBeFocused();
  await plano.tabTo(page.locator(".kit-text"));
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`no fault, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await plano.startWhole();
      await page.locator("#tab-kit").click();
      await page.getByRole("button", { name: "bin/render-build.sh" }).click();
      await expect(page.locator(".kit-text")).toContainText("pnpm");
      expect(await plano.accessibilityFaults()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `output/kit-${width}-${colorScheme}.png`, fullPage: width < 900 });
    });
  }
}
