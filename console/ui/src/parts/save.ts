import { type Format, mediaTypes } from "../api/file";

/** Has the browser save a text as a file. */
export function save(name: string, text: string, format: Format): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${mediaTypes[format]};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
