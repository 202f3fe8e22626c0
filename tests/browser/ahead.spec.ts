// Looking ahead: the charts, their tables against the command, the point that is moved by keys and pointer, and what
// is taken along.

import { plano as command, production } from "./command.ts";
import { type PlanoPage, expect, test } from "./fixtures.ts";

const PLAN = ["--workspace", "pro", "--object-storage-gb", "200", "--openai", "unpriced", "--whatsapp", "unpriced", "--mail", "unpriced"];
const CHARTS = ["cost-by-month", "cost-by-users", "how-full", "disk-or-objects", "bigger-plan-1"];

async function look(plano: PlanoPage): Promise<void> {
  await plano.startWhole();
  await plano.page.locator("#tab-costs").click();
  await plano.page.locator("#costs-ahead").click();
  await expect(plano.page.locator(".picture svg[role=img]")).toHaveCount(CHARTS.length);
}

/** The rows of a chart's table, unfolded. */
async function rows(plano: PlanoPage, id: string): Promise<string[][]> {
  await plano.page.locator(`#${id}-table > summary`).click();
  const table = plano.page.locator(`#${id}-table table`);
  await table.waitFor();
  return table.evaluate((node: HTMLTableElement) =>
    [...node.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
  );
}

test("each chart has a title and says what it shows", async ({ plano, page }) => {
  await look(plano);
  for (const id of CHARTS) {
    const chart = page.locator(`#${id} svg[role=img]`);
    await expect(chart.locator("title")).toHaveText((await page.locator(`#${id} h2`).textContent())!);
    await expect(chart.locator("desc")).not.toBeEmpty();
  }
});

test("the table of months has the command's figures", async ({ plano, page }) => {
  await look(plano);
  await page.locator("#mau").fill("5000");
  const said = JSON.parse(command(production, "cost", "--format", "json", "--mau", "5000", "--months", "12", ...PLAN));
  const [head, ...months] = await rows(plano, "cost-by-month");
  expect(months).toHaveLength(12);
  const at = (row: string[], name: string) => row[head.indexOf(name)].replace(/[$,]|( \+.*)/g, "");
  for (const [place, month] of said.months.entries()) {
    expect(at(months[place], "Total")).toBe(month.total);
    for (const line of month.lines) {
      const shown = head.includes(line.resource) ? at(months[place], line.resource) : "not known";
      expect(shown).toBe(line.unpriced > 0 ? "not known" : line.monthly);
    }
  }
  const steps = page.locator("#cost-by-month .steps-ahead li");
  const sentences: string[] = said.months.flatMap((month: { steps: string[] }) => month.steps);
  await expect(steps).toHaveCount(sentences.length);
  for (const [place, sentence] of sentences.entries()) {
    await expect(steps.nth(place)).toContainText(sentence.replaceAll("`", ""));
    await expect(steps.nth(place)).toContainText("a month");
  }
});

test("a chart that followed the slider is the one that is drawn anew", async ({ plano, page }) => {
  await look(plano);
  const drawings = () => page.locator(".ahead :is(.drawing, .graph-point)").evaluateAll((all) => all.map((one) => one.innerHTML));
  for (const end of [60, 95, 160]) {
    await page.locator("#mau-slider").evaluate(async (slider: HTMLInputElement, end) => {
      for (let step = Number(slider.value); step <= end; step += 5) {
        slider.value = String(step);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(requestAnimationFrame);
      }
    }, end);
    await expect(page.locator("#cost-by-users-point")).toHaveValue(await page.locator("#mau-slider").inputValue());
    const followed = await drawings();
    expect(followed).toHaveLength(CHARTS.length + 1);
    await page.locator("#costs-bill").click();
    await expect(page.locator(".ahead")).toHaveCount(0);
    await page.locator("#costs-ahead").click();
    await expect(page.locator(".picture svg[role=img]")).toHaveCount(CHARTS.length);
    expect(await drawings()).toEqual(followed);
  }
});

test("the keys move the point, the users and the total", async ({ plano, page }) => {
  await look(plano);
  const point = page.locator("#cost-by-users-point");
  const handle = page.locator("#cost-by-users .handle");
  const place = () => handle.evaluate((node) => Number(node.getAttribute("cx")));
  const [before, said] = [await place(), await page.locator("#cost-by-users .graph-point").innerText().catch(() => "")];
  await point.focus();
  for (let count = 0; count < 40; count++) await page.keyboard.press("ArrowRight");
  await expect(page.locator("#mau")).toHaveValue("6300");
  expect(await place()).toBeGreaterThan(before);
  await expect(point).toHaveAttribute("aria-valuetext", /^6,300 users: \$/);
  expect(await page.locator("#cost-by-users .graph-point").textContent()).not.toBe(said);
  await expect(page.locator("#cost-by-month desc").first()).toContainText("6,300");
  // One step until the focus goes, as on the slider among the controls.
  await page.locator("#mau-slider").focus();
  for (let count = 0; count < 3; count++) await page.keyboard.press("ArrowLeft");
  await expect(page.locator("#mau")).toHaveValue("5500");
  await page.keyboard.press("Control+z");
  await expect(page.locator("#mau")).toHaveValue("6300");
  await page.keyboard.press("Control+z");
  await expect(page.locator("#mau")).toHaveValue("1000");
});

test("the pointer drags the point as one step", async ({ plano, page }) => {
  await look(plano);
  const handle = page.locator("#cost-by-users .handle");
  await handle.scrollIntoViewIfNeeded();
  const from = (await handle.boundingBox())!;
  const y = from.y + from.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  for (const by of [40, 80, 120]) await page.mouse.move(from.x + from.width / 2 + by, y);
  await page.mouse.up();
  const to = (await handle.boundingBox())!;
  expect(Math.abs(to.x - from.x - 120)).toBeLessThanOrEqual(4);
  expect(Number(await page.locator("#mau").inputValue())).toBeGreaterThan(3000);
  await expect(page.locator("#cost-by-users-point")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(page.locator("#mau")).toHaveValue("1000");
});

for (const width of [390, 1440]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`no label lies on another, nothing is cut off, ${colorScheme}, ${width} px`, async ({ plano, page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await look(plano);
      await page.locator("#mau").fill("7500");
      const touching = await page.evaluate(() => {
        const found: string[] = [];
        for (const figure of document.querySelectorAll(".picture")) {
          const texts = [...figure.querySelectorAll("svg text")].filter((text) => text.textContent);
          const boxes = texts.map((text) => text.getBoundingClientRect());
          const around = figure.getBoundingClientRect();
          boxes.forEach((one, at) => {
            if (one.left < around.left - 1 || one.right > around.right + 1) found.push(`cut off: ${texts[at].textContent}`);
            boxes.slice(at + 1).forEach((other, next) => {
              const apart = one.right <= other.left + 1 || other.right <= one.left + 1;
              const above = one.bottom <= other.top + 3 || other.bottom <= one.top + 3;
              if (!apart && !above) found.push(`${texts[at].textContent} / ${texts[at + 1 + next].textContent}`);
            });
          });
        }
        return found;
      });
      expect(touching).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      for (const id of CHARTS) await page.locator(`#${id}-table > summary`).click();
      expect(await plano.accessibilityFaults()).toEqual([]);
    });
  }
}

test("charts follow the width of the pane", async ({ plano, page }) => {
  await look(plano);
  const chart = page.locator("#cost-by-month svg");
  const before = Number(await chart.getAttribute("width"));
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(async () => Number(await chart.getAttribute("width"))).toBeLessThan(before);
});

test("each chart is saved as SVG, PNG and CSV", async ({ plano, page }) => {
  await look(plano);
  for (const id of CHARTS) {
    const svg = await plano.saved(`#${id}-svg`);
    expect(svg.name).toBe(`plano-${id}.svg`);
    const root = await page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, "image/svg+xml");
      return read.querySelector("parsererror")?.textContent ?? read.documentElement.tagName;
    }, svg.text);
    expect(root).toBe("svg");
    const png = await plano.saved(`#${id}-png`);
    expect(png.bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
    expect(png.bytes.readUInt32BE(16)).toBe(1600);
    const csv = await plano.saved(`#${id}-csv`);
    expect(csv.text.trim().split("\n")).toHaveLength((await rows(plano, id)).length);
  }
});
