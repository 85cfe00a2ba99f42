// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { campaignsFile, peopleFile } from "../src/api/queries";
import { Download } from "../src/parts/Download";
import { ndjson } from "../src/workbench/csv";
import { press, show, until } from "./render";

type Asked = { headers: { Accept: string }; params: { query: Record<string, unknown> } };
const get = vi.hoisted(() => vi.fn<(path: string, asked: Asked) => string>());
vi.mock("../src/api/client", () => ({
  answer: (reply: unknown) => Promise.resolve(reply),
  api: { GET: get },
}));

afterEach(() => {
  get.mockReset();
  vi.restoreAllMocks();
});

describe("a list as a file", () => {
  const filter = { q: "", state: "", sort: "name" };
  const lines = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

  it("has all pages, as CSV with one header", async () => {
    get
      .mockReturnValueOnce(`id\r\n${lines(0, 500).join("\r\n")}\r\n`)
      .mockReturnValueOnce(`id\r\n${lines(500, 2).join("\r\n")}\r\n`);
    expect(await campaignsFile(filter, "csv")).toBe(`id\r\n${lines(0, 502).join("\r\n")}\r\n`);
    expect(get.mock.calls.map(([, { headers, params }]) => [headers.Accept, params.query.offset])).toEqual([
      ["text/csv", 0],
      ["text/csv", 500],
    ]);
  });

  it("has all pages, as NDJSON", async () => {
    const page = (from: number, count: number) =>
      lines(from, count)
        .map((id) => `{"id":${id}}\n`)
        .join("");
    get.mockReturnValueOnce(page(0, 500)).mockReturnValueOnce("");
    expect(await campaignsFile(filter, "ndjson")).toBe(page(0, 500));
    expect(get.mock.calls[1]?.[1].headers.Accept).toBe("application/x-ndjson");
  });

  it("of people has those who are found", async () => {
    get.mockReturnValueOnce("user\r\nu1\r\n");
    expect(await peopleFile("ann", "csv")).toBe("user\r\nu1\r\n");
    expect(get.mock.calls[0]?.[1].params.query).toEqual({ search: "ann", limit: 100 });
  });

  it("of rows is one object a line", () => {
    expect(
      ndjson({
        rows: [
          { user_id: "u1", n: 1 },
          { user_id: "u2", n: null },
        ],
      }),
    ).toBe('{"user_id":"u1","n":1}\n{"user_id":"u2","n":null}\n');
  });
});

it("is saved as what one chooses, under its name", async () => {
  const saved: string[] = [];
  Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blob.type}`, revokeObjectURL: () => {} });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.download} ${this.href}`);
  });
  const ask = vi.fn((format: string) => Promise.resolve(format));
  show(<Download name="people" most={100} ask={ask} />, "admin", "en", { queries: new QueryClient() });
  for (const format of ["CSV", "NDJSON"]) {
    press("Save as a file, 100 at most");
    await until(() => {
      const item = [...document.querySelectorAll<HTMLElement>("[role=menuitem]")].find(
        (each) => each.textContent === format,
      );
      expect(item).toBeDefined();
      act(() => item?.click());
    });
  }
  await until(() =>
    expect(saved).toEqual([
      "people.csv blob:text/csv;charset=utf-8",
      "people.ndjson blob:application/x-ndjson;charset=utf-8",
    ]),
  );
  expect(ask.mock.calls.map(([format]) => format)).toEqual(["csv", "ndjson"]);
});
