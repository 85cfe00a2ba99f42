import { isMap, parseDocument } from "yaml";

/** What a document calls its collection; nothing where that cannot be read. */
export function idOf(text: string): string | undefined {
  const { contents, errors } = parseDocument(text);
  const id: unknown = errors.length === 0 && isMap(contents) ? contents.get("id") : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}
