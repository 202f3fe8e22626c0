// What people in one room with the plan use: palette, shortcuts, presenting, addresses, first steps, About.

import { readFileSync, readdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const dialog = (page: Page) => page.locator("dialog[open]");
const field = (page: Page) => page.getByRole("combobox", { name: "Find a view, a resource, a problem, something to do" });
const fragment = (page: Page) => page.evaluate(() => location.hash);

/** Opens the palette, types and takes the first that fits. */
async function take(page: Page, typed: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
}

test.describe("the command palette", () => {
  test("finds by keys, and gives the focus back", async ({ plano, page }) => {
    await plano.startWhole();
    await page.locator("#mau").focus();
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    const first = page.getByRole("option").first();
    await expect(first).toHaveAttribute("aria-selected", "true");
    await expect(field(page)).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id"))!);
    await page.keyboard.press("ArrowUp");
    await expect(page.locator("#palette-list > li").last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await expect(first).toHaveAttribute("aria-selected", "true");
    // What is typed here is no step to undo, and undoes none.
    await page.keyboard.type("web serv");
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("option").first()).toContainText("web service");
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.locator("#mau")).toBeFocused();
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+k");
    await expect(dialog(page)).toHaveCount(0);
  });

  test("leads to views, scenarios, resources, problems and actions", async ({ plano, page }) => {
    await plano.startWhole();
    await take(page, "costs: savings");
    await expect(page.locator("#tab-costs")).toHaveAttribute("aria-selected", "true");
    await take(page, "staging");
    await expect(page.locator(".scenarios [aria-current]")).toContainText("Staging");
    await take(page, "gp-bikes-postgres");
    await expect(plano.card("gp-bikes-postgres").getByLabel("Plan")).toBeFocused();
    await take(page, "add: background");
    await expect(page.locator("#last-change")).toContainText("added");
    await take(page, "undo");
    await expect(page.locator("#last-change")).toContainText("Undone");
    await take(page, "open: render");
    await expect(page.locator("#open-file")).toBeFocused();
    await take(page, "español");
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page.locator("#tab-costs")).toHaveText("Costos");
  });

  test("leads to a problem", async ({ plano, page }) => {
    await plano.startWhole();
    await page.getByLabel("Workspace plan").selectOption("hobby");
    await page.locator("#tab-problems").click();
    const problem = page.locator(".problems > li").first();
    const said = (await problem.locator("h3").textContent())!;
    await page.locator("#tab-blueprint").click();
    await take(page, said);
    await expect(problem.getByRole("button").first()).toBeFocused();
  });

  test("by pointer, and what fits nothing is said", async ({ plano, page }) => {
    await plano.startWhole();
    await page.getByRole("button", { name: "Find anything" }).click();
    await page.keyboard.type("zzzz");
    await expect(dialog(page).getByRole("status")).toHaveText("0 fit");
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeVisible();
    await field(page).fill("environment");
    await page.getByRole("option").first().click();
    await expect(page.locator("#tab-environment")).toHaveAttribute("aria-selected", "true");
  });

  test("from the editor, which keeps its own keys", async ({ plano, page }) => {
    await plano.startWhole();
    await plano.edit();
    await page.keyboard.type("p?1");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.locator(".cm-content")).toContainText("p?1");
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.locator(".cm-content")).toBeFocused();
  });
});

test.describe("the sheet of shortcuts", () => {
  test("says what the keys do", async ({ plano, page }) => {
    await plano.startWhole();
    await page.keyboard.press("?");
    await expect(dialog(page).getByRole("heading", { name: "Keyboard shortcuts" })).toBeVisible();
    const rows = await page.locator("#shortcuts-page tr").allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, " "))).toEqual([
      "Ctrl Z Undo", "Ctrl Shift Z Redo", "Ctrl Y Redo", "Ctrl K Find anything",
      `1–${await page.getByRole("tab", { includeHidden: true }).count()} Go to a view`, "P Present", "? Keyboard shortcuts",
      "Esc Leave presenter mode",
    ]);
    await page.keyboard.press("Escape");
    const tabs = page.getByRole("tab");
    for (let at = (await tabs.count()) - 1; at >= 0; at--) {
      await page.keyboard.press(String(at + 1));
      await expect(tabs.nth(at)).toHaveAttribute("aria-selected", "true");
    }
    await page.keyboard.press(String((await tabs.count()) + 1));
    await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
    await page.locator("#mau").fill("");
    await page.locator("#mau").press("4");
    await expect(page.locator("#mau")).toHaveValue("4");
    await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
  });

  test("keys that stand alone can be switched off, for good", async ({ plano, page }) => {
    await plano.startWhole();
    await page.keyboard.press("?");
    await page.getByLabel("Keys that stand alone do something").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await plano.whole();
    await page.keyboard.press("4");
    await page.keyboard.press("?");
    await expect(page.locator("#tab-blueprint")).toHaveAttribute("aria-selected", "true");
    await expect(dialog(page)).toHaveCount(0);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("keyboard shortcuts");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Keys that stand alone do something")).not.toBeChecked();
  });

  test("lists only keys that the editor has", async ({ plano, page }) => {
    await plano.startWhole();
    await take(page, "costs");
    await page.keyboard.press("?");
    const folder = new URL("../../editor/src/", import.meta.url);
    const source = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
    const keys = await page.locator("#shortcuts-editor tr").evaluateAll((rows) => rows.map((row: any) => row.dataset.keys));
    expect(keys.length).toBeGreaterThan(8);
    // Tab and completion are the editor's library's own.
    for (const key of keys.filter((key) => key !== "Tab" && key !== "Ctrl-Space")) {
      const [, shift, name] = /^(Shift-(?!Mod))?(.*)$/.exec(key)!;
      expect(source).toMatch(new RegExp(`key: "${name.replace(/[.[\]/]/g, "\\$&")}"[^}]*${shift ? "shift:" : ""}`));
    }
  });
});

test.describe("addresses of places", () => {
  test("open a view, and follow it without steps to go back by", async ({ plano, page }) => {
    await plano.start("#tab=costs");
    await plano.whole();
    await expect(page.locator("#tab-costs")).toHaveAttribute("aria-selected", "true");
    const steps = await page.evaluate(() => history.length);
    await page.locator("#tab-problems").click();
    await expect.poll(() => fragment(page)).toBe("#tab=problems");
    await page.locator("#tab-changes").click();
    await expect.poll(() => fragment(page)).toBe("#tab=changes");
    expect(await page.evaluate(() => history.length)).toBe(steps);
    await page.reload();
    await plano.whole();
    await expect(page.locator("#tab-changes")).toHaveAttribute("aria-selected", "true");
    await page.locator("#tab-blueprint").click();
    await expect.poll(() => fragment(page)).toBe("");
    await page.evaluate(() => (location.hash = "#tab=environment"));
    await expect(page.locator("#tab-environment")).toHaveAttribute("aria-selected", "true");
    await page.evaluate(() => (location.hash = "#tab=nothing"));
    await expect(page.locator("#tab-environment")).toHaveAttribute("aria-selected", "true");
  });

  test("open a problem, by the link that stands at it", async ({ plano, page }) => {
    await plano.startWhole();
    await page.getByLabel("Workspace plan").selectOption("hobby");
    await page.locator("#tab-problems").click();
    const problem = page.locator(".problems > li").last();
    const link = (await problem.locator(".code-of-rule").getAttribute("href"))!;
    expect(link).toMatch(/^#problem=[a-z/-]+:\d+$/);
    await expect(page.locator("#kept")).toHaveText("Saved in this browser");
    // From another page: on the same one the address alone would change.
    await page.goto("about:blank");
    await plano.open(link);
    await plano.whole();
    await expect(problem.getByRole("button").first()).toBeFocused();
    await expect.poll(() => fragment(page)).toBe("#tab=problems");

    await page.evaluate(() => (location.hash = "#problem=no/such-rule:3"));
    await expect(page.locator("#last-change")).toHaveText("The address leads to a problem that is not there, or not any more.");
  });

  test("never clash with a shared plan", async ({ plano, page }) => {
    await plano.startWhole();
    await page.locator("#share-menu > summary").click();
    const shared = await page.locator("#share-address").inputValue();
    await plano.open();
    await page.goto(shared);
    await plano.whole();
    await expect(page.locator(".arrived")).toBeVisible();
    await page.locator("#tab-costs").click();
    await expect.poll(() => fragment(page)).toBe("#tab=costs");
    await expect(page.locator(".arrived")).toBeVisible();
  });
});

test.describe("presenting", () => {
  test("shows the view, or the controls with the total, and nothing else", async ({ plano, page }) => {
    await plano.startWhole();
    await page.locator("#tab-costs").click();
    const size = () => page.locator("#pane").evaluate((pane) => pane.getBoundingClientRect().width / pane.clientWidth);
    const before = await size();
    await page.keyboard.press("p");
    const leave = page.getByRole("button", { name: "Leave presenter mode" });
    await expect(leave).toBeFocused();
    await expect(page.locator(".controls, .status, .tools, .tabs .file").filter({ visible: true })).toHaveCount(0);
    expect(await size()).toBeGreaterThan(before * 1.3);
    await page.keyboard.press("1");
    await expect(page.locator("#tab-blueprint")).toHaveAttribute("aria-selected", "true");
    await page.locator("#present-controls").click();
    await expect(page.locator(".results")).toBeHidden();
    await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
    await expect(page.locator(".presenting output")).toContainText("$464.60");
    const text = await page.evaluate(() => localStorage.getItem("plano"));
    expect(text ?? "").not.toContain("presenting");
    await leave.click();
    await expect(page.locator(".controls")).toBeVisible();
    await expect(page.locator(".presenting")).toHaveCount(0);
  });

  test("ends by Escape, not by that of a dialog", async ({ plano, page }) => {
    // As where a browser has no whole screen to give.
    await page.addInitScript(() => (Element.prototype.requestFullscreen = () => Promise.reject(new TypeError("not here"))));
    await plano.startWhole();
    await page.keyboard.press("p");
    await page.keyboard.press("Control+k");
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.locator(".presenting")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator(".presenting")).toHaveCount(0);
    await expect(page.locator("#palette")).toBeFocused();
  });

  test("takes the whole screen, and ends when that is given back", async ({ plano, page }) => {
    await plano.startWhole();
    await page.keyboard.press("p");
    await page.waitForFunction(() => document.fullscreenElement);
    await page.evaluate(() => document.exitFullscreen());
    await expect(page.locator(".presenting")).toHaveCount(0);
    await expect(page.locator(".controls")).toBeVisible();
  });
});

test("About says what is known, from when, and what becomes of it", async ({ plano, page }) => {
  await plano.startWhole();
  await page.locator("#about").click();
  const about = dialog(page);
  await expect(about).toContainText("Everything stays in your browser; nothing is sent.");
  await expect(about).toContainText("2026-10-02");
  await expect(about.locator("#about-version")).toHaveText(/^\d+\.\d+\.\d+$/);
  await expect(about).toContainText("MIT");
  await about.locator("summary").first().click();
  expect(await about.locator("details li").count()).toBeGreaterThan(1);
  await about.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(about.getByRole("heading", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.waitForTimeout(200);
  await about.getByRole("button", { name: "Close" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.locator("#about")).toBeFocused();
});

test("on a phone an address leads to its view, and presenting begins at the top", async ({ plano, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await plano.start("#tab=costs");
  await plano.whole();
  const top = () => page.locator(".tabs").evaluate((tabs) => tabs.getBoundingClientRect().top);
  await expect.poll(async () => Math.abs(await top())).toBeLessThan(60);
  await page.keyboard.press("p");
  await expect(page.locator(".presenting")).toBeVisible();
  await expect(page.locator("#presenting-leave")).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test.describe("the first steps", () => {
  test.use({ firstVisit: true });

  test("are shown once, move nothing, and come back when asked for", async ({ plano, page }) => {
    await plano.startWhole();
    const guide = page.locator(".guide");
    await expect(guide.getByRole("listitem")).toHaveCount(3);
    const main = await page.locator("main").boundingBox();
    // The page can be used below it.
    await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
    await expect(plano.total).toContainText("$464.60");
    await page.getByRole("button", { name: "Got it" }).click();
    await expect(guide).toHaveCount(0);
    await expect(page.locator("#palette")).toBeFocused();
    expect(await page.locator("main").boundingBox()).toEqual(main);
    await page.reload();
    await plano.whole();
    await expect(guide).toHaveCount(0);
    await take(page, "first steps");
    await expect(page.locator("#guide-away")).toBeFocused();
    // Whoever goes on to another tab has found the way.
    await page.locator("#tab-costs").click();
    await expect(guide).toHaveCount(0);
  });
});

test.describe("in Spanish", () => {
  test.use({ locale: "es-MX" });

  test("the frame and what is said when nothing starts", async ({ plano, page }) => {
    const release = await plano.holdWasm();
    await plano.open();
    await expect(plano.skeleton.getByRole("status")).toHaveText("Cargando Plano");
    expect(await plano.skeleton.locator(".tabs span").allInnerTexts()).toEqual(["Blueprint", "Problemas", "Entorno", "Costos", "Cambios", "Kit", "Puesta en marcha", "Topología"]);
    expect(await plano.skeleton.locator(".title").allInnerTexts()).toEqual(["Demanda", "Servicios", "Datos", "Archivos", "Lo demás"]);
    const notices = await page.locator("p.notice").allTextContents();
    expect(notices).toEqual([
      "Plano no pudo iniciar. Vuelve a cargar la página. Si no ayuda, prueba un Firefox, Chrome, Edge o Safari actual.",
      "Plano se detuvo por un fallo propio. Vuelve a cargar la página: tu trabajo está guardado en este navegador. Descargar lo guardado",
      "Plano no terminó sus dos últimos inicios. Quizá por el plan guardado. Intentar otra vez Empezar con un plan nuevo Descargar el plan guardado El plan guardado se aparta y nunca se elimina.",
    ]);
    release();
    await plano.whole();
    await expect(page.locator("#tab-costs")).toHaveText("Costos");
  });
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ firstVisit: true, viewport: { width, height }, colorScheme });

      test("all of it has no fault that axe knows, and fits", async ({ plano, page }) => {
        await plano.startWhole();
        const look = async (name: string) => {
          expect(await plano.accessibilityFaults()).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          await plano.shoot(`room-${name}-${width}-${colorScheme}`);
        };
        await look("guide");
        await page.getByRole("button", { name: "Got it" }).click();
        await page.keyboard.press("Control+k");
        await look("palette");
        await page.keyboard.type("zzz");
        await look("nothing");
        await page.keyboard.press("Escape");
        await page.keyboard.press("?");
        await look("sheet");
        await page.keyboard.press("Escape");
        await page.locator("#about").click();
        await dialog(page).locator("summary").first().click();
        await look("about");
        await page.keyboard.press("Escape");
        await page.locator("#tab-costs").click();
        await page.locator("body").press("p");
        await look("presenting");
        await page.locator("#present-controls").click();
        await look("presenting-controls");
      });
    });
  }
}
