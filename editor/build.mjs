// Bundles the editor into one ES module, target/editor/plano-editor.js, and says what it weighs. Does nothing when
// nothing has changed since. esbuild is that of scripts/, where the page's other scripts are bundled as well.
//   node editor/build.mjs

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "../target/editor");
const bundle = join(out, "plano-editor.js");
const stamp = join(out, "built-from");

function fingerprint() {
  const sources = readdirSync(join(here, "src")).sort().map((name) => `src/${name}`);
  const hash = createHash("sha256");
  for (const name of ["build.mjs", "package-lock.json", "../scripts/package-lock.json", ...sources]) {
    hash.update(name).update(readFileSync(join(here, name)));
  }
  return hash.digest("hex");
}

function isBuiltFrom(print) {
  try {
    readFileSync(bundle);
    return readFileSync(stamp, "utf8") === print;
  } catch {
    return false;
  }
}

/** A stylesheet becomes its text, for a style sheet that the shadow root adopts. */
const stylesheets = (esbuild) => ({
  name: "stylesheets",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
});

/**
 * @lezer/common 1.5.5 stores with a node the context at its end, where reuse compares the one at its start. In YAML,
 * whose context is the indentation, the two differ, so each key would parse the whole text again: 50 ms in 15,000
 * lines instead of 1. Read backwards, as trees are built, the context at the start is the one after the children.
 */
const nodeContexts = {
  name: "node contexts",
  setup(build) {
    build.onLoad({ filter: /@lezer[/\\]common[/\\]dist[/\\]index\.js$/ }, ({ path }) => {
      const parts = readFileSync(path, "utf8").split("contextAtStart)");
      if (parts.length !== 6) throw new Error("@lezer/common has changed: see whether nodeContexts is still needed");
      return { contents: parts.join("contextHash)"), loader: "js" };
    });
  },
};

async function build() {
  const esbuild = createRequire(new URL("../scripts/", import.meta.url))("esbuild");
  mkdirSync(out, { recursive: true });
  await esbuild.build({
    entryPoints: [join(here, "src/mount.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    minify: true,
    banner: { js: "/*! CodeMirror and Lezer: MIT License, Copyright (C) Marijn Haverbeke and others */" },
    logLevel: "warning",
    plugins: [stylesheets(esbuild), nodeContexts],
  });
}

const print = fingerprint();
if (!isBuiltFrom(print)) {
  rmSync(stamp, { force: true });
  await build();
  writeFileSync(stamp, print);
}
const bytes = readFileSync(bundle);
const kb = (size) => (size / 1000).toFixed(1);
console.log(`Editor: ${kb(bytes.length)} KB, ${kb(brotliCompressSync(bytes).length)} KB by Brotli`);
