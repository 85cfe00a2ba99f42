import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Vocabulary } from "../../api/types";
import type { View } from "../document/view";
import { measureSubjects, propertiesOf, stepSubjects } from "../names";
import { place } from "./keyPath";
import { isExpression, keysAt, valuesAt } from "./schema";

export type Known = {
  vocabulary: Vocabulary | undefined;
  view: View | undefined;
  segments: readonly string[];
};

const functions = [
  "has",
  "size",
  "sum",
  "avg",
  "min",
  "max",
  "double",
  "int",
  "string",
  "timestamp",
  "duration",
  "segment",
];

/** What may be written at a place: keys and values by the campaign's schema, names by what was seen on the stream. */
export function completions(known: () => Known) {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos } = context;
    const line = state.doc.lineAt(pos);
    const lines = state.doc.toString().split("\n");
    const here = place(lines, line.number - 1, pos - line.from);
    if (here === undefined) {
      return null;
    }
    if (here.at === "key") {
      if (here.prefix === "" && !context.explicit) {
        return null;
      }
      return { from: line.from + here.from, options: keysAt(here.path).map(keyOption), validFor: /^\w*$/ };
    }
    if (isExpression(here.path)) {
      return expression(context, known());
    }
    const last = here.path.at(-1) === "[]" ? here.path.at(-2) : here.path.at(-1);
    const options =
      last === "event" ? typeOptions(known()) : valuesAt(here.path).map((label) => ({ label, type: "enum" }));
    return options.length === 0 ? null : { from: line.from + here.from, options, validFor: /^[\w-]*$/ };
  };
}

function keyOption({ name, title, description, holds }: ReturnType<typeof keysAt>[number]): Completion {
  return {
    label: name,
    detail: title,
    info: description,
    type: "property",
    apply: holds === "value" ? `${name}: ` : `${name}:`,
  };
}

function typeOptions({ vocabulary }: Known): Completion[] {
  return (vocabulary?.types ?? []).map((type) => ({
    label: type.name,
    type: "type",
    detail: String(type.count),
  }));
}

function expression(
  context: CompletionContext,
  { vocabulary, view, segments }: Known,
): CompletionResult | null {
  const named = context.matchBefore(/\bsegment\(\s*['"][\w-]*/);
  if (named !== null) {
    return {
      from: named.from + named.text.search(/[\w-]*$/),
      options: segments.map((label) => ({ label, type: "constant" })),
      validFor: /^[\w-]*$/,
    };
  }
  const member = context.matchBefore(/(event|profile)\.\w*/);
  if (member !== null) {
    const owner = member.text.split(".")[0] ?? "";
    const properties = owner === "event" ? propertiesOf(vocabulary, []) : (vocabulary?.profile ?? []);
    return {
      from: member.from + owner.length + 1,
      options: properties.map(({ name, label, kinds, values }) => ({
        label: name,
        type: "variable",
        detail: [label, kinds[0]].filter((one) => one != null).join(" · "),
        info: values
          .slice(0, 6)
          .map(({ value }) => String(value))
          .join(", "),
      })),
      validFor: /^\w*$/,
    };
  }
  const word = context.matchBefore(/[\w.[\]]+/);
  if (word === null && !context.explicit) {
    return null;
  }
  const names =
    view === undefined
      ? []
      : [...measureSubjects(view), ...stepSubjects(view, view.parts.length, vocabulary)];
  return {
    from: word?.from ?? context.pos,
    options: [
      ...["event", "profile", "now"].map((label) => ({ label, type: "keyword" })),
      ...names.map(({ path }) => ({ label: path, type: "variable" })),
      ...functions.map((label) => ({ label, type: "function", apply: `${label}(` })),
    ],
    validFor: /^[\w.[\]]*$/,
  };
}
