// The files of a build, and the hashes by which a browser checks them.

import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { relative, sep } from "node:path";

/** The paths of all files below a folder, in order, without those that begin with a dot. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(folder, `${entry.parentPath ?? entry.path}/${entry.name}`).split(sep).join("/"))
    .sort();
}

/** The hash of bytes as an attribute `integrity` has it; `like` is one whose algorithm is used. */
export function integrity(bytes, like = "sha384-") {
  const algorithm = like.slice(0, like.indexOf("-"));
  return `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;
}
