import type { SeenProperty, Vocabulary } from "../api/types";
import type { StepView, View } from "./document/view";

/** What a condition may speak of at one place of the campaign, with what was seen of it on the stream. */
export type Subject = { path: string; kind: string | undefined; samples: string[] };

function access(owner: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${owner}.${name}` : `${owner}['${name}']`;
}

function sampleText(sample: unknown): string {
  return typeof sample === "string" ? sample : JSON.stringify(sample);
}

function subjects(owner: string, properties: readonly SeenProperty[]): Subject[] {
  return properties.map(({ name, kind, samples }) => ({
    path: access(owner, name),
    kind,
    samples: samples.map(sampleText),
  }));
}

/** The properties of the event types; of all types where none is named. Those in most of the types come first. */
export function propertiesOf(vocabulary: Vocabulary | undefined, types: readonly string[]): SeenProperty[] {
  const seen = (vocabulary?.types ?? []).filter((type) => types.length === 0 || types.includes(type.name));
  const byName = new Map<string, { property: SeenProperty; count: number }>();
  for (const property of seen.flatMap((type) => type.properties)) {
    const known = byName.get(property.name);
    byName.set(property.name, {
      property:
        known === undefined
          ? property
          : { ...property, samples: [...new Set([...known.property.samples, ...property.samples])] },
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...byName.values()].sort((left, right) => right.count - left.count).map(({ property }) => property);
}

export function eventSubjects(vocabulary: Vocabulary | undefined, types: readonly string[]): Subject[] {
  return subjects("event", propertiesOf(vocabulary, types));
}

export function profileSubjects(vocabulary: Vocabulary | undefined): Subject[] {
  return subjects("profile", vocabulary?.profile ?? []);
}

export function measureSubjects(view: View): Subject[] {
  return view.measures
    .filter((measure) => measure.name !== "")
    .map(({ name, aggregate }) => ({
      path: aggregate === "top" ? `size(${name})` : name,
      kind: aggregate === "first" || aggregate === "last" ? undefined : "number",
      samples: [],
    }));
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
    const counted = isLoop(part) ? [{ path: `size(${part.name})`, kind: "number", samples: [] }] : [];
    return [...counted, ...subjects(owner, propertiesOf(vocabulary, part.events))];
  });
}
