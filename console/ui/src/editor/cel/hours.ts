const amount = String.raw`(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))`;
const celDuration = new RegExp(`^[-+]?(?:0|${amount}+)$`);
const withDays = new RegExp(String.raw`^(\d+)d(?:(\d+)h)?(${amount}*)$`);

/** Whether CEL's `duration` takes it: `36h`, `1.5h`, `500ms`; it has no days. */
export function isCelDuration(text: string): boolean {
  return celDuration.test(text);
}

/** A duration as people write it (`30d`, `1d12h`) in the units of CEL, which has no days. What is none stays as it is. */
export function hoursOf(duration: string): string {
  const text = duration.trim();
  const read = withDays.exec(text);
  return read === null ? text : `${24 * Number(read[1]) + Number(read[2] ?? 0)}h${read[3] ?? ""}`;
}

/** The other way round: whole days as days. */
export function durationOf(hours: string): string {
  const read = /^(\d+)h$/.exec(hours);
  const count = Number(read?.[1] ?? 0);
  return count > 0 && count % 24 === 0 ? `${count / 24}d` : hours;
}
