// A text of 15,000 lines: from the key to the painted character. The figures are printed; the bounds are loose,
// because machines differ, and would fail where a key costs a pass over the text.

import { cpus } from "node:os";
import { expect, test } from "./fixture.ts";

const KEYS = 120;

function blueprint(): string {
  const service = (number: number) => [
    `  - type: web`,
    `    name: service-${number}`,
    `    runtime: node`,
    `    plan: starter # small`,
    `    healthCheckPath: /up`,
    `    envVars:`,
    `      - key: DATABASE_URL`,
    `        fromDatabase: { name: shop-db, property: connectionString }`,
    `      - key: WEB_CONCURRENCY`,
    `        value: 2`,
    `    buildCommand: |`,
    `      npm ci`,
    `      npm run build`,
    `    startCommand: npm start`,
    `    numInstances: 1`,
  ];
  return ["services:", ...Array.from({ length: 1000 }, (_, number) => service(number)).flat(), ""].join("\n");
}

for (const [where, line] of [["the beginning", 6], ["the middle", 7506], ["the end", 14991]] as const) {
  test(`typing at ${where} of 15,000 lines`, async ({ editor, page }) => {
    await editor.open(blueprint());
    const problems = Array.from({ length: 1000 }, (_, number) => ({
      fromLine: 4 + number * 15, fromColumn: 10, toLine: 4 + number * 15, toColumn: 17,
      severity: "note", message: "Small.", help: "", code: "cost/small",
    }));
    const prices = problems.map(({ fromLine }) => ({ line: fromLine, text: "$7.00" }));
    await editor.call("setDiagnostics", problems);
    await editor.call("setMarks", { added: [], removedBefore: [], prices });
    await editor.press(line, 22);
    await page.waitForTimeout(1500);

    await page.evaluate(() => {
      const times: { work: number; paint: number }[] = ((globalThis as any).times = []);
      const channel = new MessageChannel();
      addEventListener("keydown", (event) => {
        const time = { work: 0, paint: 0 };
        const start = performance.now();
        // The page is told when the editor has drawn; the layout is made here.
        (globalThis as any).harness.onChange = () => {
          document.body.getBoundingClientRect();
          time.work = performance.now() - start;
        };
        requestAnimationFrame(() => {
          channel.port1.onmessage = () => {
            time.paint = performance.now() - event.timeStamp;
            times.push(time);
          };
          channel.port2.postMessage(0);
        });
      }, { capture: true });
    });
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press(key % 3 === 2 ? "Backspace" : "x");
      await page.waitForTimeout(30);
    }
    const times: { work: number; paint: number }[] = await page.evaluate(() => (globalThis as any).times);
    expect(times.length).toBeGreaterThan(KEYS * 0.9);
    const at = (part: number, of: "work" | "paint") => {
      const sorted = times.slice(20).map((time) => time[of]).sort((left, right) => left - right);
      return sorted[Math.floor(sorted.length * part)];
    };
    const figures = (of: "work" | "paint") => `median ${at(0.5, of).toFixed(1)} ms, p95 ${at(0.95, of).toFixed(1)} ms`;
    console.log(`key at ${where}: work ${figures("work")}; painted ${figures("paint")} (${cpus().length} x ${cpus()[0].model})`);
    expect(at(0.5, "work")).toBeLessThan(30);
    expect(at(0.5, "paint")).toBeLessThan(100);
  });
}

test("15,000 lines are opened, gone through and replaced without delay", async ({ editor, page }) => {
  const text = blueprint();
  await editor.open("a: 1\n");
  const times = await page.evaluate((text) => {
    const { harness } = globalThis as any;
    const timed = (work: () => void) => {
      const start = performance.now();
      work();
      document.body.getBoundingClientRect();
      return Math.round(performance.now() - start);
    };
    return {
      open: timed(() => harness.open({ text })),
      end: timed(() => harness.editor().reveal(15000, 0)),
      replace: timed(() => harness.editor().setText(text.replace("service-500", "service-five-hundred"))),
      same: timed(() => harness.editor().setText(text.replace("service-500", "service-five-hundred"))),
    };
  }, text);
  console.log(`15,000 lines: opened in ${times.open} ms, end shown in ${times.end} ms, replaced in ${times.replace} ms, unchanged in ${times.same} ms`);
  expect(times.open).toBeLessThan(500);
  expect(times.end).toBeLessThan(500);
  expect(times.replace).toBeLessThan(500);
  await page.keyboard.press("Control+f");
  await page.keyboard.type("starter");
  await expect(page.getByRole("status")).toHaveText("More than 999 matches");
});
