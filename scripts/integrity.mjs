// Checks a build: every hash that index.html and the service worker state is that of the file, every name that
// holds a hash holds that of its file, and nothing that the page's policy forbids stands in index.html.
//   node scripts/integrity.mjs dist

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, integrity } from "./files.mjs";

/** What is wrong with a build, in sentences; and how many hashes were compared. */
export function check(dist) {
  const faults = [];
  let compared = 0;
  const compare = (address, stated) => {
    compared++;
    const path = join(dist, address === "/" ? "index.html" : address);
    if (!existsSync(path)) return faults.push(`${address} is linked and missing`);
    const real = integrity(readFileSync(path), stated);
    if (real !== stated) faults.push(`${address} is stated as ${stated} and is ${real}`);
  };

  const html = readFileSync(join(dist, "index.html"), "utf8");
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const address = tag.match(/\s(?:href|src)="([^"]+)"/)?.[1];
    const stated = tag.match(/\sintegrity="([^"]+)"/)?.[1];
    if (stated) compare(address, stated);
    else if (address?.startsWith("/assets/")) faults.push(`${address} is linked without its integrity`);
    if (tag.startsWith("<script") && !address) faults.push("index.html has a script of its own, which the policy forbids");
  }
  if (/<style\b|\sstyle=|\son[a-z]+=/.test(html)) faults.push("index.html has a style or a handler of its own");

  const files = filesBelow(dist).filter((path) => path !== "service-worker.js");
  const worker = readFileSync(join(dist, "service-worker.js"), "utf8");
  const kept = [...worker.matchAll(/"(\/[^"]*)":\s*"(sha\d+-[^"]+)"/g)];
  for (const [, address, stated] of kept) compare(address, stated);
  if (kept.length !== files.length) faults.push(`the service worker keeps ${kept.length} files of ${files.length}`);

  for (const path of files.filter((path) => path.startsWith("assets/"))) {
    const named = path.match(/-([0-9a-f]{16})\.\w+$/)?.[1];
    const real = createHash("sha256").update(readFileSync(join(dist, path))).digest("hex").slice(0, 16);
    if (named !== real) faults.push(`${path} does not have the name of its bytes, ${real}`);
  }
  return { faults, compared };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { faults, compared } = check(process.argv[2] ?? "dist");
  for (const fault of faults) console.error(fault);
  console.log(`Integrity: ${compared} hashes compared, ${faults.length} wrong`);
  process.exitCode = faults.length === 0 && compared > 0 ? 0 : 1;
}
