import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export type ListFilter = {
  q: string;
  state: string;
  sort: string;
  owner: string;
  /** One of them, or none. */
  tag: string;
  /** waiting for approval, planned, or neither. */
  show: string;
};

const defaults: ListFilter = { q: "", state: "", sort: "-changed", owner: "", tag: "", show: "" };

/** With which all campaigns are shown. */
export const unfiltered: Partial<ListFilter> = { q: "", state: "", owner: "", tag: "", show: "" };

/** What the list shows is said by the address, so that a link shows the same. */
export function useFilter(): [ListFilter, (change: Partial<ListFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(
    () => ({
      q: params.get("q") ?? defaults.q,
      state: params.get("state") ?? defaults.state,
      sort: params.get("sort") ?? defaults.sort,
      owner: params.get("owner") ?? defaults.owner,
      tag: params.get("tag") ?? defaults.tag,
      show: params.get("show") ?? defaults.show,
    }),
    [params],
  );
  const change = useCallback(
    (wanted: Partial<ListFilter>) => {
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [key, value] of Object.entries(wanted)) {
            if (value === defaults[key as keyof ListFilter]) {
              next.delete(key);
            } else {
              next.set(key, value);
            }
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [filter, change];
}
