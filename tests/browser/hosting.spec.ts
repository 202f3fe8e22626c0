// The page as its host sends it: the headers of render.yaml, its policy on the whole path of a visit, and no page
// where a file is missing.

import { production } from "./command.ts";
import { expect, test } from "./fixtures.ts";
import { filesBelow } from "../../scripts/files.mjs";
import { check } from "../../scripts/integrity.mjs";
import { site } from "../../scripts/site.mjs";

const dist = "../../dist";
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; " +
  "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const ANEW = ["/", "/index.html", "/service-worker.js", "/worker.js", "/manifest.webmanifest"];

test("every file comes under the headers of render.yaml", async ({ request }) => {
  const paths = ["/", ...filesBelow(dist).map((file) => `/${file}`)];
  for (const path of paths) {
    const response = await request.get(path);
    const headers = response.headers();
    expect(response.status(), path).toBe(200);
    expect(headers["content-security-policy"], path).toBe(POLICY);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("no-referrer");
    expect(headers["permissions-policy"], path).toContain("geolocation=()");
    if (ANEW.includes(path)) expect(headers["cache-control"], path).toBe("no-cache");
    if (path.startsWith("/assets/")) expect(headers["cache-control"], path).toBe("public, max-age=31536000, immutable");
    if (path.endsWith(".wasm")) expect(headers["content-type"], path).toBe("application/wasm");
    if (path.endsWith(".js")) expect(headers["content-type"], path).toContain("text/javascript");
  }
});

test("no path has two rules for one header", () => {
  const rules: { path: string; name: string }[] = site().headers;
  for (const file of ["", ...filesBelow(dist)]) {
    const names = rules
      .filter(({ path }) => (path.endsWith("/*") ? `/${file}`.startsWith(path.slice(0, -1)) : `/${file}` === path))
      .map(({ name }) => name);
    expect(new Set(names).size, file).toBe(names.length);
  }
});

test("what is not there is answered by 404, not by the page", async ({ request }) => {
  for (const path of ["/assets/plano-web-0000000000000000.js", "/assets/wasm/gone.wasm", "/nothing", "/assets/", "/..%2fCargo.toml"]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(404);
    expect(await response.text(), path).not.toContain("<html");
  }
});

test("every hash in the build is that of its file", () => {
  const { faults, compared } = check(dist);
  expect(faults).toEqual([]);
  expect(compared).toBeGreaterThan(10);
});

test("the policy is kept on the whole path of a visit", async ({ plano, page }) => {
  // The watch over the page fails on each breach.
  await plano.startWhole();
  expect(await plano.saved("#download")).toMatchObject({ name: "render.yaml", text: production });
  for (const tab of ["problems", "environment", "costs", "changes", "blueprint"]) await page.locator(`#tab-${tab}`).click();
  await plano.edit();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# typed\n");
  await expect(page.locator(".cm-content")).toContainText("# typed");
  // A text long enough for the worker.
  const long = production + "\n# filling".repeat(4000) + "\n";
  await plano.openFile({ name: "long.yaml", mimeType: "application/yaml", buffer: Buffer.from(long) });
  await plano.edit();
  const worker = page.waitForEvent("worker");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("#");
  await worker;
});

test.describe("a breach", () => {
  test.use({ faultsExpected: true });

  test("is seen by the watch", async ({ plano, page }) => {
    await plano.start();
    const breach = page.evaluate(
      () => new Promise((resolve) => addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective))),
    );
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "1" })));
    expect(await breach).toBe("script-src-elem");
  });
});
