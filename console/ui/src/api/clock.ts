/** The `Date` header tells whole seconds: it was written in the one that begins there. */
const resolution = 1_000;

let ahead = 0;

/**
 * Learns how far the server's clock is ahead of this one, from an answer's `Date` header. What is known stays as long
 * as the header can be explained by it, its resolution and the way there and back, and else moves no further than it must:
 * a clock that is right is never moved, and what is known of another comes nearer to the truth with each answer.
 *
 * @param date the header
 * @param asked when the request went out, by this clock
 * @param heard when the answer came in, by this clock
 */
export function learnTime(date: string | null, asked: number, heard: number): void {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) {
    return;
  }
  const least = told - heard;
  const most = told + resolution - asked;
  ahead = Math.min(Math.max(ahead, least), most);
}

/** The time by the server's clock, as far as it is known, in milliseconds since 1970: what ages and times left go by. */
export function serverNow(): number {
  return Date.now() + ahead;
}
