// A system on its first day: what to do first, from nothing to somebody who gets something; then a source whose mapping is
// wrong, what it could not read, and that it is sent again once the mapping is mended and the system has begun anew.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publish, signIn } from "./browser.mjs";
import { everywhere } from "./everywhere.mjs";
import { hands, sendEvent } from "./send.mjs";
import { command, newFolder, up } from "./system.mjs";

const wrong = "user: visitor_id\ntype: {constant: click}\n";
const right = "user: visitor\ntype: {constant: click}\n";

/** A source of events beside Nudge's own topic, with this mapping. */
const sources = (mapping) => [
  "--set",
  `topics.events=[nudge.events, {topic: shop.clicks, mapping: ${mapping}, name: clicks}]`,
];

/** The checklist, and one thing in it by its words. */
function checklist(page) {
  const list = page.getByRole("region", { name: "To begin with" });
  return { list, of: (words) => list.getByRole("listitem").filter({ hasText: words }) };
}

/** Until a thing to do is ticked, or is what comes next. */
const until = (locator, what) => locator.and(locator.page().locator(what)).waitFor();

/** Follows the checklist; looks at it in every theme, language and width on the way. */
async function follow(page, url) {
  const { list, of } = checklist(page);
  await until(of("A first event arrives"), "[aria-current=step]");
  const faults = await everywhere(page, url, [{ name: "beginnings", path: "/live" }]);

  await page.goto(`${url}/live`);
  await list.getByRole("link", { name: "A first event arrives" }).click();
  await page.waitForURL("**/reference/event");
  await sendEvent(hands(page), { user: "first", type: "view", page: "/" });
  await page.getByRole("link", { name: "Live", exact: true }).click();
  await until(of("A first event arrives"), "[data-done=true]");

  await until(of("A first campaign is made"), "[aria-current=step]");
  await list.getByRole("link", { name: "A first campaign is made" }).click();
  await page.getByRole("link", { name: /^Welcome Whoever signs up is greeted/ }).click();
  await publish(page, 1);
  await page.getByRole("link", { name: "Live", exact: true }).click();
  await until(of("A first campaign is made"), "[data-done=true]");
  await until(of("Somebody gets something"), "[aria-current=step]");

  await page.goto(`${url}/reference/event`);
  await sendEvent(hands(page), { user: "first", type: "sign_up" });
  await page.getByRole("link", { name: "Live", exact: true }).click();
  await page.getByRole("list", { name: "Triggers, as they fire" }).getByText("first").first().waitFor();
  await list.waitFor({ state: "hidden" });
  return faults;
}

/** The records that could not be used for a reason, opened on Live. */
async function openRejected(page, url, reason) {
  await page.goto(`${url}/live`);
  await page.getByRole("button", { name: reason }).first().click();
  return page.getByRole("dialog");
}

/** Sends a record that the job cannot read, as its mapping is wrong. The one who sends has the right mapping already. */
function sendUnread(system, folder) {
  const [file, mended] = ["clicks.jsonl", "mended.yaml"].map((name) => join(folder, name));
  writeFileSync(
    file,
    `${JSON.stringify({ visitor: "vera", time: new Date().toISOString(), page: "/sale" })}\n`,
  );
  writeFileSync(mended, right);
  const to = ["--bootstrap", system.kafka, ...sources(mended)];
  command("send", "--events", file, "--source", "clicks", ...to);
}

/** All of it, on a system of its own; `step` is the journey's. Returns the faults of accessibility. */
export async function beginnings(browser, step) {
  const [data, folder] = [newFolder(), newFolder()];
  const mapping = join(folder, "clicks.yaml");
  writeFileSync(mapping, wrong);
  let system = await up(data, ...sources(mapping));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults = [];
  try {
    await signIn(page, system);
    await step(
      "do what a new system says to do first",
      async () => faults.push(...(await follow(page, system.url))),
      page,
    );
    await step(
      "see what a mapping could not read, and hear that it still cannot be sent",
      async () => {
        sendUnread(system, folder);
        const records = await openRejected(page, system.url, /^no user/);
        await records.getByText("vera").waitFor();
        await records.getByRole("button", { name: "Send again" }).click();
        await records.getByText("it still cannot be used").waitFor();
      },
      page,
    );
    await system.stop();
    writeFileSync(mapping, right);
    system = await up(data, ...sources(mapping));
    await step(
      "send it again once the mapping is mended, signed in as before",
      async () => {
        const records = await openRejected(page, system.url, /^no user/);
        await records.getByRole("button", { name: "Send again" }).click();
        await records.getByText("Sent again.").waitFor();
        await page.goto(`${system.url}/people/vera`);
        await page.getByRole("list", { name: "What happened" }).getByText("click").first().waitFor();
      },
      page,
    );
  } finally {
    await context.close();
    await system.stop();
    [data, folder].forEach((each) => rmSync(each, { recursive: true, force: true }));
  }
  return faults;
}
