// The SDKs that people already have, as they come from npm, against a console: node e2e/sdks.mjs URL TOKEN, with a token that may
// send events. Says with which it sent; what has arrived is for whoever calls it to look at (TrackingSdkTest). Ends with 1 on any failure.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { argv } from "node:process";
import { CloudEvent, HTTP } from "cloudevents";
import { executablePath, launch } from "./browser.mjs";

const require = createRequire(import.meta.url);
const [, , url, token] = argv;
if (token === undefined) {
  console.error("usage: node e2e/sdks.mjs URL TOKEN");
  process.exit(2);
}

async function segmentNode() {
  const { Analytics } = require("@segment/analytics-node");
  const analytics = new Analytics({ writeKey: token, host: url });
  const failures = [];
  analytics.on("error", (error) => failures.push(error));
  analytics.page({ anonymousId: "seg-visitor", name: "Home", properties: { url: "/", title: "Home" } });
  analytics.track({
    anonymousId: "seg-visitor",
    event: "Product Viewed",
    messageId: "seg-1",
    properties: { product_id: "p1", price: 19.5 },
    context: { device: { type: "ios" }, os: { name: "iOS" }, location: { country: "DE" } },
  });
  analytics.identify({ anonymousId: "seg-visitor", traits: { colour: "red", tier: "none" } });
  analytics.identify({
    userId: "seg-user",
    anonymousId: "seg-visitor",
    traits: { email: "ann@example.com", tier: "gold" },
  });
  analytics.group({ userId: "seg-user", groupId: "acme", traits: { plan: "enterprise" } });
  analytics.track({ anonymousId: "seg-visitor", event: "Cart Viewed", properties: { id: 7 } });
  analytics.screen({ userId: "seg-user", name: "Checkout" });
  analytics.alias({ userId: "seg-user", previousId: "seg-phone" });
  analytics.track({ anonymousId: "seg-phone", event: "Order Completed", timestamp: new Date() });
  await analytics.closeAndFlush();
  assert.deepEqual(failures, []);
  console.log("sent with @segment/analytics-node");
}

async function rudderNode() {
  const RudderAnalytics = require("@rudderstack/rudder-sdk-node");
  const analytics = new RudderAnalytics(token, { dataPlaneUrl: url, flushAt: 20 });
  analytics.identify({ userId: "rudder-user", traits: { tier: "silver" } });
  analytics.track({ userId: "rudder-user", event: "Product Added", properties: { product_id: "p2" } });
  await analytics.flush();
  console.log("sent with @rudderstack/rudder-sdk-node");
}

/** A page of another site, with the SDK that it serves itself. */
async function segmentBrowser() {
  if (executablePath === undefined) {
    console.log("skipped @segment/analytics-next: no Chromium found (set CHROMIUM to one)");
    return;
  }
  const umd = join(dirname(require.resolve("@segment/analytics-next/package.json")), "dist/umd");
  const site = createServer((request, response) => {
    if (request.url === "/") {
      response.setHeader("Content-Type", "text/html");
      response.end('<!doctype html><title>A shop</title><script src="/index.js"></script>');
    } else {
      response.setHeader("Content-Type", "text/javascript");
      createReadStream(join(umd, basename(request.url)))
        .on("error", () => response.writeHead(404).end())
        .pipe(response);
    }
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: "de-DE" });
    const refused = [];
    page.on(
      "response",
      (answer) => answer.status() >= 400 && refused.push(`${answer.status()} ${answer.url()}`),
    );
    page.on("requestfailed", (request) => refused.push(`${request.failure().errorText} ${request.url()}`));
    await page.goto(`http://127.0.0.1:${site.address().port}/`);
    const said = await page.evaluate(
      async ([cdnURL, writeKey]) => {
        const [analytics] = await globalThis.AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL });
        const sent = [
          await analytics.page("Shop"),
          await analytics.track("Looked", { product_id: "p3" }),
          await analytics.identify("browser-user", { tier: "bronze" }),
          await analytics.track("Bought", { product_id: "p3" }),
        ];
        return sent.map((each) => each.failedDelivery()?.reason?.toString() ?? "");
      },
      [url, token],
    );
    assert.deepEqual(said, ["", "", "", ""]);
    assert.deepEqual(
      refused.filter((each) => !each.includes("favicon")),
      [],
    );
    console.log("sent with @segment/analytics-next");
  } finally {
    await browser.close();
    site.close();
  }
}

/** Nudge's own, as the console serves it, on pages of another site that people leave and close. */
async function ownBrowser() {
  const there = await fetch(`${url}/client/collect.js`);
  if (executablePath === undefined || !there.ok) {
    console.log("skipped /client/collect.js: no Chromium, or a console without its pages");
    return;
  }
  const site = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><title>A shop</title><h1>${request.url}</h1>`);
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  const shop = `http://127.0.0.1:${site.address().port}`;
  const browser = await launch();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const faults = [];
    page.on("console", (said) => said.type() === "warning" && faults.push(said.text()));
    const begin = (more = {}) =>
      page.evaluate(
        async ([console, key, options]) => {
          const { collect } = await import(`${console}/client/collect.js`);
          globalThis.nudge = collect({ token: key, every: 600_000, ...options });
          return globalThis.nudge.visitor();
        },
        [url, token, more],
      );
    await page.goto(`${shop}/first`);
    const visitor = await begin();
    await page.evaluate(() => {
      globalThis.nudge.track("Own looked", { product_id: "p4" });
      globalThis.nudge.identify("own-user", { tier: "copper" });
      globalThis.nudge.track("Own left", { product_id: "p4" });
    });
    await page.goto(`${shop}/second`); // by its own clock it would send in ten minutes

    assert.equal(await begin({ every: 10 }), visitor, "the visitor is known again");
    let away = 2;
    await page.route("**/v1/batch", (route) => (away-- > 0 ? route.abort() : route.continue()));
    const taken = page.waitForResponse((answer) => answer.url().endsWith("/v1/batch") && answer.ok());
    await page.evaluate(() => globalThis.nudge.track("Own tried again"));
    await taken;
    assert.ok(away < 0, "it was tried three times");
    await page.unroute("**/v1/batch");

    const answer = await page.evaluate(
      async ([console, key]) => {
        const headers = { "ce-specversion": "1.0", "ce-id": "5", "ce-source": "/page", "ce-type": "looked" };
        const sent = await fetch(`${console}/api/events`, {
          method: "POST",
          headers: {
            ...headers,
            "ce-userid": "own-cloud",
            "ce-traceparent": "00-def",
            "Content-Type": "application/json",
            Authorization: `Bearer ${key}`,
          },
          body: '{"total": 3}',
        });
        return sent.status;
      },
      [url, token],
    );
    assert.equal(answer, 202, "headers of CloudEvents are allowed");

    await page.goto(`${shop}/third`);
    await begin();
    await page.evaluate(() => globalThis.nudge.track("Own closed"));
    await page.close();
    assert.deepEqual(faults, []);
    console.log("sent with /client/collect.js");
  } finally {
    await browser.close();
    site.close();
  }
}

async function cloudEvents() {
  const event = (id, data, more) =>
    new CloudEvent({ id, source: "/shop", type: "ordered", subject: "cloud-user", data, ...more });
  const send = async ({ headers, body }) => {
    const answer = await fetch(`${url}/api/events`, {
      method: "POST",
      headers: { ...headers, Authorization: `Bearer ${token}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    assert.equal(answer.status, 202, await answer.text());
  };
  await send(HTTP.structured(event("1", { total: 12.5 })));
  await send(HTTP.binary(event("2", { total: 13.5 }, { userid: "cloud-other", traceparent: "00-abc" })));
  await send({
    headers: { "content-type": "application/cloudevents-batch+json" },
    body: [event("3", { total: 14.5 }), event("4", { total: 15.5, type: "gift" })],
  });
  console.log("sent with cloudevents");
}

await segmentNode();
await rudderNode();
await cloudEvents();
await segmentBrowser();
await ownBrowser();
process.exit(0);
