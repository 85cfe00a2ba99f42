import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lexer } from "yaml";
import { change, parse } from "../src/editor/document/change";
import { insertItem, moveItem, put, rename } from "../src/editor/document/edit";
import { view } from "../src/editor/document/view";

const folder = new URL("../../../examples/", import.meta.url);
const documents = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => /campaigns\/[^/]+\.yaml$/.test(file))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));

function js(text: string): Record<string, unknown> {
  return parse(text).toJS() as Record<string, unknown>;
}

function comments(text: string): string[] {
  const pieces = [...new Lexer().lex(text)];
  // The piece behind a control character is a scalar, whatever it looks like.
  return pieces
    .filter((piece, index) => piece.startsWith("#") && pieces[index - 1] !== "\u001f")
    .map((comment) => comment.slice(1).trim())
    .sort();
}

const words = fc.oneof(
  fc.constantFrom(
    "event.price > 10.0",
    "profile.tier in ['gold']",
    "'vip' in profile.tags",
    "a: b # c",
    "10m",
    "yes",
    "007",
    "- x",
    "{",
    "x\ny",
  ),
  fc.string({ unit: "grapheme", minLength: 1 }),
);

type Edit = { about: string; path: readonly (string | number)[]; value: unknown };
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    about: fc.constant("top"),
    path: fc.constantFrom("name", "audience", "when", "journal", "from", "until").map((key) => [key]),
    value: words,
  }),
  fc.record({
    about: fc.constant("pattern"),
    path: fc
      .constantFrom("within", "correlate_by", "among", "distinct", "skip")
      .map((key) => ["pattern", key]),
    value: words,
  }),
  fc.record({
    about: fc.constant("measure"),
    path: fc.constant(["measures", "fresh"]),
    value: fc.constant({ aggregate: "count" }),
  }),
);

describe("an edit by the form", () => {
  it("is tried on the examples", () => expect(documents.length).toBeGreaterThan(15));

  it("changes that value and nothing else, and loses no comment", () => {
    for (const { file, text } of documents) {
      fc.assert(
        fc.property(edits, (edit) => {
          const old = js(text);
          fc.pre(edit.path[0] !== "pattern" || old["pattern"] !== undefined);
          const after = change(text, (document) => put(document, edit.path, edit.value));
          const expected = parse(text);
          expected.setIn(edit.path, edit.value);
          expect(js(after), file).toEqual(expected.toJS());
          for (const comment of comments(text)) {
            expect(comments(after), `${file}: ${comment}`).toContain(comment);
          }
        }),
        { numRuns: 12 },
      );
    }
  });

  it("leaves the lines it does not touch to the letter", () => {
    for (const { file, text } of documents) {
      const after = change(text, (document) => put(document, ["name"], "Another name"));
      const lines = new Set(after.split("\n"));
      const lost = text.split("\n").filter((line) => !lines.has(line) && !line.startsWith("name:"));
      expect(lost, file).toEqual([]);
    }
  });

  it("comes back to where it was when it is undone", () => {
    for (const { file, text } of documents) {
      const there = change(text, (document) => put(document, ["topic"], "special"));
      expect(there, file).not.toBe(text);
      expect(js(change(there, (document) => put(document, ["topic"], undefined))), file).toEqual(js(text));
    }
  });

  it("moves and adds steps with all that the form does not know of them", () => {
    const text = `# head
id: x # the id
pattern:
  steps:
    # first of all
    - name: a     # why a
      event: view
      script: function(event) { return true }
    - name: b
      steps: [{name: c}, {name: d}] # a group
  within: 10m
`;
    const moved = change(text, (document) => moveItem(document, ["pattern", "steps"], 0, 1));
    expect((js(moved)["pattern"] as { steps: { name: string }[] }).steps.map((step) => step.name)).toEqual([
      "b",
      "a",
    ]);
    expect(comments(moved)).toEqual(comments(text));
    const added = change(text, (document) =>
      insertItem(document, ["pattern", "steps"], 2, { name: "e", absent: true }),
    );
    expect(added).toContain("- name: a     # why a\n");
    expect(js(added)).toMatchObject({
      pattern: { steps: [{ script: "function(event) { return true }" }, { name: "b" }, { name: "e" }] },
    });
  });

  it("renames a measure in its place", () => {
    const text =
      "id: x\nmeasures:\n  a: {aggregate: count} # how many\n  b: {aggregate: count}\nwhen: a > b\n";
    expect(change(text, (document) => rename(document, ["measures", "a"], "views"))).toBe(
      text.replace("  a:", "  views:"),
    );
  });

  it("never touches a text that is no YAML", () => {
    expect(change("id: [", (document) => put(document, ["name"], "x"))).toBe("id: [");
  });
});

describe("what the form sees", () => {
  it("is read from every example", () => {
    for (const { file, text } of documents) {
      const { view: seen } = view(text);
      expect(seen?.id, file).toBe(js(text)["id"]);
      for (const part of seen?.parts ?? []) {
        expect(text.split("\n")[part.lines.first - 1], file).toMatch(/-|name/);
      }
    }
  });

  it("says where a text is broken", () => {
    expect(view("id: x\nwhen: [").error?.line).toBe(2);
    expect(view("- a").error?.text).toBe("a campaign is a map of keys");
  });
});
