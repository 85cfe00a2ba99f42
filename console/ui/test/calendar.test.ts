import { describe, expect, it } from "vitest";
import { pressures, times, weeksShown } from "../src/calendar/weeks";
import { figuresOf } from "../src/i18n/figures";
import { axisTicks } from "../src/parts/axis";

describe("the weeks of the calendar", () => {
  it("begin on Monday, most of them before now", () => {
    const now = new Date(2026, 10, 25, 15).getTime(); // a Wednesday
    const weeks = weeksShown(4, now);
    expect(weeks).toHaveLength(5);
    expect(weeks.map((week) => new Date(week).getDay())).toEqual([1, 1, 1, 1, 1]);
    expect(weeks[0]).toBe(new Date(2026, 10, 9).getTime());
    expect(weeks.at(-1)).toBe(new Date(2026, 11, 7).getTime());
  });

  it("count people by how many offers they got, the newest week first", () => {
    expect(
      pressures([
        { week: "2026-11-16", offers: 1, people: 10, inAll: 10 },
        { week: "2026-11-23", offers: 1, people: 8, inAll: 8 },
        { week: "2026-11-23", offers: 10, people: 1, inAll: 12 },
        { week: "2026-11-23", offers: 5, people: 1, inAll: 5 },
      ]),
    ).toEqual([
      { week: "2026-11-23", people: [8, 0, 0, 0, 2], all: 10, offers: 25 },
      { week: "2026-11-16", people: [10, 0, 0, 0, 0], all: 10, offers: 10 },
    ]);
  });

  it("are named by the day on which they begin by UTC, wherever the reader is", () => {
    const zone = process.env["TZ"];
    process.env["TZ"] = "America/New_York";
    try {
      expect(figuresOf("en-GB").utcDay("2026-11-23T00:00:00Z")).toBe("23 Nov");
    } finally {
      process.env["TZ"] = zone ?? "UTC";
    }
  });

  it("go on where nobody has set an end", () => {
    expect(times({ state: "live", from: "1970-01-01T00:00:01Z" })).toEqual({ from: 1000, until: Infinity });
  });
});

describe("an axis", () => {
  it("has even steps that people would choose", () => {
    expect(axisTicks(2.6, false)).toEqual([0, 1, 2, 3]);
    expect(axisTicks(0.13, false)).toEqual([0, 0.05, 0.1, 0.15]);
    expect(axisTicks(3, true)).toEqual([0, 1, 2, 3]);
    expect(axisTicks(1, true)).toEqual([0, 1]);
    expect(axisTicks(1700, true)).toEqual([0, 500, 1000, 1500, 2000]);
    expect(axisTicks(0, false)).toEqual([0, 1]);
    expect(axisTicks(0, true)).toEqual([0, 1]);
  });

  it("names its steps without losing what tells them apart", () => {
    expect([0.05, 0.15, 1500, 2_000_000].map((value) => figuresOf("en").short(value))).toEqual([
      "0.05",
      "0.15",
      "1.5K",
      "2M",
    ]);
  });
});
