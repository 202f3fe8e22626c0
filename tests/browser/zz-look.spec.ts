import { test } from "./fixtures.ts";
for (const count of [20, 60, 150, 300]) test(`look ${count}`, async ({ plano, page }) => {
  test.setTimeout(60000);
  const service = (n: number) => [`  - type: web`,`    name: shop-${n}`,`    runtime: node`,`    plan: 1c-2g`,...[1,2,3,4,5,6,7,8,9].map(a=>`    # note ${a}`)].join("\n");
  const text = "services:\n" + Array.from({length: count}, (_, n) => service(n)).join("\n") + "\n";
  await plano.startWhole();
  const t = Date.now();
  await plano.openFile({ name: "long.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  await page.locator(".status").getByText(/Valid|Not/).waitFor();
  console.log(count, "opened", Date.now() - t, text.split("\n").length);
});
