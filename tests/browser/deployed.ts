// A copy of the build on a server of its own, which can go away and be replaced by a newer version.

import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "./fixtures.ts";
import { filesBelow, integrity } from "../../scripts/files.mjs";
import { check } from "../../scripts/integrity.mjs";
import { serve } from "../../scripts/site.mjs";

export class Deployed {
  readonly folder = mkdtempSync(join(tmpdir(), "plano-"));
  private server?: Server;
  port = 0;

  constructor() {
    cpSync(join(import.meta.dirname, "../../dist"), this.folder, { recursive: true });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.server = await serve(this.folder, this.port);
    this.port = (this.server!.address() as AddressInfo).port;
  }

  /** From here on nothing is answered. */
  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  private edit(file: string, ...changes: [string, string][]): void {
    let text = readFileSync(join(this.folder, file), "utf8");
    for (const [from, to] of changes) text = text.replaceAll(from, to);
    writeFileSync(join(this.folder, file), text);
  }

  private hash(file: string): string {
    return integrity(readFileSync(join(this.folder, file)));
  }

  /** Puts a newer version in the place of this one: another style sheet, which says which version it is. */
  replace(version: string): void {
    const style = filesBelow(this.folder).find((file) => file.endsWith(".css"))!;
    const before = [this.hash(style), this.hash("index.html")];
    this.edit(style, [":root{", `:root{--version:${version};`]);
    const bytes = readFileSync(join(this.folder, style));
    const renamed = `assets/plano-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.css`;
    renameSync(join(this.folder, style), join(this.folder, renamed));
    this.edit("index.html", [style, renamed], [before[0], this.hash(renamed)]);
    this.edit("service-worker.js", [style, renamed], [before[0], this.hash(renamed)], [before[1], this.hash("index.html")]);
    const worker = readFileSync(join(this.folder, "service-worker.js"), "utf8");
    const [own] = worker.match(/"[0-9a-f]{16}"/)!;
    this.edit("service-worker.js", [own, JSON.stringify(version)]);
    expect(check(this.folder).faults).toEqual([]);
  }

  /** Damages a file, as when a host has sent half of a new version. */
  damage(): void {
    const worker = readFileSync(join(this.folder, "service-worker.js"), "utf8");
    writeFileSync(join(this.folder, "service-worker.js"), `${worker}\n// newer`);
    this.edit("worker.js", ["await", "await "]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The page on such a server, with its service worker. */
export const test = base.extend<{ deployed: Deployed }>({
  serviceWorkers: "allow",

  deployed: async ({}, use) => {
    const deployed = new Deployed();
    await deployed.start();
    await use(deployed);
    await deployed.stop();
    deployed.remove();
  },

  baseURL: async ({ deployed }, use) => use(deployed.origin),
});

export { expect };
