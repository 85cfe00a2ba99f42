import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ask, queryPath, type Row } from "./ask";
import { answer, api } from "./client";
import type { components } from "./schema";

export type CalendarRow = components["schemas"]["CalendarRow"];
export type CalendarSpan = components["schemas"]["CalendarSpan"];

/** What runs between two times, in milliseconds since 1970. */
export const calendar = (from: number, until: number) =>
  queryOptions({
    queryKey: ["calendar", from, until],
    queryFn: () =>
      answer(
        api.GET("/api/calendar", {
          params: { query: { from: new Date(from).toISOString(), until: new Date(until).toISOString() } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/**
 * To `people` people so many offers went in the week that begins then.
 *
 * @property offers 10 stands for ten and more
 * @property inAll the offers of all these people together
 */
export type WeekOfOffers = { week: string; offers: number; people: number; inAll: number };

export const offersByWeek = (days: number) =>
  queryOptions({
    queryKey: ["calendar", "offers", days],
    queryFn: async () =>
      (await ask(queryPath("offers-by-week", { lately: `${days}d` }))).rows.map((row) => ({
        week: text(row, "week"),
        offers: number(row, "offers"),
        people: number(row, "people"),
        inAll: number(row, "offers_in_all"),
      })),
    refetchInterval: 60_000,
  });

/** So many people got offers of both, of those whom each reached. */
export type Overlap = { one: string; other: string; shared: number; ofOne: number; ofOther: number };

export const overlaps = (days: number) =>
  queryOptions({
    queryKey: ["calendar", "overlap", days],
    queryFn: async () => {
      const { rows, page } = await ask(queryPath("campaign-overlap", { lately: `${days}d`, limit: "20" }));
      const pairs = rows.map((row) => ({
        one: text(row, "campaign"),
        other: text(row, "other"),
        shared: number(row, "shared"),
        ofOne: number(row, "people"),
        ofOther: number(row, "other_people"),
      }));
      return { pairs, more: page.more };
    },
    refetchInterval: 60_000,
  });

function text(row: Row, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : "";
}

function number(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}
