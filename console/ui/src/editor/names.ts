import type { SeenProperty, Vocabulary } from "../api/types";
import type { StepView, View } from "./document/view";

/** What a property is to people, by which its comparisons and its picker are chosen. */
export type Kind = "number" | "text" | "date" | "time" | "age" | "list" | "yesNo";

/** A value that was seen, and how often at least. */
export type SeenValue = { text: string; count: number; label?: string };

/**
 * What a condition may speak of at one place of the campaign, with what was seen of it on the stream.
 *
 * @property label what people call it; empty where nobody has said
 * @property kind undefined where it was never seen, or is of no kind that a row knows
 * @property only whether it was never seen of another kind
 * @property allValues whether no other value was seen
 */
export type Subject = {
  path: string;
  label: string;
  kind: Kind | undefined;
  only: boolean;
  values: SeenValue[];
  allValues: boolean;
};

/** A subject of which nothing was seen but that it is there. */
export function subject(path: string, kind: Kind | undefined, label = ""): Subject {
  return { path, label, kind, only: false, values: [], allValues: false };
}

function access(owner: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${owner}.${name}` : `${owner}['${name}']`;
}

const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const kinds: Record<string, Kind> = {
  int: "number",
  uint: "number",
  double: "number",
  bool: "yesNo",
  list: "list",
  string: "text",
};

function seenKinds(property: SeenProperty): Kind[] {
  return [...new Set(property.kinds.flatMap((kind) => kinds[kind] ?? []))];
}

function kindOf(property: SeenProperty): Kind | undefined {
  const [kind] = seenKinds(property);
  const texts = property.values.map(({ value }) => value);
  if (kind !== "text" || texts.length === 0) {
    return kind;
  }
  const all = (pattern: RegExp) => texts.every((text) => typeof text === "string" && pattern.test(text));
  return all(day) ? "date" : all(moment) ? "time" : "text";
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function subjects(owner: string, called: string, properties: readonly SeenProperty[]): Subject[] {
  return properties.map((property) => ({
    path: access(owner, property.name),
    label: property.label == null ? "" : called + property.label,
    kind: kindOf(property),
    only: seenKinds(property).length === 1 && !property.kinds.includes("map"),
    values: property.values.map(({ value, count }) => ({ text: valueText(value), count })),
    allValues: property.allValues,
  }));
}

function added(left: SeenProperty, right: SeenProperty): SeenProperty {
  const counts = new Map<unknown, number>();
  for (const { value, count } of [...left.values, ...right.values]) {
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return {
    name: left.name,
    label: left.label,
    kinds: [...new Set([...left.kinds, ...right.kinds])],
    values: [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => other.count - one.count),
    allValues: left.allValues && right.allValues,
  };
}

/** The properties of the event types; of all types where none is named. Those in most of the types come first. */
export function propertiesOf(vocabulary: Vocabulary | undefined, types: readonly string[]): SeenProperty[] {
  const seen = (vocabulary?.types ?? []).filter((type) => types.length === 0 || types.includes(type.name));
  const byName = new Map<string, { property: SeenProperty; count: number }>();
  for (const property of seen.flatMap((type) => type.properties)) {
    const known = byName.get(property.name);
    byName.set(property.name, {
      property: known === undefined ? property : added(known.property, property),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...byName.values()].sort((left, right) => right.count - left.count).map(({ property }) => property);
}

/** The types that were seen, as values. */
export function seenTypes(vocabulary: Vocabulary | undefined): SeenValue[] {
  return (vocabulary?.types ?? []).map(({ name, label, count }) => ({
    text: name,
    count,
    ...(label == null ? {} : { label }),
  }));
}

/** So many types are remembered: of more, not all are known. */
const mostTypes = 500;

/** Whether a type that is none of those was not seen. */
export function knowsAllTypes(vocabulary: Vocabulary | undefined): boolean {
  const count = vocabulary?.types.length ?? 0;
  return count > 0 && count < mostTypes;
}

/** What every event has: its type and its time. */
function ofAnyEvent(owner: string, vocabulary: Vocabulary | undefined): Subject[] {
  return [
    {
      ...subject(`${owner}.type`, "text"),
      only: true,
      values: seenTypes(vocabulary),
      allValues: knowsAllTypes(vocabulary),
    },
    subject(`${owner}.time`, "time"),
  ];
}

/** The properties of events; with their type where it may be one of several. */
export function eventSubjects(vocabulary: Vocabulary | undefined, types: readonly string[]): Subject[] {
  const any = ofAnyEvent("event", vocabulary);
  const own = subjects("event", "", propertiesOf(vocabulary, types));
  return types.length === 1 ? [...own, ...any] : [...any, ...own];
}

export function profileSubjects(vocabulary: Vocabulary | undefined): Subject[] {
  const own = subjects("profile", "", vocabulary?.profile ?? []);
  const has = (path: string) => own.some((each) => each.path === path);
  // The engine counts the years since birth.
  return has("profile.birth_date") && !has("profile.age") ? [...own, subject("profile.age", "age")] : own;
}

export function measureSubjects(view: View): Subject[] {
  return view.measures
    .filter((measure) => measure.name !== "")
    .map(({ name, aggregate }) =>
      subject(
        aggregate === "top" ? `size(${name})` : name,
        aggregate === "first" || aggregate === "last" ? undefined : "number",
      ),
    );
}

export function isLoop(step: StepView): boolean {
  return (
    !(step.times.min === "" && step.times.max === "") && !(step.times.min === "1" && step.times.max === "1")
  );
}

/** The events of steps that come before a place in the pattern, as later conditions name them. */
export function stepSubjects(view: View, before: number, vocabulary: Vocabulary | undefined): Subject[] {
  return view.parts.slice(0, before).flatMap((part) => {
    if (part.kind === "group" || part.absent || part.name === "") {
      return [];
    }
    const owner = isLoop(part) ? `${part.name}[0]` : part.name;
    const counted = isLoop(part) ? [subject(`size(${part.name})`, "number")] : [];
    return [
      ...counted,
      ...subjects(owner, `${part.name}: `, propertiesOf(vocabulary, part.events)),
      ...ofAnyEvent(owner, vocabulary),
    ];
  });
}
