import { describe, expect, it } from "vitest";
import type { SeenProperty, Vocabulary } from "../src/api/types";
import { namesOf } from "../src/data/names";
import { eventSubjects, profileSubjects, stepSubjects } from "../src/editor/names";
import { view } from "../src/editor/document/view";

function property(name: string, kinds: string[], ...values: unknown[]): SeenProperty {
  return { name, kinds, values: values.map((value) => ({ value, count: 2 })), allValues: true };
}

const vocabulary: Vocabulary = {
  types: [
    {
      name: "view",
      label: "Looked at",
      count: 9,
      sources: ["web"],
      properties: [
        { ...property("price", ["double", "int"], 1.5), label: "Price" },
        property("seen_at", ["string"], "2026-11-20T10:00:00Z"),
      ],
    },
    {
      name: "cart",
      count: 3,
      sources: ["web"],
      properties: [property("price", ["int"], 2, 1.5), property("utm/source", ["string", "null"], "mail")],
    },
  ],
  profile: [
    property("birth_date", ["string"], "1990-04-01"),
    property("tags", ["list"], "new"),
    property("address", ["map"]),
  ],
};

const kinds = (subjects: { path: string; kind: string | undefined }[]) =>
  subjects.map(({ path, kind }) => [path, kind]);

describe("what a condition may speak of", () => {
  it("is all that the events carry, by its kind, with type and time", () => {
    expect(kinds(eventSubjects(vocabulary, ["view"]))).toEqual([
      ["event.price", "number"],
      ["event.seen_at", "time"],
      ["event.type", "text"],
      ["event.time", "time"],
    ]);
    const [type, , price] = eventSubjects(vocabulary, []);
    expect(type?.values).toEqual([
      { text: "view", count: 9, label: "Looked at" },
      { text: "cart", count: 3 },
    ]);
    expect(price).toEqual({
      path: "event.price",
      label: "Price",
      kind: "number",
      only: true,
      values: [
        { text: "1.5", count: 4 },
        { text: "2", count: 2 },
      ],
      allValues: true,
    });
    expect(eventSubjects(vocabulary, ["cart"]).map(({ path }) => path)).toContain("event['utm/source']");
  });

  it("has the years since birth", () => {
    expect(kinds(profileSubjects(vocabulary))).toEqual([
      ["profile.birth_date", "date"],
      ["profile.tags", "list"],
      ["profile.address", undefined],
      ["profile.age", "age"],
    ]);
  });

  it("names events of earlier steps", () => {
    const read = view(
      "id: a\npattern:\n  steps:\n    - {name: looks, event: view, times: 3}\n    - {name: b}\n",
    ).view;
    const paths = read === undefined ? [] : stepSubjects(read, 1, vocabulary);
    expect(paths.map(({ path, label }) => [path, label]).slice(0, 2)).toEqual([
      ["size(looks)", ""],
      ["looks[0].price", "looks: Price"],
    ]);
  });
});

describe("the dictionary", () => {
  it("lists what was seen, and what has a label all the same", () => {
    const label = { of: "profile" as const, name: "tier", text: "Standing", changed: "", changedBy: "ann" };
    const names = namesOf(vocabulary, [label, { ...label, of: "event", name: "price", text: "Price" }]);
    expect(names.map(({ of, name, label: text, seen }) => [of, name, text, seen.join()])).toEqual([
      ["type", "cart", "", "web"],
      ["type", "view", "", "web"],
      ["event", "price", "Price", "1.5,2"],
      ["event", "seen_at", "", "2026-11-20T10:00:00Z"],
      ["event", "utm/source", "", "mail"],
      ["profile", "address", "", ""],
      ["profile", "birth_date", "", "1990-04-01"],
      ["profile", "tags", "", "new"],
      ["profile", "tier", "Standing", ""],
    ]);
  });
});
