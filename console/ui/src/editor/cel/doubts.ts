import type { Subject } from "../names";
import { shown, type Value } from "./literal";
import { isWhole, type Operator, type Test, textOperators } from "./test";

/**
 * Why a test can hardly ever hold, by what is known: nothing of it is a mistake, since what was not seen yet may come.
 *
 * @property seen values that were seen, where there are few
 */
export type Doubt =
  | { of: "property"; name: string }
  | { of: "choose" }
  | { of: "number" | "text" | "yesNo" | "list"; name: string; value: string }
  | { of: "value"; value: string; seen: string };

const shownValues = 4;
const equal: Operator[] = ["==", "in", "includes"];
const needing: Operator[] = [...equal, "!=", "not in", "excludes", "contains", "startsWith", "endsWith"];
const always = ["id", "user", "type", "time"];

/** The property of the event or of the profile that a path goes through. */
function property(path: string): string | undefined {
  const found = /^(event|profile)(?:\.([A-Za-z_]\w*)|\['[^']*'\])/.exec(path);
  return found === null || (found[1] === "event" && always.includes(found[2] ?? "")) ? undefined : found[0];
}

function doubtOfKind({ operator, values }: Test, subject: Subject): Doubt | undefined {
  const { kind, path } = subject;
  const value = values.find((each) =>
    kind === "number" || kind === "age"
      ? each.kind === "string" || each.kind === "bool"
      : kind === "yesNo"
        ? each.kind === "string" || each.kind === "number"
        : (kind === "text" || kind === "date") && (each.kind === "number" || each.kind === "bool"),
  );
  if (value !== undefined) {
    const of = kind === "yesNo" ? "yesNo" : kind === "text" || kind === "date" ? "text" : "number";
    return { of, name: path, value: shown(value) };
  }
  const ofText = textOperators.some((each) => each === operator);
  if (ofText && (kind === "number" || kind === "age" || kind === "yesNo")) {
    return { of: kind === "yesNo" ? "yesNo" : "number", name: path, value: values.map(shown).join("") };
  }
  const one = values[0];
  return kind === "list" &&
    (operator === "==" || operator === "in") &&
    one !== undefined &&
    one.kind !== "path"
    ? { of: "list", name: path, value: shown(one) }
    : undefined;
}

/** A property of the event or the profile, where such are known and this is none of them. */
function doubtOfName(path: string, subjects: readonly Subject[]): Doubt | undefined {
  const name = property(path);
  if (name === undefined) {
    return undefined;
  }
  const known = subjects.map((each) => property(each.path)).filter((each) => each !== undefined);
  const owner = name.startsWith("event") ? "event" : "profile";
  return known.some((each) => each.startsWith(owner)) && !known.includes(name)
    ? { of: "property", name }
    : undefined;
}

/** What is doubtful about a test, where it speaks of one of the subjects or of something that none of them is. */
export function doubtOf(test: Test, subjects: readonly Subject[]): Doubt | undefined {
  const { operator, values } = test;
  const [first] = values;
  if (!isWhole(test.subject)) {
    return undefined;
  }
  const subject = subjects.find((each) => each.path === test.subject);
  if (subject === undefined) {
    return doubtOfName(test.subject, subjects);
  }
  const known = new Set(subject.values.map(({ text }) => text));
  const isSeen = (value: Value) =>
    known.has(shown(value)) || (value.kind === "number" && known.has(String(Number(value.text))));
  const nothing = first?.kind === "string" && first.value === "" && values.length === 1 && !known.has("");
  if (needing.includes(operator) && (nothing || values.length === 0)) {
    return { of: "choose" };
  }
  const doubt = subject.only ? doubtOfKind(test, subject) : undefined;
  if (doubt !== undefined) {
    return doubt;
  }
  const literal = values.every((value) => value.kind !== "path");
  return equal.includes(operator) && literal && subject.allValues && known.size > 0 && !values.some(isSeen)
    ? {
        of: "value",
        value: values.map(shown).join(", "),
        seen: subject.values
          .slice(0, shownValues)
          .map(({ text }) => text)
          .join(", "),
      }
    : undefined;
}
