import { tokens, type Token } from "./lexer";
import { unquote, type Value, writeValue } from "./literal";

export const comparisons = ["==", "!=", ">", ">=", "<", "<="] as const;
export type Operator =
  | (typeof comparisons)[number]
  | "in"
  | "not in"
  | "contains"
  | "startsWith"
  | "endsWith"
  | "matches"
  | "includes"
  | "excludes"
  | "newer"
  | "older"
  | "has"
  | "has not";

/**
 * A condition that fits into a row: something, compared in some way, with values.
 *
 * @property subject may lack its end, or be empty, while it is being written
 */
export type Test = { subject: string; operator: Operator; values: Value[] };

/** Whether a subject is more than the beginning of one. */
export function isWhole(subject: string): boolean {
  return subject !== "" && !subject.endsWith(".");
}

export const textOperators = ["contains", "startsWith", "endsWith", "matches"] as const;

export function writeTest({ subject, operator, values }: Test): string {
  const first = values[0] ?? ({ kind: "string", value: "" } as const);
  switch (operator) {
    case "in":
      return `${subject} in [${values.map(writeValue).join(", ")}]`;
    case "not in":
      return `!(${subject} in [${values.map(writeValue).join(", ")}])`;
    case "has":
      return `has(${subject})`;
    case "has not":
      return `!has(${subject})`;
    case "newer":
      return `now - timestamp(${subject}) < duration(${writeValue(first)})`;
    case "older":
      return `now - timestamp(${subject}) > duration(${writeValue(first)})`;
    case "excludes":
      return `!(${writeValue(first)} in ${subject})`;
    case "includes":
      return `${writeValue(first)} in ${subject}`;
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return `${subject}.${operator}(${writeValue(first)})`;
    default:
      return `${subject} ${operator} ${writeValue(first)}`;
  }
}

/** Reads one condition; undefined where it is more than a row can show. */
export function readTest(text: string): Test | undefined {
  const words = tokens(text);
  const reader = new Reader(words);
  const test = reader.test();
  return test !== undefined && reader.atEnd() ? test : undefined;
}

/** The other side of a comparison, before anything is written there. */
const nothing: Value = { kind: "path", text: "" };

class Reader {
  private at = 0;

  constructor(private readonly words: Token[]) {}

  atEnd(): boolean {
    return this.at === this.words.length;
  }

  private peek(ahead = 0): string {
    return this.words[this.at + ahead]?.text ?? "";
  }

  private take(text: string): boolean {
    if (this.peek() === text && this.words[this.at]?.kind !== "string") {
      this.at += 1;
      return true;
    }
    return false;
  }

  test(): Test | undefined {
    if (this.take("!")) {
      if (this.peek() === "has") {
        const subject = this.has();
        return subject === undefined ? undefined : { subject, operator: "has not", values: [] };
      }
      if (!this.take("(")) {
        return undefined;
      }
      const literal = this.literal();
      if (literal !== undefined) {
        const list = this.take("in") ? (this.subject() ?? "") : undefined;
        return list !== undefined && this.take(")")
          ? { subject: list, operator: "excludes", values: [literal] }
          : undefined;
      }
      const subject = this.subject() ?? "";
      const values = this.take("in") ? this.list() : undefined;
      return values === undefined || !this.take(")") ? undefined : { subject, operator: "not in", values };
    }
    if (this.peek() === "has" && this.peek(1) === "(") {
      const subject = this.has();
      return subject === undefined ? undefined : { subject, operator: "has", values: [] };
    }
    const literal = this.literal();
    if (literal !== undefined) {
      return this.take("in")
        ? { subject: this.subject() ?? "", operator: "includes", values: [literal] }
        : undefined;
    }
    return this.peek() === "now" && this.peek(1) === "-" ? this.age() : this.comparison();
  }

  /** `now - timestamp(profile.seen) < duration('720h')`. */
  private age(): Test | undefined {
    this.at += 2;
    if (!this.take("timestamp") || !this.take("(")) {
      return undefined;
    }
    const subject = this.subject() ?? "";
    const operator = this.take(")")
      ? this.take("<")
        ? "newer"
        : this.take(">")
          ? "older"
          : undefined
      : undefined;
    if (operator === undefined || !this.take("duration") || !this.take("(")) {
      return undefined;
    }
    const value = this.literal();
    return value?.kind === "string" && this.take(")") ? { subject, operator, values: [value] } : undefined;
  }

  private comparison(): Test | undefined {
    const path = this.subject() ?? "";
    if (this.take("in")) {
      const values = this.list();
      return values === undefined ? undefined : { subject: path, operator: "in", values };
    }
    if (this.peek() === "(") {
      return this.call(path);
    }
    if (this.peek() === "." && this.peek(2) === "(") {
      this.at += 2;
      return this.call(`${path}.${this.peek(-1)}`);
    }
    const operator = comparisons.find((each) => this.take(each));
    if (operator === undefined) {
      return undefined;
    }
    const value = this.literal() ?? this.path() ?? (this.atEnd() ? nothing : undefined);
    return value === undefined ? undefined : { subject: path, operator, values: [value] };
  }

  private call(path: string): Test | undefined {
    const dot = path.lastIndexOf(".");
    const operator = textOperators.find((each) => each === path.slice(dot + 1));
    if (dot < 0 || operator === undefined || !this.take("(")) {
      return undefined;
    }
    const value = this.literal() ?? this.path();
    if (value === undefined || !this.take(")")) {
      return undefined;
    }
    return { subject: path.slice(0, dot), operator, values: [value] };
  }

  private has(): string | undefined {
    this.at += 1;
    const subject = this.take("(") ? (this.subject() ?? "") : undefined;
    return subject !== undefined && this.take(")") ? subject : undefined;
  }

  private list(): Value[] | undefined {
    if (!this.take("[")) {
      return undefined;
    }
    const values: Value[] = [];
    while (!this.take("]")) {
      if (values.length > 0 && !this.take(",")) {
        return undefined;
      }
      const value = this.literal();
      if (value === undefined) {
        return undefined;
      }
      values.push(value);
    }
    return values;
  }

  private literal(): Value | undefined {
    const word = this.words[this.at];
    if (word?.kind === "string") {
      const value = unquote(word.text);
      if (value === undefined) {
        return undefined;
      }
      this.at += 1;
      return { kind: "string", value };
    }
    if (word?.kind === "number") {
      this.at += 1;
      return { kind: "number", text: word.text };
    }
    if (word?.text === "-" && this.words[this.at + 1]?.kind === "number") {
      this.at += 2;
      return { kind: "number", text: `-${this.words[this.at - 1]?.text ?? ""}` };
    }
    if (word?.kind === "name" && (word.text === "true" || word.text === "false")) {
      this.at += 1;
      return { kind: "bool", value: word.text === "true" };
    }
    return undefined;
  }

  private path(): Value | undefined {
    const text = this.subject();
    return text === undefined ? undefined : { kind: "path", text };
  }

  /** `event.price`, `event['utm-source']`, `views[0].price`, `size(views)`, `spend_30d`. */
  private subject(): string | undefined {
    const first = this.words[this.at];
    if (first?.kind !== "name" || ["true", "false", "null", "in"].includes(first.text)) {
      return undefined;
    }
    if (["size", "sum", "avg", "min", "max"].includes(first.text) && this.peek(1) === "(") {
      this.at += 2;
      const inner = this.subject();
      return inner !== undefined && this.take(")") ? `${first.text}(${inner})` : undefined;
    }
    this.at += 1;
    let path = first.text;
    for (;;) {
      const next = this.words[this.at + 1];
      if (this.peek() === "." && next?.kind === "name") {
        this.at += 2;
        path += `.${next.text}`;
      } else if (
        this.peek() === "[" &&
        (next?.kind === "string" || next?.kind === "number") &&
        this.peek(2) === "]"
      ) {
        this.at += 3;
        path += `[${next.text}]`;
      } else if (this.peek() === "." && this.peek(2) !== "(") {
        this.at += 1;
        return `${path}.`;
      } else {
        return path;
      }
    }
  }
}
