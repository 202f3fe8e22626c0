// A text of 15,000 lines: from the key to the painted character. The figures are printed, since machines differ; what
// fails is a ratio within the run, where a key costs a pass over the text.

import { cpus } from "node:os";
import { expect, test, type EditorPage } from "./fixture.ts";

const KEYS = 120;
const SERVICES = 1000;

interface Time {
  work: number;
  paint: number;
}

function blueprint(services: number): string {
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
  return ["services:", ...Array.from({ length: services }, (_, number) => service(number)).flat(), ""].join("\n");
}

/** Opens a Blueprint of so many services, each with a problem and a price, and types in a line. */
async function keys(editor: EditorPage, services: number, line: number): Promise<Time[]> {
  const { page } = editor;
  await editor.open(blueprint(services));
  const problems = Array.from({ length: services }, (_, number) => ({
    fromLine: 4 + number * 15, fromColumn: 10, toLine: 4 + number * 15, toColumn: 17,
    severity: "note", message: "Small.", help: "", code: "cost/small",
  }));
  const prices = problems.map(({ fromLine }) => ({ line: fromLine, text: "$7.00" }));
  await editor.call("setDiagnostics", problems);
  await editor.call("setMarks", { added: [], removedBefore: [], prices });
  await editor.press(line, 22);
  await page.waitForTimeout(1500);

  await page.evaluate(() => {
    const times: Time[] = ((globalThis as any).times = []);
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
  const times: Time[] = await page.evaluate(() => (globalThis as any).times);
  expect(times.length).toBeGreaterThan(KEYS * 0.9);
  return times.slice(20);
}

function at(part: number, times: Time[], of: keyof Time): number {
  const sorted = times.map((time) => time[of]).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length * part)];
}

for (const [where, line] of [["the beginning", 6], ["the middle", 7506], ["the end", 14991]] as const) {
  test(`typing at ${where} of 15,000 lines`, async ({ editor }) => {
    const few = await keys(editor, 4, 6);
    const many = await keys(editor, SERVICES, line);
    const figures = (of: keyof Time) =>
      `median ${at(0.5, many, of).toFixed(1)} ms, p95 ${at(0.95, many, of).toFixed(1)} ms`;
    const ratio = at(0.5, many, "work") / at(0.5, few, "work");
    console.log(
      `key at ${where}: work ${figures("work")}, ${ratio.toFixed(1)} times that in 60 lines; ` +
        `painted ${figures("paint")} (${cpus().length} x ${cpus()[0].model})`,
    );
    expect(ratio).toBeLessThan(3);
  });
}

test("15,000 lines are opened, gone through and replaced with no more work than a bare box of text", async ({ editor, page }) => {
  const text = blueprint(SERVICES);
  const once = async () => {
    await editor.open("a: 1\n");
    return page.evaluate((text) => {
      const { harness } = globalThis as any;
      const timed = (work: () => void) => {
        const start = performance.now();
        work();
        document.body.getBoundingClientRect();
        return Math.round(performance.now() - start);
      };
      const bare = document.createElement("textarea");
      const changed = text.replace("service-500", "service-five-hundred");
      const times = {
        bare: timed(() => {
          bare.value = text;
          document.body.append(bare);
        }),
        open: timed(() => harness.open({ text })),
        end: timed(() => harness.editor().reveal(15000, 0)),
        replace: timed(() => harness.editor().setText(changed)),
        same: timed(() => harness.editor().setText(changed)),
      };
      bare.remove();
      return times;
    }, text);
  };
  // The least of several visits: what else the machine did meanwhile only adds to a time.
  const visits = [await once(), await once(), await once()];
  const least = (of: keyof (typeof visits)[0]) => Math.min(...visits.map((times) => times[of]));
  const times = { bare: least("bare"), open: least("open"), end: least("end"), replace: least("replace"), same: least("same") };
  console.log(
    `15,000 lines: opened in ${times.open} ms, end shown in ${times.end} ms, replaced in ${times.replace} ms, ` +
      `unchanged in ${times.same} ms; shown in a bare box of text in ${times.bare} ms`,
  );
  for (const time of [times.open, times.end, times.replace, times.same]) expect(time).toBeLessThan(times.bare);
  await page.keyboard.press("Control+f");
  await page.keyboard.type("starter");
  await expect(page.getByRole("status")).toHaveText("More than 999 matches");
});
