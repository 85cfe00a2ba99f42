import type { Point } from "../parts/TimeChart";

const day = 86_400_000;

/** A value of a time; nothing where it is not known. */
export type Valued = { time: number; value: number | undefined };

/** How long a bar is, in days, so that there are at most some sixty. */
export function daysOfBar(first: number, last: number): number {
  const days = (last - first) / day;
  return days <= 60 ? 1 : days <= 420 ? 7 : 30;
}

/** Sums over equal spans up to now, the empty ones too; the first begins with what is the earliest. */
export function sums(values: readonly Valued[], now: number): Point[] {
  const known = values.filter((one) => one.value !== undefined && !Number.isNaN(one.time));
  if (known.length === 0) {
    return [];
  }
  const first = Math.floor(Math.min(...known.map((one) => one.time)) / day) * day;
  const last = Math.max(now, ...known.map((one) => one.time));
  const span = daysOfBar(first, last) * day;
  const points = Array.from({ length: Math.floor((last - first) / span) + 1 }, (_, index) => ({
    time: first + index * span,
    value: 0,
  }));
  for (const { time, value } of known) {
    const point = points[Math.floor((time - first) / span)];
    if (point !== undefined) {
      point.value += value ?? 0;
    }
  }
  return points;
}
