// What a marketer comes for: from a template to a campaign for some people, tried, published, and seen to work.
import assert from "node:assert/strict";
import { publish } from "./browser.mjs";
import { call, collect } from "./measure.mjs";
import { seen } from "./screens.mjs";

/** A shopper of the demo who fits the campaign and spends enough: their id. */
async function spend(page, system) {
  const { body: shopper } = await call(page, "/api/shop/visitors", { gender: "female", age: 29 });
  await collect(system, shopper.token, [
    { user: shopper.user, type: "purchase", product_id: "p1", category: "clothing", price: 700 },
  ]);
  return shopper.user;
}

/** Returns {id, name, user}: the campaign, and somebody who got it. */
export async function marketer(person, system) {
  const { page, where } = person;
  const id = `best-${where}`;
  const name = `Best customers, ${where}`;
  await page.goto(`${person.url}/campaigns`);
  await person.click(page.getByRole("link", { name: "New campaign" }).first());
  await person.click(page.getByRole("link", { name: /^High value/ }));
  await person.type(page.getByLabel("Name", { exact: true }), name);
  await person.type(page.getByLabel("Id", { exact: true }), id);
  const who = page.getByRole("group", { name: "Who", exact: true });
  await person.click(who.getByRole("button", { name: "Condition", exact: true }));
  await person.type(who.getByLabel("Who: property"), "profile.gender");
  await person.type(who.getByLabel("Who: value"), "female");
  await page.getByText("No problems").waitFor();
  await person.judge("a campaign from a template");

  await person.click(page.getByRole("button", { name: "Try", exact: true }));
  await person.click(page.getByRole("button", { name: "Run", exact: true }));
  const tried = page.getByText(/people? would have got it|person would have got it|fired for nobody/);
  await tried.first().waitFor();
  await seen(page, tried.first(), "what a trial found");
  await person.judge("tried");
  await person.click(page.getByRole("button", { name: "Close" }).first());

  await publish(page, 1, (locator) => person.click(locator));

  const user = await spend(page, system);
  await page.goto(`${person.url}/campaigns/${id}`);
  const deadline = Date.now() + 30_000;
  const fired = page.getByText(/fired [\d,]*[1-9][\d,]* today/);
  while (!(await fired.first().isVisible())) {
    assert.ok(Date.now() < deadline, "the campaign has fired");
    await page.reload();
    await fired
      .first()
      .waitFor({ timeout: 2_000 })
      .catch(() => undefined);
  }
  await person.judge("its effect");
  return { id, name, user };
}

/** Before a second version goes out, what changes is shown, with a sign that every font has around what does not. */
export async function difference({ page, url }, { id }) {
  await page.goto(`${url}/campaigns/${id}/edit`);
  await page.getByLabel("Value of text").fill("Thank you for all of it.");
  await page.getByText("No problems").waitFor();
  await page.getByRole("button", { name: "Publish v2" }).click();
  const folded = page.getByRole("dialog").locator(".cm-collapsedLines").first();
  await folded.waitFor();
  const sign = await folded.evaluate((element) => getComputedStyle(element, ":before").content);
  assert.equal(sign, '"…"');
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  page.once("dialog", (dialog) => void dialog.accept());
}
