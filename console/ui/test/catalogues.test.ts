import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "../src/i18n/en";

describe("the catalogues", () => {
  it("have a title and a sentence for each template, and for nothing else", () => {
    const folder = new URL("../../src/main/resources/templates/", import.meta.url);
    const ids = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ""));
    expect(Object.keys(en.templates.of).sort()).toEqual(ids.sort());
    for (const id of ids) {
      expect(readFileSync(new URL(`${id}.yaml`, folder), "utf8")).toContain(`\nid: ${id}\n`);
    }
  });
});
