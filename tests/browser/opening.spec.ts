// Opening: a file, pasted text, a dropped file, something to begin with. Each becomes a scenario; nothing is lost.

import { expect, test } from "./fixtures.ts";

const shop = "services:\r\n    - type: web  # the shop\r\n      name: shop\r\n      runtime: node\r\n      plan: Starter\r\n";

const file = (text: string | Buffer, name = "render.yaml") => ({
  name,
  mimeType: "text/yaml",
  buffer: Buffer.from(text as string),
});

test("a file becomes a scenario, comes back byte for byte, and is kept", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file(shop, "shop.yaml"));
  const names = page.locator(".scenarios button");
  await expect(names).toHaveText([/^Staging/, /^Production/, /^Scaled/, /^shop/]);
  await expect(page.locator(".scenarios [aria-current]")).toContainText("shop");
  expect(await plano.blueprint()).toBe(shop);
  await expect(page.locator("#kept")).toHaveText("Saved in this browser");
  await page.reload();
  await plano.whole();
  expect(await plano.blueprint()).toBe(shop);
  await expect(page.locator("#undo")).toBeDisabled();
});

test("pasted text, and an empty Blueprint that grows", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#open-menu > summary").click();
  await page.locator("#open-pasted").fill("services:\n  - type: worker\n    name: jobs\n    runtime: node\n");
  await page.getByLabel("It already runs on Render").first().uncheck();
  await page.locator("#open-pasted-text").click();
  await expect(plano.card("jobs")).toBeVisible();
  await page.locator("#open-menu > summary").click();
  await page.locator("#begin-empty").click();
  await expect(page.locator(".controls")).toContainText("The Blueprint has no services yet.");
  await page.locator("#add-web").click();
  await page.locator("#add-database").click();
  await page.locator("#add-key-value").click();
  await expect(page.locator(".controls .card h3:has(.kind)")).toHaveCount(3);
  await expect(page.locator(".status")).toContainText("Valid for Render");
  for (let count = 0; count < 5; count++) await page.locator("#undo").click();
  await expect(page.locator(".scenarios button")).toHaveCount(3);
});

for (const name of ["Web service", "Web and Postgres", "Static site", "Web, worker, Postgres, Key Value"]) {
  test(`${name} to begin with has no problems`, async ({ plano, page }) => {
    await plano.startWhole();
    await page.locator("#open-menu > summary").click();
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.locator(".status")).toContainText("Valid for Render");
    await page.locator("#tab-problems").click();
    await expect(page.locator(".problems .error, .problems .warning")).toHaveCount(0);
  });
}

test("a dropped file is opened", async ({ plano, page }) => {
  await plano.startWhole();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.yaml", { type: "text/yaml" }));
    const happens = (type: string) => {
      const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector("main")!.dispatchEvent(event);
      return event.defaultPrevented;
    };
    if (!happens("dragover") || !happens("drop")) throw new Error("the page let the browser have the file");
  }, shop);
  await expect(page.locator(".scenarios [aria-current]")).toContainText("dropped");
  expect(await plano.blueprint()).toBe(shop);
});

test("a file that is dropped on the editor is opened, and not typed into it", async ({ plano, page }) => {
  await plano.startWhole();
  const before = await plano.blueprint();
  await page.locator("#code").focus();
  await expect(page.locator(".cm-content")).toBeFocused();
  await page.locator(".cm-content").evaluate((editor, text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.yaml", { type: "text/yaml" }));
    for (const type of ["dragover", "drop"])
      editor.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
  }, shop);
  await expect(page.locator(".scenarios [aria-current]")).toContainText("dropped");
  await page.waitForTimeout(300);
  expect(await plano.blueprint()).toBe(shop);
  await page.getByRole("button", { name: /^Production/ }).click();
  expect(await plano.blueprint()).toBe(before);
});

test("undo in the box for pasted text is the box's own", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#mau").fill("1500");
  await page.locator("#open-menu > summary").click();
  await page.locator("#open-pasted").pressSequentially("abc");
  await page.keyboard.press("Control+z");
  await expect(page.locator("#mau")).toHaveValue("1500");
});

test("a file with a syntax error opens at the error, and the controls wait", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file("services:\n  - type: web\n    name: shop\n   plan: free\n"));
  await expect(page.locator(".broken")).toContainText("line 4");
  const content = page.locator(".cm-content");
  await expect(content).toBeFocused();
  await expect(page.locator(".controls .card.mau").locator("input").first()).not.toBeFocused();
  expect(await page.locator(".controls > [inert]").count()).toBe(1);
  await page.keyboard.press("Home");
  await page.keyboard.type(" ");
  await expect(page.locator(".broken")).toHaveCount(0);
  await expect(plano.card("shop")).toBeVisible();
  // Broken again, the last good state stays.
  await page.keyboard.press("End");
  await page.keyboard.type(": :");
  await expect(page.locator(".broken")).toContainText("the last text that could be read");
  await expect(plano.card("shop")).toBeVisible();
  expect(await plano.accessibilityFaults()).toEqual([]);
  await page.locator("#undo").click();
  await expect(page.locator(".broken")).toHaveCount(0);
});

test("the tables of variables wait with the controls", async ({ plano, page }) => {
  await plano.startWhole();
  const text = "services:\n  - type: web\n    name: shop\n    runtime: node\n    envVars:\n      - key: COLOR\n        value: blue\n";
  await plano.openFile(file(text, "shop.yaml"));
  await page.locator("#code").focus();
  await expect(page.locator(".cm-content")).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("databases: [");
  await page.locator("#tab-environment").click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.locator("#pane .broken")).toContainText("syntax error in line 8");
  await expect(page.locator("#pane [inert] .variables")).toBeVisible();
  await page.locator("#undo").click();
  await expect(page.locator("#pane .broken")).toHaveCount(0);
  await expect(page.locator("#pane [inert]")).toHaveCount(0);
  await page.getByLabel("Value of COLOR", { exact: true }).fill("red");
  expect(await plano.blueprint()).toBe(text.replace("blue", "red"));
});

test("what a file costs that is a list is not known", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file("- a\n- b\n", "list.yaml"));
  await expect(page.locator(".scenarios [aria-current]")).toHaveText("list Not known");
  await page.locator("#tab-costs").click();
  await expect(page.locator("#total")).toHaveText("Not known");
  await expect(page.locator(".tiles .on b")).toHaveText("Not known");
});

test("what a file costs that never was readable is not known", async ({ plano, page }) => {
  await plano.startWhole();
  await plano.openFile(file("services: [", "broken.yaml"));
  await expect(page.locator(".scenarios [aria-current]")).toHaveText("broken Not known");
  await expect(page.getByText("The Blueprint has no services yet.")).toBeHidden();
  await page.locator("#tab-costs").click();
  await expect(page.locator("#total")).toHaveText("Not known");
  await expect(page.locator(".tiles .on b")).toHaveText("Not known");
  await page.getByRole("button", { name: /^Staging/ }).click();
  await page.locator("#tab-costs").click();
  await expect(page.locator("#total")).toContainText("$");
  await expect(page.locator(".scenarios button").last()).toContainText("Not known");
});

test("a menu folds at Escape and at a press elsewhere", async ({ plano, page }) => {
  await plano.startWhole();
  const menu = page.locator("#open-menu");
  await menu.locator("> summary").click();
  await page.locator("#open-pasted").focus();
  await page.keyboard.press("Escape");
  await expect(menu).not.toHaveAttribute("open");
  await expect(menu.locator("> summary")).toBeFocused();
  await menu.locator("> summary").click();
  await menu.locator("#open-on-render").uncheck();
  await expect(menu).toHaveAttribute("open");
  await page.locator("#pane").click({ position: { x: 5, y: 5 } });
  await expect(menu).not.toHaveAttribute("open");
});

test("what is no Blueprint is refused in words", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#open-menu > summary").click();
  await page.locator("#open-file").setInputFiles(file(Buffer.from([0x61, 0x3a, 0x0a, 0xff, 0xfe]), "photo.yaml"));
  await expect(page.locator("#last-change")).toHaveText("photo.yaml is not opened: line 2 is not UTF-8 text.");
  await page.locator("#open-file").setInputFiles(file("#".repeat(1_048_577), "long.yaml"));
  await expect(page.locator("#last-change")).toContainText("long.yaml is not opened: it has more than 1048576 bytes");
  await expect(page.locator(".scenarios button")).toHaveCount(3);
});

test("markup in a file is text", async ({ plano, page }) => {
  const text = "services:\n  - type: web\n    name: \"<img src=x onerror=alert(1)>\"\n    runtime: node\n";
  await plano.startWhole();
  await plano.openFile(file(text, "<b>x.yaml"));
  await expect(page.locator(".card h3:has(.kind)").first()).toContainText("<img src=x onerror=alert(1)>");
  expect(await page.locator("main img, .bar img").count()).toBe(0);
  expect(await plano.blueprint()).toBe(text);
});
