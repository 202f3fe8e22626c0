// The last step of a build, run by Trunk over what it has built: names scripts, styles and WebAssembly by the hash
// of their own bytes and brings them into assets/, links them in index.html with their integrity, and writes the
// start script and the service worker, which knows every file of the build.
//   node scripts/finish.mjs     in a hook of Trunk.toml

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, integrity } from "./files.mjs";
import { languages, list } from "./words.mjs";

const esbuild = createRequire(import.meta.url)("esbuild");
const root = fileURLToPath(new URL("../", import.meta.url));
const dist = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
const later = join(root, "target/later/dist");

/** Writes bytes under assets/, named by their hash, and answers their address. */
function asset(name, ending, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return store(`${name}-${hash}${ending}`, bytes);
}

function store(name, bytes) {
  const path = name.endsWith(".wasm") ? `assets/wasm/${name}` : `assets/${name}`;
  writeFileSync(join(dist, path), bytes);
  return `/${path}`;
}

/** Takes the one file of Trunk's that has this ending out of the build. */
function take(pattern) {
  const found = readdirSync(dist).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${found.length} files match ${pattern}: ${found}`);
  const path = join(dist, found[0]);
  const bytes = readFileSync(path);
  rmSync(path);
  return bytes;
}

/** A script of shell/ with its constants put in. */
async function script(name, constants) {
  const define = Object.fromEntries(Object.entries(constants).map(([key, value]) => [key, JSON.stringify(value)]));
  const source = readFileSync(join(root, "shell", name), "utf8");
  const { code } = await esbuild.transform(source, { minify: true, format: "esm", target: "es2022", define });
  return Buffer.from(code);
}

/** Replaces the one place that matches. */
function replaceOne(text, pattern, replacement) {
  if (text.split(pattern).length !== 2) throw new Error(`index.html must have ${pattern} once`);
  return text.replace(pattern, () => replacement);
}

mkdirSync(join(dist, "assets/wasm"), { recursive: true });
const style = take(/\.css$/);
const wasm = take(/_bg\.wasm$/);
// The script names the files beside it that it loads later; those are named by their bytes already.
const program = take(/^plano-web-.*\.js$/);
for (const name of readdirSync(later)) store(name, readFileSync(join(later, name)));

const styleAddress = asset("plano", ".css", style);
// Made beside the first one; Trunk does not know it.
const laterStyle = readFileSync(join(root, "target/style/later.css"));
const laterStyleAddress = asset("plano-later", ".css", laterStyle);
const wasmAddress = asset("plano-web", ".wasm", wasm);
const programAddress = asset("plano-web", ".js", program);
const start = await script("start.js", {
  SCRIPT: programAddress,
  WASM: wasmAddress,
  STYLE: [laterStyleAddress, integrity(laterStyle)],
  OFFLINE: release,
});
const startAddress = asset("plano-start", ".js", start);

const page = join(dist, "index.html");
let html = readFileSync(page, "utf8");
html = replaceOne(html, /<link rel="stylesheet"[^>]*>/, [
  `<link rel="stylesheet" href="${styleAddress}" integrity="${integrity(style)}">`,
  `<script type="module" src="${startAddress}" integrity="${integrity(start)}"></script>`,
  `<link rel="modulepreload" href="${programAddress}" integrity="${integrity(program)}">`,
  `<link rel="preload" href="${wasmAddress}" as="fetch" type="application/wasm" crossorigin integrity="${integrity(wasm)}">`,
].join("\n  "));
const words = languages.map((language) => {
  const address = asset(`words-${language}`, ".txt", Buffer.from(list(language)));
  return `<meta name="words-${language}" content="${address}">`;
});
html = replaceOne(html, /<link rel="manifest"[^>]*>/, ['<link rel="manifest" href="/manifest.webmanifest">', ...words].join("\n  "));
html = replaceOne(html, /\n *<link data-trunk[^>]*rel="rust"[^>]*>/, "");
writeFileSync(page, html);

if (release) {
  const addresses = filesBelow(dist).map((path) => [`/${path}`.replace(/^\/index\.html$/, "/"), path]);
  const files = Object.fromEntries(addresses.map(([address, path]) => [address, integrity(readFileSync(join(dist, path)))]));
  const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  writeFileSync(join(dist, "service-worker.js"), await script("service-worker.js", { VERSION: version, FILES: files }));
} else {
  writeFileSync(join(dist, "service-worker.js"), await script("no-service-worker.js", {}));
}
