import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { versions } from "../api/queries";
import type { CampaignDetail, Version } from "../api/types";

/** With which version a draft is compared: with what is said now, unless somebody chooses another or none. */
export function useVersus(campaign: CampaignDetail | undefined): {
  all: Version[];
  number: number | undefined;
  text: string | undefined;
  choose: (number: number | undefined) => void;
} {
  const said = campaign?.said ?? 0;
  const { data } = useQuery({ ...versions(campaign?.id ?? ""), enabled: said > 0 });
  const [chosen, setChosen] = useState<{ number: number | undefined }>();
  const all = (data ?? []).filter((version) => !version.statusAlone && version.text != null);
  const wanted = chosen === undefined ? said : chosen.number;
  const found = all.find(({ number }) => number === wanted);
  return {
    all,
    number: found?.number,
    text: found?.text ?? undefined,
    choose: (number) => setChosen({ number }),
  };
}
