import { queryOptions } from "@tanstack/react-query";
import type { Shopper } from "../shop/shopper";
import { answer, api } from "./client";

const as = ({ token }: Shopper) => ({ Authorization: `Bearer ${token}` });

/** Where a visitor stands changes by itself as well, as time passes. */
const runsMillis = 5_000;

/** It is known within a moment who a visitor is. */
const unknownMillis = 500;

/** The runs that a visitor is in the middle of. */
export const shopRuns = (shopper: Shopper) =>
  queryOptions({
    queryKey: ["shop", shopper.user, "runs"],
    queryFn: () => answer(api.GET("/api/shop/runs", { headers: as(shopper) })),
    refetchInterval: runsMillis,
  });

/**
 * What a visitor may do next to get an offer.
 *
 * @param since the last act that it is to take into account
 */
export const shopWalks = (shopper: Shopper, session: string, device: string, since: string | undefined) =>
  queryOptions({
    queryKey: ["shop", shopper.user, "walks", since ?? ""],
    queryFn: () =>
      answer(api.GET("/api/shop/walks", { headers: as(shopper), params: { query: { session, device } } })),
    refetchInterval: ({ state }) => (state.data?.known === false ? unknownMillis : false),
    staleTime: Infinity,
  });

/** What campaigns are called, by id. */
export const shopCampaigns = (shopper: Shopper, id: string[]) =>
  queryOptions({
    queryKey: ["shop", "campaigns", id],
    queryFn: () =>
      answer(api.GET("/api/shop/campaigns", { headers: as(shopper), params: { query: { id } } })),
    staleTime: Infinity,
  });
