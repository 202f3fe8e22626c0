import base from "./playwright.config.ts";
export default { ...base, webServer: { command: "npx sirv /tmp/devdist --host 127.0.0.1 --port 4173 --quiet", url: "http://127.0.0.1:4173", reuseExistingServer: false } };
