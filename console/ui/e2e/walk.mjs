// The shop says what brings an offer; whoever does it gets what was promised, on a phone in a sheet over the shop.
import assert from "node:assert/strict";
import { faults } from "./browser.mjs";
import { enter, seen, tooWide } from "./screens.mjs";

/** Takes the first walk that is suggested, step by step, and waits for the offers that it promised: their campaigns. */
async function followWalk(page) {
  const panel = page.getByRole("region", { name: "To get an offer" });
  const walk = panel.locator("ol").first();
  const steps = walk.locator("li");
  await steps.first().waitFor({ timeout: 20_000 });
  const count = await steps.count();
  assert.ok((await steps.last().locator("[data-campaign]").count()) > 0, "a walk ends with an offer");
  for (let step = 0; step < count; step++) {
    const act = steps.nth(step).getByRole("button");
    const looks = /^Look at/.test(await act.innerText());
    await act.click();
    if (looks) {
      // Over what Nudge sees, where that is a sheet as well.
      const product = page
        .getByRole("dialog")
        .filter({ has: page.getByRole("button", { name: "Put in the cart", exact: true }) });
      await product.getByRole("button", { name: "Close" }).click();
      await product.waitFor({ state: "hidden" });
    }
  }
  const promised = await walk.locator("[data-campaign]").count();
  await walk
    .getByLabel("it came")
    .nth(promised - 1)
    .waitFor({ timeout: 20_000 });
  const got = await offers(page);
  const said = await walk
    .locator("[data-campaign]")
    .evaluateAll((all) => all.map((one) => one.dataset.campaign));
  assert.deepEqual([...got].sort(), [...said].sort(), "what came is what was promised");
  await panel.getByRole("button", { name: "What else?" }).waitFor();
  return got;
}

const offers = (page) =>
  page.locator("[data-offer]").evaluateAll((all) => all.map((one) => one.dataset.offer));

export async function takeWalk(page, url) {
  await page.goto(`${url}/shop`);
  await enter(page);
  await followWalk(page);
}

/** The same on a phone: what Nudge sees is a sheet. What one got stands in it still when the page is loaded again. */
export async function takeWalkOnPhone(page, url) {
  await page.goto(`${url}/shop`);
  await enter(page);
  const wrong = [];
  const inspect = async () => {
    await page
      .getByRole("main")
      .getByRole("button", { name: /^What Nudge sees/ })
      .click();
    await seen(page, page.getByRole("dialog").locator("[data-latencies]"), "what Nudge sees");
    const wide = await tooWide(page);
    wrong.push(...(await faults(page)), ...(wide === undefined ? [] : [wide]));
  };
  await inspect();
  const got = await followWalk(page);
  await page.reload();
  await page.locator("[data-product]").first().waitFor();
  await inspect();
  const listed = await offers(page);
  assert.ok(
    got.every((offer) => listed.includes(offer)),
    `what one got stays listed: ${got.join(", ")}`,
  );
  return wrong.map((fault) => `what Nudge sees, on a phone: ${fault}`);
}
