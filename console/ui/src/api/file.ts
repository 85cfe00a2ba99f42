/** As what a list is saved. */
export const formats = ["csv", "ndjson"] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Record<Format, string> = { csv: "text/csv", ndjson: "application/x-ndjson" };

/** Asks for a list as the text of a file. */
export const as = (format: Format) => ({ headers: { Accept: mediaTypes[format] }, parseAs: "text" }) as const;

/** How many rows a text has; a CSV begins with a line that is none. */
export function rowsIn(text: string, format: Format): number {
  return format === "csv" ? Math.max(0, text.split("\r\n").length - 2) : text.split("\n").length - 1;
}

/** Pages as one text. */
export function joined(pages: readonly string[], format: Format): string {
  return pages
    .map((page, index) => (format === "csv" && index > 0 ? page.slice(page.indexOf("\r\n") + 2) : page))
    .join("");
}
