// Starts the page's program, and says what fits when it cannot start or stops later by a panic. Keeps count of
// starts that did not finish, so that a saved plan that stops the page can be put aside. Once the page stands, it
// has the service worker keep the page for use without a network.
//
// SCRIPT, WASM, STYLE and OFFLINE are put in by scripts/finish.mjs.

/** The names under which src/app/keeping.rs keeps the plan, and what is put aside. */
const KEPT = "plano";
const ASIDE = "plano-aside";
/** How many starts with a saved plan have not finished. */
const STARTS = "plano-starts";
const MOST_STARTS = 2;

const byId = (id) => document.getElementById(id);
const show = (id) => { byId(id).hidden = false; };

/** Asks the browser's storage; nothing where that is blocked. */
const stored = (ask) => {
  try {
    return ask(localStorage);
  } catch {
    return null;
  }
};
const saved = () => stored((storage) => storage.getItem(KEPT));
const forgetStarts = () => stored((storage) => storage.removeItem(STARTS));

/** The texts of index.html in Spanish, in their order there. Where scripts are off, its `noscript` says both. */
const SPANISH = [
  "Plano no pudo iniciar.|Vuelve a cargar la página|. Si no ayuda, prueba un Firefox, Chrome, Edge o Safari actual.",
  "Plano se detuvo por un fallo propio.|Vuelve a cargar la página|: tu trabajo está guardado en este navegador.",
  "Descargar lo guardado|Plano no terminó sus dos últimos inicios.|Quizá por el plan guardado.|Intentar otra vez",
  "Empezar con un plan nuevo|Descargar el plan guardado|El plan guardado se aparta y nunca se elimina.|Plano",
  "Demanda|Servicios|Datos|Archivos|Lo demás|Blueprint|Problemas|Entorno|Costos|Cambios|Kit|Puesta en marcha|Topología|Cargando Plano",
].join("|").split("|");

/** As src/app/language.rs chooses: what was chosen, else what the browser prefers. */
const languages = [stored((storage) => storage.getItem("plano-language")), ...navigator.languages];
const language = languages.map((id) => id?.split("-")[0]).find((id) => id === "en" || id === "es");
if (language === "es") {
  document.documentElement.lang = language;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode()); ) {
    const text = node.data.trim();
    if (text && !node.parentNode.closest("noscript")) node.data = node.data.replace(text, SPANISH.shift());
  }
}

let started = false;
let stopped = false;

const fail = (event) => {
  if (!((event.error ?? event.reason) instanceof WebAssembly.RuntimeError)) return;
  stopped = true;
  show("stopped");
};
addEventListener("error", fail);
addEventListener("unhandledrejection", fail);
// Who leaves a page that runs has nothing to escape from.
addEventListener("pagehide", () => { if (!stopped) forgetStarts(); });

for (const button of document.querySelectorAll("[data-saved]")) {
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([saved() ?? ""], { type: "application/yaml" }));
    link.download = "plano-saved.yaml";
    link.click();
  });
}

/** Links the style of what the first paint does without. */
function styleLater() {
  const [href, integrity] = STYLE;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, integrity }));
}

async function start() {
  byId("unfinished").hidden = true;
  if (saved()) stored((storage) => storage.setItem(STARTS, +storage.getItem(STARTS) + 1));
  try {
    const program = await import(SCRIPT);
    await program.default({ module_or_path: WASM });
    started = true;
    dispatchEvent(new Event("TrunkApplicationStarted"));
    styleLater();
  } catch (error) {
    show(error instanceof WebAssembly.RuntimeError ? "stopped" : "not-started");
    throw error;
  }
  // A start has finished once the page has stood for a moment.
  const finished = setInterval(() => {
    if (stopped || byId("skeleton")) return;
    clearInterval(finished);
    forgetStarts();
  }, 1000);
}

/** Puts the saved plan aside, under the first name that is free. */
function putAside() {
  stored((storage) => {
    let name = ASIDE;
    for (let count = 2; storage.getItem(name) !== null; count++) name = `${ASIDE}-${count}`;
    const text = storage.getItem(KEPT);
    // There may be no room for two of it.
    storage.removeItem(KEPT);
    try {
      storage.setItem(name, text);
    } catch {
      storage.setItem(KEPT, text);
    }
  });
}

if (saved() && stored((storage) => storage.getItem(STARTS)) >= MOST_STARTS) {
  byId("fresh").addEventListener("click", () => {
    putAside();
    forgetStarts();
    start();
  });
  byId("again").addEventListener("click", start);
  // Another tab has come through, so it is not the plan.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === STARTS && !newValue && !started) start();
  });
  show("unfinished");
} else {
  start();
}

/** Keeps the page for use without a network; a new version waits until the page asks for it. */
async function keepPage() {
  const workers = navigator.serviceWorker;
  const registration = await workers?.register("/service-worker.js");
  if (!registration) return;
  let taking = false;
  // src/browser/updates.rs reads the mark, and hears of it by the event.
  const offer = () => {
    document.documentElement.dataset.update = "ready";
    dispatchEvent(new Event("plano-update"));
  };
  const watch = (worker) => worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && workers.controller) offer();
  });
  if (registration.waiting && workers.controller) offer();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  workers.addEventListener("controllerchange", () => taking ? location.reload() : offer());
  addEventListener("plano-take-update", () => {
    taking = true;
    if (registration.waiting) registration.waiting.postMessage("take");
    else location.reload();
  });
  setInterval(() => registration.update().catch(() => {}), 3_600_000);
}

// Without it the page works as well, with a network.
if (OFFLINE) addEventListener("load", () => keepPage().catch(() => {}));
