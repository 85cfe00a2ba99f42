// Answers like the service, for work on the screens alone. Never shipped.
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { parseDocument, LineCounter } from "yaml";

const examples = new URL("../../../examples/", import.meta.url);
const texts = ["ecommerce", "dynamic-marketing", "fashion-offers", "dynamic-cep"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/campaigns/`, examples)).map((file) =>
    readFileSync(new URL(`${folder}/campaigns/${file}`, examples), "utf8"),
  ),
);
const many = Number(process.env.CAMPAIGNS ?? 0);
const rate = Number(process.env.RATE ?? 4);
const now = Date.now();
const states = ["live", "live", "live", "paused", "draft", "ended"];
const rnd = (seed) => {
  let s = seed * 2654435761;
  return () => (
    (s = (s ^ (s << 13)) >>> 0),
    (s = (s ^ (s >>> 17)) >>> 0),
    (s = (s ^ (s << 5)) >>> 0),
    s / 2 ** 32
  );
};
const campaigns = texts.map((text, i) => {
  const doc = parseDocument(text).toJS();
  return {
    id: doc.id,
    name: doc.name,
    state: i % 7 === 3 ? "paused" : i % 7 === 6 ? "draft" : "live",
    text,
    seed: i + 3,
  };
});
for (let i = 0; i < many; i++)
  campaigns.push({
    id: `promo-${i}`,
    name: `Seasonal promotion ${i}`,
    state: states[i % 6],
    text: texts[i % texts.length],
    seed: i + 40,
  });
const row = (c) => {
  const r = rnd(c.seed);
  const spark = Array.from({ length: 24 }, (_, h) =>
    c.state === "draft" ? 0 : Math.round(r() * 40 * (1 + Math.sin((h - 6) / 3.5))),
  );
  return {
    id: c.id,
    name: c.name,
    state: c.state,
    version: c.state === "draft" ? null : 1 + (c.seed % 5),
    draft: c.state === "draft" || c.seed % 6 === 0,
    triggersToday: spark.reduce((a, b) => a + b, 0),
    sparkline: spark,
    changed: new Date(now - r() * 9e8).toISOString(),
    changedBy: ["lena", "wei", "admin"][c.seed % 3],
  };
};
function machine(doc) {
  const steps = doc?.pattern?.steps;
  if (!Array.isArray(steps)) return null;
  const flat = steps.flatMap((s) => s?.steps ?? [s]).filter((s) => s?.name);
  const nodes = [{ id: "0", label: "start", kind: "start", step: null }];
  const edges = [];
  let at = "0";
  flat.forEach((s, i) => {
    const cond = [s.event ? [].concat(s.event).join(" | ") : "any event", s.where].filter(Boolean).join(", ");
    if (s.absent) {
      nodes.push({ id: `x${i}`, label: s.name, kind: "stop", step: s.name });
      edges.push({ from: at, to: `x${i}`, label: cond, kind: "stop" });
      if (i === flat.length - 1)
        edges.push({
          from: at,
          to: "fire",
          label: `after ${s.within ?? doc.pattern.within}`,
          kind: "deadline",
        });
    } else {
      const to = i === flat.length - 1 ? "fire" : `${i + 1}`;
      if (to !== "fire")
        nodes.push({
          id: to,
          label: s.name,
          kind: flat[i + 1]?.absent && i + 2 === flat.length ? "deadline" : "wait",
          step: s.name,
        });
      edges.push({ from: at, to, label: cond, kind: "take", step: s.name });
      if (s.times && to !== "fire")
        edges.push({ from: to, to, label: `x${JSON.stringify(s.times)}`, kind: "take" });
      at = to;
    }
  });
  nodes.push({
    id: "fire",
    label: "fires",
    kind: "fire",
    step: flat.at(-1)?.absent ? null : flat.at(-1)?.name,
  });
  return { states: nodes, edges };
}
function check(text) {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines });
  const problems = doc.errors.map((e) => ({
    severity: "error",
    line: e.linePos[0].line,
    column: e.linePos[0].col,
    text: e.message.split("\n")[0],
  }));
  const js = problems.length ? null : doc.toJS();
  text.split("\n").forEach((l, i) => {
    const m = /\b(withn|evnt)\b/.exec(l);
    if (m)
      problems.push({
        severity: "error",
        line: i + 1,
        column: m.index + 1,
        text: `unknown key '${m[1]}', did you mean '${m[1] === "withn" ? "within" : "event"}'?`,
        length: m[1].length,
      });
  });
  return {
    problems,
    id: js?.id,
    footprint: "at most 1,000 runs of 48 bytes for each user",
    machine: machine(js),
    explanation: `${js?.id}\n  program, all within 10m\n`,
  };
}
const users = Array.from({ length: 60 }, (_, i) => `u-${5000 + i * 37}`);
let n = 0;
function trigger(when = Date.now()) {
  const i = n++;
  const c = campaigns[i % Math.min(campaigns.length, 19)];
  const ev = (k, type, props) => ({
    id: `e${i}-${k}`,
    user: users[i % 60],
    type,
    time: new Date(when - 60000 + k * 30000).toISOString(),
    ...props,
  });
  return {
    id: `t${i.toString(16).padStart(12, "0")}`,
    campaign: c.id,
    version: 1,
    user: users[(i * 7) % 60],
    time: new Date(when).toISOString(),
    cause: ["match", "timeout", "condition"][i % 3],
    offer: { template: "free-shipping", text: `Still thinking about p${i % 90}? Shipping is on us.` },
    matched: {
      cart_add: [ev(0, "cart", { price: 251.7, product_id: `p${i % 90}`, session: "s1" })],
      seen: [ev(1, "view", { price: 99, product_id: "p4", category: "shoes" })],
    },
    measures: { spend_30d: 612.5 },
  };
}
const kinds = ["started", "advanced", "completed", "cancelled", "expired"];
function transition() {
  const i = n++;
  return {
    campaign: campaigns[i % 12].id,
    version: 1,
    user: users[(i * 3) % 60],
    time: new Date().toISOString(),
    kind: kinds[i % 5],
    state: ["clothing", "shoes", "other_clothing"][i % 3],
    text: `[User ${users[i % 60]} entered state shoes][Event: clicked pumps-${i % 9}] [Category: shoes]`,
  };
}
const minute = 60000;
function live() {
  const t = Date.now();
  return {
    eventsPerSecond: 12480 + Math.random() * 300,
    triggersPerSecond: 38 + Math.random() * 6,
    p50: 4.2,
    p99: 18 + Math.random() * 3,
    series: Array.from({ length: 90 }, (_, i) => ({
      time: new Date(t - (90 - i) * 10000).toISOString(),
      events: Math.round(12000 + 1500 * Math.sin(i / 9) + 300 * Math.random()),
      triggers: Math.round(38 + 9 * Math.sin(i / 7) + 4 * Math.random()),
    })),
    topCampaigns: campaigns
      .slice(0, 8)
      .map((c) => ({ id: c.id, name: c.name, today: row(c).triggersToday, sparkline: row(c).sparkline })),
    panels: {
      visitors15m: 1904,
      sessions8h: 15233,
      visitingNow: 312,
      topPages: ["/", "/c/shoes", "/p/dress-1", "/cart", "/p/pumps-1", "/c/books"].map((name, i) => ({
        name,
        count: 900 - i * 140,
      })),
      latestVisitors: users.slice(0, 8).map((user, i) => ({
        user,
        time: new Date(t - i * 3100).toISOString(),
        type: ["view", "cart", "search"][i % 3],
      })),
      categories: ["clothing", "shoes", "books", "garden", "toys"].map((name, i) => ({
        name,
        count: 4100 - i * 800,
      })),
      devices: ["phone", "desktop", "tablet"].map((name, i) => ({ name, count: 6100 - i * 2500 })),
    },
  };
}
const vocabulary = {
  types: ["view", "cart", "purchase", "search", "login", "order", "payment"].map((name, i) => ({
    name,
    count: 90000 - i * 11000,
    properties: [
      { name: "price", kind: "number", samples: ["9.5", "251.7", "79.9"] },
      { name: "product_id", kind: "string", samples: ["p9", "dress-1", "pumps-1"] },
      { name: "category", kind: "string", samples: ["clothing", "shoes", "books"] },
      { name: "session", kind: "string", samples: ["s1"] },
      { name: "returning", kind: "bool", samples: ["true"] },
    ],
  })),
  profile: [
    { name: "tier", kind: "string", samples: ["gold", "platinum", "silver"] },
    { name: "age", kind: "number", samples: ["29", "41"] },
    { name: "gender", kind: "string", samples: ["female", "male"] },
    { name: "tags", kind: "list", samples: ["mother", "vip"] },
  ],
};
const story = [
  {
    kind: "event",
    time: "2026-11-20T10:00:00Z",
    event: { id: "e1", type: "cart", price: 120, product_id: "p4", session: "s1" },
  },
  {
    kind: "unfit",
    time: "2026-11-20T10:00:00Z",
    campaign: "abandoned-cart",
    step: "cart_add",
    because: "where",
    checks: [{ text: "event.price > 200.0", value: false, values: [{ text: "event.price", value: 120 }] }],
  },
  {
    kind: "event",
    time: "2026-11-20T10:04:10Z",
    event: { id: "e2", type: "cart", price: 251.7, product_id: "p9", session: "s1" },
  },
  {
    kind: "began",
    time: "2026-11-20T10:04:10Z",
    campaign: "abandoned-cart",
    attempt: 1,
    key: "s1",
    step: "cart_add",
    checks: [{ text: "event.price > 200.0", value: true, values: [{ text: "event.price", value: 251.7 }] }],
    waits: [{ for: "deadline", step: "purchase", due: "2026-11-20T10:14:10Z", unless: ["purchase"] }],
  },
  { kind: "deadline", time: "2026-11-20T10:14:10Z" },
  {
    kind: "completed",
    time: "2026-11-20T10:14:10Z",
    campaign: "abandoned-cart",
    attempt: 1,
    took: { cart_add: 1 },
    without: ["purchase"],
  },
  {
    kind: "fired",
    time: "2026-11-20T10:14:10Z",
    campaign: "abandoned-cart",
    attempt: 1,
    cause: "timeout",
    offer: { template: "free-shipping", text: "Still thinking about p9? Shipping is on us." },
    measures: {},
    checks: [],
  },
  { kind: "verdict", campaign: "abandoned-cart", fired: 1, times: ["2026-11-20T10:14:10Z"] },
];
const products = [
  "clothing:Linen dress:79.9",
  "clothing:Wool coat:249",
  "clothing:Rain jacket:129",
  "clothing:Knit jumper:59",
  "shoes:Court pumps:89",
  "shoes:Chelsea boots:140",
  "shoes:Canvas trainers:55",
  "books:The Art of Waiting:18.5",
  "books:Small Gardens:24",
  "garden:Watering can:32",
  "garden:Steel rake:27.5",
  "toys:Wooden train:44",
].map((l, i) => {
  const [category, name, price] = l.split(":");
  return { id: `p-${i + 1}`, name, category, price: Number(price) };
});
let signedIn = process.env.SIGNED_IN === "1";
const trials = new Map();
const shops = new Set();
const json = (res, code, body) => {
  res.writeHead(code, { "content-type": code < 400 ? "application/json" : "application/problem+json" });
  res.end(body === undefined ? "" : JSON.stringify(body));
};
createServer(async (req, res) => {
  const url = new URL(req.url, "http://x");
  let body = "";
  for await (const chunk of req) body += chunk;
  const data = body ? JSON.parse(body) : undefined;
  const p = url.pathname.replace("/api", "");
  const q = url.searchParams;
  const m = `${req.method} ${p}`;
  let k;
  if (m === "GET /session")
    return signedIn
      ? json(res, 200, { name: "admin", role: "admin", permissions: [], language: null })
      : json(res, 401, { title: "Unauthorized" });
  if (m === "POST /session")
    return data.password === "wrong"
      ? json(res, 401, { detail: "no" })
      : ((signedIn = true), json(res, 200, { name: data.name, role: "admin", permissions: [] }));
  if (m === "DELETE /session") return ((signedIn = false), json(res, 204));
  if (m === "GET /campaigns") {
    let all = campaigns.filter(
      (c) =>
        (c.id + c.name).toLowerCase().includes((q.get("q") ?? "").toLowerCase()) &&
        (!q.get("state") || c.state === q.get("state")),
    );
    const off = Number(q.get("offset") ?? 0);
    return json(res, 200, {
      total: all.length,
      items: all.slice(off, off + Number(q.get("limit") ?? 50)).map(row),
    });
  }
  if (m === "POST /campaigns/bulk")
    return (
      data.ids.forEach(
        (id) =>
          (campaigns.find((c) => c.id === id).state = { pause: "paused", resume: "live", end: "ended" }[
            data.action
          ]),
      ),
      json(res, 200, {})
    );
  if (m === "POST /campaigns") {
    const doc = parseDocument(data.text).toJS();
    campaigns.unshift({
      id: doc.id,
      name: doc.name,
      state: "draft",
      text: data.text,
      draft: data.text,
      seed: 6,
      rev: 1,
    });
    return json(res, 200, { id: doc.id, draftRevision: 1 });
  }
  if ((k = /^\/campaigns\/([^/]+)(?:\/(.*))?$/.exec(p))) {
    const c = campaigns.find((c) => c.id === k[1]);
    if (!c) return json(res, 404, { detail: `no campaign '${k[1]}'` });
    const r = row(c);
    if (!k[2])
      return json(res, 200, {
        ...r,
        text: c.state === "draft" ? null : c.text,
        draft: c.draft ?? null,
        draftRevision: c.rev ?? null,
        problems: [],
      });
    if (k[2] === "versions")
      return json(
        res,
        200,
        [3, 2, 1].map((number) => ({
          number,
          text:
            number === 3
              ? c.text
              : c.text
                  .replace(/10m|15m|5m/, `${number + 6}m`)
                  .replace("live", number === 1 ? "paused" : "live"),
          state: number === 3 ? c.state : "live",
          by: number === 2 ? null : "lena",
          at: new Date(now - (4 - number) * 9e7).toISOString(),
          source: number === 2 ? "topic" : "console",
          jobVersion: number,
          jobState: number === 3 ? "active" : "ended",
          problems: [],
        })),
      );
    if (k[2] === "audit")
      return json(
        res,
        200,
        [
          ["publish", 3],
          ["edit", null],
          ["pause", 2],
          ["publish", 1],
          ["create", null],
        ].map(([action, version], i) => ({
          at: new Date(now - (i + 1) * 5e7).toISOString(),
          by: ["lena", "wei"][i % 2],
          action,
          version,
          detail: i === 1 ? "within: 10m" : null,
        })),
      );
    if (k[2] === "triggers") {
      const h = Number(q.get("hours") ?? 24);
      return json(res, 200, {
        bucketMillis: 3600000,
        buckets: Array.from({ length: h }, (_, i) => ({
          time: new Date(now - (h - i) * 3600000).toISOString(),
          count: r.sparkline[i % 24],
        })),
      });
    }
    if (k[2] === "funnel")
      return json(res, 200, {
        steps: [
          {
            step: "cart_add",
            entered: 2592,
            waiting: 1902,
            advanced: 690,
            left: { cancelled: 0, expired: 0, skipped: 0, dropped: 0 },
          },
          {
            step: "purchase",
            entered: 690,
            waiting: 312,
            advanced: 120,
            left: { cancelled: 188, expired: 60, skipped: 10, dropped: 0 },
          },
          {
            step: "other_clothing",
            entered: 120,
            waiting: 12,
            advanced: 98,
            left: { cancelled: 0, expired: 10, skipped: 0, dropped: 0 },
          },
        ],
        fired: 8410,
        firedToday: 1204,
      });
    if (k[2] === "draft") {
      if (req.method === "DELETE") {
        c.draft = null;
        return json(res, 204);
      }
      c.draft = data.text;
      c.rev = (c.rev ?? 0) + 1;
      return json(res, 200, { draftRevision: c.rev });
    }
    if (k[2] === "publish") {
      c.text = c.draft ?? c.text;
      c.draft = null;
      c.state = "live";
      return json(res, 200, { version: 4 });
    }
    c.state = { pause: "paused", resume: "live", end: "ended", rollback: "live" }[k[2]];
    return json(res, 200, { version: 4 });
  }
  if (m === "POST /check") return json(res, 200, check(data.text));
  if (m === "GET /vocabulary") return json(res, 200, vocabulary);
  if (m === "GET /live") return json(res, 200, live());
  if (m === "GET /triggers")
    return json(
      res,
      200,
      Array.from({ length: 12 }, (_, i) => trigger(Date.now() - i * 9000)),
    );
  if (p === "/live/stream" || p === "/shop/stream") {
    res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    const send = (event, data, id) =>
      res.write(`event: ${event}\nid: ${id ?? n}\ndata: ${JSON.stringify(data)}\n\n`);
    if (p === "/shop/stream") {
      shops.add(send);
      req.on("close", () => shops.delete(send));
      return;
    }
    const ks = (q.get("kinds") ?? "").split(",");
    const every = rate > 20 ? 50 : 1000 / rate;
    const a = setInterval(() => {
      if (ks.includes("triggers")) {
        const size = rate > 20 ? Math.round(rate / 20) : 1;
        send("trigger", size === 1 ? trigger() : Array.from({ length: size }, () => trigger()));
      }
      if (ks.includes("transitions")) send("transition", transition());
    }, every);
    const b = setInterval(() => {
      if (ks.includes("numbers"))
        send("numbers", {
          eventsPerSecond: 12480 + Math.random() * 300,
          triggersPerSecond: rate,
          p50: 4.1,
          p99: 18 + Math.random() * 4,
        });
    }, 1000);
    res.on("close", () => (clearInterval(a), clearInterval(b)));
    return;
  }
  if (m === "POST /trials") {
    const id = `trial-${trials.size}`;
    trials.set(id, Date.now());
    return json(res, 202, { id });
  }
  if ((k = /^\/trials\/([^/]+)$/.exec(p))) {
    const f = Math.min(1, (Date.now() - (trials.get(k[1]) ?? 0)) / 1500);
    return json(res, 200, {
      state: f < 1 ? "running" : "done",
      progress: f,
      events: Math.round(48213 * f),
      users: Math.round(5120 * f),
      firedUsers: Math.round(214 * f),
      triggers: Array.from({ length: Math.round(40 * f) }, (_, i) => trigger(Date.now() - i * 400000)),
      perHour: Array.from({ length: 6 }, (_, i) => ({
        time: new Date(now - (6 - i) * 3600000).toISOString(),
        count: Math.round((20 + i * 9) * f),
      })),
    });
  }
  if (/^\/trials\/.*\/story$/.test(p)) return json(res, 200, story);
  if (m === "GET /shop/products") return json(res, 200, products);
  if (m === "POST /shop/visitors")
    return json(res, 200, { user: `v-${Math.round(Math.random() * 9999)}`, token: "t" });
  if (m === "POST /events") {
    const e = [].concat(data)[0];
    setTimeout(() => {
      const c = products.find((x) => x.id === e.product_id);
      const steps = ["clothing", "shoes", "other_clothing"];
      globalThis.step = (globalThis.step ?? 0) + (e.type === "view" ? 1 : 0);
      const s = globalThis.step % 3;
      shops.forEach((send) => {
        send("transition", {
          campaign: "offer2-women",
          version: 1,
          user: e.user,
          time: e.time,
          kind: s === 1 ? "started" : s === 2 ? "advanced" : "completed",
          state: steps[(globalThis.step - 1) % 3],
          event: e,
          text: `[User ${e.user} entered state ${c?.category}][Event: clicked ${e.product_id}]`,
        });
        if (s === 0)
          send("trigger", {
            ...trigger(),
            campaign: "offer2-women",
            user: e.user,
            time: e.time,
            cause: "match",
            offer: { offer: "offer2", text: `Complete the look: 10% off ${c?.name} with Court pumps` },
            matched: { other_clothing: [e] },
          });
      });
    }, 25);
    return json(res, 202, { accepted: 1 });
  }
  if (m === "GET /accounts")
    return json(res, 200, [
      { id: 1, name: "admin", role: "admin" },
      { id: 2, name: "lena", role: "publisher" },
      { id: 3, name: "wei", role: "editor" },
    ]);
  if (m === "GET /tokens")
    return json(res, 200, [
      { id: 1, name: "web shop", scopes: ["collect"], created: new Date(now - 8e8).toISOString() },
    ]);
  if (m === "POST /tokens")
    return json(res, 200, { id: 2, name: data.name, scopes: data.scopes, token: "nudge_3f9a0c7d21" });
  json(res, 404, { detail: `dev server has no ${m}` });
}).listen(Number(process.env.PORT ?? 8099), "127.0.0.1");
