import { describe, expect, it } from "vitest";
import { place } from "../src/editor/code/keyPath";
import { isExpression, keysAt, valuesAt } from "../src/editor/code/schema";

/** The place of the bar in a document. */
function at(text: string) {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => line.includes("|"));
  const column = lines[index]?.indexOf("|") ?? 0;
  return place(
    lines.map((line) => line.replace("|", "")),
    index,
    column,
  );
}

describe("the place of the cursor", () => {
  it("is a key of the campaign at the left edge", () => {
    expect(at("id: x\nau|")).toMatchObject({ at: "key", path: [], prefix: "au" });
  });

  it("is a key of a step, by indentation", () => {
    const text = "pattern:\n  steps:\n    - name: a\n      ev|\n";
    expect(at(text)).toMatchObject({ at: "key", path: ["pattern", "steps", "[]"], prefix: "ev" });
    expect(at("pattern:\n  steps:\n    - na|\n")).toMatchObject({ path: ["pattern", "steps", "[]"] });
    expect(at("pattern:\n  steps:\n  - name: a\n    wh|\n")).toMatchObject({
      path: ["pattern", "steps", "[]"],
    });
  });

  it("is a key of the pattern behind its steps", () => {
    expect(at("pattern:\n  steps:\n    - name: a\n  wi|")).toMatchObject({ at: "key", path: ["pattern"] });
  });

  it("is a value behind a colon", () => {
    expect(at("pattern:\n  steps:\n    - name: a\n      contiguity: ne|")).toMatchObject({
      at: "value",
      path: ["pattern", "steps", "[]", "contiguity"],
      prefix: "ne",
    });
    expect(at("status: |")).toMatchObject({ at: "value", path: ["status"], prefix: "" });
  });

  it("is found in braces too", () => {
    expect(at("measures:\n  a: {aggregate: count, ov|")).toMatchObject({
      at: "key",
      path: ["measures", "a"],
    });
    expect(at("measures:\n  a: {aggregate: co|")).toMatchObject({
      at: "value",
      path: ["measures", "a", "aggregate"],
    });
    expect(at("pattern:\n  steps:\n    - {name: a, event: [view, ca|")).toMatchObject({
      at: "value",
      path: ["pattern", "steps", "[]", "event", "[]"],
    });
  });

  it("is nowhere in a comment", () => {
    expect(at("id: x # wha|")).toBeUndefined();
  });
});

describe("the schema", () => {
  it("knows the keys and values of each place", () => {
    expect(keysAt([]).map((key) => key.name)).toContain("audience");
    expect(keysAt(["pattern", "steps", "[]"]).map((key) => key.name)).toEqual(
      expect.arrayContaining(["name", "where", "contiguity", "absent", "steps"]),
    );
    expect(keysAt(["measures", "anything"]).map((key) => key.name)).toContain("aggregate");
    expect(valuesAt(["pattern", "steps", "[]", "contiguity"])).toEqual([
      "next",
      "followed_by",
      "followed_by_any",
    ]);
    expect(valuesAt(["pattern", "steps", "[]", "absent"])).toEqual(["true", "false"]);
    expect(isExpression(["pattern", "steps", "[]", "where"])).toBe(true);
    expect(isExpression(["until"])).toBe(false);
  });
});
