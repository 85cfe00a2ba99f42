import type { CalendarSpan, WeekOfOffers } from "../api/calendar";

const DAY = 86_400_000;

export const ranges = [4, 12, 26] as const;

/** Weeks that are shown: most of them past, some to come. Each begins on Monday, by the clock of this browser. */
export function weeksShown(count: number, now: number): number[] {
  const ahead = Math.max(1, Math.round(count / 4));
  const monday = new Date(now);
  monday.setHours(0, 0, 0, 0);
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7) - 7 * (count - ahead - 1));
  return Array.from({ length: count + 1 }, (_, index) => {
    const week = new Date(monday);
    week.setDate(week.getDate() + 7 * index);
    return week.getTime();
  });
}

/** Where something stands between two times, in percent of the time between them. */
export function place(from: number, until: number, start: number, end: number) {
  const at = (time: number) => (100 * (Math.min(end, Math.max(start, time)) - start)) / (end - start);
  return { left: at(from), width: Math.max(0.4, at(until) - at(from)) };
}

/** A span's times in milliseconds; one without an end goes on. */
export function times({ from, until }: CalendarSpan) {
  return { from: Date.parse(from), until: until == null ? Infinity : Date.parse(until) };
}

export const most = 5;

/**
 * A week's people by how many offers they got.
 *
 * @property people by number of offers: 1, 2, 3, 4, and 5 or more
 */
export type Pressure = { week: string; people: number[]; all: number; offers: number };

export function pressures(rows: readonly WeekOfOffers[]): Pressure[] {
  const weeks = new Map<string, Pressure>();
  for (const { week, offers, people, inAll } of rows) {
    const found = weeks.get(week) ?? { week, people: Array<number>(most).fill(0), all: 0, offers: 0 };
    const at = Math.min(most, offers) - 1;
    found.people[at] = (found.people[at] ?? 0) + people;
    found.all += people;
    found.offers += inAll;
    weeks.set(week, found);
  }
  return [...weeks.values()].sort((left, right) => right.week.localeCompare(left.week));
}

/** How many days back a number of weeks goes. */
export function daysBack(weeks: readonly number[], now: number): number {
  return Math.max(1, Math.ceil((now - (weeks[0] ?? now)) / DAY));
}
