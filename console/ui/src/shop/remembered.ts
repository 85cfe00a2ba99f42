import type { Trigger } from "../api/types";
import type { Act } from "./useVisit";

/** What a page that is loaded again still has of a visit. */
export type Remembered = { session: string; acts: readonly Act[]; offers: readonly Trigger[] };

const key = (user: string) => `nudge-visit-${user}`;

export function remembered(user: string): Remembered {
  try {
    const text = sessionStorage.getItem(key(user));
    if (text !== null) {
      return JSON.parse(text) as Remembered;
    }
  } catch {
    // Storage is forbidden, or holds something else: the visit begins anew.
  }
  return { session: `s-${crypto.randomUUID().slice(0, 8)}`, acts: [], offers: [] };
}

export function remember(user: string, visit: Remembered): void {
  try {
    sessionStorage.setItem(key(user), JSON.stringify(visit));
  } catch {
    // Storage may be forbidden or full: then the visit lasts as long as the page.
  }
}
