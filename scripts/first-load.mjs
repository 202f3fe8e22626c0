// What a visit requests until the page can be used: each file, its size, and the limit of their sum.
//   node scripts/first-load.mjs dist

import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { filesBelow } from "./files.mjs";

/** The most that a first visit may transfer, compressed by Brotli, in KB of 1000 bytes. */
export const LIMIT_KB = 232;

/** What is loaded after the first visit's files, and when. */
const LATER = [
  ["assets/plano-later-", "once the page stands"],
  ["assets/wasm/plano-later-", "with it"],
  ["assets/wasm/plano-shared-", "with it"],
  ["assets/wasm/plano-kit-", "with the tab Kit or Rollout, or with all files"],
  ["assets/plano-editor-", "when the text is first focused"],
  ["service-worker.js", "after the page has loaded, and then all that is missing"],
];

const LINKED_BY_PAGE = [
  /<(?:link|script)\b[^>]*?\s(?:href|src)="([^"]+)"/g,
];
const LINKED_BY_SCRIPT = [/^(?:import|export)\b[^'"]*\bfrom\s*['"]([^'"]+)['"]/gm];

/** The files of a first visit, as paths relative to `dist`, the page itself first. */
export function firstLoad(dist) {
  const files = ["index.html"];
  for (const file of files) {
    const patterns = file.endsWith(".html") ? LINKED_BY_PAGE : file.endsWith(".js") ? LINKED_BY_SCRIPT : [];
    if (patterns.length === 0) continue;
    const text = readFileSync(join(dist, file), "utf8");
    for (const [, link] of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const path = posix.join("/", link.startsWith("/") ? "" : posix.dirname(file), link).slice(1);
      if (!files.includes(path) && existsSync(join(dist, path))) files.push(path);
    }
  }
  return files;
}

function compressedSize(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

function main(dist) {
  const rows = firstLoad(dist).map((name) => {
    const bytes = readFileSync(join(dist, name));
    return { name, raw: bytes.length, compressed: compressedSize(bytes) };
  });
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const kb = (bytes) => (bytes / 1000).toFixed(1);
  const width = Math.max(...rows.map((row) => row.name.length));
  const line = (name, raw, compressed) =>
    console.log(`  ${name.padEnd(width)}  ${raw.padStart(8)}  ${compressed.padStart(8)}`);

  console.log("\nFirst load, in KB of 1000 bytes");
  line("", "raw", "brotli");
  for (const row of rows) line(row.name, kb(row.raw), kb(row.compressed));
  line("total", kb(sum("raw")), kb(sum("compressed")));

  for (const [start, when] of LATER) {
    for (const name of filesBelow(dist).filter((name) => name.startsWith(start))) {
      const bytes = readFileSync(join(dist, name));
      line(`${name}, ${when}`, kb(bytes.length), kb(compressedSize(bytes)));
    }
  }

  const within = sum("compressed") <= LIMIT_KB * 1000;
  console.log(`First load: ${kb(sum("compressed"))} KB, limit ${LIMIT_KB} KB${within ? "" : ": too large"}`);
  return within ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv[2] ?? "dist");
}
