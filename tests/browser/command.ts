// The native command, built by the native tests, and the reference files where they stand.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export const production = readFileSync(`${root}src/plan/data/gp-bikes-production.yaml`, "utf8");

/** What `plano` answers for a Blueprint on its standard input, whatever its exit code says of the file. */
export function plano(blueprint: string, command: string, ...options: string[]): string {
  try {
    return execFileSync(`${root}target/debug/plano`, [command, "-", ...options], {
      input: blueprint,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
    });
  } catch (error) {
    const { status, stdout } = error as { status: number | null; stdout: string };
    if (status === 1) return stdout;
    throw error;
  }
}

/** The official schema, where the reference files stand beside the checkout. */
export function officialSchema(): object | undefined {
  const path = `${root}../shared/render/render.schema.json`;
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  if (process.env.PLANO_REFERENCE === "required") throw new Error(`${path} is missing`);
  return undefined;
}

/** Real Blueprints by other people, where they stand beside the checkout: name and path. */
export function corpus(): { name: string; path: string }[] {
  const folder = `${root}../shared/corpus`;
  if (existsSync(folder)) {
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    return files.sort().map((name) => ({ name, path: `${folder}/${name}` }));
  }
  if (process.env.PLANO_REFERENCE === "required") throw new Error(`${folder} is missing`);
  return [];
}
