const minute = 60_000;
const hour = 60 * minute;

/** How long the ranges are that end now, by their names in the address. */
export const lasting = { "15m": 15 * minute, "1h": hour, "6h": 6 * hour, "24h": 24 * hour } as const;
export type Lasting = keyof typeof lasting;

/**
 * Of which time something is shown: up to now, or between two times.
 *
 * @property from in milliseconds since 1970
 * @property until the end, which is not in it
 */
export type Range = { last: Lasting } | { from: number; until: number };

export const usual = { last: "15m" } as const satisfies Range;

export function isLasting(name: string | null): name is Lasting {
  return name !== null && Object.hasOwn(lasting, name);
}

/** What an address says; one that says nothing, or no range, means the last quarter of an hour. */
export function rangeOf(params: URLSearchParams): Range {
  const last = params.get("range");
  if (isLasting(last)) {
    return { last };
  }
  const from = Date.parse(params.get("from") ?? "");
  const until = Date.parse(params.get("until") ?? "");
  return from < until ? { from, until } : usual;
}

/** The same address with another range. */
export function withRange(params: URLSearchParams, range: Range): URLSearchParams {
  const next = new URLSearchParams(params);
  ["range", "from", "until"].forEach((name) => next.delete(name));
  if ("from" in range) {
    next.set("from", new Date(range.from).toISOString());
    next.set("until", new Date(range.until).toISOString());
  } else if (range.last !== usual.last) {
    next.set("range", range.last);
  }
  return next;
}

export function boundsOf(range: Range, now: number): { from: number; until: number } {
  return "from" in range ? range : { from: now - lasting[range.last], until: now };
}

/** Whether what happens from now on belongs to it. */
export function isOpen(range: Range, now: number): boolean {
  return "last" in range || range.until > now;
}

/** As a field for a date and a time has it, in the time of this place. */
export function fieldOf(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * minute);
  return local.toISOString().slice(0, 16);
}
