import { expect, it } from "vitest";
import { languages, languagesFor, snippet } from "../src/access/snippets";

it("shows a token that may send events in all languages, with the address and itself", () => {
  expect(languagesFor(["collect"])).toEqual([...languages]);
  for (const language of languages) {
    const text = snippet(language, "https://nudge.example.com", "nudge_abc", ["collect"]);
    expect(text).toContain("https://nudge.example.com");
    expect(text).toContain("nudge_abc");
    expect(text).toContain("product_id");
  }
});

it("shows one that may only read with a question, and one that can neither with nothing", () => {
  expect(languagesFor(["read", "edit"])).not.toContain("segment");
  expect(snippet("python", "", "t", ["read"])).not.toContain("data=");
  expect(languagesFor(["query"])).toEqual([]);
});
