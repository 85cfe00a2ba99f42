import { queryOptions } from "@tanstack/react-query";
import { ask, queryPath, type Row } from "./ask";
import { answer, api } from "./client";
import type { components } from "./schema";

export type ListedSegment = components["schemas"]["ListedSegment"];

export const segments = queryOptions({
  queryKey: ["segments"],
  queryFn: () => answer(api.GET("/api/segments")),
  refetchInterval: 5_000,
});

/** How many customers a condition holds for now. */
export const reach = (expression: string) =>
  queryOptions({
    queryKey: ["reach", expression],
    queryFn: () => answer(api.POST("/api/segments/reach", { body: { expression } })),
    staleTime: 10_000,
    retry: false,
  });

/** Where some members of a segment are: those behind an id, in the order of their ids. */
export const membersPath = (segment: string, after: string | undefined, limit: number) =>
  queryPath("segment-members", { segment, after, limit: String(limit) });

export const members = (segment: string, after: string | undefined, limit: number) =>
  queryOptions({
    queryKey: ["segments", segment, "members", after, limit],
    queryFn: () => ask(membersPath(segment, after, limit)),
    refetchInterval: 5_000,
  });

export const memberOf = (row: Row | undefined) =>
  typeof row?.["user_id"] === "string" ? row["user_id"] : undefined;

const MOST_AT_ONCE = 10_000;

/** All members, page by page. */
export async function allMembers(segment: string) {
  let page = await ask(membersPath(segment, undefined, MOST_AT_ONCE));
  const { columns } = page;
  const rows = [...page.rows];
  while (page.page.more) {
    page = await ask(membersPath(segment, memberOf(page.rows.at(-1)), MOST_AT_ONCE));
    rows.push(...page.rows);
  }
  return { columns, rows };
}
