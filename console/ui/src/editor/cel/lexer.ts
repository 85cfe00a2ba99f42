export type TokenKind = "name" | "number" | "string" | "symbol" | "unknown";
export type Token = { kind: TokenKind; text: string; start: number; end: number };

const pattern =
  /(?<space>\s+|\/\/[^\n]*)|(?<string>[rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?<number>(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?u?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<symbol>&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()[\]{}])/y;

/** The words of a CEL expression. What is none of CEL's words comes as `unknown`; nothing is skipped but space. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) {
      found.push({ kind: "unknown", text: text.charAt(at), start: at, end: at + 1 });
      at += 1;
      continue;
    }
    const kind = (["string", "number", "name", "symbol"] as const).find((name) => groups[name] !== undefined);
    const matched = groups[kind ?? "space"] ?? "";
    if (kind !== undefined) {
      found.push({ kind, text: matched, start: at, end: at + matched.length });
    }
    at += matched.length;
  }
  return found;
}

/** What stands between the words: space and comments. */
export function gaps(text: string): string[] {
  const found = tokens(text);
  return [...found, undefined].map((token, index) =>
    text.slice(found[index - 1]?.end ?? 0, token?.start ?? text.length),
  );
}
