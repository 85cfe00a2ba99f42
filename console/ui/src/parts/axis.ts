/** Even steps from 0 to no less than the most, each of 1, 2 or 5 times a power of ten. */
export function axisTicks(most: number, whole: boolean): number[] {
  const wanted = Math.max(most, whole ? 1 : 0);
  if (!(wanted > 0) || !Number.isFinite(wanted)) {
    return [0, 1];
  }
  const rough = wanted / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough - power * 1e-9);
  const even = Math.max(step ?? power * 10, whole ? 1 : 0);
  const count = Math.ceil(wanted / even - 1e-9);
  // Multiplied rather than added up, so that 0.3 is 0.3.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * even).toPrecision(12)));
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What is written of the times along an axis that spans so many milliseconds: over several days hours would say nothing. */
export const axisOf = (span: number): "day" | "hour" => (span > 2 * day ? "day" : "hour");

const evenTimes = [
  ...[1, 2, 5, 10, 15, 30].map((each) => each * minute),
  ...[1, 2, 3, 6, 12].map((each) => each * hour),
  ...[1, 2, 7, 14, 30, 90].map((each) => each * day),
];

/**
 * Those of some times that are even where the reader is: whole minutes, hours or days, of the finest kind of which
 * there are not too many. Without two such times, the first and the last.
 *
 * @param times in milliseconds since 1970, in order
 */
export function timeTicks(times: readonly number[], most = 6): number[] {
  for (const step of evenTimes) {
    const even = times.filter((time) => (time - new Date(time).getTimezoneOffset() * minute) % step === 0);
    if (even.length <= most) {
      return even.length < 2 ? ends(times) : even;
    }
  }
  return ends(times);
}

function ends(times: readonly number[]): number[] {
  return times.filter((_, index) => index === 0 || index === times.length - 1);
}
