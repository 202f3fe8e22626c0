// What a visitor sees before, without and instead of the application.

import { expect, test } from "./fixtures.ts";
import { firstLoad } from "../../scripts/first-load.mjs";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs and what it is", async ({ plano, page }) => {
    await plano.open();
    await expect(page.getByRole("heading", { name: "Plano needs JavaScript" })).toBeVisible();
    const words = page.locator("noscript");
    await expect(words).toContainText("nothing that you type leaves this page", { useInnerText: true });
    await expect(page.getByText("Loading Plano")).toBeHidden();
  });
});

test.describe("before the WebAssembly has come", () => {
  test("the frame of the page stands", async ({ plano, page }) => {
    const release = await plano.holdWasm();
    await plano.open();
    await expect(plano.skeleton).toHaveAttribute("aria-busy", "true");
    await expect(plano.skeleton.getByText("Blueprint")).toBeVisible();
    await expect(page.getByRole("status")).toHaveText("Loading Plano");
    await expect(plano.app).toBeEmpty();
    await expect(plano.notStarted).toBeHidden();
    release();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1920, 1440, 1024, 390]) {
      test(`the frame is accessible and fits, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const release = await plano.holdWasm();
        await plano.open();
        await plano.shoot(`skeleton-${colorScheme}-${width}`);
        expect(await plano.accessibilityFaults()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        release();
      });
    }
  }
});

test("on a phone the bar has its height before the rest of the frame has arrived", async ({ plano, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const [bar] = (await response.text()).split(/<main inert>/);
    await route.fulfill({ response, body: bar });
  });
  const release = await plano.holdWasm();
  await plano.open();
  const height = () => plano.skeleton.locator(".bar").evaluate((bar) => bar.getBoundingClientRect().height);
  expect(await height()).toBeLessThan(200);
  release();
});

test.describe("when the application cannot start", () => {
  test.use({ faultsExpected: true });

  for (const [what, pattern] of [["script", /plano-web-[^/]*\.js$/], ["WebAssembly", /\.wasm$/]] as const) {
    test(`a missing ${what} is said`, async ({ plano, page }) => {
      await page.route(pattern, (route) => route.abort());
      await plano.open();
      await expect(plano.notStarted).toBeVisible();
      await expect(page.getByRole("link", { name: "Load the page again" })).toBeVisible();
      expect(await plano.accessibilityFaults()).toEqual([]);
    });
  }
});

test("a panic later is said, another script's error is not", async ({ plano, page }) => {
  await plano.start();
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new Error("an extension's") })));
  await expect(plano.stopped).toBeHidden();
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  await expect(plano.stopped).toBeVisible();
  await expect(plano.notStarted).toBeHidden();
});

test("a page that can be used has requested the files that the build measures", async ({ plano, page, baseURL }) => {
  const requested: string[] = [];
  const later = /^assets\/(plano-later-|wasm\/plano-(later|shared)-)/;
  page.on("request", (request) => requested.push(request.url().slice(`${baseURL}/`.length) || "index.html"));
  // What comes later is held back, and the page can be used without it.
  const release = await plano.holdWasm("**/plano-later-*.wasm");
  await plano.start();
  await plano.card("gp-bikes-web").getByLabel("Plan").selectOption("2c-4g");
  await expect(plano.total).toContainText("$464.60");
  // A browser without a window fetches neither the icon nor the manifest.
  const unseen = ["icon.svg", "manifest.webmanifest"];
  const measured = firstLoad("../../dist").filter((file) => !unseen.includes(file));
  const needed = requested.filter((file) => !unseen.includes(file) && !later.test(file));
  expect(needed.sort()).toEqual(measured.sort());
  // Code, what it shares with the kit, and its style; the kit itself is asked for by its tabs.
  await expect.poll(() => requested.filter((file) => later.test(file))).toHaveLength(3);
  release();
});
