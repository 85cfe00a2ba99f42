// What people do, in a real browser on the real system. First somebody whose system is new and empty. Then, on a demo, a
// newcomer: sign in, make a campaign with the form, try it, publish it, walk through the shop, get the offer, see it counted,
// think better of things. Then a marketer, a support agent and an engineer, each on a desktop and on a phone. Last every screen
// in every theme, language and width. Ends with 1 on any failure.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginnings } from "./beginnings.mjs";
import { executablePath, faults, launch, publish, signIn } from "./browser.mjs";
import { engineer, leave } from "./engineer.mjs";
import { everywhere } from "./everywhere.mjs";
import { difference, marketer } from "./marketer.mjs";
import { Person, widths } from "./person.mjs";
import { programmer } from "./programmer.mjs";
import { goBack, loseNetwork, undoBoard, undoDraft, undoLabel } from "./recover.mjs";
import { furnish } from "./screens.mjs";
import { snippets } from "./snippets.mjs";
import { support } from "./support.mjs";
import { start } from "./system.mjs";
import { takeWalk, takeWalkOnPhone } from "./walk.mjs";

const patience = 60_000;
const rounds = Number(process.env.ROUNDS ?? 20);

if (executablePath === undefined) {
  console.log("journey: skipped, no Chromium found (set CHROMIUM to one)");
  process.exit(0);
}
const browser = await launch();
const broken = [];
const serious = [];
let system;
let page;
let done = 0;

/** A page of somebody of their own. */
async function newPage(viewport = { width: 1440, height: 900 }, more = {}) {
  const context = await browser.newContext({ viewport, locale: "en-GB", ...more });
  context.setDefaultTimeout(patience);
  context.on("weberror", (each) => broken.push(each.error().message));
  return context.newPage();
}

/** Faults of accessibility are told together, at the end. */
async function judge(name, seen) {
  serious.push(...(await faults(seen)).map((fault) => `${name}: ${fault}`));
}

async function step(name, act, seen = page) {
  const from = performance.now();
  await act();
  await judge(name, seen);
  assert.deepEqual(broken, [], `${name}: errors in the page`);
  done++;
  console.log(`ok ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
}

try {
  if (process.env.NUDGE_URL === undefined) {
    serious.push(...(await beginnings(browser, step)));
  }
  system = await start();
  page = await newPage();
  await step("sign in", () => signIn(page, system));

  await step("make a campaign with the form", async () => {
    await page.goto(`${system.url}/campaigns/new`);
    await page.getByLabel("Name", { exact: true }).fill("Thanks for the journey");
    await page.getByLabel("Id", { exact: true }).fill("journey");
    await page.getByText("happens", { exact: true }).last().click();
    await page.getByLabel("Value of text").fill("Thank you for travelling");
    await page.getByText("No problems").waitFor();
    const yaml = await page.locator(".cm-content").innerText();
    assert.match(yaml, /id: journey/);
    assert.match(yaml, /Thank you for travelling/);
    assert.doesNotMatch(yaml, /absent/);
  });

  await step("try it", async () => {
    await page.getByRole("button", { name: "Try" }).click();
    await page.getByText("Pasted", { exact: true }).click();
    const events = ["cart", "purchase"].map((type, second) =>
      JSON.stringify({ user: "tess", type, time: `2026-11-20T10:00:0${second}Z`, product_id: "p1" }),
    );
    await page.getByLabel("Events", { exact: true }).fill(events.join("\n"));
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("1 person would have got it.").waitFor();
    await page.getByText("tess").first().waitFor();
  });

  await step("publish it", async () => {
    await publish(page, 1);
    await page.goto(`${system.url}/campaigns/journey`);
    await page.getByText("Live", { exact: true }).last().waitFor();
  });

  const shop = await page.context().newPage();
  await step("get the offer in the shop", async () => {
    await shop.goto(`${system.url}/shop`);
    await shop.getByRole("button", { name: "Enter the shop" }).click();
    for (let round = 0; round < rounds; round++) {
      await shop
        .getByRole("button", { name: /^Put .* in the cart$/ })
        .nth(round % 5)
        .click();
      await shop.getByRole("button", { name: /^\d+ · / }).click();
      // A walk may suggest to buy something, too.
      await shop.getByRole("dialog").getByRole("button", { name: "Buy", exact: true }).click();
      const popup = shop.getByRole("alert").filter({ hasText: "Thank you for travelling" });
      await popup.waitFor();
      await shop.waitForFunction(
        (count) =>
          document.querySelector("[data-latencies]")?.getAttribute("data-latencies").split(" ").length >=
          count,
        round + 1,
      );
      await popup.getByRole("button").click();
    }
    await judge("the shop", shop);
  });

  const latencies = (await shop.locator("[data-latencies]").getAttribute("data-latencies"))
    .split(" ")
    .map(Number)
    .sort((left, right) => left - right);
  const at = (share) => latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)].toFixed(0);
  console.log(`from click to pop-up: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, of ${latencies.length}`);

  await step("take the walk that the shop suggests, and get what it promises", async () => {
    const visitor = await newPage();
    await takeWalk(visitor, system.url);
    await visitor.context().close();
  });

  await step(
    "take it on a phone, and find what one got there still when the page is loaded again",
    async () => {
      const visitor = await newPage({ width: 390, height: 844 }, { reducedMotion: "reduce" });
      serious.push(...(await takeWalkOnPhone(visitor, system.url)));
      await visitor.context().close();
    },
  );

  await step("see it counted", async () => {
    await page.goto(`${system.url}/campaigns/journey`);
    // The shoppers of the demo get it as well.
    await page.waitForFunction(
      (least) => Number(/fired ([\d,]+) today/.exec(document.body.innerText)?.[1].replace(",", "")) >= least,
      rounds,
    );
  });

  await step("ask the data in SQL, and publish the query", async () => {
    await page.goto(`${system.url}/data/queries/new`);
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(
      "/*\ndescription: What happens.\nparameters:\n  least: {type: integer, default: 1}\n*/\n" +
        "select type, count(*) as number from activity group by type having count(*) >= :least",
    );
    await page.getByLabel("least").fill("2");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("cell", { name: "purchase" }).waitFor();
    await page.getByLabel("Name, such as big-spenders").fill("what-happens");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByText("version 1 is live").waitFor();
    const answer = await page.request.get(`${system.url}/api/queries/what-happens?least=1`);
    assert.equal(answer.status(), 200);
  });

  await step("put it on a board", async () => {
    await page.goto(`${system.url}/boards/new`);
    await page.getByLabel("Query", { exact: true }).first().fill("what-happens");
    await page.getByRole("option", { name: "what-happens" }).click();
    await page.getByLabel("Title", { exact: true }).fill("By type");
    await page.getByRole("button", { name: "Add panel" }).click();
    await page.getByRole("heading", { name: "By type" }).waitFor();
    await page.getByLabel("Name, such as my-shop").fill("journey");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.waitForURL(/\/boards\/journey/);
    await page.getByRole("cell", { name: "purchase", exact: true }).waitFor();
  });

  await step("find the shopper, and see what happens as it happens", async () => {
    const shopper = await shop.locator("aside .quiet.small").first().innerText();
    await page.goto(`${system.url}/people`);
    await page.getByRole("searchbox").fill(shopper.toUpperCase().slice(0, -1));
    await page.getByRole("link", { name: shopper }).click();
    await page.getByRole("heading", { name: "What happened" }).waitFor();
    await page.getByRole("button", { name: "journey" }).first().waitFor();
    const timeline = page.getByRole("list", { name: "What happened" }).getByRole("listitem");
    const newest = await timeline.first().innerText();
    await shop
      .getByRole("button", { name: /^Put .* in the cart$/ })
      .first()
      .click();
    await page.waitForFunction(
      (before) => document.querySelector("ol[aria-label='What happened'] li")?.innerText !== before,
      newest,
    );
  });

  await step("begin with a template, say who, and hear how many would have had it", async () => {
    await page.goto(`${system.url}/campaigns/new/templates`);
    await page.getByRole("link", { name: /^Browse abandonment/ }).click();
    const foot = page.getByLabel("How many people would have had it");
    await foot.getByText(/By the last/).waitFor();
    const who = page.getByRole("group", { name: "Who", exact: true });
    await who.getByRole("button", { name: "Condition", exact: true }).click();
    await who.getByLabel("Who: property").fill("profile.gender");
    await who.getByLabel("Who: value").fill("female");
    await who.getByRole("button", { name: "Group" }).click();
    const group = who.getByRole("group", { name: "Who: group" });
    for (const [index, tier] of ["gold", "plutonium"].entries()) {
      if (index > 0) {
        await group.getByRole("button", { name: "Condition", exact: true }).click();
      }
      await group.getByLabel("Who: property").nth(index).fill("profile.tier");
      await group.getByLabel("Who: value").nth(index).fill(tier);
    }
    await page.getByText("No problems").waitFor();
    await foot.getByText(/By the last/).waitFor();
    const yaml = await page.locator(".cm-content").innerText();
    assert.match(
      yaml,
      /audience: profile\.gender == 'female' && \(profile\.tier == 'gold' \|\| profile\.tier == 'plutonium'\)/,
    );
    page.once("dialog", (dialog) => void dialog.accept());
  });

  await step("make a token, and run the programs that are shown with it", () => snippets(page, system.url));

  for (const { name: where, viewport } of widths) {
    const seat = await newPage(viewport, { reducedMotion: "reduce" });
    await signIn(seat, system);
    let made;
    const task = (name, act) =>
      step(
        `${name}, on a ${where}`,
        async () => {
          const person = new Person(seat, system.url, where);
          await act(person);
          console.log(`task of the ${name}, on a ${where}: ${person.told}`);
          serious.push(...person.wrong);
        },
        seat,
      );
    await task("marketer", async (person) => {
      made = await marketer(person, system);
    });
    await step(
      `see what a change changes, on a ${where}`,
      () => difference({ page: seat, url: system.url }, made),
      seat,
    );
    await task("support agent", (person) => support(person, made));
    await task("engineer", (person) => engineer(person, system));
    await task("engineer who tries by hand", (person) => programmer(person));
    await step(`sign out, on a ${where}`, () => leave(new Person(seat, system.url, where)), seat);
    await seat.context().close();
  }

  await step("bring back a draft that was discarded", () => undoDraft(page, system.url));
  await step("bring back a board that was removed", () => undoBoard(page, system.url, "journey"));
  await step("bring back a name that was emptied", () => undoLabel(page, system.url));
  await step("close with Back what was opened on Live", () => goBack(page, system.url));
  await step("lose the network and have it again", () => loseNetwork(page, system.url));

  await step("see every screen in every theme, language and width", async () => {
    await furnish(page);
    serious.push(...(await everywhere(page, system.url)));
  });
  assert.deepEqual([...new Set(serious)], [], "faults of accessibility");
  console.log(`journey: ${done} steps passed`);
} catch (error) {
  const pages = browser.contexts().flatMap((each) => each.pages());
  for (const [index, each] of pages.entries()) {
    await each
      .screenshot({ path: join(tmpdir(), `nudge-${index}-journey-failed.png`) })
      .catch(() => undefined);
  }
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await system?.stop();
}
