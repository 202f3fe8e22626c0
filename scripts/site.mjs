// Serves a build under exactly the headers that render.yaml states, as Render does: what is not there is answered
// by 404.
//   node scripts/site.mjs dist 8080

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const sirv = require("sirv");
const { parse } = require("yaml");

/** The site as render.yaml has it. */
export function site() {
  const text = readFileSync(new URL("../render.yaml", import.meta.url), "utf8");
  const found = parse(text).services.find((service) => service.runtime === "static");
  if (found.routes?.length) throw new Error("render.yaml has routes, which this server does not know");
  return found;
}

/** The headers of a path: of those rules whose path is it, or begins it where the rule ends in `*`. */
export function headersOf(rules, path) {
  const holds = (rule) => (rule.path.endsWith("/*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path);
  return rules.filter(holds).map(({ name, value }) => [name, value]);
}

/** Starts the server; with `brotli`, files that have a neighbour with the ending .br are sent as that. */
export function serve(folder, port, { brotli = false } = {}) {
  const { headers: rules } = site();
  const pathOf = (request) => new URL(request.url, "http://site").pathname;
  const files = sirv(folder, {
    dev: true,
    etag: true,
    brotli,
    // These stand before the type that the file's name says.
    setHeaders: (response) => {
      for (const [name, value] of headersOf(rules, pathOf(response.req))) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      for (const [name, value] of headersOf(rules, pathOf(request))) response.setHeader(name, value);
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port = "8080"] = process.argv.slice(2);
  await serve(folder, Number(port));
  console.log(`Serving ${folder} on http://127.0.0.1:${port}/`);
}
