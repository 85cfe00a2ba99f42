import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { isRunning } from "../api/queries";
import type { Estimate } from "../api/types";
import { pause } from "../stream/pause";

const everyMillis = 150;

/** Counts; where nobody waits for it any more, the count is stopped. */
async function estimated(text: string, signal: AbortSignal): Promise<Estimate> {
  const { id } = await answer(api.POST("/api/estimates", { body: { text } }));
  const path = { params: { path: { id } } };
  while (!signal.aborted) {
    const result = await answer(api.GET("/api/estimates/{id}", path));
    if (!isRunning(result.state)) {
      return result;
    }
    await pause(everyMillis, signal);
  }
  await answer(api.DELETE("/api/estimates/{id}", path)).catch(() => undefined);
  throw signal.reason;
}

/**
 * For how many people a day a document would have fired.
 *
 * @param text of a document without mistakes; undefined where it has some
 */
export function useEstimate(text: string | undefined): {
  estimate: Estimate | undefined;
  error: Error | null;
} {
  const { data, error } = useQuery({
    queryKey: ["estimate", text],
    queryFn: ({ signal }) => estimated(text ?? "", signal),
    enabled: text !== undefined,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  return { estimate: text === undefined ? undefined : data, error: text === undefined ? null : error };
}
