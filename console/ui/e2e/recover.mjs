// What people think better of: what was thrown away comes back by one click, what was opened closes with Back, and what the
// network did not bring is there when the network is.
import assert from "node:assert/strict";
import { call } from "./measure.mjs";

/** What the console answers, as whoever is signed in. */
const get = (page, path) => page.evaluate(async (where) => (await fetch(where)).json(), path);

/** Until the page says so; then it is taken back. */
async function undo(page, said) {
  const note = page.getByRole("alert").filter({ hasText: said });
  await note.getByRole("button", { name: "Undo" }).click();
  await note.waitFor({ state: "hidden" });
}

/** A draft that was never published is discarded, and is what it was. */
export async function undoDraft(page, url) {
  const text =
    "id: regretted\nname: Regretted # as it was\npattern:\n  steps:\n    - {name: it, event: regret}\n";
  await call(page, "/api/campaigns", { text });
  await page.goto(`${url}/campaigns/regretted/edit`);
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
  await page.waitForURL(/\/campaigns$/);
  await page.getByRole("row", { name: /Regretted/ }).waitFor({ state: "hidden" });
  await undo(page, "The draft is discarded");
  await page.getByText("The draft is back").waitFor();
  await page.getByRole("row", { name: /Regretted/ }).waitFor();
  assert.equal((await get(page, "/api/campaigns/regretted")).draft, text);
}

/** A board is removed, and is what it was. */
export async function undoBoard(page, url, name) {
  const { text } = await get(page, `/api/boards/${name}`);
  await page.goto(`${url}/boards/${name}/edit`);
  await page.getByRole("main").getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.waitForURL(/\/data\/boards$/);
  await page.locator(`a[href='/boards/${name}']`).waitFor({ state: "hidden" });
  await undo(page, `${name} is removed`);
  await page.getByText(`${name} is back`).waitFor();
  await page.locator(`a[href='/boards/${name}']`).waitFor();
  assert.equal((await get(page, `/api/boards/${name}`)).text, text);
}

/** What people call an event is emptied, and is what it was. */
export async function undoLabel(page, url) {
  const given = { of: "type", name: "purchase", text: "Bought it" };
  await call(page, "/api/labels", given, "PUT");
  await page.goto(`${url}/data/names`);
  const label = page.getByLabel("What purchase is called");
  const shows = (text) =>
    page.waitForFunction(
      (wanted) => document.querySelector("input[aria-label='What purchase is called']")?.value === wanted,
      text,
    );
  await shows(given.text);
  await label.fill("");
  await label.press("Enter");
  await undo(page, "purchase has no name any more");
  await shows(given.text);
  const { labels } = await get(page, "/api/labels");
  const found = labels.find(({ of, name }) => of === given.of && name === given.name);
  assert.equal(found?.text, given.text);
}

/** Back closes what a click on Live has opened, and leaves Live there. */
export async function goBack(page, url) {
  await page.goto(`${url}/live`);
  const dialog = page.getByRole("dialog");
  for (const [opener, part] of [
    [page.getByRole("list", { name: "Triggers, as they fire" }).getByRole("button").first(), "trigger"],
    [page.getByRole("button", { name: /^no type/ }).first(), "rejected"],
  ]) {
    await opener.click();
    await dialog.waitFor();
    assert.ok(new URL(page.url()).searchParams.has(part), `the address says which ${part} is open`);
    await page.goBack();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/live");
    await page.goForward();
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: "hidden" });
  }
}

/** Without a network the list of campaigns says so in words, keeps what it has, and goes on by itself afterwards. */
export async function loseNetwork(page, url) {
  await page.goto(`${url}/campaigns`);
  const rows = page.getByRole("table", { name: "Campaigns" }).getByRole("row");
  await rows.nth(1).waitFor();
  const words = page.getByRole("status").getByText("The console does not answer");
  const wire = await page.context().newCDPSession(page);
  const network = (offline) =>
    wire.send("Network.emulateNetworkConditions", {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await wire.send("Network.enable");
  await network(true);
  await words.waitFor();
  assert.ok((await rows.count()) > 1, "what was there stays");
  await network(false);
  await words.waitFor({ state: "hidden" });
  await page.getByRole("searchbox").fill("journey");
  await page.waitForFunction(() => document.querySelectorAll("[role=table] [role=row]").length === 2);
  await wire.detach();
}
