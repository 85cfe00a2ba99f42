// Whether every screen is quick to have, with the demo's data and a processor that is four times slower: the time until
// something is seen, the longest task, how much what is seen jumps (on a desktop and on a phone), from one screen to the
// next, and what comes over the network for somebody who was never there. Prints a table; ends with 1 where a bound does not
// hold. Each is the median of several loads, since machines are noisy.
//   node e2e/reach.mjs [LOADS] [SCREEN ...]
import { executablePath, launch, signIn } from "./browser.mjs";
import { furnish, screens, settled } from "./screens.mjs";
import { start } from "./system.mjs";

const slower = 4;
const loads = Number(process.argv[2] ?? 3);
const chosen = process.argv.slice(3);
const warmUpMillis = Number(process.env.WARM_UP ?? 60_000);
const quietMillis = 1_200;
const bounds = { paint: 1_000, task: 200, shift: 0.05, phoneShift: 0.05, change: 300, bytes: 350_000 };
/** Screens whose one purpose is a library that alone is larger than the bound (firstVisit.ts). */
const heavy = new Set(["reference"]);
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const median = (values) =>
  [...values].sort((left, right) => left - right)[Math.floor((values.length - 1) / 2)];

/** Watches a page from before its first script. */
function watch() {
  const seen = { tasks: [], shifts: [], paint: undefined };
  window.reach = seen;
  const observe = (type, hear) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
  });
  observe("longtask", (entry) => seen.tasks.push(entry.duration));
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.shifts.push(entry.value);
  });
}

/** Each address once, as whoever is signed in has it: what people do there is not measured. */
const addresses = screens.filter(
  ({ path, isFor }, index) =>
    isFor === undefined &&
    screens.findIndex((other) => other.path === path && other.isFor === isFor) === index,
);

/** Opens a screen as somebody who is signed in and was never there. */
async function load(browser, signedIn, url, viewport) {
  const context = await browser.newContext({ viewport, locale: "en-GB", storageState: signedIn });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const wire = await context.newCDPSession(page);
    let bytes = 0;
    await wire.send("Network.enable");
    wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await wire.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await page.goto(url);
    await settled(page);
    await page.waitForTimeout(quietMillis);
    const seen = await page.evaluate(() => window.reach);
    return {
      paint: seen.paint ?? Infinity,
      task: Math.max(0, ...seen.tasks),
      shift: seen.shifts.reduce((sum, each) => sum + each, 0),
      bytes,
    };
  } finally {
    await context.close();
  }
}

/** From Live to a screen and back, some times, as the links do it. The first time brings the screen's program. */
async function change(page, path) {
  const go = (where) =>
    page.evaluate(
      (to) =>
        new Promise((resolve) => {
          const from = performance.now();
          const before = document.querySelector("main h1");
          const patience = 10_000;
          history.pushState({}, "", to);
          dispatchEvent(new PopStateEvent("popstate"));
          const look = () => {
            const now = performance.now() - from;
            const head = document.querySelector("main h1, main h2");
            const busy = document.querySelector("main [aria-busy=true], main[aria-busy=true]");
            if ((head !== null && head !== before && busy === null) || now > patience) {
              requestAnimationFrame(() => resolve(performance.now() - from));
            } else {
              requestAnimationFrame(look);
            }
          };
          requestAnimationFrame(look);
        }),
      where,
    );
  const times = [];
  for (let time = 0; time <= loads; time++) {
    const millis = await go(path);
    if (time > 0) times.push(millis);
    await page.waitForTimeout(300);
    await go(path === "/live" ? "/account" : "/live");
    await page.waitForTimeout(300);
  }
  return median(times);
}

function shown(key, value) {
  if (key === "bytes") return `${(value / 1000).toFixed(0)} kB`;
  return key.toLowerCase().includes("shift") ? value.toFixed(3) : `${value.toFixed(0)} ms`;
}

if (executablePath === undefined) {
  console.log("reach: skipped, no Chromium found (set CHROMIUM to one)");
  process.exit(0);
}
const system = await start();
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: desktop, locale: "en-GB" });
  const page = await context.newPage();
  await signIn(page, system);
  await furnish(page);
  const signedIn = await context.storageState();
  if (process.env.NUDGE_URL === undefined) {
    await page.waitForTimeout(warmUpMillis);
  }
  const wire = await context.newCDPSession(page);
  await wire.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const keys = Object.keys(bounds);
  const wrong = [];
  console.log(
    `| screen | first paint | longest task | shift | shift, phone | to it from Live | first visit |`,
  );
  console.log(`|---|--:|--:|--:|--:|--:|--:|`);
  for (const { name, path } of addresses.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    const wide = [];
    const narrow = [];
    for (let time = 0; time < loads; time++) {
      wide.push(await load(browser, signedIn, system.url + path, desktop));
      narrow.push(await load(browser, signedIn, system.url + path, phone));
    }
    const all = [...wide, ...narrow];
    const found = {
      paint: median(all.map(({ paint }) => paint)),
      task: median(all.map(({ task }) => task)),
      shift: median(wide.map(({ shift }) => shift)),
      phoneShift: median(narrow.map(({ shift }) => shift)),
      change: await change(page, path),
      bytes: median(wide.map(({ bytes }) => bytes)),
    };
    const over = keys.filter((key) => found[key] >= bounds[key] && !(key === "bytes" && heavy.has(name)));
    over.forEach((key) =>
      wrong.push(`${name}: ${key} ${shown(key, found[key])}, bound ${shown(key, bounds[key])}`),
    );
    console.log(
      `| ${name} | ${keys.map((key) => shown(key, found[key]) + (over.includes(key) ? " !" : "")).join(" | ")} |`,
    );
  }
  console.log(
    `bounds: ${keys.map((key) => `${key} ${shown(key, bounds[key])}`).join(", ")}; median of ${loads}`,
  );
  if (wrong.length > 0) {
    console.error(`reach: ${wrong.length} bounds do not hold\n${wrong.join("\n")}`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await system.stop();
}
