import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Board, BoardPanel, ListedQuery } from "../src/api/data";
import { movePanel, panelOf, type PanelDraft, removePanel, setPanel } from "../src/boards/edit";
import { question } from "../src/boards/values";

const text = `title: Spend # for the shop
panels:
  # the sum
  - {title: In all, show: number, query: total-spend, unit: EUR}
  - show: chart
    query: purchases
    y: [total, items]
`;
const draft: PanelDraft = {
  title: "",
  show: "list",
  query: "recommendations",
  column: "product_id",
  beside: "",
  x: "",
  y: "",
  width: "2",
};

function panels(of: string): unknown[] {
  return (parse(of) as { panels: unknown[] }).panels;
}

describe("a board edited by form", () => {
  it("gets another panel behind the others", () => {
    expect(panels(setPanel(text, undefined, draft))[2]).toEqual({
      show: "list",
      query: "recommendations",
      column: "product_id",
      width: 2,
    });
    expect(panels(setPanel("title: x\n", undefined, draft))).toHaveLength(1);
  });

  it("keeps comments, and what the form does not know", () => {
    const changed = setPanel(text, 0, { ...draft, show: "number", title: "All", column: "" });
    expect(changed).toContain("# for the shop");
    expect(changed).toContain("# the sum");
    expect(panels(changed)[0]).toEqual({
      title: "All",
      show: "number",
      query: "recommendations",
      unit: "EUR",
      width: 2,
    });
  });

  it("drops what does not go with what is shown", () => {
    expect(panels(setPanel(text, 1, { ...draft, show: "table", width: "" }))[1]).toEqual({
      show: "table",
      query: "recommendations",
    });
  });

  it("is read back as it was written", () => {
    expect(panelOf(text, 1)).toMatchObject({ show: "chart", query: "purchases", y: "total, items" });
    expect(panelOf(text, 7)).toBeUndefined();
    const chart = { ...draft, show: "chart" as const, column: "", x: "event_time", y: "total, items" };
    expect(panelOf(setPanel(text, undefined, chart), 2)).toEqual(chart);
  });

  it("has its panels moved and removed, and none moves beyond the end", () => {
    expect(panels(movePanel(text, 1, -1))[0]).toMatchObject({ query: "purchases" });
    expect(panels(movePanel(text, 0, -1))).toEqual(panels(text));
    expect(panels(removePanel(text, 0))).toHaveLength(1);
  });

  it("stays as it is where its text is broken", () => {
    expect(setPanel("title: [", undefined, draft)).toBe("title: [");
  });
});

describe("what a panel asks", () => {
  const query = {
    name: "purchases",
    rows: 100,
    parameters: [
      { name: "userid", required: true },
      { name: "top", required: false },
    ],
  } as ListedQuery;
  const board = { parameters: [{ name: "userid", label: "Customer", standard: "" }] } as unknown as Board;
  const panel = { query: "purchases", show: "CHART", with: {}, rows: 0 } as unknown as BoardPanel;

  it("is the board's values of the query's parameters, and no more rows than the query gives", () => {
    expect(question(board, panel, query, { userid: "U1", other: "x" })).toEqual({
      values: { userid: "U1", limit: "100" },
      missing: [],
    });
  });

  it("is its own values first", () => {
    const own = { ...panel, with: { userid: "U9", top: "3" } };
    expect(question(board, own, query, { userid: "U1" }).values).toEqual({
      userid: "U9",
      top: "3",
      limit: "100",
    });
  });

  it("waits for what nobody has given", () => {
    expect(question(board, panel, query, {}).missing).toEqual(["userid"]);
  });
});
