// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { figuresOf } from "../src/i18n/figures";

const noon = Date.parse("2026-11-20T12:00:00Z");
const second = 1_000;
const header = (time: number) => new Date(time).toUTCString();

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ now: noon, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the server's clock", () => {
  it("is this one where the header can be explained by its resolution and the way there and back", async () => {
    const { learnTime, serverNow } = await import("../src/api/clock");
    expect(serverNow()).toBe(noon);
    learnTime(header(noon - second), noon - 200, noon);
    learnTime(header(noon + 3 * second), noon - 200, noon + 3 * second);
    learnTime(header(noon), noon + 900, noon + 950);
    learnTime(null, noon, noon);
    learnTime("yesterday", noon, noon);
    expect(serverNow()).toBe(noon);
  });

  it("is what the header tells of a clock that is wrong, and settles from answer to answer", async () => {
    const { learnTime, serverNow } = await import("../src/api/clock");
    const wrong = 90 * second;
    const off = () => Math.abs(serverNow() - (noon - wrong));
    const answered = (at: number) => learnTime(header(at), at + wrong, at + wrong + 40);
    answered(noon - wrong + 300);
    expect(off()).toBeLessThanOrEqual(second);
    answered(noon - wrong + 10 * second + 900);
    expect(off()).toBeLessThanOrEqual(100);
    const learnt = serverNow();
    for (const phase of [100, 500, 300, 850]) {
      answered(noon - wrong + 20 * second + phase);
      expect(serverNow()).toBe(learnt);
    }
  });

  it("is learnt anew when the clock of this place is set", async () => {
    const { learnTime, serverNow } = await import("../src/api/clock");
    learnTime(header(noon - 3600 * second), noon, noon + 40);
    expect(serverNow()).toBeLessThan(noon - 3598 * second);
    vi.setSystemTime(noon - 3600 * second);
    learnTime(header(noon - 3600 * second), Date.now(), Date.now() + 40);
    expect(Math.abs(serverNow() - Date.now())).toBeLessThanOrEqual(second);
  });

  it("is read from whatever the service answers, also when it refuses", async () => {
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(input: RequestInfo | URL, init?: RequestInit) {
          super(typeof input === "string" ? new URL(input, "http://nudge") : input, init);
        }
      },
    );
    const answers = [401, 200].map(
      (status, index) =>
        new Response("{}", { status, headers: { Date: header(noon + (index + 1) * 3600 * second) } }),
    );
    vi.stubGlobal("fetch", () => Promise.resolve(answers.shift()));
    const { api } = await import("../src/api/client");
    const { serverNow } = await import("../src/api/clock");
    await api.GET("/api/session");
    expect(Math.abs(serverNow() - noon - 3600 * second)).toBeLessThanOrEqual(second);
    await api.GET("/api/live");
    expect(Math.abs(serverNow() - noon - 7200 * second)).toBeLessThanOrEqual(second);
  });
});

describe("an age", () => {
  const ago = (time: number, now: number) => figuresOf("en").ago(time, now);

  it("is never in the future for what has just happened", () => {
    expect(ago(noon + 10 * second, noon)).toBe("now");
    expect(ago(noon, noon)).toBe("now");
    expect(ago(noon - 10 * second, noon)).toBe("10 sec. ago");
  });

  it("tells of a time to come, as of a token's end", () => {
    expect(ago(noon + 3600 * second, noon)).toBe("in 1 hr.");
  });
});
