// The shop says what brings an offer; whoever does it gets what was promised.
import assert from "node:assert/strict";
import { enter } from "./screens.mjs";

/** Takes the first walk that is suggested, step by step, and waits for the offers that it promised. */
export async function takeWalk(page, url) {
  await page.goto(`${url}/shop`);
  await enter(page);
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
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    }
  }
  const promised = await walk.locator("[data-campaign]").count();
  await walk
    .getByLabel("it came")
    .nth(promised - 1)
    .waitFor({ timeout: 20_000 });
  const got = await page.locator("[data-offer]").evaluateAll((all) => all.map((one) => one.dataset.offer));
  const said = await walk
    .locator("[data-campaign]")
    .evaluateAll((all) => all.map((one) => one.dataset.campaign));
  assert.deepEqual([...got].sort(), [...said].sort(), "what came is what was promised");
  await panel.getByRole("button", { name: "What else?" }).waitFor();
}
