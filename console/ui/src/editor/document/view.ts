import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { type PolicyView, policyView } from "../policy/policyView";
import { record, text } from "./values";

export type Window = { kind: "duration"; text: string } | { kind: "all" } | { kind: "other"; text: string };
export type MeasureView = {
  name: string;
  aggregate: string;
  k: string;
  value: string;
  events: string[];
  where: string;
  by: string;
  window: Window;
  sequence: boolean;
};
export type Times = { min: string; max: string };
export type StepView = {
  kind: "step";
  name: string;
  events: string[];
  where: string;
  script: string;
  absent: boolean;
  contiguity: string;
  times: Times;
  loop: string;
  optional: boolean;
  greedy: boolean;
  until: string;
  after: string;
  within: string;
  lines: Lines;
};
export type GroupView = { kind: "group"; name: string; steps: string[]; lines: Lines };
export type PartView = StepView | GroupView;
export type Lines = { first: number; last: number };
export type OfferView =
  | { kind: "none" }
  | { kind: "fields"; fields: { key: string; value: string; text: boolean }[] }
  | { kind: "other"; text: string };

/** What the form shows of a campaign's document. */
export type View = {
  id: string;
  name: string;
  status: string;
  from: string;
  until: string;
  audience: string;
  measures: MeasureView[];
  hasPattern: boolean;
  correlateBy: string;
  among: string;
  distinct: string;
  within: string;
  skip: string;
  skipTo: string;
  parts: PartView[];
  when: string;
  offer: OfferView;
  journal: string;
  topic: string;
  /** What the document rules; a campaign has none. */
  policy: PolicyView | undefined;
};

export type Reading =
  { view: View; error: undefined } | { view: undefined; error: { line: number; text: string } };

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function events(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : text(value) === "" ? [] : [text(value)];
}

function times(value: unknown): Times {
  const range = record(value);
  return typeof value === "number"
    ? { min: String(value), max: String(value) }
    : { min: text(range["min"]), max: text(range["max"]) };
}

function window(value: unknown): Window {
  if (value === undefined || value === null) {
    return { kind: "all" };
  }
  return typeof value === "string"
    ? { kind: "duration", text: value }
    : { kind: "other", text: JSON.stringify(value) };
}

function measure(name: string, value: unknown): MeasureView {
  const given = record(value);
  return {
    name,
    aggregate: text(given["aggregate"]),
    k: text(given["k"]),
    value: text(given["value"]),
    events: events(given["event"]),
    where: text(given["where"]),
    by: text(given["by"]),
    window: window(given["over"]),
    sequence: given["sequence"] !== undefined,
  };
}

function stepNames(value: unknown): string[] {
  return list(value).flatMap((part) => {
    const given = record(part);
    return given["steps"] === undefined ? [text(given["name"])] : stepNames(given["steps"]);
  });
}

function part(value: unknown, lines: Lines): PartView {
  const given = record(value);
  if (given["steps"] !== undefined) {
    return { kind: "group", name: text(given["name"]), steps: stepNames(given["steps"]), lines };
  }
  return {
    kind: "step",
    name: text(given["name"]),
    events: events(given["event"]),
    where: text(given["where"]),
    script: text(given["script"]),
    absent: given["absent"] === true,
    contiguity: text(given["contiguity"]),
    times: times(given["times"]),
    loop: text(given["loop"]),
    optional: given["optional"] === true,
    greedy: given["greedy"] === true,
    until: text(given["until"]),
    after: text(given["after"]),
    within: text(given["within"]),
    lines,
  };
}

function offer(value: unknown): OfferView {
  if (value === undefined || value === null) {
    return { kind: "none" };
  }
  const fields = Object.entries(record(value));
  const flat = fields.every(([, field]) => field === null || typeof field !== "object");
  if (fields.length === 0 || !flat) {
    return { kind: "other", text: JSON.stringify(value) };
  }
  return {
    kind: "fields",
    fields: fields.map(([key, field]) => ({ key, value: text(field), text: typeof field === "string" })),
  };
}

function partLines(document: Document, counter: LineCounter): Lines[] {
  const steps = document.getIn(["pattern", "steps"], true);
  if (!isSeq(steps)) {
    return [];
  }
  return steps.items.map((item) => {
    const range = isMap(item) || isScalar(item) ? item.range : undefined;
    return range == null
      ? { first: 0, last: 0 }
      : {
          first: counter.linePos(range[0]).line,
          last: counter.linePos(Math.max(range[0], range[1] - 1)).line,
        };
  });
}

/** Reads what the form can show; an error where the text is not YAML, or no campaign at all. */
export function view(source: string): Reading {
  const counter = new LineCounter();
  const document = parseDocument(source, { schema: "core", lineCounter: counter }) as Document;
  const problem = document.errors[0];
  if (problem !== undefined) {
    return {
      view: undefined,
      error: {
        line: problem.linePos?.[0].line ?? 1,
        text: problem.message.split("\n")[0]?.replace(/ at line.*/, "") ?? "",
      },
    };
  }
  let root: unknown;
  try {
    root = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    return {
      view: undefined,
      error: { line: 1, text: error instanceof Error ? error.message : String(error) },
    };
  }
  if (root !== null && root !== undefined && (typeof root !== "object" || Array.isArray(root))) {
    return { view: undefined, error: { line: 1, text: "a campaign is a map of keys" } };
  }
  const given = record(root);
  const pattern = record(given["pattern"]);
  const skip = pattern["skip"];
  const skipTo = Object.entries(record(skip))[0];
  const lines = partLines(document, counter);
  return {
    error: undefined,
    view: {
      id: text(given["id"]),
      name: text(given["name"]),
      status: text(given["status"]),
      from: text(given["from"]),
      until: text(given["until"]),
      audience: text(given["audience"]),
      measures: Object.entries(record(given["measures"])).map(([name, value]) => measure(name, value)),
      hasPattern: given["pattern"] !== undefined && given["pattern"] !== null,
      correlateBy: text(pattern["correlate_by"]),
      among: text(pattern["among"]),
      distinct: text(pattern["distinct"]),
      within: text(pattern["within"]),
      skip: skipTo === undefined ? text(skip) : skipTo[0],
      skipTo: skipTo === undefined ? "" : text(skipTo[1]),
      parts: list(pattern["steps"]).map((value, index) => part(value, lines[index] ?? { first: 0, last: 0 })),
      when: text(given["when"]),
      offer: offer(given["offer"]),
      journal: text(given["journal"]),
      topic: text(given["topic"]),
      policy: policyView(given["policy"]),
    },
  };
}
