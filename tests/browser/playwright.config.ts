import { defineConfig, devices } from "@playwright/test";
import { chromium } from "./chromium.mjs";

const origin = `http://127.0.0.1:${process.env.PLANO_PORT ?? 4173}`;
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testMatch: "*.spec.ts",
  outputDir: "output/results",
  workers: 2,
  // Nothing may pass only at the second try.
  retries: 0,
  // What counts is what holds in the end, however busy the machine is.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env.CI,
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    trace: "off",
    // Each test sees the page as on a first visit; offline.spec.ts allows them.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: chromium(),
      args: isRoot ? [...quiet, "--no-sandbox"] : quiet,
    },
  },
  webServer: { command: "npm run --silent serve", url: origin, reuseExistingServer: false },
});
