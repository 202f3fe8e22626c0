// Each control: what it does to the text, and that undoing it brings the first byte back.

import type { Page } from "@playwright/test";
import { plano as command, production } from "./command.ts";
import { type PlanoPage, expect, test } from "./fixtures.ts";

const WEB = "gp-bikes-web";
const WORKER = "gp-bikes-worker";
const DATABASE = "gp-bikes-postgres";
const KEY_VALUE = "gp-bikes-redis";

interface Case {
  what: string;
  act: (plano: PlanoPage, page: Page) => Promise<unknown>;
  /** Lines that the text must have after it, and did not have before. */
  added?: string[];
  /** Lines that it must not have any more. */
  removed?: string[];
  /** How many undos take it back. */
  steps?: number;
}

const select = (name: string, label: string, value: string) => (plano: PlanoPage) =>
  plano.card(name).getByRole("combobox", { name: label, exact: true }).selectOption(value);
const fill = (name: string, label: string, value: string) => async (plano: PlanoPage) => {
  const field = plano.card(name).getByRole("textbox", { name: label });
  await field.fill(value);
  await field.blur();
};
const press = (name: string, button: string) => (plano: PlanoPage) =>
  plano.card(name).getByRole("button", { name: button, exact: true }).click();

const CASES: Case[] = [
  { what: "plan of a service", act: select(WEB, "Plan", "4c-8g"), added: ["    plan: 4c-8g"] },
  { what: "fixed instances", act: press(WEB, "Fixed"), added: ["    numInstances: 2"], removed: ["    scaling:"] },
  { what: "autoscaling", act: press(WORKER, "Autoscale"), added: ["      maxInstances: 2"], removed: ["    numInstances: 1"] },
  { what: "fewest instances", act: fill(WEB, "Fewest instances", "3"), added: ["      minInstances: 3"] },
  { what: "most instances", act: fill(WEB, "Most instances", "9"), added: ["      maxInstances: 9"] },
  { what: "CPU target", act: fill(WEB, "CPU target in percent", "55"), added: ["      targetCPUPercent: 55"] },
  { what: "memory target removed", act: fill(WEB, "Memory target in percent", ""), removed: ["      targetMemoryPercent: 80"] },
  { what: "number of instances", act: fill(WORKER, "Number of instances", "7"), added: ["    numInstances: 7"] },
  { what: "region", act: select(WEB, "Region", "virginia"), added: ["    region: virginia  # fixed at creation; keep it the same everywhere"] },
  { what: "health check", act: fill(WEB, "Health check path", "/api"), added: ["    healthCheckPath: /api"] },
  { what: "branch", act: fill(WEB, "Branch", "main"), added: ["    branch: main"] },
  { what: "deploys", act: select(WORKER, "Deploys", "off"), added: ['    autoDeployTrigger: "off"'] },
  { what: "build command", act: fill(WORKER, "Build command", "make build"), added: ["    buildCommand: make build"] },
  { what: "start command", act: fill(WORKER, "Start command", "bin/jobs"), added: ["    startCommand: bin/jobs"] },
  { what: "pre-deploy command", act: fill(WORKER, "Pre-deploy command", "bin/before"), added: ["    preDeployCommand: bin/before"] },
  { what: "shutdown delay", act: fill(WORKER, "Shutdown delay, seconds", "200"), added: ["    maxShutdownDelaySeconds: 200"] },
  { what: "disk attached", act: press(WORKER, "Attach a disk"), added: ["    disk:", "      sizeGB: 10"] },
  {
    what: "disk changed and removed",
    act: async (plano, page) => {
      await press(WORKER, "Attach a disk")(plano);
      await fill(WORKER, "Size, GB", "25")(plano);
      await fill(WORKER, "Mount path", "/data")(plano);
      await expect(page.locator(".code")).toContainText("mountPath: /data");
      await press(WORKER, "Remove the disk")(plano);
    },
    steps: 4,
  },
  { what: "service removed", act: press(WORKER, "Remove gp-bikes-worker"), removed: ["    name: gp-bikes-worker"] },
  {
    what: "private service",
    act: (_, page) => page.locator("#add-private-service").click(),
    added: ["  - type: pserv", "    name: private-service"],
  },
  { what: "plan of a database", act: select(DATABASE, "Plan", "8c-32g"), added: ["    plan: 8c-32g"] },
  { what: "disk of a database", act: fill(DATABASE, "Disk, GB", "150"), added: ["    diskSizeGB: 150  # can grow, never shrink"] },
  { what: "Postgres version", act: select(DATABASE, "Postgres version", "17"), added: ['    postgresMajorVersion: "17"  # fixed at creation'] },
  { what: "high availability", act: (plano) => plano.card(DATABASE).getByLabel("High availability").check(), added: ["      enabled: true"] },
  { what: "connection pool", act: select(DATABASE, "Connection pool", "pgbouncer"), added: ["    connectionPool: pgbouncer"] },
  { what: "read replica", act: press(DATABASE, "Add a read replica"), added: ["      - name: gp-bikes-postgres-replica"] },
  {
    what: "read replica removed",
    act: async (plano) => {
      await press(DATABASE, "Add a read replica")(plano);
      await press(DATABASE, "Remove gp-bikes-postgres-replica")(plano);
    },
    // Render keeps a replica whose list is not written.
    added: ["    readReplicas: []"],
    steps: 2,
  },
  {
    what: "address let in",
    act: async (plano) => {
      const card = plano.card(DATABASE);
      await card.getByLabel("Address range to let in").fill("office");
      await card.getByRole("button", { name: "Let in" }).click();
      await expect(card.getByRole("alert")).toContainText("`office` is no address range");
      await card.getByLabel("Address range to let in").fill("203.0.113.0/24");
      await card.getByRole("button", { name: "Let in" }).click();
    },
    added: ["      - source: 203.0.113.0/24"],
    removed: ["    ipAllowList: []  # private network only; the default lets every address in"],
  },
  { what: "plan of a Key Value", act: select(KEY_VALUE, "Plan", "1g"), added: ["    plan: 1g"] },
  { what: "eviction", act: select(KEY_VALUE, "When memory is full", "allkeys-lru"), added: ["    maxmemoryPolicy: allkeys-lru"] },
  { what: "persistence", act: select(KEY_VALUE, "Persistence", "off"), added: ['    persistenceMode: "off"'] },
  {
    what: "files on a disk",
    act: (_, page) => page.getByRole("radio", { name: "Render Disk" }).check(),
    added: ["      mountPath: /opt/render/project/src/storage", "      sizeGB: 200", "        value: local"],
    removed: ["      - key: S3_BUCKET_NAME", "    scaling:"],
  },
  {
    what: "files on a disk and back",
    act: async (plano, page) => {
      await page.getByRole("radio", { name: "Render Disk" }).check();
      await expect(plano.card(WEB).locator("output")).toHaveText("$75.00");
      await page.getByRole("radio", { name: "Amazon S3" }).check();
    },
    steps: 2,
  },
  { what: "GB on object storage", act: (_, page) => page.getByLabel("Files on object storage, GB").fill("500") },
  { what: "workspace plan", act: (_, page) => page.getByLabel("Workspace plan").selectOption("scale") },
  { what: "monthly users", act: (_, page) => page.locator("#mau").fill("2,500") },
  { what: "slider", act: (_, page) => page.getByLabel("Monthly active users, logarithmic").press("ArrowRight") },
  {
    what: "OpenAI priced",
    act: async (plano, page) => {
      await page.getByLabel("OpenAI, $ a month").fill("120.50");
      await expect(plano.total).toHaveText("$465.10–515.10 + 2 unpriced");
    },
  },
  {
    what: "mail not used",
    act: async (plano, page) => {
      await page.getByLabel("Mail", { exact: true }).uncheck();
      await expect(plano.total).toHaveText("$344.60–394.60 + 2 unpriced");
    },
  },
];

const lines = (text: string) => text.split("\n");

for (const { what, act, added = [], removed = [], steps = 1 } of CASES) {
  test(what, async ({ plano, page }) => {
    await plano.startWhole();
    await page.evaluate(() => document.querySelectorAll("details.more").forEach((more) => ((more as HTMLDetailsElement).open = true)));
    await act(plano, page);
    await expect(page.locator("#undo")).toBeEnabled();
    const text = await plano.blueprint();
    for (const line of added) {
      expect(lines(text)).toContain(line);
      expect(lines(production)).not.toContain(line);
    }
    const count = (text: string, line: string) => lines(text).filter((own) => own === line).length;
    for (const line of removed) expect(count(text, line)).toBeLessThan(count(production, line));
    if (added.length + removed.length === 0) expect(text).toBe(production);
    const report = JSON.parse(command(text, "check", "--format", "json", "--workspace", "scale"));
    expect(report.schema_valid).toBe(true);

    for (let step = 0; step < steps; step++) await page.locator("#undo").click();
    await expect(page.locator("#undo")).toBeDisabled();
    expect(await plano.blueprint()).toBe(production);
    await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
    await expect(page.locator("#mau")).toHaveValue("1000");
  });
}

test("scenarios are added, renamed, duplicated and deleted, and all of it is undone", async ({ plano, page }) => {
  await plano.startWhole();
  const names = page.locator(".scenarios button");
  const open = page.locator("#open-menu > summary");
  await open.click();
  await page.locator("#begin-gp-bikes-scaled").click();
  await expect(names).toHaveText([/^Staging/, /^Production/, /^Scaled/, /^Scaled 2/]);
  await expect(open).toBeFocused();
  const menu = page.locator("#scenario-menu > summary");
  await menu.focus();
  await menu.press("Enter");
  await page.locator("#scenario-name").fill("Black Friday");
  await page.locator("#scenario-name").press("Enter");
  await expect(names.nth(3)).toHaveText(/^Black Friday/);
  await page.locator("#duplicate-scenario").click();
  await expect(names.nth(4)).toHaveText(/^Copy of Black Friday/);
  await menu.click();
  await page.locator("#delete-scenario").click();
  await expect(names).toHaveCount(4);
  for (const count of [5, 4, 4, 3]) {
    await page.locator("#undo").click();
    await expect(names).toHaveCount(count);
  }
  await expect(page.locator("#undo")).toBeDisabled();
});

test("each scenario has its own users and workspace plan", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("1500");
  await page.getByRole("button", { name: /^Staging/ }).click();
  await expect(page.locator("#mau")).toHaveValue("100");
  await expect(page.getByLabel("Workspace plan")).toHaveValue("hobby");
  await page.getByRole("button", { name: /^Production/ }).click();
  await expect(page.locator("#mau")).toHaveValue("1500");
  await expect(page.getByLabel("Workspace plan")).toHaveValue("pro");
});

test("boxes on the checklist are ticked, counted and kept", async ({ plano, page }) => {
  await plano.startWhole();
  const tab = page.locator("#tab-environment");
  await expect(tab).toContainText("11 to do");
  await tab.click();
  await expect(page.locator("#progress")).toHaveText("0 of 11 done, 11 left.");
  await page.getByLabel("OPENAI_API_KEY").first().check();
  await page.getByLabel("SENTRY_DSN").first().check();
  await expect(page.locator("#progress")).toHaveText("2 of 11 done, 9 left.");
  await page.locator("#undo").click();
  await expect(page.locator("#progress")).toHaveText("1 of 11 done, 10 left.");
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  await page.reload();
  await plano.whole();
  await tab.click();
  await expect(page.getByLabel("OPENAI_API_KEY").first()).toBeChecked();
  await expect(page.locator("#progress")).toHaveText("1 of 11 done, 10 left.");
});

test("the scenarios stand side by side, and against what is paid today", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#tab-costs").click();
  await page.locator("#costs-scenarios").click();
  const row = (name: string) => page.locator("#compared tr").filter({ hasText: name });
  await expect(row("Database").locator("td").nth(2)).toHaveText("$6.00");
  await expect(row("Database").locator(".on")).toHaveText("$200.00");
  await expect(row("Database").locator("td").nth(4)).toHaveText("$400.00");
  await expect(page.locator("#compared tfoot td").nth(4)).toHaveText("$676.20–726.20 + 3 unpriced");
  await page.locator("#costs-bill").click();
  await expect(page.locator(".bill tbody tr").first().locator("sup")).toHaveText("Source 1");
  await expect(page.locator(".sources li").first()).toContainText("2026");
  await expect(page.locator(".bill caption")).toContainText("before tax");
  await page.locator("#paying-today").fill("500");
  await expect(page.locator(".today")).toContainText("This plan: −$155.40 to −$105.40 a month");
  await page.locator("#undo").click();
  await expect(page.locator("#paying-today")).toHaveValue("");
});
