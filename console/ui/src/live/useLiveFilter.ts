import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Range, rangeOf, withRange } from "./range";

/** Of which time and which campaign the page shows something: as the address says, so that a link shows the same. */
export type LiveFilter = { range: Range; campaign: string | undefined };

export function useLiveFilter(): {
  filter: LiveFilter;
  setRange: (range: Range) => void;
  setCampaign: (campaign: string | undefined) => void;
} {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(
    () => ({ range: rangeOf(params), campaign: params.get("campaign") ?? undefined }),
    [params],
  );
  return {
    filter,
    setRange: (range) => setParams((old) => withRange(old, range), { replace: true }),
    setCampaign: (campaign) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          if (campaign === undefined) {
            next.delete("campaign");
          } else {
            next.set("campaign", campaign);
          }
          return next;
        },
        { replace: true },
      ),
  };
}
