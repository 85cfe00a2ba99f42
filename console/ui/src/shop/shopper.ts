import type { ShopVisitor } from "../api/types";

export type Gender = "female" | "male";
export type Shopper = ShopVisitor & { gender: Gender; age: number };

const key = "nudge-shopper";

/** The shopper of this tab: a page loaded again is the same visit. */
export function remembered(): Shopper | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Shopper);
  } catch {
    return undefined;
  }
}

export function remember(shopper: Shopper): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(shopper));
  } catch {
    // Storage may be forbidden: then the visit lasts as long as the page.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
