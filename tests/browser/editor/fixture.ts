// The editor alone, on a page that holds nothing else, under the page's policy. The harness's files are put in by
// the test, so no second server is needed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test as base, PlanoPage } from "../fixtures.ts";
import { site } from "../../../scripts/site.mjs";
import type { Locator, Page } from "@playwright/test";

const here = import.meta.dirname;
const root = join(here, "../../..");

const POLICY: string = site().headers.find(({ name }) => name === "Content-Security-Policy")!.value;

const FILES: Record<string, [folder: string, type: string]> = {
  "harness.html": [here, "text/html"],
  "harness.css": [here, "text/css"],
  "harness.js": [here, "text/javascript"],
  "tokens.css": [join(root, "style"), "text/css"],
  "base.css": [join(root, "style"), "text/css"],
  "plano-editor.js": [join(root, "target/editor"), "text/javascript"],
};

/** What the harness has been told: changes, questions, undo and redo. */
export interface Told {
  changed?: number[];
  inserted?: string[];
  continues?: boolean;
  complete?: number[];
  applied?: string;
  heard?: string;
  said?: string;
}

export class EditorPage {
  readonly page: Page;
  readonly content: Locator;
  readonly lines: Locator;
  readonly tooltip: Locator;

  constructor(page: Page) {
    this.page = page;
    this.content = page.getByRole("textbox", { name: "Text of the Blueprint" });
    this.lines = page.locator(".cm-line");
    this.tooltip = page.locator(".cm-tooltip");
  }

  async open(text: string, options: object = {}): Promise<void> {
    await this.page.route("**/editor/*", (route) => {
      const name = new URL(route.request().url()).pathname.split("/").at(-1)!;
      const [folder, type] = FILES[name];
      const headers = { "content-type": `${type}; charset=utf-8`, "content-security-policy": POLICY };
      return route.fulfill({ headers, body: readFileSync(join(folder, name)) });
    });
    await this.page.goto("/editor/harness.html");
    await this.page.evaluate(
      ([text, options]) => (globalThis as any).harness.open({ text, ...(options as object) }),
      [text, options] as const,
    );
  }

  /** Calls a method of the editor. */
  async call(method: string, ...values: unknown[]): Promise<any> {
    return this.page.evaluate(
      ([method, values]) => (globalThis as any).harness.editor()[method as string](...(values as unknown[])),
      [method, values] as const,
    );
  }

  /** Says what the page answers from now on. */
  async answer(answers: object): Promise<void> {
    await this.page.evaluate((answers) => void Object.assign((globalThis as any).harness.answers, answers), answers);
  }

  async told(): Promise<(Told | string)[]> {
    return this.page.evaluate(() => (globalThis as any).harness.told);
  }

  /** What was told of changes. */
  async changes(): Promise<Told[]> {
    return (await this.told()).filter((one): one is Told => typeof one !== "string" && one.changed !== undefined);
  }

  /** The text that the page has after all changes. */
  async text(): Promise<string> {
    return this.page.evaluate(() => (globalThis as any).harness.text());
  }

  /** What was read aloud last. */
  async said(): Promise<string | undefined> {
    return (await this.told()).flatMap((one) => (typeof one !== "string" && one.said ? [one.said] : [])).at(-1);
  }

  async place(): Promise<[number, number]> {
    const { line, column } = await this.call("place");
    return [line, column];
  }

  /** Puts the cursor somewhere and presses keys. */
  async press(line: number, column: number, ...keys: string[]): Promise<void> {
    await this.call("reveal", line, column);
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The lines on screen. */
  async shown(): Promise<string> {
    return (await this.lines.allTextContents()).join("\n");
  }
}

export const test = base.extend<{ editor: EditorPage; axe: () => Promise<string[]> }>({
  editor: async ({ page }, use) => use(new EditorPage(page)),
  axe: async ({ page }, use) => use(() => new PlanoPage(page).accessibilityFaults()),
});

export { expect };
