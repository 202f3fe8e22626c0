// A Blueprint with something of everything, and what the page would say of it.

const text = `# A shop
services:
  - type: web
    name: shop
    runtime: node
    region: frankfurt
    env: node
    plan: starter
    healthCheckPath: /up
    envVars:
      - key: DATABASE_URL
        fromDatabase: { name: shop-db, property: connectionString }
      - key: SECRET_KEY_BASE
        generateValue: true
      - key: WEB_CONCURRENCY
        value: 2 # as many as fit
    buildCommand: |
      npm ci
      npm run build
    numInstances: two
databases:
  - name: shop-db
    plan: 4c-16g
    diskSizeGB: 100
    ipAllowList: []
`;

const span = (line: number, fromColumn: number, toColumn: number) => ({ fromLine: line, fromColumn, toLine: line, toColumn });

export const shop = {
  text,
  problems: [
    {
      ...span(6, 4, 7),
      severity: "warning",
      message: "env is the old name of runtime.",
      help: "Rename it to runtime. The value stays.",
      code: "shape/old-name",
    },
    {
      ...span(7, 10, 17),
      severity: "note",
      message: "The plan starter has one small processor.",
      help: "For 1,000 users standard would do better.",
      code: "cost/small",
    },
    {
      ...span(19, 18, 21),
      severity: "error",
      message: "two is not a number of instances.",
      help: "Write a whole number from 1 to 100.",
      code: "shape/value",
    },
  ],
  marks: {
    added: [12, 13],
    removedBefore: [{ line: 12, lines: ["      - key: SECRET_KEY_BASE", "        value: not-so-secret"] }],
    prices: [
      { line: 7, text: "$7.00" },
      { line: 22, text: "$144.00" },
      { line: 23, text: "$30.00" },
    ],
  },
  completions: {
    ...span(7, 10, 11),
    items: [
      { label: "starter", detail: "0.5 CPU, 512 MB, $7.00", info: "A plan for small services: one instance sleeps never.", kind: "plan", insert: "starter" },
      { label: "standard", detail: "1 CPU, 2 GB, $25.00", info: "A plan for most services.", kind: "plan", insert: "standard" },
      { label: "services", detail: "list", info: "A key.", kind: "key", insert: "services:\n  - " },
      { label: "shop-db", detail: "database", info: "The database of this Blueprint.", kind: "name", insert: "shop-db" },
    ],
  },
  hover: {
    ...span(7, 4, 8),
    title: "plan",
    text: ["The plan that each instance of the service runs on.", "One of free, starter, standard, pro. Default: starter."],
    docs: "https://render.com/docs/blueprint-spec#plan",
  },
  fixes: ["Rename it to runtime", "Remove the line"],
};
