// The topology: drawn from the Blueprint on screen, its parts lead to their controls, and what is taken along.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { plano as command, production } from "./command.ts";
import { type PlanoPage, expect, test } from "./fixtures.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

async function look(plano: PlanoPage): Promise<void> {
  await plano.startWhole();
  await plano.page.locator("#tab-topology").click();
  await expect(plano.page.locator(".topology")).toBeVisible();
}

/** The box of a part, by the beginning of what is said of it. */
function part(plano: PlanoPage, name: string) {
  const title = plano.page.locator("title", { hasText: new RegExp(`^${name}`) });
  return plano.page.locator(".topology-node").filter({ has: title });
}

function opened(text: string) {
  return { name: "render.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) };
}

/** Mermaid's own parser reads a flowchart, where it is installed. */
function readByMermaid(text: string): void {
  if (!existsSync(`${root}tests/kit/node_modules/mermaid`)) return;
  const file = join(mkdtempSync(join(tmpdir(), "plano-")), "topology.mmd");
  writeFileSync(file, text);
  execFileSync("node", [`${root}tests/kit/mermaid.mjs`, file], { stdio: "pipe" });
}

test("production is drawn with what it talks to, and listed", async ({ plano, page }) => {
  await look(plano);
  for (const name of [
    "Load balancer",
    "gp-bikes-web, web service · 1c-2g · 2–4 instances",
    "gp-bikes-worker, background worker",
    "gp-bikes-postgres, Postgres · 4c-16g · 100 GB",
    "gp-bikes-redis, Key Value",
    "Amazon S3",
    "OpenAI",
    "WhatsApp",
    "Sentry",
    "Mail server",
  ]) {
    await expect(part(plano, name)).toHaveCount(1);
  }
  await expect(page.locator(".topology .topology-zone")).toHaveText("Render · oregon");
  await page.locator("#topology-list > summary").click();
  const rows = page.locator(".topology-parts > li");
  await expect(rows.filter({ has: page.getByRole("button", { name: "gp-bikes-worker" }) })).toContainText(
    "Talks to gp-bikes-postgres by DATABASE_URL.",
  );
  // The command says the same.
  const said = command(production, "topology").split("\n");
  const links = await rows.locator("ul > li").allInnerTexts();
  expect(links).toEqual(said.filter((line) => line.startsWith("  ") && !line.startsWith("  In ")).map((line) => line.trim()));
});

test("it follows a change", async ({ plano, page }) => {
  await look(plano);
  await page.locator("#field-services-0-plan").selectOption("2c-4g");
  await expect(part(plano, "gp-bikes-web, web service · 2c-4g")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(part(plano, "gp-bikes-web, web service · 1c-2g")).toHaveCount(1);
  await plano.openFile(opened("services:\n  - {type: web, name: shop, runtime: node, plan: 1c-2g, numInstances: 1}\n"));
  await page.locator("#tab-topology").click();
  await expect(part(plano, "shop, web service · 1c-2g · 1 instance")).toHaveCount(1);
  await expect(part(plano, "Load balancer")).toHaveCount(0);
  await page.locator("#field-services-0-numInstances input").first().fill("3");
  await page.keyboard.press("Tab");
  await expect(part(plano, "Load balancer")).toHaveCount(1);
  await expect(part(plano, "shop, web service · 1c-2g · 3 instances")).toHaveCount(1);
});

test("a part leads to its control", async ({ plano, page }) => {
  await look(plano);
  await part(plano, "gp-bikes-worker").click();
  await expect(page.locator("#field-services-1-plan")).toBeFocused();
  await part(plano, "gp-bikes-postgres").click();
  await expect(page.locator("#field-databases-0-plan")).toBeFocused();
  await part(plano, "Load balancer").click();
  expect(await page.evaluate(() => document.activeElement?.closest("[id$=numInstances]")?.id)).toBe(
    "field-services-0-numInstances",
  );
  // By keys: each part can be reached, and what has no control leads to the text.
  await page.locator("#topology-drawing").focus();
  await plano.tabTo(part(plano, "gp-bikes-web"), 12);
  await page.keyboard.press("Enter");
  await expect(page.locator("#field-services-0-plan")).toBeFocused();
  await part(plano, "OpenAI").focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".cm-content")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type("2");
  expect(await plano.blueprint()).toContain("- key: OPENAI_API_KEY2\n");
});

test("the list leads to the controls too", async ({ plano, page }) => {
  await look(plano);
  await page.locator("#topology-list > summary").click();
  await page.locator(".topology-parts").getByRole("button", { name: "gp-bikes-redis" }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^field-services-2/);
});

test("it is saved as SVG, PNG and Mermaid, and the text copied", async ({ plano, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await look(plano);
  const form = page.locator("#file-form");
  const svg = await plano.saved("#download-view");
  expect(svg.name).toBe("topology.svg");
  expect(svg.text).toBe(command(production, "topology", "--format", "svg"));
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = document.documentElement;
    const error = document.querySelector("parsererror")?.textContent;
    return { name: error ?? root.tagName, width: Number(root.getAttribute("width")), classes: root.querySelectorAll("[class]").length };
  }, svg.text);
  expect(read.name).toBe("svg");
  // It has its own colours.
  expect(read.classes).toBe(0);
  expect(svg.text).toContain('fill="#ffffff"');
  await form.selectOption({ label: "topology.png" });
  await expect(page.locator("#copy")).toBeHidden();
  const png = await plano.saved("#download-view");
  expect(png.name).toBe("topology.png");
  expect(png.bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  expect(png.bytes.readUInt32BE(16)).toBe(2 * read.width);
  await form.selectOption({ label: "topology.mmd" });
  const mermaid = await plano.saved("#download-view");
  expect(mermaid.text).toBe(command(production, "topology", "--format", "mermaid"));
  readByMermaid(mermaid.text);
  await page.locator("#copy").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(mermaid.text);
});

test("names stay text", async ({ plano, page }) => {
  const hostile = `<img src=x onerror=alert(1)>"] --> $(x) \`y\` #quot; 漢字`;
  const name = JSON.stringify(hostile);
  await plano.startWhole();
  await plano.openFile(
    opened(
      `services:\n  - type: web\n    name: ${name}\n    runtime: node\n    plan: 1c-2g\n    envVars:\n      - {key: ${name}, fromDatabase: {name: ${name}, property: host}}\n`,
    ),
  );
  await page.locator("#tab-topology").click();
  await expect(page.locator(".topology")).toBeVisible();
  expect(await page.locator("#pane img").count()).toBe(0);
  const labels = await page.locator(".topology-node > title").allTextContents();
  expect(labels[0]).toContain(hostile);
  await page.locator("#topology-list > summary").click();
  await expect(page.locator(".topology-parts")).toContainText(hostile);
  await page.locator("#file-form").selectOption({ label: "topology.mmd" });
  readByMermaid((await plano.saved("#download-view")).text);
});

test("what is too large for a drawing is listed", async ({ plano, page }) => {
  const services = Array.from({ length: 320 }, (_, at) => `  - {type: pserv, name: s${at}, runtime: node, plan: 1c-2g}`);
  await plano.startWhole();
  await plano.openFile(opened(`services:\n${services.join("\n")}\n`));
  await page.locator("#tab-topology").click();
  await expect(page.locator("#pane")).toContainText("320 parts are too many for one drawing.");
  await page.locator("#topology-list > summary").click();
  await expect(page.locator(".topology-parts > li")).toHaveCount(320);
});

test("without anything to draw it says so", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(opened("services: []\n"));
  await page.locator("#tab-topology").click();
  await expect(page.locator(".topology")).toContainText("There is nothing to draw yet");
});

for (const width of [390, 1440]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`no label lies on another, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await look(plano);
      await page.locator("#topology-list > summary").click();
      await expect(page.locator(".topology-parts > li").first()).toBeVisible();
      const touching = await page.evaluate(() => {
        const found: string[] = [];
        const texts = [...document.querySelectorAll(".topology text")];
        const boxes = texts.map((text) => text.getBoundingClientRect());
        boxes.forEach((one, at) => {
          const around = texts[at].closest(".topology-node")?.querySelector("path")?.getBoundingClientRect();
          if (around && (one.left < around.left || one.right > around.right)) found.push(`cut off: ${texts[at].textContent}`);
          boxes.slice(at + 1).forEach((other, next) => {
            const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top + 3 || other.bottom <= one.top + 3;
            if (!apart) found.push(`${texts[at].textContent} / ${texts[at + 1 + next].textContent}`);
          });
        });
        return found;
      });
      expect(touching).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await plano.accessibilityFaults()).toEqual([]);
    });
  }
}
