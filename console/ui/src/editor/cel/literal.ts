import type { Kind } from "../names";

/** One side of a comparison: something that is written down, or a path to something. */
export type Value =
  | { kind: "string"; value: string }
  | { kind: "number"; text: string }
  | { kind: "bool"; value: boolean }
  | { kind: "path"; text: string };

const escapes: Record<string, string> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "`": "`",
  "?": "?",
};

/** The text of a string literal, or undefined where it uses an escape that a form cannot show. */
export function unquote(literal: string): string | undefined {
  if (/^[rR]/.test(literal) || literal.startsWith('"""') || literal.startsWith("'''")) {
    return undefined;
  }
  let text = "";
  for (let at = 1; at < literal.length - 1; at++) {
    const character = literal.charAt(at);
    if (character !== "\\") {
      text += character;
      continue;
    }
    at += 1;
    const meant = escapes[literal.charAt(at)];
    if (meant === undefined) {
      return undefined;
    }
    text += meant;
  }
  return text;
}

export function quote(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `'${escaped}'`;
}

export function writeValue(value: Value): string {
  switch (value.kind) {
    case "string":
      return quote(value.value);
    case "bool":
      return String(value.value);
    default:
      return value.text;
  }
}

/** What a field shows of a value. */
export function shown(value: Value): string {
  switch (value.kind) {
    case "string":
      return value.value;
    case "bool":
      return String(value.value);
    default:
      return value.text;
  }
}

const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)$/;

/** The value that somebody means who types this text, where the property was seen to be of a kind. */
export function meant(text: string, kind: Kind | undefined): Value {
  const trimmed = text.trim();
  const isText = kind === "text" || kind === "date" || kind === "time";
  const isNumber = kind === "number" || kind === "age";
  if (isNumber && trimmed === "") {
    return { kind: "path", text: "" };
  }
  if (!isText && NUMBER.test(trimmed)) {
    return { kind: "number", text: trimmed.replace(/^(-?)\./, "$10.") };
  }
  if (!isText && !isNumber && (trimmed === "true" || trimmed === "false")) {
    return { kind: "bool", value: trimmed === "true" };
  }
  return { kind: "string", value: text };
}
