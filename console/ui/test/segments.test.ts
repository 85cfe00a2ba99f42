import { EditorState } from "@codemirror/state";
import { CompletionContext } from "@codemirror/autocomplete";
import { afterEach, describe, expect, it, vi } from "vitest";
import { allMembers } from "../src/api/segments";
import { completions } from "../src/editor/code/completion";
import { hourly, steps } from "../src/segments/history";

const now = Date.parse("2026-11-20T12:00:00Z");
const sizes = [
  { at: "2026-11-20T09:30:00Z", size: 3 },
  { at: "2026-11-20T11:00:00Z", size: 5 },
];

describe("the sizes of a segment over time", () => {
  it("hold from the minute of their change to the next", () => {
    expect(hourly(sizes, now, 5)).toEqual([0, 0, 3, 5, 5]);
    expect(hourly([], now, 2)).toEqual([0, 0]);
  });
  it("are drawn as steps up to now", () => {
    const at = (text: string) => Date.parse(`2026-11-20T${text}Z`);
    expect(steps(sizes, now)).toEqual([
      { time: at("09:30:00"), value: 3 },
      { time: at("11:00:00") - 1, value: 3 },
      { time: at("11:00:00"), value: 5 },
      { time: now, value: 5 },
    ]);
    expect(steps([], now)).toEqual([]);
  });
});

describe("names of segments", () => {
  const known = { vocabulary: undefined, view: undefined, segments: ["big-spenders", "regulars"] };
  const offered = (text: string) => {
    const state = EditorState.create({ doc: text });
    const found = completions(() => known)(new CompletionContext(state, text.length, false));
    return { labels: found?.options.map(({ label }) => label), from: found?.from };
  };
  it("are offered between the quotes of segment()", () => {
    const text = "audience: segment('big-";
    expect(offered(text)).toEqual({ labels: known.segments, from: text.indexOf("big-") });
    expect(offered('audience: profile.a == 1 && segment("').labels).toEqual(known.segments);
  });
  it("are offered nowhere else", () => {
    expect(offered("audience: profile.b").labels).not.toContain("regulars");
  });
});

describe("all members of a segment", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("come page by page, each behind the last of the one before", async () => {
    vi.stubGlobal("document", { cookie: "" });
    const asked: (string | null)[] = [];
    const pages = [["u1", "u2"], ["u3"]];
    vi.stubGlobal("fetch", (path: string) => {
      asked.push(new URL(path, "http://console").searchParams.get("after"));
      const rows = (pages[asked.length - 1] ?? []).map((user_id) => ({ user_id }));
      const page = { more: asked.length < pages.length };
      return Promise.resolve(new Response(JSON.stringify({ columns: [], rows, page })));
    });
    const { rows } = await allMembers("regulars");
    expect(rows.map(({ user_id }) => user_id)).toEqual(["u1", "u2", "u3"]);
    expect(asked).toEqual([null, "u2"]);
  });
});
