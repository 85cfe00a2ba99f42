// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { StoryEntry } from "../src/api/types";
import { languages, speak } from "../src/i18n";
import { figuresOf } from "../src/i18n/figures";
import { noteText } from "../src/trial/story";

const source = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../../engine/src/main/java/dev/nudge/engine",
);
const engine = (file: string) => readFileSync(join(source, `${file}.java`), "utf8");

/** The constants of an enum, as a story has them. */
function constants(file: string, name: string): string[] {
  const code = engine(file).replace(/\/\*.*?\*\//gs, "");
  const words = new RegExp(`enum ${name} \\{([^};]*)`).exec(code)?.[1]?.match(/[A-Z_]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

const written = engine("story/JsonStory");
const literals = (pattern: RegExp) => [...written.matchAll(pattern)].map(([, text]) => text ?? "");

const unfits = literals(/put\("because", "(\w+)"\)/g);
const filters = constants("pattern/Tracer", "Filter");
// One that fires, or competes, is told as something else.
const silences = constants("Observation", "Verdict").filter((one) => one !== "fired" && one !== "candidate");
const reasons = constants("firing/Reason", "Reason").map((one) => one.replaceAll("_", " "));
const ends = constants("Transition", "Kind").filter(
  (one) => !["started", "advanced", "completed"].includes(one),
);
const kinds = [...new Set([...literals(/"kind", "(\w+)"/g), ...literals(/add\("(\w+)"\)/g), ...ends])];

describe.each(languages)("a story in $name", ({ code }) => {
  const told = (entry: StoryEntry) => {
    void speak(code);
    return noteText(entry, i18next.t.bind(i18next), figuresOf(code), (id) => id);
  };

  it("has words of its own for everything that the engine gives as a reason", () => {
    expect([unfits.length, filters.length, silences.length, reasons.length]).toEqual([4, 3, 5, 12]);
    const raw = [
      ...unfits.map((because) => ({ kind: "unfit", step: "s", because })),
      ...filters.map((by) => ({ kind: "filtered", by })),
      ...silences.map((because) => ({ kind: "silent", because })),
      ...reasons.map((because) => ({ kind: "withheld", because })),
    ].filter((entry) => {
      const reason = "by" in entry ? entry.by : entry.because;
      const unknown = told({ ...entry, because: "?", by: "?" });
      return told(entry) === unknown.replace("?", reason);
    });
    expect(raw).toEqual([]);
  });

  it("has a sentence for each kind of entry", () => {
    expect(kinds).toEqual(expect.arrayContaining(["unfit", "skipped", "unknown_timezone", "verdict"]));
    const raw = kinds.filter((kind) => kind !== "event" && told({ kind, attempt: 7 }).startsWith(kind));
    expect(raw).toEqual([]);
  });

  it("says whether a condition holds in words", () => {
    for (const before of [true, false]) {
      for (const after of [true, false]) {
        expect(told({ kind: "weighed", before, after })).not.toMatch(/true|false/);
      }
    }
  });
});

it("tells why an attempt was cancelled", async () => {
  await speak("en");
  const told = (entry: StoryEntry) => noteText(entry, i18next.t.bind(i18next), figuresOf("en"), (id) => id);
  expect(told({ kind: "cancelled", attempts: [1, 2], by: "purchase" })).toBe(
    "Attempt 1, 2 ends: purchase happened",
  );
  expect(told({ kind: "cancelled", attempts: [1], by: "" })).toBe("Attempt 1 ends: it may take no more");
  expect(told({ kind: "cancelled", attempts: [1] })).toMatch(/something else happened/);
  expect(told({ kind: "unfit", step: "buy", because: "after" })).toBe(
    "Does not fit buy (too early after the event before)",
  );
});
