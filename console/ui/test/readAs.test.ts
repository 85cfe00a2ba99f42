import { describe, expect, it } from "vitest";
import type { Value } from "../src/editor/cel/literal";
import { readAs } from "../src/editor/form/readAs";
import type { Subject } from "../src/editor/names";

describe("what is typed into a value", () => {
  const text = (value: string): Value => ({ kind: "string", value });
  const number = (value: string): Value => ({ kind: "number", text: value });
  const subject = (kind: Subject["kind"], only: boolean): Subject => ({
    path: "event.zip",
    label: "",
    kind,
    only,
    values: [],
    allValues: false,
  });

  it("is of the kind that the property always was", () => {
    expect(readAs("20095", [number("1")], subject("text", true))).toEqual(text("20095"));
    expect(readAs("5", [text("x")], subject("number", true))).toEqual(number("5"));
  });

  it("is of the kind of what stands there where the property was not seen, or of several kinds", () => {
    expect(readAs("20095", [text("01067")], undefined)).toEqual(text("20095"));
    expect(readAs("3", [number("1"), number("2")], subject("text", false))).toEqual(number("3"));
  });

  it("is what it looks like where nothing stands there", () => {
    expect(readAs("3", [], undefined)).toEqual(number("3"));
    expect(readAs("3", [text("")], undefined)).toEqual(number("3"));
    expect(readAs("red", [], undefined)).toEqual(text("red"));
  });
});
