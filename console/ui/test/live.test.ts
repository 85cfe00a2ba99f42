import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askName } from "../src/api/names";
import { boundsOf, fieldOf, isOpen, lasting, type Range, rangeOf, withRange } from "../src/live/range";
import { timeTicks } from "../src/parts/axis";

const post = vi.hoisted(() => vi.fn());
vi.mock("../src/api/client", () => ({
  answer: (told: unknown) => Promise.resolve(told),
  api: { POST: post },
}));

const minute = 60_000;

describe("a time range", () => {
  it("is what the address says", () => {
    expect(rangeOf(new URLSearchParams(""))).toEqual({ last: "15m" });
    expect(rangeOf(new URLSearchParams("range=6h"))).toEqual({ last: "6h" });
    expect(rangeOf(new URLSearchParams("range=toString"))).toEqual({ last: "15m" });
    expect(rangeOf(new URLSearchParams("from=2026-11-20T10:00:00Z&until=2026-11-20T11:00:00Z"))).toEqual({
      from: Date.parse("2026-11-20T10:00:00Z"),
      until: Date.parse("2026-11-20T11:00:00Z"),
    });
    expect(rangeOf(new URLSearchParams("from=2026-11-20T11:00:00Z&until=2026-11-20T10:00:00Z"))).toEqual({
      last: "15m",
    });
  });

  it("comes back from the address, and leaves all else in it as it is", () => {
    const times = fc.integer({ min: 0, max: 4e12 });
    const ranges: fc.Arbitrary<Range> = fc.oneof(
      fc.constantFrom(...(Object.keys(lasting) as (keyof typeof lasting)[])).map((last) => ({ last })),
      fc
        .tuple(times, fc.integer({ min: 1, max: 1e10 }))
        .map(([from, long]) => ({ from, until: from + long })),
    );
    fc.assert(
      fc.property(ranges, ranges, (before, range) => {
        const address = withRange(withRange(new URLSearchParams("campaign=coats"), before), range);
        expect(rangeOf(address)).toEqual(range);
        expect(address.get("campaign")).toBe("coats");
      }),
    );
  });

  it("goes up to now, or is over", () => {
    expect(boundsOf({ last: "1h" }, 5_000_000)).toEqual({ from: 1_400_000, until: 5_000_000 });
    expect(isOpen({ last: "24h" }, 5)).toBe(true);
    expect(isOpen({ from: 1, until: 5 }, 5)).toBe(false);
    const now = Math.floor(Date.now() / minute) * minute;
    expect(Date.parse(fieldOf(now))).toBe(now);
  });
});

describe("the ticks of a time axis", () => {
  it("are even, few, and times of the data", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.constantFrom(5_000, minute, 5 * minute, 15 * minute, 60 * minute, 24 * 60 * minute),
        fc.integer({ min: 2, max: 200 }),
        (begin, span, count) => {
          const first = Math.floor(begin / span) * span;
          const times = Array.from({ length: count }, (_, index) => first + index * span);
          const ticks = timeTicks(times);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(6);
          expect(ticks.every((tick) => times.includes(tick))).toBe(true);
        },
      ),
    );
  });

  it("are of the finest kind of which there are few enough", () => {
    const first = new Date(2026, 10, 20, 10, 3).getTime();
    const times = Array.from({ length: 60 }, (_, index) => first + index * minute);
    expect(timeTicks(times).map((time) => new Date(time).getMinutes())).toEqual([10, 20, 30, 40, 50, 0]);
  });
});

describe("names", () => {
  afterEach(() => post.mockReset());

  it("of many ids are asked for in one request, each once", async () => {
    post.mockResolvedValue({ people: { u1: "Ann Lee" }, things: { p1: "Coat" }, campaigns: {} });
    const names = await Promise.all([
      askName("people", "u1"),
      askName("people", "u2"),
      askName("things", "p1"),
      askName("people", "u1"),
      askName("campaigns", "c1"),
    ]);
    expect(names).toEqual(["Ann Lee", null, "Coat", "Ann Lee", null]);
    expect(post.mock.calls).toEqual([
      ["/api/names", { body: { people: ["u1", "u2"], things: ["p1"], campaigns: ["c1"] } }],
    ]);
  });

  it("are asked for again after a request has failed, and by who comes later", async () => {
    post.mockRejectedValueOnce(new Error("away"));
    await expect(askName("people", "u1")).rejects.toThrow("away");
    post.mockResolvedValue({ people: { u1: "Ann Lee" }, things: {}, campaigns: {} });
    await expect(askName("people", "u1")).resolves.toBe("Ann Lee");
    expect(post).toHaveBeenCalledTimes(2);
  });
});
