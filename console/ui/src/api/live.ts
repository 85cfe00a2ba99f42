import { queryOptions } from "@tanstack/react-query";
import { boundsOf, isOpen } from "../live/range";
import type { LiveFilter } from "../live/useLiveFilter";
import { answer, api } from "./client";
import { serverNow } from "./clock";
import { as, type Format } from "./file";
import type { components } from "./schema";
import type { Trigger } from "./types";

export type Source = components["schemas"]["SourceNow"];

const REFRESHED = 15_000;

function asked({ range, campaign }: LiveFilter) {
  const { from, until } = boundsOf(range, serverNow());
  return {
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    ...(campaign === undefined ? {} : { campaign }),
  };
}

/** The same for triggers: a time that is not over has no end, for more fire while it is asked for. */
function askedOfTriggers(filter: LiveFilter) {
  const { until, ...since } = asked(filter);
  return isOpen(filter.range, serverNow()) ? since : { ...since, until };
}

/** Events and triggers over a time. */
export const history = (filter: LiveFilter) =>
  queryOptions({
    queryKey: ["live", "history", filter],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/live/history", { params: { query: asked(filter) }, signal })),
    refetchInterval: isOpen(filter.range, serverNow()) ? REFRESHED : false,
    placeholderData: (before) => before,
  });

/** What fired of late in that time; what fires from then on comes by the stream. */
export const triggersOf = (filter: LiveFilter) =>
  queryOptions({
    queryKey: ["triggers", "live", filter],
    queryFn: async ({ signal }) =>
      (await answer(
        api.GET("/api/triggers", { params: { query: { ...askedOfTriggers(filter), limit: 60 } }, signal }),
      )) as unknown as Trigger[],
    staleTime: Infinity,
  });

/** As many as the service gives at once. */
export const mostTriggers = 1_000;

/** The latest that fired in that time, as a file. */
export const triggersFile = (filter: LiveFilter, format: Format): Promise<string> =>
  answer(
    api.GET("/api/triggers", {
      ...as(format),
      params: { query: { ...askedOfTriggers(filter), limit: mostTriggers } },
    }),
  );

export const sources = queryOptions({
  queryKey: ["live", "sources"],
  queryFn: ({ signal }) => answer(api.GET("/api/live/sources", { signal })),
  refetchInterval: 10_000,
});
