/** A duration as people write it (`30d`, `1d12h`) in the units of CEL, which has no days. What is none stays as it is. */
export function hoursOf(duration: string): string {
  const text = duration.trim();
  const read = /^(\d+)d(?:(\d+)h)?((?:\d+m)?(?:\d+s)?)$/.exec(text);
  return read === null ? text : `${24 * Number(read[1]) + Number(read[2] ?? 0)}h${read[3] ?? ""}`;
}

/** The other way round: whole days as days. */
export function durationOf(hours: string): string {
  const read = /^(\d+)h$/.exec(hours);
  const count = Number(read?.[1] ?? 0);
  return count > 0 && count % 24 === 0 ? `${count / 24}d` : hours;
}
