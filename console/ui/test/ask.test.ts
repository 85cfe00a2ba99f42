import { describe, expect, it } from "vitest";
import { exactJson, queryPath, storeMillis } from "../src/api/ask";
import { cellText } from "../src/data/cell";
import { idOf } from "../src/data/collectionId";
import { rates } from "../src/data/useRates";
import { curl } from "../src/parts/curl";

describe("answers of queries", () => {
  it("keep a number as it is written where JavaScript would change it", () => {
    const read = exactJson('{"a": 12.50, "b": 9007199254740993, "c": 3, "d": "1.50 \\"2.50", "e": [1.10]}');
    expect(read).toEqual({ a: "12.50", b: "9007199254740993", c: 3, d: '1.50 "2.50', e: ["1.10"] });
  });

  it("say how long the store took", () => {
    expect(storeMillis("store;dur=1.25")).toBe(1.25);
    expect(storeMillis("total;dur=9, store;dur=4")).toBe(4);
    expect(storeMillis(null)).toBeUndefined();
  });

  it("are asked for with what was given, however it is written", () => {
    expect(queryPath("big-spenders", { tier: "a&b=ü", ids: ["1", "2"], none: "" })).toBe(
      "/api/queries/big-spenders?tier=a%26b%3D%C3%BC&ids=1&ids=2",
    );
    expect(queryPath("all", {})).toBe("/api/queries/all");
  });

  it("are copied for a shell as one text, whatever the id is", () => {
    const path = `/api/queries/customer?userid=${encodeURIComponent("x'; rm -rf ~ #")}`;
    expect(curl(path)).toBe(
      `curl -H "Authorization: Bearer $NUDGE_TOKEN" '/api/queries/customer?userid=x%27%3B%20rm%20-rf%20~%20%23'`,
    );
  });

  it("show null as nothing, and lists and objects as JSON", () => {
    expect(cellText(null)).toBeUndefined();
    expect(cellText("")).toBe("");
    expect(cellText(false)).toBe("false");
    expect(cellText(["a", { b: 1 }])).toBe('["a",{"b":1}]');
  });
});

describe("rates", () => {
  const before = { at: 1_000, counts: { orders: 100, old: 5 } };

  it("are what came a second between two looks", () => {
    expect(rates(before, { at: 3_000, counts: { orders: 150, fresh: 7 } })).toEqual({ orders: 25 });
  });

  it("are not known of one look, and never below zero", () => {
    expect(rates(undefined, before)).toEqual({});
    expect(rates(before, { at: 3_000, counts: { orders: 0 } })).toEqual({ orders: 0 });
  });
});

describe("a collection's document", () => {
  it("says what it is called, where that can be read", () => {
    expect(idOf("id: orders\nkey: a")).toBe("orders");
    expect(idOf("id: [")).toBeUndefined();
    expect(idOf("key: a")).toBeUndefined();
  });
});
