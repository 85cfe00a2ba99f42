/** The `Date` header tells whole seconds: it was written in the one that begins there. */
const resolution = 1_000;

let ahead = 0;

/**
 * Learns how far the server's clock is ahead of this one, from an answer's `Date` header. What is known stays as long
 * as the header can be explained by it, its resolution and the way there and back: a clock that is right is never moved,
 * and none wavers from answer to answer.
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
  if (ahead < least || ahead > most) {
    ahead = (least + most) / 2;
  }
}

/** The time by the server's clock, as far as it is known, in milliseconds since 1970: what ages and times left go by. */
export function serverNow(): number {
  return Date.now() + ahead;
}
