import { type Document, parseDocument } from "yaml";
import { keepLines } from "./lines";

const writing = { lineWidth: 0, flowCollectionPadding: false } as const;
const reading = { keepSourceTokens: false, schema: "core", uniqueKeys: true } as const;

export function parse(text: string): Document {
  return parseDocument(text, reading);
}

function write(document: Document): string {
  return document.toString(writing);
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/**
 * A campaign's text after an edit by the form. Comments, order and style stay, and so does every line that the edit
 * does not touch, to the letter. A text that cannot be read is handed back as it is.
 */
export function change(text: string, edit: (document: Document) => void): string {
  const before = parse(text);
  if (before.errors.length > 0) {
    return text;
  }
  const plain = write(before);
  const document = parse(text);
  edit(document);
  const edited = write(document);
  if (edited === plain) {
    return text;
  }
  const careful = keepLines(text, plain, edited);
  if (careful === undefined) {
    return edited;
  }
  const read = parse(careful);
  return read.errors.length === 0 && same(read.toJS(), document.toJS()) ? careful : edited;
}
