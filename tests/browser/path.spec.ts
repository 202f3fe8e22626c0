// The whole path of a visit: open, change, see what follows, undo, download.

import { production } from "./command.ts";
import { expect, test } from "./fixtures.ts";

test("open, change, see, undo, download", async ({ plano, page }) => {
  await plano.startWhole();
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  expect(await plano.saved("#download")).toMatchObject({ name: "render.yaml", text: production });

  const plan = plano.card("gp-bikes-web").getByLabel("Plan");
  await expect(plan).toHaveValue("1c-2g");
  await plan.selectOption("2c-4g");
  await expect(plano.total).toHaveText("$464.60–634.60 + 3 unpriced");
  await expect(page.locator("#last-change")).toHaveText("gp-bikes-web: plan 2c-4g: +$120.00 to +$240.00 a month");
  await expect(page.locator(".code .add")).toHaveText([/plan: 2c-4g/]);
  await expect(page.locator(".code .gone")).toHaveText([/plan: 1c-2g/]);
  const changed = production.replace("plan: 1c-2g", "plan: 2c-4g");
  expect(await plano.blueprint()).toBe(changed);

  await plano.card("gp-bikes-worker").getByLabel("One instance more").click();
  await expect(plano.total).toHaveText("$489.60–659.60 + 3 unpriced");
  await expect(page.locator(".code .add")).toHaveText([/numInstances: 2/]);

  await page.getByLabel("Undo").click();
  await expect(page.locator("#last-change")).toContainText("Undone: gp-bikes-worker");
  await page.keyboard.press("Control+z");
  await expect(plano.total).toHaveText("$344.60–394.60 + 3 unpriced");
  await expect(plan).toHaveValue("1c-2g");
  expect(await plano.blueprint()).toBe(production);

  await page.keyboard.press("Control+Shift+z");
  await expect(plan).toHaveValue("2c-4g");
});

test("a broken rule is said, and leads to its control", async ({ plano, page }) => {
  await plano.startWhole();
  await page.getByLabel("Workspace plan").selectOption("hobby");
  await expect(page.locator(".status")).toContainText("Not valid for Render");
  await page.getByRole("tab", { name: "Problems" }).click();
  const error = page.locator(".problems .error");
  await expect(error).toHaveCount(1);
  await error.getByRole("button", { name: /^line \d+/ }).click();
  const place = await page.evaluate(() => document.activeElement?.closest(".card, .code")?.textContent ?? "");
  expect(place).toContain("gp-bikes-web");
  await page.getByLabel("Undo").click();
  await expect(page.locator(".status")).toContainText("Valid for Render");
});

test("a number field keeps what is typed, and the text its last good value", async ({ plano, page }) => {
  await plano.startWhole();
  const field = plano.card("gp-bikes-worker").getByLabel("Number of instances");
  for (const wrong of ["0", "x", "", "1,5", "1e30", "-2"]) {
    await field.fill(wrong);
    await expect(field).toHaveValue(wrong);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(plano.card("gp-bikes-worker").getByRole("alert")).not.toBeEmpty();
    await expect(page.locator(".code")).toContainText("numInstances: 1");
  }
  await field.fill(" 12 ");
  await expect(page.locator(".code .add")).toHaveText([/numInstances: 12/]);
  await expect(field).toHaveAttribute("aria-describedby", /./);
});

test("selects show what the text says after a scenario is chosen", async ({ plano, page }) => {
  await plano.startWhole();
  await page.getByRole("button", { name: /^Staging/ }).click();
  await expect(plano.card("gp-bikes-web-staging").getByLabel("Plan")).toHaveValue("0.5c-512mb");
  await page.getByRole("button", { name: /^Scaled/ }).click();
  await expect(plano.card("gp-bikes-postgres").getByLabel("Plan")).toHaveValue("8c-32g");
});

test("the views are reached and left by keyboard", async ({ plano, page }) => {
  await plano.startWhole();
  await page.getByRole("tab", { name: "Blueprint" }).focus();
  for (const [key, name] of [["ArrowRight", "Problems"], ["ArrowRight", "Environment"], ["ArrowRight", "Costs"]]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("tab", { name })).toBeFocused();
    await expect(page.getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
  }
  await page.keyboard.press("Home");
  await expect(page.getByRole("tab", { name: "Blueprint" })).toBeFocused();
});
