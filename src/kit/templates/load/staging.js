// Load test of staging; users at the same time: @@staging_users@@. Run it with k6:
//
//   k6 run load/staging.js
//   BASE_URL=https://... k6 run load/staging.js
//
// Never run it against production while people use it.
import http from "k6/http";
import { check, sleep } from "k6";

const baseUrl = __ENV.BASE_URL || @@url@@;
@@if health_path@@
const healthPath = @@health@@;
@@end@@

export const options = {
  scenarios: {
    users: {
      executor: "ramping-vus",
      startVUs: 0,
      stages: [
        { duration: "2m", target: @@staging_users@@ },
        { duration: "5m", target: @@staging_users@@ },
        { duration: "1m", target: 0 },
      ],
    },
  },
  thresholds: {
    // Success: 95 of 100 answers within two seconds.
    http_req_duration: ["p(95)<2000"],
    // Above this share of failures a deploy would be rolled back.
    http_req_failed: ["rate<0.05"],
    checks: ["rate>0.95"],
  },
};

export default function () {
  const page = http.get(`${baseUrl}/`);
  check(page, { "the page answers": (answer) => answer.status < 400 });
@@if health_path@@
  const health = http.get(`${baseUrl}${healthPath}`);
  check(health, { "it is healthy": (answer) => answer.status === 200 });
@@end@@
  // A person reads for a moment.
  sleep(1 + Math.random() * 4);
}
