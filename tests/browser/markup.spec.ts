// A file full of markup, scripts, formulas and signs that turn the direction of reading is text everywhere.

import { expect, test } from "./fixtures.ts";
import { openTab, tabs } from "./tabs.ts";

const image = "<img src=x onerror=alert(1)>";
const text = `# ${image}</script><script>alert(2)</script>
services:
  - type: web
    name: "${image}"
    runtime: node
    plan: "</select><svg onload=alert(3)>"
    repo: "javascript:alert(4)"
    buildCommand: "</script><script>alert(5)</script>"
    domains: ["javascript:alert(6)", "<b>x</b>"]
    envVars:
      - {key: "<u>KEY</u>", value: "${image}"}
      - {key: "=HYPERLINK(1)", value: "+1+cmd|' /C calc'!A0"}
      - {fromGroup: "<i>none</i>"}
  - type: worker
    name: "a\u202eb\u2066c"
    runtime: node
    "<s>unknown</s>": "${image}"
  - type: worker
    name: "=1+1"
    runtime: node
    plan: 1c-2g
databases:
  - {name: "<h1>db</h1>", plan: 1c-4g, user: "{{7*7}}"}
envVarGroups:
  - {name: "]]><g>", envVars: [{key: K, value: "\${alert(7)}"}]}
`;

/** What could only have come from the text. */
const strangers = (page: import("@playwright/test").Page) =>
  page.evaluate(() => {
    const made = document.querySelectorAll(
      "#app img, #app script, #app iframe, #app b > b, #app u, #app s, #app h1 h1, [onerror], [onload], #app object, #app embed",
    );
    const addresses = [...document.querySelectorAll("a[href], form[action]")].filter((node) =>
      /^\s*(javascript|data|vbscript):/i.test(node.getAttribute("href") ?? node.getAttribute("action") ?? ""),
    );
    return [...made, ...addresses].map((node) => node.outerHTML.slice(0, 200));
  });

test("markup is text on every tab, in the report, and in files", async ({ plano, page }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const asked: string[] = [];
  await plano.startWhole();
  const before = await page.locator("script").count();
  page.on("request", (request) => asked.push(request.url()));
  await plano.openFile({ name: `${image}.yaml`, mimeType: "text/yaml", buffer: Buffer.from(text) });
  await expect(page.locator(".card h3").filter({ hasText: image }).first()).toBeVisible();
  // A sign that turns the direction of reading is seen.
  await expect(page.locator(".card h3").filter({ hasText: "a⟨U+202E⟩b⟨U+2066⟩c" }).first()).toBeVisible();
  for (const tab of tabs) {
    await openTab(page, tab);
    await page.evaluate(() => document.querySelectorAll("details:not(.menu)").forEach((details) => ((details as HTMLDetailsElement).open = true)));
    await page.waitForTimeout(100);
    expect(await strangers(page), tab).toEqual([]);
  }
  await openTab(page, "costs");
  await page.emulateMedia({ media: "print" });
  expect(await strangers(page)).toEqual([]);
  await page.emulateMedia({ media: "screen" });
  await page.locator("#file-form").selectOption({ label: "costs.csv" });
  const csv = (await plano.saved("#download-view")).text;
  expect(csv).toContain("'=1+1");
  for (const line of csv.split("\n")) expect(line).not.toMatch(/(^|,)"?[=@]/);
  await page.locator("#file-form").selectOption({ label: "costs.md" });
  const markdown = (await plano.saved("#download-view")).text;
  expect(markdown).not.toContain("<img");
  expect(markdown).not.toContain("\u202e");
  expect(await plano.blueprint()).toBe(text);

  await page.locator("#share-menu > summary").click();
  const address = await page.locator("#share-address").inputValue();
  await page.goto("about:blank");
  await page.goto(address);
  await plano.whole();
  await expect(page.locator(".arrived")).toContainText(image);
  expect(await strangers(page)).toEqual([]);
  expect(dialogs).toEqual([]);
  expect(await page.locator("script").count()).toBe(before);
  expect(asked.filter((url) => /alert|onerror|\/x$/.test(url))).toEqual([]);
});
