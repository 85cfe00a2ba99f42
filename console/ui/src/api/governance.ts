import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";

export type AskedApproval = components["schemas"]["AskedApproval"];
export type PlanLine = components["schemas"]["PlanLine"];

/** A time as a clock on the wall shows it there: {at: "2026-12-24T09:00", zone: "Europe/Berlin"}. */
export type WallTime = { at: string; zone: string };

/** What waits for a second person, and whether one is needed. */
export const approvals = queryOptions({
  queryKey: ["campaigns", "approvals"],
  queryFn: () => answer(api.GET("/api/approvals")),
  refetchInterval: 30_000,
});

export const plan = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id, "plan"],
    queryFn: () => answer(api.GET("/api/campaigns/{id}/plan", { params: { path: { id } } })),
    refetchInterval: 10_000,
  });

/** Tags and owners that campaigns have. */
export const campaignFilters = queryOptions({
  queryKey: ["campaigns", "filters"],
  queryFn: () => answer(api.GET("/api/campaign-filters")),
});
