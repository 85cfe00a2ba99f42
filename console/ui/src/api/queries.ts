import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import { as, type Format, joined, rowsIn } from "./file";
import type { CampaignRow, StoryEntry, Trial, Trigger } from "./types";

/** Every thing the console reads, with the key under which it is kept. */
export const session = queryOptions({
  queryKey: ["session"],
  queryFn: () => answer(api.GET("/api/session")),
  retry: false,
  staleTime: Infinity,
});

type CampaignState = CampaignRow["state"];

function isState(text: string): text is CampaignState {
  return ["draft", "live", "shadow", "paused", "ended", "refused"].includes(text);
}

export const providers = queryOptions({
  queryKey: ["providers"],
  queryFn: () => answer(api.GET("/api/session/providers")),
  retry: false,
  staleTime: Infinity,
});

export type CampaignFilter = {
  q: string;
  state: string;
  sort: string;
  owner?: string;
  tag?: string;
  show?: string;
  offset: number;
  limit: number;
};

const asked = (filter: CampaignFilter) => ({
  ...(filter.q === "" ? {} : { q: filter.q }),
  ...(isState(filter.state) ? { state: [filter.state] } : {}),
  ...((filter.owner ?? "") === "" ? {} : { owner: filter.owner }),
  ...(filter.tag === undefined || filter.tag === "" ? {} : { tag: [filter.tag] }),
  ...(filter.show === "waiting" ? { waiting: true } : {}),
  ...(filter.show === "planned" ? { planned: true } : {}),
  sort: filter.sort,
  offset: filter.offset,
  limit: filter.limit,
});

/** As many as one answer holds. */
const mostCampaigns = 500;

export const campaigns = (filter: CampaignFilter) =>
  queryOptions({
    queryKey: ["campaigns", filter],
    queryFn: () =>
      answer(
        api.GET("/api/campaigns", {
          params: { query: asked(filter) },
        }),
      ),
  });

/** The campaigns that a filter finds, as a file: all of them, page by page. */
export async function campaignsFile(
  filter: Omit<CampaignFilter, "offset" | "limit">,
  format: Format,
): Promise<string> {
  const pages: string[] = [];
  for (let offset = 0; ; offset += mostCampaigns) {
    const page: string = await answer(
      api.GET("/api/campaigns", {
        ...as(format),
        params: { query: asked({ ...filter, offset, limit: mostCampaigns }) },
      }),
    );
    pages.push(page);
    if (rowsIn(page, format) < mostCampaigns) {
      return joined(pages, format);
    }
  }
}

export const campaign = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id],
    queryFn: () => answer(api.GET("/api/campaigns/{id}", { params: { path: { id } } })),
  });

export const versions = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id, "versions"],
    queryFn: () => answer(api.GET("/api/campaigns/{id}/versions", { params: { path: { id } } })),
  });

/** Who changed what of a campaign, as a file. */
export const auditFile = (id: string, format: Format): Promise<string> =>
  answer(api.GET("/api/campaigns/{id}/audit", { ...as(format), params: { path: { id } } }));

export const audit = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id, "audit"],
    queryFn: () => answer(api.GET("/api/campaigns/{id}/audit", { params: { path: { id } } })),
  });

export const funnel = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id, "funnel"],
    queryFn: () => answer(api.GET("/api/campaigns/{id}/funnel", { params: { path: { id } } })),
    refetchInterval: 5_000,
  });

export const campaignEffect = (id: string) =>
  queryOptions({
    queryKey: ["campaign", id, "effect"],
    queryFn: () => answer(api.GET("/api/campaigns/{id}/effect", { params: { path: { id } } })),
    refetchInterval: 20_000,
  });

export const triggerCounts = (id: string, hours: number) =>
  queryOptions({
    queryKey: ["campaign", id, "triggers", hours],
    queryFn: () =>
      answer(api.GET("/api/campaigns/{id}/triggers", { params: { path: { id }, query: { hours } } })),
    refetchInterval: 15_000,
  });

export const check = (text: string) =>
  queryOptions({
    queryKey: ["check", text],
    queryFn: () => answer(api.POST("/api/check", { body: { text } })),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const vocabulary = queryOptions({
  queryKey: ["vocabulary"],
  queryFn: () => answer(api.GET("/api/vocabulary")),
  staleTime: 60_000,
});

export const live = queryOptions({
  queryKey: ["live"],
  queryFn: () => answer(api.GET("/api/live")),
  refetchInterval: 5_000,
});

export const triggers = (filter: { campaign?: string; user?: string; limit: number }) =>
  queryOptions({
    queryKey: ["triggers", filter],
    queryFn: async () =>
      (await answer(api.GET("/api/triggers", { params: { query: filter } }))) as unknown as Trigger[],
  });

export const trial = (id: string) =>
  queryOptions({
    queryKey: ["trial", id],
    queryFn: async () =>
      (await answer(api.GET("/api/trials/{id}", { params: { path: { id } } }))) as unknown as Trial,
    refetchInterval: ({ state }) => (isRunning(state.data?.state) ? 250 : false),
  });

export function isRunning(state: string | undefined): boolean {
  return state === undefined || state === "waiting" || state === "running";
}

export const story = (trialId: string, user: string) =>
  queryOptions({
    queryKey: ["trial", trialId, "story", user],
    queryFn: async () => {
      const told = await answer(
        api.GET("/api/trials/{id}/users/{user}/story", { params: { path: { id: trialId, user } } }),
      );
      return told.story as unknown as StoryEntry[];
    },
    staleTime: Infinity,
  });

export const accounts = queryOptions({
  queryKey: ["accounts"],
  queryFn: () => answer(api.GET("/api/accounts")),
});

export const tokens = queryOptions({
  queryKey: ["tokens"],
  queryFn: () => answer(api.GET("/api/tokens")),
});

export const products = queryOptions({
  queryKey: ["products"],
  queryFn: () => answer(api.GET("/api/shop/products")),
  staleTime: Infinity,
});

/** Customers, as somebody types; without a search those who were seen last. */
export const people = (search: string) =>
  queryOptions({
    queryKey: ["people", search],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/people", { params: { query: { search, limit: 30 } }, signal })),
  });

/** So many people one answer has at most. */
export const mostPeople = 100;

/** Those who are found, as a file. */
export const peopleFile = (search: string, format: Format): Promise<string> =>
  answer(api.GET("/api/people", { ...as(format), params: { query: { search, limit: mostPeople } } }));

export const openRuns = (user: string) =>
  queryOptions({
    queryKey: ["runs", user],
    queryFn: ({ signal }) => answer(api.GET("/api/live/runs", { params: { query: { user } }, signal })),
  });
