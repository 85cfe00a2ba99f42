import { queryOptions } from "@tanstack/react-query";
import { ask, queryPath, type Row, type Values } from "../api/ask";

/** What is shown of a person, and the collections that it is made of. */
const madeOf = {
  customer: ["profiles", "visits", "purchases", "activity"],
  timeline: ["activity", "transitions", "triggers"],
  purchases: ["purchases"],
  activity: ["activity"],
  recommendations: ["activity", "purchases"],
  runs: ["transitions", "activity"],
  why: ["activity", "profiles", "triggers", "transitions"],
} as const;

export type Part = keyof typeof madeOf;
export const parts = Object.keys(madeOf) as Part[];

/** Which parts show something else when these collections have something new. */
export function touchedBy(collections: readonly string[]): Part[] {
  return parts.filter((part) => madeOf[part].some((collection) => collections.includes(collection)));
}

export const keyOf = (user: string, part: Part) => ["person", user, part];

export type Kind = "event" | "transition" | "trigger";
export const kinds: Kind[] = ["event", "transition", "trigger"];

export type Happening = {
  event_time: string;
  kind: Kind;
  name: string;
  id: string;
  detail: Record<string, unknown>;
};
export type Customer = {
  profile: Record<string, unknown>;
  first_seen: string | null;
  last_seen: string | null;
  orders: number;
  total_spend: number | string | null;
  average_purchase: number | string | null;
  last_purchase: string | null;
};
export type Purchase = {
  event_time: string;
  purchase_id: string;
  items: string[];
  total: number | string | null;
  card_type: string | null;
};
export type Recommendation = { product_id: string; together: number };
export type Reason = {
  interest: string;
  types: string[];
  bought_by: string;
  event_time: string;
  items: string[];
};

/** The rows of one of the shipped queries; what it answers is in its file. */
const rows = <T>(user: string, part: Part, of: (row: Row) => T, values: Values = {}) =>
  queryOptions({
    queryKey: [...keyOf(user, part), values],
    queryFn: async ({ signal }) => {
      const answered = await ask(queryPath(part, { userid: user, ...values }), { signal });
      return { rows: answered.rows.map(of), more: answered.page.more };
    },
    placeholderData: (before) => before,
  });

/** Purchases, or events, of which charts are made. */
export const MOST = 500;

export const customer = (user: string) => rows(user, "customer", (row) => row as Customer);
export const purchases = (user: string) =>
  rows(user, "purchases", (row) => row as Purchase, { limit: String(MOST) });
export const activity = (user: string) =>
  rows(user, "activity", (row) => row as { event_time: string }, { limit: String(MOST) });
export const recommendations = (user: string) => ({
  ...rows(user, "recommendations", (row) => row as Recommendation),
  // What others buy changes it, which nobody tells of this person.
  refetchInterval: 5_000,
});
export const timeline = (user: string, wanted: readonly Kind[], limit: number) =>
  rows(user, "timeline", (row) => row as Happening, {
    kinds: wanted.length === kinds.length ? [] : [...wanted],
    limit: String(limit),
  });
export const reasons = (user: string, product: string) =>
  queryOptions({
    queryKey: [...keyOf(user, "recommendations"), "reasons", product],
    queryFn: async ({ signal }) => {
      const path = queryPath("recommendation-reasons", { userid: user, product, limit: "20" });
      const answered = await ask(path, { signal });
      return { rows: answered.rows.map((row) => row as Reason), more: answered.page.more };
    },
  });
