import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubtOf } from "../src/editor/cel/doubts";
import { durationOf, hoursOf } from "../src/editor/cel/hours";
import {
  addRow,
  type Join,
  joinOf,
  rejoin,
  removeRow,
  replaceRow,
  rows,
  writeGroup,
} from "../src/editor/cel/rows";
import { type Operator, readTest, type Test, writeTest } from "../src/editor/cel/test";
import type { Value } from "../src/editor/cel/literal";
import { type Subject, subject } from "../src/editor/names";

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
  "excludes",
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
    operator: fc.constantFrom<Operator>("newer", "older"),
    values: fc.nat().map((hours): Value[] => [{ kind: "string", value: `${hours}h` }]),
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

  it("splits only at the top, and not at all beside a choice or a comment", () => {
    expect(rows("a == 1 && (b == 2 || c == 3) && d.contains('x && y')").map((row) => row.source)).toEqual([
      "a == 1",
      "(b == 2 || c == 3)",
      "d.contains('x && y')",
    ]);
    expect(rows("a ? b : c && d")).toHaveLength(1);
    expect(rows("event.?a.orValue(1) > 2 && b == 2").map((row) => row.source)).toEqual([
      "event.?a.orValue(1) > 2",
      "b == 2",
    ]);
    expect(rows("a == 1 && // why\n b == 2")).toHaveLength(1);
  });

  it("is one of several of which one must hold, where they are joined so", () => {
    const text = "a == 1 && b == 2 || !(c == 3) || d.contains('x || y')";
    expect(joinOf(text)).toBe("or");
    expect(rows(text).map(({ source, group }) => [source, group?.inner])).toEqual([
      ["a == 1 && b == 2", "a == 1 && b == 2"],
      ["!(c == 3)", "c == 3"],
      ["d.contains('x || y')", undefined],
    ]);
    expect(rejoin("a == 1 && b == 2 || c == 3", "and")).toBe("(a == 1 && b == 2) && c == 3");
    expect(rejoin("a == 1\n  && b == 2", "or")).toBe("a == 1\n  || b == 2");
    expect(addRow("a == 1 // why", "b == 2")).toBe("(a == 1 // why\n) && b == 2");
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

type Tree = { join: Join; negated: boolean; items: (Tree | string)[] };

const trees = fc.letrec<{ tree: Tree; item: Tree | string }>((tie) => ({
  item: fc.oneof({ depthSize: "small" }, tests.map(writeTest), tie("tree")),
  tree: fc.record({
    join: fc.constantFrom<Join>("and", "or"),
    negated: fc.boolean(),
    items: fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
  }),
})).tree;

function inner({ join, items }: Tree): string {
  return items.reduce<string>(
    (text, item) => (text === "" ? source(item) : addRow(text, source(item), join)),
    "",
  );
}

function source(item: Tree | string): string {
  return typeof item === "string"
    ? item
    : writeGroup({ inner: inner(item), negated: item.negated, bare: false });
}

function read(text: string, join: Join): (Tree | string)[] {
  return rows(text).map(({ source: own, group }) =>
    group === undefined
      ? own
      : {
          join: joinOf(group.inner) ?? join,
          negated: group.negated,
          items: read(group.inner, "and"),
        },
  );
}

/** One condition is joined with nothing; and what is negated in parentheses may be a row of its own. */
function plain(item: Tree | string): unknown {
  return typeof item === "string"
    ? item
    : {
        join: item.items.length > 1 ? item.join : "and",
        negated: item.negated,
        items: item.items.map(plain),
      };
}

describe("a group of conditions", () => {
  it("reads back what it wrote, however deep", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = inner(tree);
        fc.pre(!/!\(('([^'\\]|\\.)*'|-?\d+|true|false|[\w.]+) in /.test(text));
        expect(read(text, "and").map(plain)).toEqual(tree.items.map(plain));
        expect(tree.items.length < 2 ? undefined : tree.join).toBe(joinOf(text));
      }),
    );
  });

  it("changes nothing but how its conditions are joined, and back", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = inner(tree);
        fc.pre(tree.items.length > 1);
        const other = tree.join === "and" ? "or" : "and";
        expect(rejoin(rejoin(text, other), tree.join)).toBe(text);
        expect(rows(rejoin(text, other)).map((row) => row.source)).toEqual(
          rows(text).map((row) => row.source),
        );
      }),
    );
  });

  it("is not what only begins and ends with parentheses", () => {
    for (const text of ["(a == 1) == (b == 2)", "(a + b) > 2", "!(a) == b", "(a == 1"]) {
      expect(rows(text)[0]?.group, text).toBeUndefined();
    }
  });
});

describe("a duration", () => {
  it("has days for people and hours for CEL", () => {
    for (const [days, hours] of [
      ["30d", "720h"],
      ["1d12h", "36h"],
      ["2d30m", "48h30m"],
      ["90m", "90m"],
      ["soon", "soon"],
    ] as const) {
      expect(hoursOf(days)).toBe(hours);
    }
    expect(durationOf("720h")).toBe("30d");
    expect(durationOf("36h")).toBe("36h");
  });
});

function seen(path: string, kind: Subject["kind"], ...values: string[]): Subject {
  return {
    ...subject(path, kind),
    only: true,
    values: values.map((text) => ({ text, count: 2 })),
    allValues: true,
  };
}

describe("what cannot be true by what is known", () => {
  const known = [
    seen("event.price", "number", "1", "2.5"),
    seen("event.word", "text", "coat"),
    seen("event.tags", "list", "new"),
    seen("profile.birth_date", "date", "1990-04-01"),
    subject("profile.age", "age"),
  ];
  const doubt = (text: string) => {
    const test = readTest(text);
    return test === undefined ? "no row" : doubtOf(test, known)?.of;
  };

  it("is doubted, and nothing else is", () => {
    for (const [text, of] of [
      ["event.price > 'fifty'", "number"],
      ["event.price > 50", undefined],
      ["event.price == 2.50", undefined],
      ["event.price == 3", "value"],
      ["event.price != 3", undefined],
      ["event.price > event.word", undefined],
      ["event.price.contains('1')", "number"],
      ["event.word == 7", "text"],
      ["event.word == 'boat'", "value"],
      ["event.word in ['boat', 'coat']", undefined],
      ["event.word in []", "choose"],
      ["event.word != ''", "choose"],
      ["event.tags == 'new'", "list"],
      ["'new' in event.tags", undefined],
      ["'old' in event.tags", "value"],
      ["profile.birth_date == ''", "choose"],
      ["profile.birth_date < '2000-01-01'", undefined],
      ["profile.age >= 18", undefined],
      ["profile.tier == 'gold'", "property"],
      ["event.pirce > 3", "property"],
      ["event.type == 'view'", undefined],
      ["size(views) > 3", undefined],
    ] as const) {
      expect(doubt(text), text).toBe(of);
    }
  });
});
