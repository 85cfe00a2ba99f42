import { gaps, tokens } from "./lexer";
import { readTest, type Test } from "./test";

/** Whether all conditions must hold, or one of them. */
export type Join = "and" | "or";

/**
 * Conditions within a condition.
 *
 * @property negated whether they must not hold
 * @property bare whether they stand without parentheses
 */
export type Group = { inner: string; negated: boolean; bare: boolean };

/** One of several conditions: as a test or a group where a row can show it, else only as text. */
export type Row = {
  source: string;
  start: number;
  end: number;
  test: Test | undefined;
  group: Group | undefined;
};

const signs: Record<Join, string> = { and: "&&", or: "||" };

type Shape = {
  ands: number[];
  ors: number[];
  /** What no row can stand beside: `?:`, or a comment. */
  closed: boolean;
};

function hasComment(text: string): boolean {
  return gaps(text).some((gap) => gap.includes("//"));
}

function shape(text: string): Shape {
  const ands: number[] = [];
  const ors: number[] = [];
  let depth = 0;
  let closed = hasComment(text);
  const words = tokens(text);
  for (const [index, token] of words.entries()) {
    if (token.kind !== "symbol") {
      continue;
    }
    if ("([{".includes(token.text)) {
      depth += 1;
    } else if (")]}".includes(token.text)) {
      depth -= 1;
    } else if (depth === 0 && token.text === "&&") {
      ands.push(token.start);
    } else if (depth === 0 && token.text === "||") {
      ors.push(token.start);
    } else if (depth === 0 && token.text === "?" && words[index - 1]?.text !== ".") {
      // Behind a dot it asks for what may be missing.
      closed = true;
    }
  }
  return { ands, ors, closed };
}

/** What stands in the parentheses that hold all of a text, which may be negated. */
function group(source: string): Group | undefined {
  const { ands, closed } = shape(source);
  if (closed) {
    return undefined;
  }
  if (ands.length > 0) {
    return { inner: source, negated: false, bare: true };
  }
  const words = tokens(source);
  const negated = words[0]?.text === "!" && words[0].kind === "symbol";
  const open = words[negated ? 1 : 0];
  const last = words.at(-1);
  if (open?.text !== "(" || last === undefined) {
    return undefined;
  }
  let depth = 0;
  for (const word of words.slice(negated ? 1 : 0)) {
    if (word.kind === "symbol" && "([{".includes(word.text)) {
      depth += 1;
    } else if (word.kind === "symbol" && ")]}".includes(word.text)) {
      depth -= 1;
      if (depth === 0 && word !== last) {
        return undefined;
      }
    }
  }
  return depth === 0 && last.text === ")"
    ? { inner: source.slice(open.end, last.start), negated, bare: false }
    : undefined;
}

/** A group as a condition; nothing where nothing stands in it. */
export function writeGroup({ inner, negated, bare }: Group): string {
  if (inner.trim() === "") {
    return "";
  }
  const { ors, closed } = shape(inner);
  if (bare && !negated && ors.length === 0 && !closed) {
    return inner.trim();
  }
  // A comment ends with its line.
  return `${negated ? "!" : ""}(${inner}${hasComment(inner) ? "\n" : ""})`;
}

function row(text: string, from: number, to: number): Row {
  const whole = text.slice(from, to);
  const source = whole.trim();
  const start = from + whole.indexOf(source);
  const test = hasComment(source) ? undefined : readTest(source);
  return {
    source,
    start,
    end: start + source.length,
    test,
    group: test === undefined ? group(source) : undefined,
  };
}

/** How the conditions of an expression are joined, where there are several. */
export function joinOf(text: string): Join | undefined {
  const { ands, ors, closed } = shape(text);
  return closed || ands.length + ors.length === 0 ? undefined : ors.length > 0 ? "or" : "and";
}

/**
 * The conditions of an expression that are joined by `||` or, where there is none, by `&&`. One with `?:` at the top, or
 * with a comment, is a single row.
 */
export function rows(text: string): Row[] {
  if (text.trim() === "") {
    return [];
  }
  const join = joinOf(text);
  if (join === undefined) {
    return [row(text, 0, text.length)];
  }
  const cuts = join === "or" ? shape(text).ors : shape(text).ands;
  const starts = [0, ...cuts.map((cut) => cut + 2)];
  const ends = [...cuts, text.length];
  return starts.map((start, index) => row(text, start, ends[index] ?? text.length));
}

/** In parentheses where it would otherwise not stay one condition among others. */
export function closed(source: string): string {
  const { ors, closed } = shape(source);
  return closed || ors.length > 0 ? writeGroup({ inner: source, negated: false, bare: false }) : source;
}

/** The same conditions, joined otherwise; what stands between them but `&&` and `||` stays. */
export function rejoin(text: string, join: Join): string {
  const all = rows(text);
  if (all.length < 2 || joinOf(text) === join) {
    return text;
  }
  return all
    .map(({ source, end }, index) => {
      const next = all[index + 1];
      const gap = next === undefined ? text.slice(end) : text.slice(end, next.start);
      const alone = joinOf(source) === undefined ? source : `(${source})`;
      return alone + gap.replace(signs[join === "and" ? "or" : "and"], signs[join]);
    })
    .join("");
}

/** The expression with one row written anew; every other character stays. */
export function replaceRow(text: string, index: number, source: string): string {
  const all = rows(text);
  const old = all[index];
  if (old === undefined) {
    return text;
  }
  const written = all.length > 1 ? closed(source) : source;
  return text.slice(0, old.start) + written + text.slice(old.end);
}

export function removeRow(text: string, index: number): string {
  const all = rows(text);
  const old = all[index];
  if (old === undefined || all.length === 1) {
    return "";
  }
  const after = all[index + 1];
  const before = all[index - 1];
  return after === undefined
    ? text.slice(0, before?.end ?? 0) + text.slice(old.end)
    : text.slice(0, old.start) + text.slice(after.start);
}

/** The expression with one more row, joined in the way that is wanted. */
export function addRow(text: string, source: string, join: Join = "and"): string {
  if (text.trim() === "") {
    return source;
  }
  const joined = joinOf(text);
  const first =
    joined === join
      ? text.trimEnd()
      : joined === undefined || join === "and"
        ? closed(text.trim())
        : `(${text.trim()})`;
  return `${first} ${signs[join]} ${closed(source)}`;
}
