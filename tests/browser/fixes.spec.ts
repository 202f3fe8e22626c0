// Fixes in the page: what one would change is shown first, made as one step, and undone as one.

import { expect, test, type PlanoPage } from "./fixtures.ts";
import { plano as command } from "./command.ts";

const old = [
  "# A shop",
  "services:",
  "  - type: web",
  "    name: shop",
  "    env: node # soon newer",
  "    plan: Starter",
  "    healthCheckPath: /up",
  "    buildCommand: npm ci",
  "    startCommand: npm start",
  "    autoDeploy: true",
  "databases:",
  "  - name: shop-db",
  "    plan: pro",
  "    diskSizeGB: 10",
  "    ipAllowList: []",
  "",
].join("\n");

/** Opens the page with this Blueprint as its only scenario, as if it had been kept. */
async function startWith(plano: PlanoPage, text: string): Promise<void> {
  const blueprint = text.split("\n").map((line) => (line === "" ? "" : `    ${line}`)).join("\n");
  const kept = `plano: 1\nactive: 1\nscenarios:\n- id: 1\n  name: Shop\n  mau: 1000\n  workspace: pro\n  blueprint: |\n${blueprint}`;
  await plano.page.addInitScript((kept) => {
    if (sessionStorage.getItem("seeded") === null) {
      sessionStorage.setItem("seeded", "yes");
      localStorage.setItem("plano", kept);
    }
  }, kept);
  await plano.startWhole();
  await plano.page.getByRole("tab", { name: "Problems" }).click();
}

test("all safe fixes are shown, made as one step, and undone", async ({ plano, page }) => {
  await startWith(plano, old);
  await page.getByRole("button", { name: "Fix 3 problems that have one right answer" }).click();
  const added = page.locator(".diff .add");
  await expect(added).toHaveText([/runtime: node # soon newer/, /plan: 0.5c-512mb/, /autoDeployTrigger: commit/]);
  await expect(page.locator(".diff .gone")).toHaveText([/env: node # soon newer/, /plan: Starter/, /autoDeploy: true/]);
  expect(await plano.blueprint()).toBe(old);
  expect(await plano.accessibilityFaults()).toEqual([]);
  await page.locator("#pane").getByRole("button", { name: "Apply" }).click();
  const mended = await plano.blueprint();
  expect(mended).toBe(command(old, "fix"));
  await expect(page.locator("#last-change")).toContainText("3 problems fixed");
  await page.getByLabel("Undo").click();
  expect(await plano.blueprint()).toBe(old);
});

test("where only notes are left, nothing is called a problem", async ({ plano, page }) => {
  const fine = old.replace("plan: pro", "plan: 1c-4g").replace("env: node", "runtime: node").replace("Starter", "0.5c-512mb");
  await startWith(plano, fine);
  await expect(page.locator(".problems li .severity").first()).toHaveText("note");
  await expect(page.locator(".problems li .severity").filter({ hasNotText: "note" })).toHaveCount(0);
  await expect(page.locator("#pane .good")).toContainText(/^No errors and no warnings\. \d+ notes say/);
  const follow = page.getByRole("button", { name: "Follow 1 note that has one right answer" });
  await expect(page.locator("#pane")).not.toContainText("No problems");
  await follow.click();
  await page.locator("#pane").getByRole("button", { name: "Apply" }).click();
  await expect(page.locator("#last-change")).toContainText("1 note followed");
});

test("a choice is made from a list", async ({ plano, page }) => {
  await startWith(plano, old);
  const problem = page.locator(".problems li", { hasText: "No new database can have the plan pro" });
  await problem.getByLabel("Choose a fix").selectOption("Write 4c-16g");
  await expect(problem.locator(".diff .add")).toHaveText([/plan: 4c-16g/]);
  await problem.getByRole("button", { name: "Cancel" }).click();
  await expect(problem.locator(".diff")).toHaveCount(0);
  await expect(problem.getByLabel("Choose a fix")).toBeFocused();
  await problem.getByLabel("Choose a fix").selectOption("Write 1c-4g");
  await problem.getByRole("button", { name: "Apply" }).click();
  await expect(page.locator("#tab-problems")).toBeFocused();
  expect(await plano.blueprint()).toBe(old.replace("plan: pro", "plan: 1c-4g"));
});

test("one fix, by keyboard", async ({ plano, page }) => {
  await startWith(plano, old);
  const problem = page.locator(".problems li", { hasText: "old name of runtime" });
  await problem.getByRole("button", { name: "Rename it to runtime" }).focus();
  await page.keyboard.press("Enter");
  await problem.getByRole("button", { name: "Apply" }).focus();
  await page.keyboard.press("Enter");
  expect(await plano.blueprint()).toBe(old.replace("env: node", "runtime: node"));
});

test("every rule can be read", async ({ plano, page }) => {
  await plano.startWhole();
  await page.getByRole("tab", { name: "Problems" }).click();
  await page.getByText(/^All \d+ rules$/).click();
  const codes = await page.locator("#rules dt").allTextContents();
  expect(codes.length).toBeGreaterThan(90);
  for (const code of codes) expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
  expect(await plano.accessibilityFaults()).toEqual([]);
});
