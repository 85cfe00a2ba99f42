import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addRow, removeRow, replaceRow, rows } from "../src/editor/cel/rows";
import { type Operator, readTest, type Test, writeTest } from "../src/editor/cel/test";
import type { Value } from "../src/editor/cel/literal";

const names = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
  .filter(
    (name) => !["true", "false", "null", "in", "has", "size", "sum", "avg", "min", "max"].includes(name),
  );
const paths = fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("."));
const literals: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: "grapheme" }).map((value) => ({ kind: "string" as const, value })),
  fc.integer().map((value) => ({ kind: "number" as const, text: String(value) })),
  fc.boolean().map((value) => ({ kind: "bool" as const, value })),
);
const one = fc.constantFrom<Operator>(
  "==",
  "!=",
  ">",
  ">=",
  "<",
  "<=",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
  "includes",
);
const tests: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ subject: paths, operator: one, values: literals.map((value) => [value]) }),
  fc.record({
    subject: paths,
    operator: fc.constantFrom<Operator>("in", "not in"),
    values: fc.array(literals),
  }),
  fc.record({
    subject: paths,
    operator: fc.constantFrom<Operator>("has", "has not"),
    values: fc.constant<Value[]>([]),
  }),
);

describe("a condition row", () => {
  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(tests, (test) => {
        fc.pre(!/\.(contains|startsWith|endsWith|matches)$/.test(test.subject));
        expect(readTest(writeTest(test))).toEqual(test);
      }),
    );
  });

  it("shows what is more than a row only as text", () => {
    for (const text of [
      "event.a + 1 > 2",
      "event.l.exists(x, x > 2)",
      "now - first_buy > duration('720h')",
      "event.word.matches(r'(?i)coat')",
      "!event.flag",
      "",
    ]) {
      expect(readTest(text), text).toBeUndefined();
    }
  });

  it("splits only at the top, and not at all beside an alternative", () => {
    expect(rows("a == 1 && (b == 2 || c == 3) && d.contains('x && y')").map((row) => row.source)).toEqual([
      "a == 1",
      "(b == 2 || c == 3)",
      "d.contains('x && y')",
    ]);
    expect(rows("a == 1 && b == 2 || c == 3")).toHaveLength(1);
  });

  it("keeps every other character when one row is written anew", () => {
    const text = "event.price > 200.0\n  && event.category == 'shoes'   && size(views) > 3";
    expect(replaceRow(text, 1, "event.category == 'books'")).toBe(text.replace("'shoes'", "'books'"));
    expect(removeRow(text, 1)).toBe("event.price > 200.0\n  && size(views) > 3");
    expect(addRow("a == 1 || b == 2", "c == 3")).toBe("(a == 1 || b == 2) && c == 3");
    expect(replaceRow("a == 1 && b == 2", 0, "x || y")).toBe("(x || y) && b == 2");
  });

  it("leaves the other rows as they are, whatever is done to one", () => {
    fc.assert(
      fc.property(
        fc.array(tests.map(writeTest), { minLength: 2, maxLength: 5 }),
        fc.nat(),
        tests.map(writeTest),
        (sources, pick, fresh) => {
          fc.pre([...sources, fresh].every((source) => !source.includes("//")));
          const text = sources.join(" && ");
          const index = pick % sources.length;
          const others = sources.filter((_, at) => at !== index);
          expect(rows(removeRow(text, index)).map((row) => row.source)).toEqual(others);
          expect(rows(replaceRow(text, index, fresh)).map((row) => row.source)).toEqual(
            sources.with(index, fresh),
          );
          expect(rows(addRow(text, fresh)).map((row) => row.source)).toEqual([...sources, fresh]);
        },
      ),
    );
  });
});
