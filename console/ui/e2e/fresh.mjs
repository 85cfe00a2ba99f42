// How long it takes from sending an event until it stands on the open page of a person: alone, and while others come,
// once these have come for a while.
//   node e2e/fresh.mjs [EVENTS] [EVENTS A SECOND OF OTHERS] [SECONDS BEFORE]
import { launch, signIn } from "./browser.mjs";
import { call, collect, shares } from "./measure.mjs";
import { start } from "./system.mjs";

const [events, others, before] = [100, 300, 60].map((usual, index) =>
  Number(process.argv[2 + index] ?? usual),
);

const system = await start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
const page = await context.newPage();

/** From before an event is sent until the open page of its person shows it, of so many, one each so many milliseconds. */
async function freshness(token, user, count, apart) {
  const times = [];
  for (let number = 0; number < count; number++) {
    const mark = `mark-${user}-${number}-${Date.now()}`;
    const shown = page.waitForFunction(
      (wanted) =>
        document.querySelector("ol[aria-label='What happened']")?.textContent.includes(wanted) && Date.now(),
      mark,
      { polling: "raf", timeout: 30_000 },
    );
    const sent = Date.now();
    await collect(system, token, [{ user, type: "fresh", mark }]);
    times.push((await (await shown).jsonValue()) - sent);
    await page.waitForTimeout(Math.max(0, sent + apart * (0.5 + Math.random()) - Date.now()));
  }
  return `${times.length} events, ${shares(times)}`;
}

try {
  await signIn(page, system);
  const { token } = (await call(page, "/api/tokens", { name: "fresh", scopes: ["collect"] })).body;
  await page.goto(`${system.url}/people/fresh-1`);
  await collect(system, token, [{ user: "fresh-1", type: "fresh" }]);
  await page.getByRole("list", { name: "What happened" }).waitFor();
  console.log(`event to open page, alone: ${await freshness(token, "fresh-1", events, 1_000)}`);
  const crowd = setInterval(() => {
    const crowded = Array.from({ length: Math.ceil(others / 10) }, () => ({
      user: `other-${Math.floor(Math.random() * 5_000)}`,
      type: "view",
      product_id: `p${Math.floor(Math.random() * 500)}`,
    }));
    void collect(system, token, crowded);
  }, 100);
  await page.waitForTimeout(before * 1_000);
  console.log(
    `event to open page, beside ${others} a second: ${await freshness(token, "fresh-1", events, 1_000)}`,
  );
  clearInterval(crowd);
} finally {
  await browser.close();
  await system.stop();
}
