import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import { as, type Format } from "./file";
import type { components } from "./schema";

export type RejectedKind = { reason: string; source: string };
export type RejectedOne = components["schemas"]["RejectedOne"];

/** What could not be used in the last 24 hours. Without a reason only how much of what kind. */
export const rejected = (of?: RejectedKind) =>
  queryOptions({
    queryKey: ["rejected", of?.reason, of?.source],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/rejected", { params: { query: { ...of, limit: of === undefined ? 0 : 100 } }, signal }),
      ),
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });

/** As many as the service has. */
export const mostRejected = 2_000;

/** The latest of all kinds, as a file. */
export const rejectedFile = (format: Format): Promise<string> =>
  answer(api.GET("/api/rejected", { ...as(format), params: { query: { limit: mostRejected } } }));

export const sendAgain = (id: string) =>
  answer(api.POST("/api/rejected/{id}/again", { params: { path: { id } } }));
