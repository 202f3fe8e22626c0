// How long an input takes: main-thread time from the event's start until all effects have run and the layout is
// made; waiting for the screen is not counted. Prints figures and fails on none: they depend on the machine.

import { cpus } from "node:os";
import { test } from "./fixtures.ts";

const WARMING = 20;
const STEPS = 200;

for (const [what, selector, aim, parts] of [
  ["slider", "#mau-slider", 8, []],
  ["select", ".card:has(h3) select", 8, []],
  ["slider with all charts", "#mau-slider", 12, ["#tab-costs", "#costs-ahead"]],
] as [string, string, number, string[]][]) {
  test(`input to repaint, ${what}`, async ({ plano, page }) => {
    await plano.startWhole();
    for (const part of parts) await page.locator(part).click();
    const times = await page.evaluate(
      async ([selector, steps]) => {
        const control = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector as string)!;
        // Effects run in tasks of their own; a message is handled behind all that are waiting.
        const channel = new MessageChannel();
        const flushed = () => new Promise((done) => ((channel.port1.onmessage = done), channel.port2.postMessage(0)));
        const times: number[] = [];
        for (let step = 0; step < (steps as number); step++) {
          if (control instanceof HTMLSelectElement) control.selectedIndex = 3 + (step % 3);
          else control.value = String(20 + (step % 150));
          const start = performance.now();
          control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
          await flushed();
          document.body.getBoundingClientRect();
          times.push(performance.now() - start);
        }
        return times;
      },
      [selector, WARMING + STEPS] as [string, number],
    );
    const sorted = times.slice(WARMING).sort((left, right) => left - right);
    const at = (part: number) => sorted[Math.floor(sorted.length * part)].toFixed(1);
    const { model } = cpus()[0];
    console.log(`input to repaint, ${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, aim ${aim} ms (${cpus().length} x ${model})`);
  });
}
