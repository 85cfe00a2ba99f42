import { describe, expect, it } from "vitest";
import type { Transition, Trigger } from "../src/api/types";
import { Clicks, percentile } from "../src/shop/clicks";
import { advance, type Runs } from "../src/shop/runs";

const trigger = (matched: Trigger["matched"], cause: Trigger["cause"] = "match"): Trigger => ({
  id: "t",
  campaign: "c",
  version: 1,
  user: "u",
  time: "2026-11-20T10:00:00Z",
  cause,
  matched,
  measures: {},
});
const event = (id: string) => ({ id, user: "u", type: "view", time: "2026-11-20T10:00:00Z" });

describe("the time from click to pop-up", () => {
  it("counts from the last click among the matched events", () => {
    const clicks = new Clicks();
    clicks.clicked("a", 100);
    clicks.clicked("b", 900);
    clicks.clicked("unrelated", 950);
    expect(clicks.since(trigger({ x: [event("a")], y: [event("b")] }), 942)).toBe(42);
  });

  it("is not told of a deadline, nor of somebody else's events", () => {
    const clicks = new Clicks();
    clicks.clicked("a", 100);
    expect(clicks.since(trigger({ x: [event("a")] }, "timeout"), 200)).toBeUndefined();
    expect(clicks.since(trigger({ x: [event("z")] }), 200)).toBeUndefined();
  });

  it("counts from the last click where the trigger has only the number of events", () => {
    const clicks = new Clicks();
    clicks.clicked("a", 100);
    expect(clicks.since(trigger({ x: { count: 3, first: "", last: "" } }), 130)).toBe(30);
  });

  it("has percentiles by nearest rank", () => {
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 3], 0.95)).toBe(5);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});

describe("the runs that a shopper watches", () => {
  const move = (kind: Transition["kind"], state: string): Transition => ({
    campaign: "c",
    version: 1,
    user: "u",
    time: "2026-11-20T10:00:00Z",
    kind,
    state,
  });
  const after = (...moves: Transition[]) =>
    moves.reduce<Runs>((runs, transition) => advance(runs, { transition }), new Map()).get("c");

  it("come to a step with each move", () => {
    expect(after(move("started", "a"), move("advanced", "b"))).toMatchObject({
      stages: [{ state: "a" }, { state: "b" }],
      outcome: "advanced",
    });
  });

  it("do not fall back when another run begins beside them", () => {
    expect(after(move("started", "a"), move("advanced", "b"), move("started", "a"))?.stages).toHaveLength(2);
  });

  it("stay fired when the end of the run is heard after the offer", () => {
    const fired = { trigger: trigger({}) };
    const heard = [{ transition: move("started", "a") }, fired, { transition: move("completed", "b") }];
    const runs = heard.reduce<Runs>(advance, new Map());
    expect([...runs.values()][0]).toMatchObject({ outcome: "fired", trigger: fired.trigger });
  });

  it("begin anew when one is over", () => {
    expect(after(move("started", "a"), move("completed", "b"), move("started", "a"))).toMatchObject({
      stages: [{ state: "a" }],
      outcome: "started",
    });
  });
});
