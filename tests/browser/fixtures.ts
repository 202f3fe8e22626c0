// The page under test, and the watch over it: a test fails on any console error, uncaught error, breach of the
// page's policy or request to another origin, unless it says `test.use({ faultsExpected: true })`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The parts of the page that stand in index.html. */
export class PlanoPage {
  readonly page: Page;
  readonly app: Locator;
  readonly skeleton: Locator;
  readonly notStarted: Locator;
  readonly stopped: Locator;

  constructor(page: Page) {
    this.page = page;
    this.app = page.locator("#app");
    this.skeleton = page.locator("#skeleton");
    this.notStarted = page.locator("#not-started");
    this.stopped = page.locator("#stopped");
  }

  /** Opens the page; with a fragment, that view or shared plan. */
  async open(fragment = ""): Promise<void> {
    await this.page.goto(`/${fragment}`);
  }

  /** Opens the page and waits until the application has started. */
  async start(fragment = ""): Promise<void> {
    await this.page.addInitScript(() => {
      addEventListener("TrunkApplicationStarted", () => document.documentElement.setAttribute("data-started", ""));
    });
    await this.open(fragment);
    await this.page.locator("html[data-started]").waitFor({ state: "attached" });
  }

  /** Keeps the WebAssembly back until the returned function is called. */
  async holdWasm(files = "**/*.wasm"): Promise<() => void> {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await this.page.route(files, async (route) => {
      await released;
      await route.continue();
    });
    return release;
  }

  /** Opens the page and waits until what comes after the first paint is there as well. */
  async startWhole(): Promise<void> {
    await this.start();
    await this.whole();
  }

  /** Waits until what comes after the first paint is there. */
  async whole(): Promise<void> {
    await this.page.locator("#copy").waitFor({ state: "attached" });
  }

  /** Brings the editor of the text, with the focus in it. */
  async edit(): Promise<void> {
    const content = this.page.locator(".cm-content");
    await this.page.locator("#code").or(content).first().focus();
    await expect(content).toBeFocused();
  }

  /** The card of a resource. */
  card(name: string): Locator {
    return this.page.locator(".card").filter({ has: this.page.getByRole("heading", { name }) });
  }

  /** The total of the scenario on screen. */
  get total(): Locator {
    return this.page.locator(".scenarios [aria-current] b");
  }

  /** What a button saves. */
  async saved(button: string): Promise<{ name: string; bytes: Buffer; text: string }> {
    const waiting = this.page.waitForEvent("download");
    await this.page.locator(button).click();
    const download = await waiting;
    const bytes = readFileSync(await download.path());
    return { name: download.suggestedFilename(), bytes, text: bytes.toString("utf8") };
  }

  /** The Blueprint on screen, byte for byte, also where the page asks before it is taken along. */
  async blueprint(): Promise<string> {
    const waiting = this.page.waitForEvent("download");
    await this.page.locator("#download").click();
    const anyway = this.page.locator("#before-download").getByRole("button", { name: "Download anyway" });
    await Promise.race([waiting, anyway.click().then(() => waiting)]);
    const download = await waiting;
    return readFileSync(await download.path(), "utf8");
  }

  /** Opens a file by the menu. */
  async openFile(path: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator("#open-menu > summary").click();
    await this.page.locator("#open-file").setInputFiles(path);
    await expect(this.page.locator("#open-menu")).not.toHaveAttribute("open", "");
  }

  /** Presses Tab until an element has the focus, as somebody without a pointer does. */
  async tabTo(target: Locator, most = 200): Promise<void> {
    for (let count = 0; count < most; count++) {
      if (await target.evaluate((node) => node === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab did not reach ${target}`);
  }

  /** Writes what is on the screen to output/NAME.png. */
  async shoot(name: string): Promise<void> {
    await this.page.screenshot({ path: `output/${name}.png` });
  }

  /** What axe finds against WCAG 2.2 A and AA, as readable lines. */
  async accessibilityFaults(): Promise<string[]> {
    await this.page.evaluate(axeSource);
    // On a screen as high as the page, at its top: what is scrolled half under the bar is no fault. The top needs
    // saying: lists and the editor grow with the screen, and the page with them.
    const { width, height } = this.page.viewportSize()!;
    const [whole, scrolled] = await this.page.evaluate(() => [document.documentElement.scrollHeight, scrollY]);
    if (whole > height) await this.page.setViewportSize({ width, height: whole });
    await this.page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await expect.poll(() => this.page.evaluate(() => scrollY)).toBe(0);
    const faults = await this.page.evaluate(async () => {
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
      const result = await (globalThis as any).axe.run(document, { runOnly: tags });
      return result.violations.flatMap((rule: any) =>
        rule.nodes.map((node: any) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
      );
    });
    if (whole > height) await this.page.setViewportSize({ width, height });
    await this.page.evaluate((top) => scrollTo({ top, behavior: "instant" }), scrolled);
    return faults;
  }
}

interface Fixtures {
  faultsExpected: boolean;
  /** A first visit, with the first steps over the page. */
  firstVisit: boolean;
  plano: PlanoPage;
}

export const test = base.extend<Fixtures>({
  faultsExpected: [false, { option: true }],
  firstVisit: [false, { option: true }],

  context: async ({ context, firstVisit }, use) => {
    if (!firstVisit) {
      await context.addInitScript(() => {
        try {
          localStorage.setItem("plano-guide", "seen");
        } catch {
          // Where storage is blocked, the first steps are shown.
        }
      });
    }
    await use(context);
  },

  page: async ({ page, baseURL, faultsExpected }, use) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`uncaught: ${error}`));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== baseURL && protocol.startsWith("http")) faults.push(`request to ${request.url()}`);
    });
    await page.exposeFunction("reportBreach", (breach: string) => void faults.push(`policy: ${breach}`));
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        (globalThis as any).reportBreach(`${event.effectiveDirective} ${event.blockedURI}`),
      );
    });
    await use(page);
    if (!faultsExpected) expect(faults).toEqual([]);
  },

  plano: async ({ page }, use) => use(new PlanoPage(page)),
});

export { expect };
