export type Place =
  | { at: "key"; path: string[]; prefix: string; from: number }
  | { at: "value"; path: string[]; prefix: string; from: number };

const ITEM = "[]";

type Open = { indent: number; key: string };

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** `- - name: x` as its dashes and what stands behind them. */
function dashes(line: string): { indents: number[]; rest: string; indent: number } {
  const indents: number[] = [];
  let at = indentOf(line);
  while (/^-(\s|$)/.test(line.slice(at))) {
    indents.push(at);
    at += 1 + (/^-\s*/.exec(line.slice(at))?.[0].length ?? 1) - 1;
  }
  return { indents, rest: line.slice(at), indent: at };
}

/** The keys of the block collections that a line is inside of, `[]` for a list's item. Found by indentation alone. */
function parents(lines: readonly string[], index: number, indent: number): string[] {
  const path: string[] = [];
  let limit = indent;
  let insideItem = true;
  for (let at = index; at >= 0 && (limit > 0 || insideItem); at--) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || line.trimStart().startsWith("#")) {
      continue;
    }
    const { indents, rest, indent: own } = dashes(line);
    const open: Open[] = indents.map((each) => ({ indent: each, key: ITEM }));
    const key = /^(["']?)([\w.-]+)\1\s*:(\s|$)/.exec(rest)?.[2];
    if (key !== undefined && at !== index) {
      open.push({ indent: own, key });
    }
    for (const each of open.reverse()) {
      // A list may stand at its key's own indentation.
      const holds = each.indent < limit || (each.indent === limit && each.key !== ITEM && path[0] === ITEM);
      if (holds) {
        path.unshift(each.key);
        limit = each.indent;
      }
    }
    insideItem = path[0] === ITEM;
  }
  return path;
}

/** The keys of the flow collections `{a: {b: ` that are open at the end of a line's head. */
function flow(head: string): { path: string[]; rest: string; open: boolean } {
  const path: string[] = [];
  const opened: { key: string | undefined; map: boolean }[] = [];
  let rest = head;
  let word = "";
  let quote = "";
  for (let at = 0; at < head.length; at++) {
    const character = head.charAt(at);
    if (quote !== "") {
      quote = character === quote ? "" : quote;
      word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word += character;
    } else if (character === "{" || character === "[") {
      const key = /([\w.-]+)\s*:\s*$/.exec(word)?.[1];
      opened.push({ key, map: character === "{" });
      word = "";
      rest = head.slice(at + 1);
    } else if (character === "}" || character === "]") {
      opened.pop();
      word = "";
      rest = head.slice(at + 1);
    } else if (character === "," && opened.length > 0) {
      word = "";
      rest = head.slice(at + 1);
    } else {
      word += character;
    }
  }
  let inList = false;
  for (const each of opened) {
    if (each.key !== undefined) {
      path.push(each.key);
    } else if (inList) {
      path.push(ITEM);
    }
    inList = !each.map;
  }
  if (inList) {
    path.push(ITEM);
  }
  return { path, rest, open: opened.length > 0 };
}

/** What the cursor is about to write: a key of which map, or the value of which key. */
export function place(lines: readonly string[], index: number, column: number): Place | undefined {
  const line = (lines[index] ?? "").slice(0, column);
  if (line.trimStart().startsWith("#") || /\s#/.test(line.replace(/"[^"]*"|'[^']*'/g, ""))) {
    return undefined;
  }
  const { indents, rest, indent } = dashes(line);
  const outer = parents(lines, index, indents.length > 0 ? indent : indentOf(line));
  const inner = flow(rest);
  const head = inner.rest;
  const lead = /^\s*/.exec(head)?.[0].length ?? 0;
  const typed = head.slice(lead);
  const keyed = /^(["']?)([\w.-]+)\1\s*:\s+(.*)$/s.exec(inner.open ? typed : rest);
  const plainKey = /^(["']?)([\w.-]+)\1\s*:/.exec(rest)?.[2];
  const base = inner.open
    ? [...outer, ...(inner.path[0] === plainKey || plainKey === undefined ? [] : [plainKey]), ...inner.path]
    : outer;
  if (keyed !== null) {
    const value = keyed[3] ?? "";
    return { at: "value", path: [...base, keyed[2] ?? ""], prefix: value, from: column - value.length };
  }
  if (inner.open && base.at(-1) === ITEM) {
    return { at: "value", path: base, prefix: typed, from: column - typed.length };
  }
  if (!inner.open && indents.length > 0 && outer.at(-2) === "event") {
    return { at: "value", path: outer, prefix: typed, from: column - typed.length };
  }
  return { at: "key", path: base, prefix: typed, from: column - typed.length };
}
