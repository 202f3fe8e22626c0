// Draws the PNG icons in public/ from public/icon.svg; run by hand when the icon changes.
//   node tests/browser/icons.mjs

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium as engine } from "@playwright/test";
import { chromium } from "./chromium.mjs";

const folder = fileURLToPath(new URL("../../public/", import.meta.url));
const svg = readFileSync(`${folder}icon.svg`, "utf8");

/** Name, side in pixels, the part of the side that the drawing takes: a maskable icon may lose its rim. */
const ICONS = [
  ["icon-192", 192, 0.84],
  ["icon-512", 512, 0.84],
  ["icon-maskable-512", 512, 0.56],
];

const browser = await engine.launch({ executablePath: chromium(), args: ["--no-sandbox"] });
const page = await browser.newPage({ colorScheme: "light" });
for (const [name, side, part] of ICONS) {
  await page.setViewportSize({ width: side, height: side });
  const drawn = svg.replace("<svg ", `<svg width="${side * part}" height="${side * part}" `);
  await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;background:#fff">${drawn}`);
  await page.screenshot({ path: `${folder}${name}.png` });
}
await browser.close();
