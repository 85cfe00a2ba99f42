// What a support agent comes for, with a customer on the phone: who they are, why they got something or did not, and what
// they got.
import assert from "node:assert/strict";
import { seen } from "./screens.mjs";

export async function support(person, { name, user }) {
  const { page } = person;
  await page.goto(`${person.url}/live`);
  await person.click(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "People" }));
  await person.type(page.getByRole("searchbox"), user);
  await person.click(page.getByRole("link", { name: user }));

  const why = page.getByRole("region", { name: "Why, or why not" });
  const got = why.getByRole("button", { name: new RegExp(name) });
  await got.waitFor();
  assert.match(await got.innerText(), /Got it/);
  const others = why.getByRole("button", { name: /of which nothing happened/ });
  if (await others.isVisible()) {
    await person.click(others);
  }
  await person.click(why.getByRole("button", { name: /No: |Not yet/ }).first());
  const story = page.getByRole("link", { name: "To the campaign" });
  await story.waitFor();
  if (person.phone) {
    await seen(page, story, "why not");
    await person.judge("why not");
    await person.click(page.getByRole("dialog").getByRole("button", { name: "Close" }));
  } else {
    await person.judge("why not");
  }

  await person.click(page.getByRole("list", { name: "What happened" }).getByRole("button").first());
  const offer = page.getByRole("dialog").getByText("You are one of our best customers").first();
  await offer.waitFor();
  await seen(page, offer, "what they got");
  await person.judge("what they got");
}
