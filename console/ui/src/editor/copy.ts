import { change } from "./document/change";
import { put } from "./document/edit";

const longest = 64;

/** What a new campaign begins with: when the original was published is nothing of it. */
export function begunWith(text: string): string {
  return /^published\s*:/m.test(text)
    ? change(text, (document) => put(document, ["published"], undefined))
    : text;
}

/** A document under another id and name, for people to change. */
export function copyOf(text: string, id: string, name: string): string {
  return change(text, (document) => {
    put(document, ["id"], `${id.slice(0, longest - "-copy".length)}-copy`);
    put(document, ["name"], name);
    // When the original was published is nothing of the copy's.
    put(document, ["published"], undefined);
    put(document, ["status"], document.has("status") ? "live" : undefined);
  });
}
