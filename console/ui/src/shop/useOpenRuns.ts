import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { shopRuns } from "../api/shop";
import type { Visit } from "./useVisit";

/** Runs are counted once a second, and then read. */
const countedMillis = 1_500;

/** Until when the first run of each campaign waits that the visitor is in the middle of, by campaign. */
export function useOpenRuns({ shopper, acts, offers, runs }: Visit): ReadonlyMap<string, string> {
  const { data, refetch } = useQuery(shopRuns(shopper));
  const latest = acts[0]?.id;
  useEffect(() => {
    const counted = setTimeout(() => void refetch(), countedMillis);
    return () => clearTimeout(counted);
  }, [latest, offers.length, runs, refetch]);
  const until = new Map<string, string>();
  for (const { campaign, due } of data ?? []) {
    const known = until.get(campaign);
    if (due != null && (known === undefined || due < known)) {
      until.set(campaign, due);
    }
  }
  return until;
}
