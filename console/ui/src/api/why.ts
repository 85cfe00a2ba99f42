import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";
import type { StoryEntry } from "./types";
import { ownZone } from "../parts/zone";
import { keyOf } from "../people/person";

export type CampaignAnswer = components["schemas"]["CampaignAnswer"];

/** Why a person got campaigns, or did not. */
export const why = (user: string, language: string) =>
  queryOptions({
    queryKey: [...keyOf(user, "why"), language],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/live/why", { params: { query: { user, language, zone: ownZone() } }, signal })),
    placeholderData: (before) => before,
    // What is waited for is over at some time, of which nobody tells.
    refetchInterval: ({ state }) =>
      state.data?.campaigns.some((answered) => answered.state === "open") === true ? 15_000 : false,
  });

/**
 * The answer of one campaign, with what it stands on.
 *
 * @param all whether `shown` is every event, and not only those that mattered
 */
export const whyCampaign = (user: string, campaign: string, language: string, all: boolean) =>
  queryOptions({
    queryKey: [...keyOf(user, "why"), language, campaign, all],
    queryFn: async ({ signal }) => {
      const told = await answer(
        api.GET("/api/live/why/{campaign}", {
          params: { path: { campaign }, query: { user, language, zone: ownZone(), all } },
          signal,
        }),
      );
      return { ...told, shown: (told.story ?? told.highlights) as unknown as StoryEntry[] };
    },
    placeholderData: (before) => before,
  });
