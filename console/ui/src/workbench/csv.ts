import type { Answered } from "../api/ask";
import { cellText } from "../data/cell";

function quoted(text: string | undefined): string {
  if (text === undefined) {
    return "";
  }
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as RFC 4180 has them: null is nothing, an empty text is `""`. */
export function csv({ columns, rows }: Pick<Answered, "columns" | "rows">): string {
  const lines = [
    columns.map(({ name }) => quoted(name)),
    ...rows.map((row) => columns.map(({ name }) => quoted(cellText(row[name])))),
  ];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

/** Rows as NDJSON has them: one object a line. */
export function ndjson({ rows }: Pick<Answered, "rows">): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
