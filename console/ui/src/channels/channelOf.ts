import { isMap, parseDocument } from "yaml";

/** What a document calls its channel; nothing where that cannot be read. */
export function channelOf(text: string): string | undefined {
  const { contents, errors } = parseDocument(text);
  const id: unknown = errors.length === 0 && isMap(contents) ? contents.get("channel") : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}
