import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { CampaignRow } from "../api/types";
import { campaigns } from "../api/queries";
import type { ListFilter } from "./useFilter";

export const PAGE = 100;

export type Rows = {
  total: number | undefined;
  row(index: number): CampaignRow | undefined;
  loaded: CampaignRow[];
  error: Error | null;
};

/** The pages of the list that are on the screen: of ten thousand campaigns, only those are asked for. */
export function useRows(filter: ListFilter, first: number, last: number): Rows {
  const from = Math.floor(Math.max(0, first) / PAGE);
  const to = Math.floor(Math.max(0, last) / PAGE);
  // The first page is always among them: it knows how many rows there are while others are on their way.
  const numbers = [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)])];
  const pages = useQueries({
    queries: numbers.map((page) => ({
      ...campaigns({ ...filter, offset: page * PAGE, limit: PAGE }),
      placeholderData: page === 0 ? keepPreviousData : undefined,
      refetchInterval: 15_000,
    })),
  });
  const byNumber = new Map(numbers.map((page, index) => [page, pages[index]]));
  return {
    total: byNumber.get(0)?.data?.total,
    row: (index) => byNumber.get(Math.floor(index / PAGE))?.data?.items[index % PAGE],
    loaded: pages.flatMap((page) => page.data?.items ?? []),
    error: pages.find((page) => page.error !== null)?.error ?? null,
  };
}
