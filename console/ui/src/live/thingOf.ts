/** What a page may be about, as the catalogue knows it: the last part of its path, or a page that has none is a thing itself. */
export function thingOf(page: string): string {
  const [path] = page.split(/[?#]/);
  return /([^/]+)\/*$/.exec(path ?? "")?.[1] ?? "";
}
