import { describe, expect, it } from "vitest";
import type { QueryParameter } from "../src/api/data";
import { points } from "../src/parts/AnswerChart";
import { usualAxes } from "../src/workbench/ChartView";
import { csv } from "../src/workbench/csv";
import { type Past, remembered } from "../src/workbench/history";
import { given } from "../src/workbench/useRun";

const columns = [
  { name: "day", type: "date" },
  { name: "shop", type: "text" },
  { name: "total", type: "number" },
];

describe("what is sent for a query", () => {
  const parameter = (name: string, type: string) => ({ name, type }) as QueryParameter;

  it("is what its parameters were given, and nothing else that stands in the address", () => {
    const parameters = [parameter("userid", "text"), parameter("ids", "text[]"), parameter("none", "text")];
    expect(given(parameters, { userid: "U1", ids: ["a", "b"], none: "", other: "x" })).toEqual({
      userid: ["U1"],
      ids: ["a", "b"],
    });
  });
});

describe("the history of this browser", () => {
  const run = (text: string, rows: number): Past => ({ at: `${rows}`, text, values: {}, rows, millis: 1 });

  it("has the latest first, and of the same question the last run alone", () => {
    const all = [run("b", 1), run("a", 2)];
    expect(remembered(all, run("a", 3)).map(({ text, rows }) => [text, rows])).toEqual([
      ["a", 3],
      ["b", 1],
    ]);
  });

  it("forgets the oldest of more than fifty", () => {
    const all = Array.from({ length: 50 }, (_, index) => run(`q${index}`, index));
    const next = remembered(all, run("new", 0));
    expect(next).toHaveLength(50);
    expect(next.at(-1)?.text).toBe("q48");
  });
});

describe("CSV", () => {
  it("keeps null apart from an empty text, and quotes what needs it", () => {
    const rows = [
      { day: null, shop: "", total: "12.50" },
      { day: "2026-11-01", shop: 'A "big", one', total: 3 },
    ];
    expect(csv({ columns, rows })).toBe('day,shop,total\r\n,"",12.50\r\n2026-11-01,"A ""big"", one",3\r\n');
  });
});

describe("a chart", () => {
  it("is over time where there is one, of the first number", () => {
    expect(usualAxes({ columns })).toEqual({ x: "day", y: ["total"], kind: "line" });
    expect(usualAxes({ columns: columns.slice(1) })).toEqual({ x: "shop", y: ["total"], kind: "bars" });
    expect(usualAxes({ columns: columns.slice(0, 2) })).toBeUndefined();
  });

  it("puts times in order and reads numbers however exactly they are written", () => {
    const rows = [
      { day: "2026-11-02", total: "12.50" },
      { day: "2026-11-01", total: null },
    ];
    const { all } = points({ columns, rows }, { x: "day", y: ["total"], kind: "line" });
    expect(all).toEqual([
      { x: Date.parse("2026-11-01"), total: null },
      { x: Date.parse("2026-11-02"), total: 12.5 },
    ]);
  });
});
