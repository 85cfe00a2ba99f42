// Every screen of the console, as the demo has it: {name, path, act?}; `act` does what the screen is for, where it shows
// nothing without.
import assert from "node:assert/strict";
import { call } from "./measure.mjs";

/** A screen that asks for `Run`. */
const run = async (page) => {
  await page.getByRole("button", { name: /^(Run|运行|Executar)$/ }).click();
  await page.waitForFunction(() => document.querySelector("button[data-loading]") === null);
};

/** The operations of one part of the API. */
const unfold = async (page) => {
  await page.locator("[data-tag]").first().click();
  await page.locator(".opblock-summary-method").first().waitFor();
};

/** Goes into the shop, unless this tab is there already. Which of both it is shows only when the page has come. */
export const enter = async (page) => {
  const button = page.locator("main form button[type=submit]");
  const products = page.locator("[data-product]").first();
  await button.or(products).first().waitFor();
  if (await button.isVisible()) {
    await button.click();
  }
  await products.waitFor();
};

/** Sends what stands in the form for events; the first step is told when it is known what became of it. */
const sendEvent = async (page) => {
  await page.locator("main form button[type=submit]").click();
  await page.locator("main li[data-state=done]").first().waitFor();
};

/** Opens what Nudge sees, which is a line at the foot of a phone. */
const inspect = async (page) => {
  await enter(page);
  await page.locator("main > button").last().click();
  await page.getByRole("dialog").locator("[data-latencies]").waitFor();
};

/** Opens the records that could not be used for the reason that `furnish` has made. */
const openRejected = async (page) => {
  await page
    .getByRole("button", { name: /^no type/ })
    .first()
    .click();
  await page.getByRole("dialog").locator("pre").first().waitFor();
};

/**
 * `isFor` is "guests" where nobody is signed in; `width` says that it is on windows of that width only; `isAlike` that another
 * screen looks like it, so that a picture of it tells nothing.
 */
export const screens = [
  { name: "live", path: "/live" },
  { name: "rejected", path: "/live", act: openRejected },
  { name: "campaigns", path: "/campaigns" },
  { name: "calendar", path: "/calendar" },
  { name: "templates", path: "/campaigns/new/templates" },
  { name: "form", path: "/campaigns/new" },
  { name: "policy", path: "/campaigns/new?kind=policy" },
  { name: "campaign", path: "/campaigns/cross-sell" },
  { name: "editor", path: "/campaigns/abandoned-cart/edit" },
  { name: "try", path: "/campaigns/cross-sell/edit?try", act: run },
  { name: "people", path: "/people?q=basel" },
  { name: "person", path: "/people/c4" },
  { name: "why", path: "/people/u6?why=cross-sell" },
  { name: "segments", path: "/segments" },
  { name: "segment", path: "/segments/big-spenders" },
  { name: "data", path: "/data" },
  { name: "collection", path: "/data/collections/activity" },
  { name: "collection-new", path: "/data/collections/new", isAlike: true },
  { name: "collection-edit", path: "/data/collections/groceries/edit", isAlike: true },
  { name: "queries", path: "/data/queries" },
  { name: "query-new", path: "/data/queries/new", isAlike: true },
  { name: "workbench", path: "/data/queries/campaign-audience?campaign=cross-sell", act: run },
  { name: "boards", path: "/data/boards" },
  { name: "board", path: "/boards/customer?userid=c4" },
  { name: "board-new", path: "/boards/new", isAlike: true },
  { name: "board-edit", path: "/boards/kinds/edit", isAlike: true },
  { name: "names", path: "/data/names" },
  { name: "channels", path: "/channels" },
  { name: "channel-new", path: "/channels/new" },
  { name: "channel", path: "/channels/crm" },
  { name: "access", path: "/access" },
  { name: "account", path: "/account" },
  { name: "reference", path: "/reference", act: unfold },
  { name: "send-event", path: "/reference/event", act: sendEvent },
  { name: "send-document", path: "/reference/document" },
  { name: "not-found", path: "/no/such/page", isAlike: true },
  { name: "sign-in", path: "/live", isFor: "guests" },
  { name: "shop-entrance", path: "/shop", isFor: "guests" },
  { name: "shop", path: "/shop", act: enter },
  { name: "shop-inspector", path: "/shop", act: inspect, width: 390 },
];

const channel = `channel: crm
description: Offers for the call centre
webhook:
  url: https://crm.example/hooks/nudge
  secret: whsec_bnVkZ2UtZTJlLW51ZGdlLWUyZS1udWRnZS1lMmU=
report: true
`;

const board = `title: What can be asked
panels:
  - {title: Columns, show: table, query: columns, width: 4}
`;

/** Makes what a demo has not by itself and a screen shows: a channel, a board of its own, a record that could not be used. */
export async function furnish(page) {
  for (const [path, body, method] of [
    ["/api/channels/crm", { text: channel }, "PUT"],
    ["/api/boards", { name: "kinds", text: board }, "POST"],
  ]) {
    const { status, body: said } = await call(page, path, body, method);
    // 409 where it is there already.
    assert.ok(status < 300 || status === 409, `${path}: ${JSON.stringify(said)}`);
  }
  const { body } = await call(page, "/api/tokens", { name: "furnish", scopes: ["collect"] });
  await page.evaluate(async (token) => {
    await fetch("/v1/track", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: JSON.stringify({ userId: "ann", properties: { product_id: "p9" } }),
    });
  }, body.token);
}

/** Until the screen has what it shows: its head is there, nothing waits, and what comes piece by piece has come. */
export async function settled(page, patience = 15_000) {
  await page.locator("h1, h2, main strong").first().waitFor({ timeout: patience });
  await page
    .waitForFunction(
      () => document.querySelector("main [aria-busy=true], main[aria-busy=true], main [data-later]") === null,
      null,
      {
        timeout: patience,
      },
    )
    .catch(() => undefined);
}

/** By how many pixels the page is wider than its window, and what stands out. */
export function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - width;
    return over <= 0
      ? undefined
      : `${over} px wider than the window: ${[...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > width + 1)
          .slice(0, 4)
          .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`)
          .join(", ")}`;
  });
}

/** Waits until something is where one sees it without scrolling: a sheet comes from below. */
export async function seen(page, locator, what, patience = 5_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    const box = await locator.boundingBox();
    if (box !== null && box.y >= 0 && box.y < page.viewportSize().height) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} is out of sight`);
    }
    await page.waitForTimeout(50);
  }
}
