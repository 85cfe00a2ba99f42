// What an engineer comes for: a token, an event that is sent with it and one that cannot be used and why, another text for the
// token, the API, and the way out.
import assert from "node:assert/strict";
import { seen } from "./screens.mjs";

async function send(system, token, path, body) {
  const answer = await fetch(`${system.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return answer.status;
}

/** Where the pages are that have no place of their own at the foot of a phone. */
export async function goTo(person, name) {
  const { page } = person;
  const main = page.getByRole("navigation", { name: "Main" });
  if (person.phone) {
    await person.click(main.getByRole("link", { name: "You" }));
    await person.click(page.getByRole("main").getByRole("link", { name }));
  } else {
    await person.click(main.getByRole("link", { name }));
  }
}

export async function engineer(person, system) {
  const { page, where } = person;
  const program = `program-${where}`;
  await page.goto(`${person.url}/live`);
  await goTo(person, "Access");
  await person.type(page.getByLabel("What it is for"), program);
  await person.click(page.getByRole("button", { name: "Make a token" }));
  const secret = page.locator("[role=status] code");
  const token = await secret.innerText();
  await person.judge("a token and how it is used");

  // The programs that are shown are run by the journey once; here it is what becomes of what they send.
  const user = `engineer-${where}`;
  assert.equal(await send(system, token, "/api/events", { user, type: "view", page: "/" }), 202);
  assert.equal(await send(system, token, "/v1/track", { userId: user, properties: { where } }), 400);
  await page.goto(`${person.url}/people/${user}`);
  await page.getByRole("list", { name: "What happened" }).getByText("view").first().waitFor();
  await person.click(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Live" }));
  await person.click(page.getByRole("button", { name: /^no type/ }).first());
  const raw = page.getByRole("dialog").getByLabel("What came").first();
  await raw.waitFor();
  await seen(page, raw, "what came");
  await person.judge("what could not be used");
  await person.click(page.getByRole("dialog").getByRole("button", { name: "Close" }));

  await goTo(person, "Access");
  await person.click(page.getByRole("button", { name: `Rotate ${program}` }).last());
  await person.click(page.getByRole("dialog").getByRole("button", { name: "Rotate", exact: true }));
  await secret.waitFor();
  const next = await secret.innerText();
  assert.notEqual(next, token);
  for (const text of [token, next]) {
    assert.equal(await send(system, text, "/api/events", { user, type: "view" }), 202);
  }

  await goTo(person, "API");
  await person.click(page.locator("[data-tag]").first());
  await person.click(page.locator(".opblock-summary-control").first());
  await page.getByRole("button", { name: "Try it out" }).first().waitFor();
  await person.judge("the API");
}

/** Ends the session, as everybody must be able to. */
export async function leave(person) {
  const { page } = person;
  await page.goto(`${person.url}/shop`);
  const main = page.getByRole("navigation", { name: "Main" });
  if (person.phone) {
    await person.click(main.getByRole("link", { name: "You" }));
    await person.click(page.getByRole("main").getByRole("button", { name: "Sign out" }));
  } else {
    // Whoever is signed in is so in the shop, too.
    await main.getByRole("link", { name: "Access" }).waitFor();
    await person.click(main.getByRole("button", { name: "Sign out" }));
  }
  await page.getByRole("button", { name: "Sign in" }).waitFor();
}
