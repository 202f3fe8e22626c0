// Reads flowcharts with Mermaid's own parser, without a browser.
//   node mermaid.mjs FILE…     fails at the first that is none

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");

for (const file of process.argv.slice(2)) {
  const { diagramType } = await mermaid.parse(readFileSync(file, "utf8"));
  if (!diagramType.startsWith("flowchart")) throw new Error(`${file}: ${diagramType}`);
}
