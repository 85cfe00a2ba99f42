// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, it } from "vitest";
import { copyOf } from "../src/editor/copy";
import { DurationInput } from "../src/editor/form/DurationInput";
import { NameFields } from "../src/editor/form/NameFields";
import { policyTemplate, template } from "../src/editor/template";
import { PolicyForm } from "../src/editor/policy/PolicyForm";
import { type Subject, subject } from "../src/editor/names";
import { AccessPage } from "../src/access/AccessPage";
import { condition, Conditions, Document, seen, text } from "./edited";
import { choose, field, leave, options, press, show, type } from "./render";

function seenText(path: string, label: string, ...values: string[]): Subject {
  return {
    path,
    label,
    kind: "text",
    only: true,
    values: values.map((value) => ({ text: value, count: 7 })),
    allValues: true,
  };
}

const subjects = [
  seenText("event.category", "Category", "coats", "shoes"),
  seenText("profile.gender", "", "male", "female"),
  seenText("profile.tier", "", "gold"),
  { ...subject("event.price", "number"), only: true },
  { ...subject("event.sale", "yesNo"), only: true },
  subject("profile.seen", "time"),
];

/** Types into a field, and leaves it. */
function replace(input: HTMLInputElement, text: string) {
  act(() => input.focus());
  type(input, text);
  act(() => input.blur());
}

describe("a condition", () => {
  it("is cleared when its property is cleared, and takes the one that is typed then", () => {
    show(<Conditions initial="event.category == 'coats' && profile.tier == 'gold'" subjects={subjects} />);
    const property = field("Who: property");
    type(property, "");
    expect(property.value).toBe("");
    expect(condition).toBe("== 'coats' && profile.tier == 'gold'");
    for (const text of ["event", "event.", "event.categ", "event.category"]) {
      type(property, text);
      expect(field("Who: property").value).toBe(text);
    }
    expect(condition).toBe("event.category == 'coats' && profile.tier == 'gold'");
  });

  it("stays a row when its property is left empty, and says that it is not whole", () => {
    show(<Conditions initial="event.category == 'coats'" subjects={subjects} />);
    type(field("Who: property"), "");
    leave(field("Who: property"));
    expect(field("Who: property").value).toBe("");
    expect(field("Who: property").getAttribute("aria-invalid")).toBe("true");
  });

  it("stays the row that somebody writes in, whatever they write", () => {
    const page = show(<Conditions initial="event.n + 1 > 2 && profile.tier == 'gold'" subjects={subjects} />);
    const text = field("Who, as an expression");
    type(text, "event.n + 1 > 2 && event.m");
    expect(page.querySelectorAll("[aria-label='Remove condition']")).toHaveLength(2);
    expect(condition).toBe("event.n + 1 > 2 && event.m && profile.tier == 'gold'");
    type(text, "event.n + 1 > 2 || event.m == 3");
    expect(condition).toBe("(event.n + 1 > 2 || event.m == 3) && profile.tier == 'gold'");
  });

  it("suggests values or properties, never both", () => {
    show(<Conditions initial="profile.gender == 'ma'" subjects={subjects} />);
    type(field("Who: value"), "");
    expect(options(field("Who: value"))).toEqual(["male7", "female7"]);
    press("Compare with another property");
    expect(condition).toBe("profile.gender == event.category");
    type(field("Who: property to compare with"), "");
    expect(options(field("Who: property to compare with"))).toEqual([
      "Categoryevent.category",
      "profile.tier",
      "event.price",
      "event.sale",
      "profile.seen",
    ]);
    press("Compare with a value");
    expect(condition).toBe("profile.gender == ''");
  });

  it("offers all choices when it is opened, and those that fit its text or label while one types", () => {
    show(<Conditions initial="profile.gender == 'male'" subjects={subjects} />);
    const value = field("Who: value");
    act(() => value.focus());
    expect(options(value)).toEqual(["male7", "female7"]);
    type(value, "fe");
    expect(options(value)).toEqual(["female7"]);
    const property = field("Who: property");
    type(property, "catego");
    expect(options(property)).toEqual(["Categoryevent.category"]);
  });

  it("has the comparisons and the picker of its property's kind, and is empty when it is cleared", () => {
    show(<Conditions initial="event.price > 20" subjects={subjects} />);
    type(field("Who: value"), "");
    expect(condition).toBe("event.price >");
    expect(field("Who: value").value).toBe("");
    type(field("Who: value"), "30");
    expect(condition).toBe("event.price > 30");
    replace(field("Who: property"), "event.sale");
    expect(condition).toBe("event.sale == true");
    expect(field("Who: value").value).toBe("yes");
    replace(field("Who: property"), "profile.seen");
    expect(condition).toBe("now - timestamp(profile.seen) < duration('720h')");
    type(field("Who: value"), "7d");
    expect(condition).toBe("now - timestamp(profile.seen) < duration('168h')");
    expect(field("Who: value").value).toBe("7d");
    replace(field("Who: property"), "event.category");
    expect(condition).toBe("event.category == ''");
  });

  it("keeps its value while a property is typed that begins like another", () => {
    show(<Conditions initial="event.category == 'shoes'" subjects={subjects} />);
    type(field("Who: property"), "event.price");
    expect(condition).toBe("event.price == 'shoes'");
    replace(field("Who: property"), "event.price_tier");
    expect(condition).toBe("event.price_tier == 'shoes'");
  });

  it("says at its place what cannot be true by what was seen", () => {
    const page = show(
      <Conditions initial="event.category == 'boats' && event.price > 'fifty'" subjects={subjects} />,
    );
    expect([...page.querySelectorAll("[role=status]")].map((note) => note.textContent)).toEqual([
      "“boats” was not seen lately. What was: coats, shoes.",
      "event.price was always a number: “fifty” is none.",
    ]);
  });

  it("is a group in which one must hold, none, or all", () => {
    show(<Conditions initial="profile.tier == 'gold'" subjects={subjects} />);
    press("Group");
    expect(condition).toBe("profile.tier == 'gold' && (event.category == '')");
    const inner = () =>
      [...document.querySelectorAll<HTMLInputElement>("[aria-label='Who: group'] input")].filter(
        (input) => input.getAttribute("aria-label") === "Who: value",
      );
    type(inner()[0] ?? field("no"), "coats");
    expect(condition).toBe("profile.tier == 'gold' && (event.category == 'coats')");
    const group = document.querySelector("[aria-label='Who: group']");
    act(() =>
      [...(group?.querySelectorAll("button") ?? [])]
        .find((button) => button.textContent === "Condition")
        ?.click(),
    );
    expect(condition).toBe("profile.tier == 'gold' && (event.category == 'coats' || event.category == '')");
    type(inner()[1] ?? field("no"), "shoes");
    expect(condition).toBe(
      "profile.tier == 'gold' && (event.category == 'coats' || event.category == 'shoes')",
    );
    choose(field("Who: how many must hold"), "one of these");
    expect(condition).toBe(
      "profile.tier == 'gold' || (event.category == 'coats' || event.category == 'shoes')",
    );
  });

  it("keeps to the letter what it cannot show", () => {
    const text = "(event.l.exists(x, x > 2) || profile.tier == 'gold') && !(event.n + 1 > 2)";
    show(<Conditions initial={text} subjects={subjects} />);
    type(field("Who: value"), "silver");
    expect(condition).toBe(text.replace("gold", "silver"));
  });
});

describe("the form and the text", () => {
  it("say the same of a duration that is none", () => {
    let given = "";
    show(<DurationInput label="All within" value="30 minutes" onChange={(value) => (given = value)} />);
    expect(document.body.textContent).toContain("like 30s, 10m, 1h30m, 7d");
    type(field("All within"), "40 minutes");
    expect(given).toBe("40 minutes");
  });

  it("give a new campaign an id by its name, until somebody writes one", () => {
    show(
      <Document
        initial={template}
        of={(view, edit) => <NameFields view={view} edit={edit} isNew holder={undefined} />}
      />,
    );
    type(field("Name"), "Wintermäntel, 20 % off");
    expect(text).toContain("id: wintermantel-20-off\n");
    type(field("Id"), "coats");
    type(field("Name"), "Shoes");
    expect(text).toContain("id: coats\nname: Shoes\n");
  });

  it("say the same of an hour at which it becomes quiet", () => {
    const policy = (from: string) => seen(`id: p\npolicy:\n  quiet: {from: "${from}", to: "08:00"}\n`);
    for (const [from, wrong] of [
      ["22:00", false],
      ["22:00:30", false],
      ["22:00:30.5", false],
      ["22", true],
      ["24:00", true],
      ["22:60", true],
    ] as const) {
      const read = policy(from);
      if (read.policy === undefined) {
        throw new Error(from);
      }
      show(
        <PolicyForm
          view={read}
          policy={read.policy}
          edit={() => undefined}
          isNew={false}
          holder={undefined}
        />,
      );
      expect(document.body.textContent.includes("an hour, like 22:00"), from).toBe(wrong);
    }
  });

  it("say at once that an id is taken", () => {
    show(<NameFields view={seen(template)} edit={() => undefined} isNew holder="Spring" />);
    expect(document.body.textContent).toContain("Spring has this id already");
  });

  it("are one for a policy, to its last rule", () => {
    show(
      <Document
        initial={policyTemplate}
        of={(view, edit) =>
          view.policy !== undefined && (
            <PolicyForm view={view} policy={view.policy} edit={edit} isNew holder={undefined} />
          )
        }
      />,
    );
    type(field("Of the group"), "discounts");
    expect(text).toContain("    - group: discounts\n      at_most: 2\n      per: 1d\n");
    type(field("In"), "a day");
    expect(text).toContain("      per: a day\n");
    type(field("Share of all people"), "5%");
    type(field("Tag"), "spring");
    expect(text).toContain("  holdout:\n    share: 5%\n    tag: spring\n");
    type(field("Wait for others"), "200ms");
    expect(text).toContain("  hold_back: 200ms\n  holdout:");
    press("Remove cap");
    type(field("Tag"), "");
    type(field("Share of all people"), "");
    type(field("Wait for others"), "");
    expect(seen(text).policy).toEqual({
      caps: [],
      capsInList: true,
      quiet: undefined,
      holdBack: "",
      holdout: "",
      tag: "",
      unsubscribed: "",
    });
  });
});

describe("a copy", () => {
  it("is the same document under another id and name, live from when it is published itself", () => {
    const original =
      "# Ours.\nid: spring\nname: Spring\nstatus: ended\npublished: 2026-03-01T00:00:00Z\nwhen: count > 1 # often\n";
    expect(copyOf(original, "spring", "Spring (copy)")).toBe(
      "# Ours.\nid: spring-copy\nname: Spring (copy)\nstatus: live\nwhen: count > 1 # often\n",
    );
  });
});

describe("accounts and tokens", () => {
  it("are shown to admins only", () => {
    const page = show(<AccessPage />, "editor");
    expect(page.textContent).toContain("Only admins can see this");
    expect(page.querySelector("form")).toBeNull();
    expect(show(<AccessPage />, "admin").querySelectorAll("form")).toHaveLength(2);
  });
});
