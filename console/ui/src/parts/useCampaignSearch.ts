import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { campaigns } from "../api/queries";
import type { CampaignRow } from "../api/types";

const shown = 50;

/**
 * Campaigns for a field that searches while one types.
 *
 * @param label what the field shows of what is chosen: as text of the field it is no search
 */
export function useCampaignSearch(label: string): {
  found: CampaignRow[];
  /** What is searched for at once; empty where nothing is. */
  sought: string;
  type: (text: string) => void;
} {
  const [typed, type] = useState("");
  const now = typed === label ? "" : typed;
  const [sought] = useDebouncedValue(now, 200);
  const { data } = useQuery({
    ...campaigns({ q: sought, state: "", sort: "name", offset: 0, limit: shown }),
    placeholderData: keepPreviousData,
  });
  return { found: data?.items ?? [], sought: now, type };
}
