// The forms for programmers: an event or a campaign's document is sent, and each step says what became of it.
import assert from "node:assert/strict";

/** The steps of what was sent, once none is under way any more; with `state` only those in it. */
async function became(page, state) {
  const steps = page.getByRole("main").locator("li[data-state]");
  await steps.first().waitFor();
  await page.waitForFunction(
    () => document.querySelector("main li:is([data-state=running], [data-state=waiting])") === null,
  );
  return state === undefined ? steps : page.getByRole("main").locator(`li[data-state=${state}]`);
}

/** Sends an event with the form that is open, which takes all five steps. */
export async function sendEvent({ page, click, type }, event) {
  await type(page.getByLabel("The event, as JSON"), JSON.stringify(event, undefined, 2));
  await click(page.getByRole("button", { name: "Send it" }));
  assert.equal(await (await became(page, "done")).count(), 5, "what is to become of an event");
}

/** Publishes a document with the form that is open, which takes all five steps. */
export async function sendDocument({ page, click }, text) {
  await click(page.locator(".cm-content"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
  await click(page.getByRole("button", { name: /^(Publish it|发布|Publicar)$/ }));
  assert.equal(await (await became(page, "done")).count(), 5, "what is to become of a document");
}

/** One who only acts, and counts nothing. */
export const hands = (page) => ({
  page,
  click: (locator) => locator.click(),
  type: (locator, text) => locator.fill(text),
});
