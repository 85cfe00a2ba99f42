import { useState } from "react";

export type Counted = { at: number; counts: Record<string, number> };

/** What came a second between two looks; nothing before there were two. */
export function rates(before: Counted | undefined, now: Counted): Record<string, number> {
  if (before === undefined || now.at <= before.at) {
    return {};
  }
  const seconds = (now.at - before.at) / 1000;
  return Object.fromEntries(
    Object.entries(now.counts).flatMap(([name, count]) => {
      const old = before.counts[name];
      return old === undefined ? [] : [[name, Math.max(0, (count - old) / seconds)]];
    }),
  );
}

/** Rates of counts that are asked for again and again. */
export function useRates(at: number, counts: Record<string, number>): Record<string, number> {
  const [seen, setSeen] = useState<{ last: Counted; rates: Record<string, number> }>();
  if (at > 0 && seen?.last.at !== at) {
    const now = { at, counts };
    setSeen({ last: now, rates: rates(seen?.last, now) });
  }
  return seen?.rates ?? {};
}
