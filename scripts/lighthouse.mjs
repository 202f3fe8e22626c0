// Lighthouse on the built page, as on a phone: accessibility and best practices must be 100; performance is the
// median of five runs, printed only, since it depends on the machine.
//   node scripts/lighthouse.mjs

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "../tests/browser/chromium.mjs";
import { filesBelow } from "./files.mjs";
import { serve } from "./site.mjs";

const RUNS = 5;
const PERFECT = ["accessibility", "best-practices"];
const require = createRequire(new URL("../tests/browser/", import.meta.url));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

/** A copy of the build that is sent compressed, as the host does. */
function compressed() {
  const folder = mkdtempSync(join(tmpdir(), "plano-lighthouse-"));
  cpSync(new URL("../dist", import.meta.url).pathname, folder, { recursive: true });
  for (const file of filesBelow(folder).filter((file) => !file.endsWith(".png"))) {
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(readFileSync(join(folder, file))));
  }
  return folder;
}

const folder = compressed();
const server = await serve(folder, 0, { brotli: true });
const chrome = await launch({
  chromePath: chromium(),
  chromeFlags: ["--headless=new", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
/** A run; one whose recording failed, which says nothing of the page, is made again. */
async function recorded(categories) {
  for (let attempt = 1; ; attempt++) {
    const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/`, {
      port: chrome.port,
      onlyCategories: categories,
      logLevel: "error",
    });
    if (!lhr.runtimeError) return lhr;
    if (attempt === 3) throw new Error(lhr.runtimeError.message);
    console.log(`Again: ${lhr.runtimeError.message}`);
  }
}

const faults = [];
const performance = [];
try {
  for (let run = 0; run < RUNS; run++) {
    const categories = run === 0 ? [...PERFECT, "performance"] : ["performance"];
    const lhr = await recorded(categories);
    performance.push(lhr.categories.performance.score * 100);
    for (const category of PERFECT.filter((category) => categories.includes(category))) {
      const { score, auditRefs } = lhr.categories[category];
      console.log(`${category}: ${Math.round(score * 100)}`);
      if (score === 1) continue;
      const failed = auditRefs.map(({ id }) => lhr.audits[id]).filter((audit) => audit.score !== null && audit.score < 1);
      faults.push(...failed.map((audit) => `${category}: ${audit.title}: ${JSON.stringify(audit.details?.items ?? []).slice(0, 500)}`));
    }
    if (run === 0) {
      for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]) {
        console.log(`${id}: ${lhr.audits[id].displayValue}`);
      }
    }
  }
} finally {
  chrome.kill();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
}
performance.sort((a, b) => a - b);
for (const fault of faults) console.error(fault);
console.log(`Lighthouse: performance ${Math.round(performance[(RUNS - 1) / 2])} (median of ${performance.map(Math.round).join(", ")})`);
process.exitCode = faults.length === 0 ? 0 : 1;
