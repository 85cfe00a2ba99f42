// Whether the pages stay smooth: 10,000 campaigns in the list, and a feed of 2,000 triggers a second. Reports the time
// from frame to frame, as the browser has it.   node e2e/smooth.mjs [CAMPAIGNS] [TRIGGERS A SECOND] [SECONDS]
import { launch, signIn } from "./browser.mjs";
import { call, collect, shares } from "./measure.mjs";
import { start } from "./system.mjs";

const [campaigns, perSecond, seconds] = [10_000, 2_000, 20].map((usual, index) =>
  Number(process.argv[2 + index] ?? usual),
);

const system = await start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
const page = await context.newPage();

/** Frame times in milliseconds while something is done. */
async function frames(act) {
  await page.evaluate(() => {
    window.frameTimes = [];
    let before = performance.now();
    const next = (now) => {
      window.frameTimes.push(now - before);
      before = now;
      window.frameLoop = requestAnimationFrame(next);
    };
    window.frameLoop = requestAnimationFrame(next);
  });
  await act();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.frameLoop);
    return window.frameTimes;
  });
  return `${times.length} frames, ${shares(times)}`;
}

try {
  await signIn(page, system);

  const document = (index) =>
    `id: many-${index}\nname: One of many ${index}\npattern:\n  steps:\n    - {name: it, event: tick-${index}}\n`;
  for (let from = 0; from < campaigns; from += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, campaigns - from) }, (_, offset) =>
        call(page, "/api/campaigns", { text: document(from + offset) }),
      ),
    );
  }
  await page.goto(`${system.url}/campaigns`);
  await page.getByText("many-", { exact: false }).first().waitFor();
  console.log(
    `list of ${campaigns} campaigns, scrolled: ` +
      (await frames(async () => {
        await page.mouse.move(800, 500);
        for (let wheel = 0; wheel < 120; wheel++) {
          await page.mouse.wheel(0, 600);
          await page.waitForTimeout(40);
        }
      })),
  );

  await call(page, "/api/campaigns", {
    text: 'id: flood\nname: Flood\npattern:\n  steps:\n    - {name: it, event: tick}\noffer: {text: "${it.id}"}\n',
  });
  await call(page, "/api/campaigns/flood/publish", { revision: 1 });
  const token = await call(page, "/api/tokens", { name: "flood", scopes: ["collect"] });
  await page.goto(`${system.url}/live`);
  await page.getByRole("heading", { name: "Live" }).waitFor();
  let sent = 0;
  const send = async () => {
    const size = 200;
    const events = Array.from({ length: size }, (_, index) => ({
      user: `f${(sent + index) % 5000}`,
      type: "tick",
    }));
    sent += size;
    await collect(system, token.body.token, events);
  };
  const timer = setInterval(() => void send(), (200 / perSecond) * 1000);
  await page.waitForTimeout(5_000);
  console.log(
    `feed of ${perSecond} triggers a second: ` + (await frames(() => page.waitForTimeout(seconds * 1000))),
  );
  const shown = await page.evaluate(async () => (await (await fetch("/api/live")).json()).triggersPerSecond);
  clearInterval(timer);
  console.log(`the console counts ${shown} triggers a second`);
} finally {
  await browser.close();
  await system.stop();
}
