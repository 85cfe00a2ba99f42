// What a newcomer does, in a real browser on the real system: sign in, make a campaign with the form, try it,
// publish it, walk through the shop, get the offer, see it counted. Ends with 1 on any failure.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executablePath, faults, launch, signIn } from "./browser.mjs";
import { start } from "./system.mjs";

const patience = 60_000;
const rounds = Number(process.env.ROUNDS ?? 20);

if (executablePath === undefined) {
  console.log("journey: skipped, no Chromium found (set CHROMIUM to one)");
  process.exit(0);
}
const system = await start();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
context.setDefaultTimeout(patience);
const page = await context.newPage();
const broken = [];
const serious = [];
page.on("pageerror", (error) => broken.push(error.message));
let done = 0;

/** Faults of accessibility are told together, at the end. */
async function judge(name, seen) {
  serious.push(...(await faults(seen)).map((fault) => `${name}: ${fault}`));
}

async function step(name, act) {
  const from = performance.now();
  await act();
  await judge(name, page);
  assert.deepEqual(broken, [], `${name}: errors in the page`);
  done++;
  console.log(`ok ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
}

try {
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
    await page.getByRole("button", { name: "Publish v1" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Publish/ })
      .click();
    await page.getByText("Version 1 is published").first().waitFor();
    await page.goto(`${system.url}/campaigns/journey`);
    await page.getByText("Live", { exact: true }).last().waitFor();
  });

  const shop = await context.newPage();
  shop.setDefaultTimeout(patience);
  await step("get the offer in the shop", async () => {
    await shop.goto(`${system.url}/shop`);
    await shop.getByRole("button", { name: "Enter the shop" }).click();
    for (let round = 0; round < rounds; round++) {
      await shop
        .getByRole("button", { name: /^Put .* in the cart$/ })
        .nth(round % 5)
        .click();
      await shop.getByRole("button", { name: /^\d+ · / }).click();
      await shop.getByRole("button", { name: "Buy" }).click();
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

  for (const path of [
    "live",
    "people",
    "campaigns",
    "campaigns/abandoned-cart",
    "campaigns/abandoned-cart/edit",
    "data",
    "data/collections/activity",
    "data/queries",
    "data/queries/customer",
    "data/boards",
    "boards/customer?userid=u4",
    "boards/journey/edit",
    "access",
  ]) {
    await step(`/${path} is accessible`, async () => {
      await page.goto(`${system.url}/${path}`);
      await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined);
      await page.getByRole("heading").first().waitFor();
    });
  }
  assert.deepEqual([...new Set(serious)], [], "faults of accessibility");
  console.log(`journey: ${done} steps passed`);
} catch (error) {
  await page.screenshot({ path: join(tmpdir(), "nudge-journey-failed.png") });
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  await system.stop();
}
