// @vitest-environment jsdom
import { existsSync, readFileSync } from "node:fs";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { languages, wordsOf } from "../src/i18n";
import en from "../src/i18n/en";

type Texts = { [key: string]: string | Texts };

function textsOf(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [[path + key, text] as [string, string]] : textsOf(text, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
const english = new Map(textsOf(en));
const all = await Promise.all(
  languages.map(async (language) => ({ ...language, words: await wordsOf(language.code) })),
);

/** What a text must be given, and what it may use: one may be said in words or as a figure. */
function values(key: string): { needed: string[]; given: string[] } {
  const needed = placeholders(english.get(key) ?? "");
  const stem = /^(.*)_(?:one|other)$/.exec(key)?.[1];
  const all =
    stem === undefined ? [] : [`${stem}_one`, `${stem}_other`].map((form) => english.get(form) ?? "");
  return { needed, given: stem === undefined ? needed : placeholders(`${all.join(" ")} {{count}}`) };
}

describe.each(all)("texts in $name", ({ code, words }) => {
  const texts = new Map(textsOf(words));

  it("are those that English has", () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("say something wherever English does", () => {
    expect([...texts].filter(([key, text]) => (text.trim() === "") !== (english.get(key) === ""))).toEqual(
      [],
    );
  });

  it("use the values that English uses", () => {
    for (const [key, text] of texts) {
      const { needed, given } = values(key);
      const used = placeholders(text);
      expect([key, needed.filter((value) => !used.includes(value))]).toEqual([key, []]);
      expect([key, used.filter((value) => !given.includes(value))]).toEqual([key, []]);
    }
  });

  it.each([0, 1, 2, 1_000_000])("are of this language for a count of %d", (count) => {
    const said = i18next.getFixedT(code)("campaigns.total", { count, shown: String(count) });
    const form = words.campaigns[count === 1 ? "total_one" : "total_other"];
    expect(said).toBe(form.replace("{{shown}}", String(count)));
  });

  it("have the engine's short answers beside them", () => {
    const file = code === "en" ? "answer.properties" : `answer_${code}.properties`;
    expect(existsSync(`../../engine/src/main/resources/dev/nudge/engine/story/${file}`)).toBe(true);
  });
});

it("accounts keep every language", () => {
  const [, kept] = /"pattern" : "\|(en[a-z|]*)"/.exec(readFileSync("openapi.json", "utf8")) ?? [];
  expect(kept?.split("|")).toEqual(languages.map(({ code }) => code));
});
