// The sentences of a language beside English as src/words/language.rs reads them: a pair in each line, the English
// and its own with a tab between, in ascending order of the English bytes.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { parse } = createRequire(import.meta.url)("yaml");
const data = fileURLToPath(new URL("../src/words/data/", import.meta.url));

/** The languages beside English. */
export const languages = readdirSync(data).filter((name) => name !== "en").sort();

/** Sentences by file and key. */
function sentences(language) {
  const found = new Map();
  const collect = (key, value) => {
    if (typeof value === "string") found.set(key, value);
    else for (const name of Object.keys(value ?? {})) collect(`${key}.${name}`, value[name]);
  };
  for (const file of readdirSync(join(data, language))) {
    collect(file, parse(readFileSync(join(data, language, file), "utf8")));
  }
  return found;
}

/** A text on one line. */
function escaped(text) {
  if (/\t|\\n/.test(text)) throw new Error(`a tab or \\n would not be read back: ${text}`);
  return text.replaceAll("\n", "\\n");
}

/** The list of a language. */
export function list(language) {
  const own = sentences(language);
  const pairs = new Map();
  for (const [key, english] of sentences("en")) {
    const translated = own.get(key);
    if (translated !== undefined && translated !== english) pairs.set(english, translated);
  }
  // By the English as it is looked up: a line break comes before the letters, not where `\n` would.
  const inOrder = [...pairs].sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return inOrder.map(([english, translated]) => `${escaped(english)}\t${escaped(translated)}\n`).join("");
}
