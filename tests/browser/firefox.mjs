// The path of a visit in Firefox: open, change, see, undo, edit, download, reload, without a network too. Over
// WebDriver BiDi, in the Firefox that is installed: $FIREFOX, else the first known name on PATH.
//   node firefox.mjs           runs it on ../../dist
//   node firefox.mjs --find    prints Firefox's path, or says what to install

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "../../scripts/site.mjs";
import { onPath } from "./chromium.mjs";

const here = import.meta.dirname;
const WAIT = { timeout: 20_000 };
const production = readFileSync(join(here, "../../src/plan/data/gp-bikes-production.yaml"), "utf8");

async function visit(page, downloads, server) {
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`uncaught: ${error}`));
  await page.evaluateOnNewDocument(() => {
    globalThis.breaches = [];
    addEventListener("securitypolicyviolation", (event) => globalThis.breaches.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  const text = (selector) => page.$eval(selector, (found) => found.textContent);
  const until = (said, ...values) => page.waitForFunction(said, WAIT, ...values);
  const includes = (selector, part) =>
    until((selector, part) => document.querySelector(selector)?.textContent.includes(part), selector, part);
  const press = (selector) => page.$eval(selector, (found) => found.click());
  const whole = () => page.waitForSelector("#copy", WAIT);
  const download = async () => {
    await press("#download");
    for (let wait = 0; wait < 100; wait++) {
      const name = readdirSync(downloads).find((name) => name.endsWith(".yaml"));
      if (name) {
        const saved = readFileSync(join(downloads, name), "utf8");
        if (saved) {
          rmSync(join(downloads, name));
          return saved;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("nothing was downloaded");
  };

  await page.goto(`${origin}/`);
  await whole();
  await includes(".scenarios [aria-current] b", "$344.60");
  const plan = await page.waitForSelector("::-p-xpath(//*[contains(@class,'card')][.//*[text()='gp-bikes-web']]//select[.//option[@value='2c-4g']])", WAIT);
  await plan.select("2c-4g");
  await includes(".scenarios [aria-current] b", "$464.60");
  const changed = production.replace("plan: 1c-2g", "plan: 2c-4g");
  assert.equal(await download(), changed);
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await includes(".scenarios [aria-current] b", "$344.60");
  assert.equal(await download(), production);
  for (const [tab, part] of [["problems", "No errors"], ["environment", "done"], ["costs", "$344.60"]]) {
    await press(`#tab-${tab}`);
    await includes("#pane", part);
  }
  await press("#tab-blueprint");
  const line = await page.waitForSelector(".code li", WAIT);
  await line.click();
  await until(() => {
    const find = (root) => [...root.querySelectorAll("*")].some((node) => node.matches(".cm-content") || (node.shadowRoot && find(node.shadowRoot)));
    return find(document);
  });
  await page.keyboard.down("Control");
  await page.keyboard.press("Home");
  await page.keyboard.up("Control");
  await page.keyboard.type("# typed");
  await page.keyboard.press("Enter");
  await includes("#kept", "Saved in this browser");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await whole();
  assert.match(await download(), /^# typed\n/);

  server.close();
  server.closeAllConnections();
  await page.reload();
  await whole();
  assert.match(await download(), /^# typed\n/);
  assert.ok(await text(".status"));
  assert.deepEqual(await page.evaluate(() => globalThis.breaches), []);
  assert.deepEqual(faults, []);
}

async function main(executablePath) {
  const server = await serve(join(here, "../../dist"), 0);
  const downloads = mkdtempSync(join(tmpdir(), "plano-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.helperApps.neverAsk.saveToDisk": "application/yaml",
    },
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    const version = await browser.version();
    await visit(page, downloads, server);
    console.log(`The path of a visit passed in ${version}`);
  } finally {
    await browser.close();
    server.close();
    rmSync(downloads, { recursive: true, force: true });
  }
}

const found = process.env.FIREFOX ?? onPath(["firefox-esr", "firefox"]);
if (!found) {
  console.error("Firefox is not installed. Install Firefox, or name its command in FIREFOX.");
  process.exit(1);
}
if (process.argv.includes("--find")) console.log(found);
else await main(found);
