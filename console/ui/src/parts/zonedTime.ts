/** A time as a clock shows it in a zone, with the zone's name. */
export function zonedTime(language: string, time: string, zone: string): string {
  const shown = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(new Date(time));
  return `${shown} (${zone})`;
}
