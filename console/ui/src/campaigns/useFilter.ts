import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export type ListFilter = { q: string; state: string; sort: string };

const defaults: ListFilter = { q: "", state: "", sort: "-changed" };

/** What the list shows is said by the address, so that a link shows the same. */
export function useFilter(): [ListFilter, (change: Partial<ListFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(
    () => ({
      q: params.get("q") ?? defaults.q,
      state: params.get("state") ?? defaults.state,
      sort: params.get("sort") ?? defaults.sort,
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
