// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { collect, type Collector, type Options } from "../src/client/collect";

type Message = { type: string; event?: string; messageId: string; anonymousId: string; userId?: string };
type Sent = { writeKey: string; sentAt: string; context: { userAgent: string }; batch: Message[] };

const fetched = vi.fn<(address: string, request: RequestInit) => Promise<Response>>();
const beacon = vi.fn<(address: string, body: string) => boolean>();
let lost: [number, string][];

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  lost = [];
  fetched
    .mockReset()
    .mockImplementation(() => Promise.resolve(Response.json({ success: true, rejected: [] })));
  beacon.mockReset().mockReturnValue(true);
  vi.stubGlobal("fetch", fetched);
  Object.assign(navigator, { sendBeacon: beacon });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = (more: Partial<Options> = {}): Collector =>
  collect({
    token: "nudge_t",
    url: "https://nudge.example/",
    onLost: (count, why) => lost.push([count, why]),
    ...more,
  });
const read = (body: unknown) => JSON.parse(body as string) as Sent;
const batches = () => fetched.mock.calls.map(([, { body }]) => read(body));
const hidden = (is: boolean) => {
  Object.defineProperty(document, "visibilityState", {
    value: is ? "hidden" : "visible",
    configurable: true,
  });
  document.dispatchEvent(new Event("visibilitychange"));
};

it("sends together what comes within two seconds", async () => {
  const nudge = begin();
  nudge.track("view", { product_id: "p9" });
  nudge.page();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(fetched).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(fetched.mock.calls[0]?.[0]).toBe("https://nudge.example/v1/batch");
  const [sent] = batches();
  expect(sent?.writeKey).toBe("nudge_t");
  expect(sent?.batch.map(({ type, event }) => event ?? type)).toEqual(["view", "page"]);
  expect(new Set(sent?.batch.map(({ messageId }) => messageId)).size).toBe(2);
});

it("knows the visitor again on the next page, and the user once there is one", async () => {
  const first = begin();
  first.identify("ann", { tier: "gold" });
  await first.flush();
  const second = begin();
  expect(second.visitor()).toBe(first.visitor());
  second.track("view");
  await second.flush();
  expect(batches().at(-1)?.batch[0]).toMatchObject({ userId: "ann", anonymousId: first.visitor() });
  second.forget();
  expect(second.visitor()).not.toBe(first.visitor());
  second.track("view");
  await second.flush();
  expect(batches().at(-1)?.batch[0]?.userId).toBeUndefined();
});

it("tries again, later each time, with the same ids", async () => {
  fetched.mockImplementationOnce(() => Promise.reject(new TypeError("away")));
  fetched.mockImplementationOnce(() => Promise.resolve(new Response("", { status: 503 })));
  fetched.mockImplementationOnce(() =>
    Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": "30" } })),
  );
  const nudge = begin();
  nudge.track("view");
  await nudge.flush();
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(fetched).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fetched).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(fetched, "as long as was asked").toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(fetched).toHaveBeenCalledTimes(4);
  const ids = batches().map(({ batch }) => batch[0]?.messageId);
  expect(new Set(ids).size).toBe(1);
  expect(lost).toEqual([]);
});

it("says what is lost", async () => {
  fetched.mockImplementationOnce(() =>
    Promise.resolve(Response.json({ success: true, rejected: [{ index: 0, reason: "no type" }] })),
  );
  fetched.mockImplementationOnce(() =>
    Promise.resolve(Response.json({ detail: "there is no such token" }, { status: 401 })),
  );
  const nudge = begin();
  nudge.track("");
  await nudge.flush();
  nudge.track("view");
  nudge.track("view");
  await nudge.flush();
  nudge.track("view", { text: "x".repeat(20_000) });
  expect(lost).toEqual([
    [1, "no type"],
    [2, "there is no such token"],
    [1, "a message has at most 15 kB"],
  ]);
});

it("sends no body that the collector would refuse", async () => {
  const nudge = begin();
  for (let i = 0; i < 10; i++) {
    nudge.track("view", { text: "ü".repeat(2_000) });
  }
  await nudge.flush();
  expect(batches().flatMap(({ batch }) => batch)).toHaveLength(10);
  for (const [, { body }] of fetched.mock.calls) {
    expect(new TextEncoder().encode(body as string).length).toBeLessThanOrEqual(16_384);
  }
});

it("gives the browser what is left when the page goes", () => {
  const nudge = begin();
  nudge.track("view");
  hidden(true);
  expect(beacon).toHaveBeenCalledTimes(1);
  expect(read(beacon.mock.calls[0]?.[1]).batch[0]?.event).toBe("view");
  hidden(true);
  expect(beacon, "nothing is left").toHaveBeenCalledTimes(1);
  hidden(false);
});

it("keeps for the next page what the browser does not take", async () => {
  beacon.mockReturnValue(false);
  const nudge = begin();
  nudge.track("left");
  hidden(true);
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  const next = begin();
  next.track("arrived");
  await next.flush();
  expect(batches().flatMap(({ batch }) => batch.map(({ event }) => event))).toEqual(["left", "arrived"]);
  expect(localStorage.getItem("nudge-unsent")).toBeNull();
});
