import type { components } from "../api/schema";

type Size = components["schemas"]["SegmentSize"];

const HOUR = 3_600_000;

/** How large it was at each of the last hours and now, of the times at which that changed; 0 before the first. */
export function hourly(sizes: readonly Size[], now: number, hours = 24): number[] {
  return Array.from({ length: hours }, (_, index) => sizeAt(sizes, now - (hours - 1 - index) * HOUR));
}

function sizeAt(sizes: readonly Size[], time: number): number {
  return sizes.findLast(({ at }) => Date.parse(at) <= time)?.size ?? 0;
}

/** The changes as a line of steps up to now: each size holds until the next. */
export function steps(sizes: readonly Size[], now: number): { time: number; value: number }[] {
  const points = sizes.flatMap(({ at, size }, index) => {
    const before = sizes[index - 1];
    const time = Date.parse(at);
    return before === undefined
      ? [{ time, value: size }]
      : [
          { time: time - 1, value: before.size },
          { time, value: size },
        ];
  });
  const last = points.at(-1);
  return last === undefined || last.time >= now ? points : [...points, { time: now, value: last.value }];
}
