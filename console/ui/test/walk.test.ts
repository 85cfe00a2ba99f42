import { describe, expect, it } from "vitest";
import type { Product, ShopWalk } from "../src/api/types";
import type { Act } from "../src/shop/useVisit";
import { progress } from "../src/shop/walk";

const product = (id: string): Product => ({
  id,
  category: "c",
  subcategory: "",
  brand: "",
  title: id,
  price: 1,
});
const walk = (...acts: ["view" | "cart", string][]): ShopWalk => ({
  steps: acts.map(([type, id]) => ({ type, product: product(id), offers: [] })),
});
/** The newest first. */
const acts = (...done: [string, string][]): Act[] =>
  done
    .map(([type, id], at) => ({ id: `e${at}`, type, product: product(id), at: "2026-01-01T00:00:00Z" }))
    .reverse();

describe("a walk that is suggested", () => {
  const views = walk(["view", "a"], ["view", "b"], ["view", "c"]);
  const buys = walk(["view", "a"], ["cart", "a"]);

  it("is followed by its steps, whoever takes them", () => {
    expect(progress([views, buys], [], undefined)).toEqual({
      walks: [views, buys],
      done: 0,
      complete: false,
    });
    expect(progress([views, buys], acts(["view", "a"]), undefined)).toEqual({
      walks: [views, buys],
      done: 1,
      complete: false,
    });
    expect(progress([views, buys], acts(["view", "a"], ["cart", "a"]), undefined)).toEqual({
      walks: [buys],
      done: 2,
      complete: true,
    });
  });

  it("begins after what was done before it was suggested", () => {
    expect(progress([views], acts(["view", "z"], ["view", "a"]), "e0")).toMatchObject({
      done: 1,
      complete: false,
    });
  });

  it("is left by anything else, and by a step too many", () => {
    expect(progress([views, buys], acts(["view", "z"]), undefined).walks).toEqual([]);
    expect(progress([buys], acts(["view", "a"], ["cart", "a"], ["view", "a"]), undefined).walks).toEqual([]);
  });
});
