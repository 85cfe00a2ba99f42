import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type ListedChannel = Schemas["ListedChannel"];
export type ChannelDocument = Schemas["ChannelDocument"];
export type ChannelTest = Schemas["ChannelTest"];

export const channels = queryOptions({
  queryKey: ["channels"],
  queryFn: () => answer(api.GET("/api/channels")),
  refetchInterval: 2_000,
});

export const channelDocument = (id: string) =>
  queryOptions({
    queryKey: ["channels", id],
    queryFn: () => answer(api.GET("/api/channels/{id}", { params: { path: { id } } })),
    // A text that somebody edits is not exchanged under their hands.
    staleTime: Infinity,
    gcTime: 0,
  });

export const checkedChannel = (text: string) =>
  queryOptions({
    queryKey: ["channels", "check", text],
    queryFn: ({ signal }) => answer(api.POST("/api/channels/check", { body: { text }, signal })),
    retry: false,
  });

/** What became of a campaign's offers, by channel. */
export const campaignDeliveries = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id, "deliveries"],
    queryFn: () => answer(api.GET("/api/campaigns/{id}/deliveries", { params: { path: { id } } })),
    refetchInterval: 5_000,
  });
