// Keeps the whole page in this browser, so that it works without a network. One version is one set of files, each
// with the hash of its bytes: a set is taken as a whole or not at all. A new version waits until the page says that
// it may be used.
//
// VERSION and FILES, addresses with their integrity, are put in by scripts/finish.mjs.

const NAME = "plano-page-";
const OWN = NAME + VERSION;

/** A file of this version: from an earlier version's cache, where its name is that of its bytes, or from the host. */
async function obtain(address, integrity) {
  const kept = address.startsWith("/assets/") && (await caches.match(address));
  return kept || fetch(new Request(address, { integrity, cache: "no-cache" }));
}

async function install() {
  const cache = await caches.open(OWN);
  await Promise.all(Object.entries(FILES).map(async ([address, integrity]) => {
    const response = await obtain(address, integrity);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    await cache.put(address, response);
  }));
}

/** Forgets old versions, but for the last one: a tab that was opened with it may still need a part of it. */
async function tidy() {
  const versions = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== OWN);
  await Promise.all(versions.slice(0, -1).map((name) => caches.delete(name)));
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  const address = pathname === "/index.html" ? "/" : pathname;
  if (address in FILES) {
    const own = await (await caches.open(OWN)).match(address);
    if (own) return own;
  }
  return (await caches.match(address)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("message", ({ data }) => { if (data === "take") skipWaiting(); });
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === location.origin) event.respondWith(answer(event.request));
});
