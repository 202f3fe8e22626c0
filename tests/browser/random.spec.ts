// Random use of the controls: whatever is clicked, chosen and typed, the text passes the official schema, and the
// page says of it what the command says.

import { plano as command, officialSchema } from "./command.ts";
import { expect, test } from "./fixtures.ts";
import type { Page } from "@playwright/test";
import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";

const STEPS = 300;
const SEED = 20261124;

/** A small generator of random numbers below a bound, the same for a seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TEXTS = ["", "1", "2", "3", "7", "15", "100", "250", "0", "-1", "x", "1,000", "bin/run", "/health", "yes", "a: b"];

/** Uses one control of the page, and says which. */
async function step(page: Page, below: (below: number) => number): Promise<string> {
  const pick = { at: below(1_000_000), value: below(1_000_000), text: TEXTS[below(TEXTS.length)] };
  return page.evaluate(({ at, value, text }) => {
    document.querySelectorAll<HTMLDetailsElement>(".controls details").forEach((details) => (details.open = true));
    const usable = ".controls :is(select, input, button), #undo, #redo, .scenarios button, #duplicate-scenario";
    // What follows from the users has a line that the command, which is told no users, has not.
    const counted = /^((uses-)?(sentry|datadog|logs)|(unit|count|amount)-.*)$/;
    const controls = [...document.querySelectorAll<HTMLElement>(usable)].filter(
      (control) => !(control as HTMLButtonElement).disabled && control.checkVisibility() && !counted.test(control.id),
    );
    const control = controls[at % controls.length];
    const name = control.id || control.getAttribute("aria-label") || control.textContent?.trim() || control.tagName;
    const happens = (type: string) => control.dispatchEvent(new Event(type, { bubbles: true }));
    if (control instanceof HTMLSelectElement) {
      control.selectedIndex = value % control.options.length;
      happens("change");
      return `${name} = ${control.value}`;
    }
    if (control instanceof HTMLInputElement && !["checkbox", "radio"].includes(control.type)) {
      control.value = control.type === "range" ? String(value % 201) : text;
      happens("input");
      happens("change");
      return `${name} = ${control.value}`;
    }
    control.click();
    return name;
  }, pick);
}

/** What a button saves. The browser's own downloads are left out: hundreds in a row are not its everyday. */
function saved(page: Page, button: string): Promise<string> {
  return page.evaluate((button) => {
    document.querySelector<HTMLButtonElement>(button)!.click();
    return (window as any).saved.text();
  }, button);
}

/** What the page says of the text on screen. */
async function said(page: Page) {
  const text = (selector: string) => page.locator(selector).first().innerText();
  return { verdict: await text(".status .good, .status .bad"), total: (await text(".scenarios [aria-current] b")).trim() };
}

async function check(page: Page, trail: string[], isValid?: (blueprint: unknown) => boolean) {
  const blueprint = await saved(page, "#download");
  const where = `after ${trail.slice(-5).join(" | ")}`;
  if (isValid) expect(isValid(parse(blueprint)), where).toBe(true);
  const workspace = await page.getByLabel("Workspace plan").inputValue();
  const report = JSON.parse(command(blueprint, "check", "--format", "json", "--workspace", workspace));
  expect(report.schema_valid, where).toBe(true);
  const shown = await said(page);
  expect(shown.verdict, where).toBe(report.valid ? "Valid for Render" : "Not valid for Render");

  const options = ["--workspace", workspace];
  for (const id of ["monitoring", "openai", "whatsapp", "mail"]) {
    if (await page.locator(`#uses-${id}`).isChecked()) {
      const field = page.locator(`#${id}`);
      const typed = (await field.getAttribute("aria-invalid")) ? null : await field.inputValue();
      if (typed === null) return;
      options.push(`--${id}`, typed || "unpriced");
    }
  }
  const storage = page.locator("#object-storage");
  if (await storage.count()) {
    if (await storage.getAttribute("aria-invalid")) return;
    const size = await storage.inputValue();
    if (size) options.push("--object-storage-gb", size);
  }
  const bill = JSON.parse(command(blueprint, "cost", "--format", "json", ...options));
  const amount = (sum: string) => sum.replace(/\B(?=(\d{3})+\.)/g, ",");
  const range = bill.total_min === bill.total_max ? "" : `–${amount(bill.total_max)}`;
  const unpriced = bill.unknown.length ? ` + ${bill.unknown.length} unpriced` : "";
  expect(shown.total, where).toBe(`$${amount(bill.total_min)}${range}${unpriced}`);

  await page.locator("#tab-environment").click();
  expect(await saved(page, "#download-view"), where).toBe(command(blueprint, "env", "--format", "md"));
  await page.locator("#tab-blueprint").click();
}

test(`${STEPS} random uses of the controls`, async ({ plano, page }) => {
  test.setTimeout(300_000);
  await page.addInitScript(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => make.call(URL, ((window as any).saved = blob));
    HTMLAnchorElement.prototype.click = () => {};
  });
  const schema = officialSchema();
  const validate = schema && new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const below = random(SEED);
  await plano.startWhole();
  const trail: string[] = [];
  for (let count = 1; count <= STEPS; count++) {
    trail.push(await step(page, below));
    // Each answer of the command takes a process of its own, so every third state is looked at.
    if (count % 3 === 0) await check(page, trail, validate as ((value: unknown) => boolean) | undefined);
  }
  expect(new Set(trail).size).toBeGreaterThan(100);
});
