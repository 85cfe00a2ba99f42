import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { shopCampaigns } from "../api/shop";
import type { Visit } from "./useVisit";

/** What the campaigns are called that the visitor has to do with; the id where it is not known. */
export function useNames({ shopper, runs, offers }: Visit): (campaign: string) => string {
  const ids = [...new Set([...runs.keys(), ...offers.map((offer) => offer.campaign)])].sort().slice(0, 50);
  const { data } = useQuery({
    ...shopCampaigns(shopper, ids),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
  return (campaign) => data?.[campaign] ?? campaign;
}
