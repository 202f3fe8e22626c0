// Finds the Chromium that is installed: $CHROMIUM, else the first known name on PATH.
//   node chromium.mjs     prints its path, or says what to install

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of the browser's command, or undefined. */
export function chromium() {
  return process.env.CHROMIUM ?? onPath(NAMES);
}

/** The first of some commands that stands on PATH, or undefined. */
export function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = chromium();
  if (!path) {
    console.error("Chromium is not installed. Install Chromium or Google Chrome, or name its command in CHROMIUM.");
    process.exit(1);
  }
  console.log(path);
}
