/** A value of an answer as one line of text; nothing for null. */
export function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) {
    return undefined;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function isNumeric(type: string): boolean {
  return type === "integer" || type === "number";
}

export function isTime(type: string): boolean {
  return type === "timestamp" || type === "date" || type === "local_timestamp";
}
