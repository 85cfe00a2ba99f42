import { tokens } from "./lexer";
import { readTest, type Test } from "./test";

/** One of the conditions that must all hold: as a test where a row can show it, else only as text. */
export type Row = { source: string; start: number; end: number; test: Test | undefined };

type Shape = { cuts: number[]; alternatives: boolean };

function shape(text: string): Shape {
  const cuts: number[] = [];
  let depth = 0;
  let alternatives = false;
  for (const token of tokens(text)) {
    if (token.kind !== "symbol") {
      continue;
    }
    if ("([{".includes(token.text)) {
      depth += 1;
    } else if (")]}".includes(token.text)) {
      depth -= 1;
    } else if (depth === 0 && token.text === "&&") {
      cuts.push(token.start);
    } else if (depth === 0 && (token.text === "||" || token.text === "?")) {
      alternatives = true;
    }
  }
  return { cuts, alternatives };
}

function row(text: string, from: number, to: number): Row {
  const whole = text.slice(from, to);
  const source = whole.trim();
  const start = from + whole.indexOf(source);
  return { source, start, end: start + source.length, test: readTest(source) };
}

/** The conditions of an expression that are joined by `&&`. One with `||` or `?:` at the top is a single row. */
export function rows(text: string): Row[] {
  if (text.trim() === "") {
    return [];
  }
  const { cuts, alternatives } = shape(text);
  if (alternatives || text.includes("//")) {
    return [row(text, 0, text.length)];
  }
  const starts = [0, ...cuts.map((cut) => cut + 2)];
  const ends = [...cuts, text.length];
  return starts.map((start, index) => row(text, start, ends[index] ?? text.length));
}

function closed(source: string): string {
  return shape(source).alternatives ? `(${source})` : source;
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

export function addRow(text: string, source: string): string {
  const all = rows(text);
  if (all.length === 0) {
    return source;
  }
  const first = all.length === 1 ? closed(text.trim()) : text.trimEnd();
  return `${first} && ${closed(source)}`;
}
