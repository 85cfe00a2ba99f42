// @vitest-environment jsdom
import { act, useState } from "react";
import { describe, expect, it } from "vitest";
import type { Vocabulary } from "../src/api/types";
import { isCelDuration } from "../src/editor/cel/hours";
import { EventTypes } from "../src/editor/form/EventTypes";
import { MeasuresSection } from "../src/editor/form/MeasuresSection";
import { PatternSection } from "../src/editor/form/PatternSection";
import { type Subject, subject } from "../src/editor/names";
import { condition, Conditions, Document, text } from "./edited";
import { choose, field, leave, options, show, type, until } from "./render";

function seenType(name: string): Vocabulary["types"][number] {
  return {
    name,
    ...(name === "cart" ? { label: "Put into the cart" } : {}),
    count: 9,
    sources: [],
    properties: [
      {
        name: "price",
        kinds: ["double"],
        values: [{ value: 1.5, count: 2 }],
        allValues: true,
        label: "Price",
      },
      { name: "coupon", kinds: ["string"], values: [{ value: "TEN", count: 2 }], allValues: true },
    ],
  };
}

const vocabulary: Vocabulary = { types: ["view", "cart"].map(seenType), profile: [] };

function isRed(input: HTMLInputElement) {
  return input.getAttribute("aria-invalid") === "true";
}

const top =
  "id: c\nmeasures:\n  likes:\n    aggregate: top\n    k: 3\n    value: event.price\n    over: 30d\n";

async function measures() {
  show(
    <Document
      initial={top}
      of={(read, edit) => <MeasuresSection view={read} edit={edit} vocabulary={vocabulary} />}
    />,
  );
  await until(() => void field("Name of the number"));
}

describe("a measure", () => {
  it("offers all properties when its field is opened, and is cleared when that is cleared", async () => {
    await measures();
    for (const [label, key] of [
      ["Of", "value"],
      ["For each", "by"],
    ] as const) {
      const input = field(label);
      act(() => input.focus());
      expect(options(input), label).toEqual(["event.type", "event.time", "Priceevent.price", "event.coupon"]);
      choose(input, "event.coupon");
      expect(text).toContain(`    ${key}: event.coupon\n`);
      leave(input);
      act(() => input.focus());
      expect(options(input), label).toHaveLength(4);
      type(input, "");
      expect(text).not.toContain(`    ${key}:`);
    }
    expect(isRed(field("Of"))).toBe(true);
    expect(isRed(field("For each"))).toBe(false);
  });

  it("of the most frequent stays without a number when that is cleared, never 0", async () => {
    await measures();
    type(field("How many"), "");
    leave(field("How many"));
    expect(field("How many").value).toBe("");
    expect(isRed(field("How many"))).toBe(true);
    expect(text).not.toContain("k:");
    type(field("How many"), "5");
    expect(text).toContain("    k: 5\n");
    expect(isRed(field("How many"))).toBe(false);
  });

  it("stays without a name when that is cleared, until it gets another", async () => {
    await measures();
    const name = () => field("Name of the number");
    type(name(), "");
    leave(name());
    expect(name().value).toBe("");
    expect(isRed(name())).toBe(true);
    expect(text).toContain('  "":\n    aggregate: top\n');
    type(name(), "most liked");
    leave(name());
    expect(name().value).toBe("most_liked");
    expect(text).toBe(top.replace("likes", "most_liked"));
  });
});

describe("a pattern", () => {
  it("offers all properties for what its events share, and is cleared when that is cleared", async () => {
    show(
      <Document
        initial={"id: c\npattern:\n  steps:\n    - name: a\n      event: view\n"}
        of={(read, edit) => (
          <PatternSection
            view={read}
            edit={edit}
            vocabulary={vocabulary}
            lit={undefined}
            onLight={() => undefined}
          />
        )}
      />,
    );
    await until(() => void field("All with the same"));
    for (const [label, key] of [
      ["All with the same", "correlate_by"],
      ["Ignore repeats of", "distinct"],
    ] as const) {
      choose(field(label), "event.coupon");
      expect(text).toContain(`  ${key}: event.coupon\n`);
      leave(field(label));
      act(() => field(label).focus());
      expect(options(field(label)), label).toHaveLength(4);
      type(field(label), "");
      expect(text).not.toContain(key);
    }
  });
});

describe("types of events", () => {
  function Types({ initial, known = vocabulary }: { initial: string[]; known?: Vocabulary }) {
    const [value, setValue] = useState(initial);
    return <EventTypes value={value} onChange={setValue} vocabulary={known} />;
  }
  const doubt = () => document.querySelector("[role=status]")?.textContent;

  it("say that there is none", () => {
    show(<Types initial={[]} />);
    expect(doubt()).toBe("No event is chosen: any event counts.");
  });

  it("say which of them were never seen, and what people call the others", () => {
    show(<Types initial={["cart", "carts"]} />);
    expect(doubt()).toBe("Not seen lately: carts.");
    expect(document.body.textContent).toContain("Put into the cart");
  });

  it("are not doubted where nothing is known yet, or more was seen than is kept", () => {
    show(<Types initial={["carts"]} known={{ types: [], profile: [] }} />);
    expect(doubt()).toBeUndefined();
    const many = Array.from({ length: 500 }, (_, index) => seenType(`t${index}`));
    show(<Types initial={["carts"]} known={{ types: many, profile: [] }} />);
    expect(doubt()).toBeUndefined();
  });

  it("offer those that were seen, with how often", () => {
    show(<Types initial={[]} />);
    const input = field("Event");
    act(() => input.focus());
    expect(options(input)).toEqual(["view9", "Put into the cartcart9"]);
    choose(input, "view9");
    expect(doubt()).toBeUndefined();
  });
});

const subjects: Subject[] = [
  { ...subject("profile.birth_date", "date"), only: true },
  subject("profile.age", "age"),
  subject("profile.seen", "time"),
  {
    ...subject("profile.tags", "list"),
    values: [
      { text: "vip", count: 4 },
      { text: "new", count: 2 },
    ],
  },
  {
    ...subject("profile.tier", "text"),
    only: true,
    allValues: true,
    values: [
      { text: "gold", count: 4 },
      { text: "silver", count: 2 },
    ],
  },
];

describe("the picker", () => {
  it("of a date is a calendar's field, with before and after", () => {
    show(<Conditions initial="profile.birth_date < '1990-01-01'" subjects={subjects} />);
    const day = field("Who: value");
    expect(day.type).toBe("date");
    type(day, "1985-06-30");
    expect(condition).toBe("profile.birth_date < '1985-06-30'");
    act(() => field("Who: comparison").click());
    expect(options(field("Who: comparison")).slice(0, 2)).toEqual(["is before", "is on or before"]);
    type(day, "");
    expect(condition).toBe("profile.birth_date < ''");
    expect(field("Who: value").type).toBe("date");
  });

  it("of a list has what was seen in it", () => {
    show(<Conditions initial="'vip' in profile.tags" subjects={subjects} />);
    act(() => field("Who: value").focus());
    expect(options(field("Who: value"))).toEqual(["vip4", "new2"]);
    choose(field("Who: value"), "new2");
    expect(condition).toBe("'new' in profile.tags");
    choose(field("Who: comparison"), "does not include");
    expect(condition).toBe("!('new' in profile.tags)");
  });

  it("of several values takes them one by one, each once", () => {
    show(<Conditions initial="profile.tier in ['gold']" subjects={subjects} />);
    const values = field("Who: values");
    act(() => values.focus());
    expect(options(values)).toContain("silver2");
    choose(values, "silver2");
    expect(condition).toBe("profile.tier in ['gold', 'silver']");
    type(values, "platinum");
    leave(values);
    expect(condition).toBe("profile.tier in ['gold', 'silver', 'platinum']");
  });

  it("of an age takes a number, and is red without one", () => {
    show(<Conditions initial="profile.age >= 18" subjects={subjects} />);
    type(field("Who: value"), "");
    expect(isRed(field("Who: value"))).toBe(true);
    expect(condition).toBe("profile.age >=");
    type(field("Who: value"), "21");
    expect(condition).toBe("profile.age >= 21");
    expect(isRed(field("Who: value"))).toBe(false);
  });

  it("of a time since takes days, and every duration that CEL takes", () => {
    show(<Conditions initial="now - timestamp(profile.seen) < duration('720h')" subjects={subjects} />);
    const since = () => field("Who: value");
    expect(since().value).toBe("30d");
    for (const [typed, written] of [
      ["500ms", "500ms"],
      ["1.5h", "1.5h"],
      ["1d500ms", "24h500ms"],
      ["7d", "168h"],
    ] as const) {
      type(since(), typed);
      expect(condition).toBe(`now - timestamp(profile.seen) < duration('${written}')`);
      expect(since().value).toBe(typed);
      expect(isRed(since()), typed).toBe(false);
    }
    for (const typed of ["", "soon", "30 minutes", "1.5d", "5"]) {
      type(since(), typed);
      expect(isRed(since()), typed).toBe(true);
    }
  });

  it("knows the durations of CEL, and no others", () => {
    for (const text of ["0", "1h", "1h30m", ".5s", "1.s", "-1.5s", "+2m", "1us", "1µs", "999999ns"]) {
      expect(isCelDuration(text), text).toBe(true);
    }
    for (const text of ["", "1", "h", ".h", "1d", "1h 30m", "--1s", "1.5.5s", "1H"]) {
      expect(isCelDuration(text), text).toBe(false);
    }
  });
});
