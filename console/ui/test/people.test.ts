import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { personPath } from "../src/parts/personPath";
import { fieldsOf, nameOf, reasonsOf, segmentsOf } from "../src/people/fields";
import { Pacing } from "../src/people/Pacing";
import { parts, touchedBy } from "../src/people/person";
import { daysOfBar, sums } from "../src/people/spend";
import { figuresOf } from "../src/i18n/figures";

const day = 86_400_000;

describe("the address of a person", () => {
  it("leads back to the same id, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (user) => {
        const address = new URL(personPath(user), "http://console");
        const found =
          address.searchParams.get("user") ?? decodeURIComponent(address.pathname.split("/")[2] ?? "");
        expect(found).toBe(user);
      }),
    );
  });
  it("keeps out of the path what a server would take for a part of it", () => {
    expect(personPath("u-1")).toBe("/people/u-1");
    expect(personPath("a/b")).toBe("/people?user=a%2Fb");
    expect(personPath("..")).toBe("/people?user=..");
  });
});

describe("a profile", () => {
  it("is read as lines, without what is empty", () => {
    expect(
      fieldsOf({
        tier: "gold",
        tags: ["a", 1],
        home: { city: "Oslo", zip: null },
        none: null,
        segments: ["x"],
      }),
    ).toEqual([
      { name: "tier", text: "gold" },
      { name: "tags", text: "a, 1" },
      { name: "home.city", text: "Oslo" },
    ]);
  });
  it("may say a name, and segments", () => {
    expect(nameOf({ name: " ", first_name: "Ann", last_name: "Lee" })).toBe("Ann Lee");
    expect(nameOf({ name: 5 })).toBeUndefined();
    expect(segmentsOf({ segments: ["vip", 5] })).toEqual(["vip"]);
    expect(segmentsOf({})).toEqual([]);
  });
  it("says why it was found, unless the name does", () => {
    const profile = { name: "Ann Lee", city: "New York", mail: "ann@x.org" };
    expect(reasonsOf(profile, "york  ann")).toEqual([{ name: "city", text: "New York" }]);
    expect(reasonsOf(profile, "")).toEqual([]);
  });
});

describe("sums over time", () => {
  it("lose nothing that is known, and have no gaps", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            time: fc.integer({ min: 0, max: 900 * day }),
            value: fc.option(fc.nat(1_000), { nil: undefined }),
          }),
          { maxLength: 60 },
        ),
        (values) => {
          const points = sums(values, 900 * day);
          const total = values.reduce((sum, { value }) => sum + (value ?? 0), 0);
          expect(points.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(total);
          const spans = new Set(
            points.slice(1).map((point, index) => point.time - (points[index]?.time ?? 0)),
          );
          expect(spans.size).toBeLessThanOrEqual(1);
          expect(points.length).toBeLessThanOrEqual(62);
        },
      ),
    );
  });
  it("have longer bars where there is more time", () => {
    expect(daysOfBar(0, 10 * day)).toBe(1);
    expect(daysOfBar(0, 90 * day)).toBe(7);
    expect(daysOfBar(0, 800 * day)).toBe(30);
  });
});

describe("what a page shows", () => {
  it("is asked for again when one of its collections has something new", () => {
    expect(touchedBy(["purchases"])).toEqual(["customer", "purchases", "recommendations"]);
    expect(touchedBy(["triggers"])).toEqual(["timeline", "why"]);
    expect(touchedBy(["else"])).toEqual([]);
    expect(parts.every((part) => touchedBy(["activity", "purchases", "transitions"]).includes(part))).toBe(
      true,
    );
  });
});

describe("a pace", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  it("acts at once, and then once for all that is wanted within a while", async () => {
    const act = vi.fn(() => Promise.resolve());
    const pace = new Pacing(act, 0, 400, () => Date.now());
    pace.want();
    await vi.advanceTimersByTimeAsync(1);
    expect(act).toHaveBeenCalledTimes(1);
    pace.want();
    await vi.advanceTimersByTimeAsync(100);
    pace.want();
    expect(act).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(act).toHaveBeenCalledTimes(2);
    pace.want();
    pace.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(act).toHaveBeenCalledTimes(2);
  });
  it("lets a slow one end, and then acts for what was wanted meanwhile", async () => {
    const ends: (() => void)[] = [];
    const act = vi.fn(() => new Promise<void>((end) => ends.push(end)));
    const pace = new Pacing(act, 0, 400, () => Date.now());
    pace.want();
    await vi.advanceTimersByTimeAsync(1);
    pace.want();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(act).toHaveBeenCalledTimes(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(act).toHaveBeenCalledTimes(2);
  });
  it("acts once more when an answer of before is not given any more", async () => {
    const act = vi.fn(() => Promise.resolve());
    const pace = new Pacing(act, 1_000, 400, () => Date.now());
    pace.want();
    await vi.advanceTimersByTimeAsync(500);
    pace.want();
    await vi.advanceTimersByTimeAsync(999);
    expect(act).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(act).toHaveBeenCalledTimes(3);
  });
});

describe("time that is left", () => {
  it("is said in its two largest units, and is never negative", () => {
    const figures = figuresOf("en-GB");
    expect(figures.left(90 * 60_000)).toBe("1h 30m");
    expect(figures.left(65_400)).toBe("1m 5s");
    expect(figures.left(59_000)).toBe("59s");
    expect(figures.left(-5)).toBe("0s");
    expect(figures.left(2 * day)).toBe("2d 0h");
  });
});
