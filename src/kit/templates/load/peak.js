// Load test of the busiest time that is expected. Run it against staging on production's plans, with k6:
//
//   BASE_URL=https://... k6 run load/peak.js
@@if peak_at_once@@
//
// @@peak_requests@@ requests are under way at the same time: as many as the monthly users of the plan make at their
// busiest, by the assumptions that Plano shows beside them. Each is followed by the next as soon as it is answered.
// Another number:
//
//   PEAK_REQUESTS=80 BASE_URL=https://... k6 run load/peak.js
@@end@@
@@if not peak_at_once@@
@@if not peak_rate@@
//
// Nobody has said how busy that is. Say it yourself, in requests a minute:
//
//   PEAK_PER_MINUTE=600 BASE_URL=https://... k6 run load/peak.js
@@end@@
@@end@@
import http from "k6/http";
import { check } from "k6";

const baseUrl = __ENV.BASE_URL || @@url@@;
@@if peak_at_once@@
const atOnce = Number(__ENV.PEAK_REQUESTS || @@peak_requests@@);
if (!(atOnce >= 1)) {
  throw new Error("PEAK_REQUESTS must be a number of requests at the same time");
}
@@end@@
@@if not peak_at_once@@
@@if peak_rate@@
const perMinute = Number(__ENV.PEAK_PER_MINUTE || @@peak_per_minute@@);
@@end@@
@@if not peak_rate@@
const perMinute = Number(__ENV.PEAK_PER_MINUTE);
@@end@@
if (!(perMinute >= 1)) {
  throw new Error("PEAK_PER_MINUTE must be a number of requests a minute");
}
@@end@@

export const options = {
  scenarios: {
@@if peak_at_once@@
    peak: {
      executor: "ramping-vus",
      startVUs: 1,
      stages: [
        { duration: "2m", target: Math.ceil(atOnce) },
        { duration: "10m", target: Math.ceil(atOnce) },
        { duration: "2m", target: 0 },
      ],
    },
@@end@@
@@if not peak_at_once@@
    peak: {
      executor: "ramping-arrival-rate",
      startRate: Math.ceil(perMinute / 10),
      timeUnit: "1m",
      preAllocatedVUs: 20,
      maxVUs: 500,
      stages: [
        { duration: "2m", target: Math.ceil(perMinute) },
        { duration: "10m", target: Math.ceil(perMinute) },
        { duration: "2m", target: 0 },
      ],
    },
@@end@@
  },
  thresholds: {
    http_req_duration: [
      "p(95)<2000",
      // Above five seconds a deploy would be rolled back.
      { threshold: "p(95)<5000", abortOnFail: true, delayAbortEval: "1m" },
    ],
    http_req_failed: [{ threshold: "rate<0.05", abortOnFail: true, delayAbortEval: "1m" }],
@@if not peak_at_once@@
    // Requests that could not even be sent in time.
    dropped_iterations: ["count<10"],
@@end@@
  },
};

export default function () {
  const answer = http.get(`${baseUrl}/`);
  check(answer, { "it answers": (page) => page.status < 400 });
}
