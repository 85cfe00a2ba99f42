// What an engineer tries before there is a program: a campaign's document and events, each sent by hand, and what becomes of it.
import { goTo } from "./engineer.mjs";
import { sendDocument, sendEvent } from "./send.mjs";

const document = (id, name) => `id: ${id}
name: ${name}
pattern:
  steps:
    - {name: tried, event: ${id}}
offer:
  text: "Tried at \${tried.page}"
`;

export async function programmer(person) {
  const { page, where } = person;
  const id = `tried-${where}`;
  const name = `Tried on a ${where}`;
  const user = `programmer-${where}`;
  const hands = {
    page,
    click: (locator) => person.click(locator),
    type: (locator, text) => person.type(locator, text),
  };
  await page.goto(`${person.url}/live`);
  await goTo(person, "API");
  const parts = page.getByRole("navigation", { name: "For programmers" });
  await person.click(parts.getByRole("link", { name: "Send a document" }));
  await sendDocument(hands, document(id, name));
  await page.getByText(/It runs, as the job's version \d+\./).waitFor();
  await person.judge("what became of a document");

  await person.click(parts.getByRole("link", { name: "Send an event" }));
  await sendEvent(hands, { user, type: id, page: "/form" });
  await page.getByRole("listitem").filter({ hasText: name }).getByText("Fired.").last().waitFor();
  await person.judge("what became of an event");
  await person.click(page.getByRole("link", { name: `All about ${user}` }));
  await page.getByRole("list", { name: "What happened" }).getByText("Tried at /form").first().waitFor();

  // What the collector takes no event of is said at its step, and those behind it are not begun.
  await page.goto(`${person.url}/reference/event`);
  await person.type(page.getByLabel("The event, as JSON"), JSON.stringify({ user }));
  await person.click(page.getByRole("button", { name: "Send it" }));
  await page.locator("main li[data-state=failed]").getByText("no type").waitFor();
}
