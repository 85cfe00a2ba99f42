import { useCallback, useState } from "react";
import { NavigationType, useLocation, useNavigationType, useSearchParams } from "react-router";
import { search } from "../api/ask";

type Given = Record<string, string | string[]>;

function ofAddress(params: URLSearchParams): Given {
  const found: Given = {};
  for (const name of new Set(params.keys())) {
    const all = params.getAll(name);
    found[name] = all.length > 1 ? all : (all[0] ?? "");
  }
  return found;
}

/**
 * Values of parameters stand in the address, so that a link asks the same. They are kept beside it, since the address
 * changes a moment later than a field that somebody types in; whoever comes by a link or goes back has those of the
 * address.
 */
export function useValues(): [Given, (name: string, value: string | string[]) => void, (all: Given) => void] {
  const [params, setParams] = useSearchParams();
  const { key } = useLocation();
  const isOwn = useNavigationType() === NavigationType.Replace;
  const [{ values, at }, setKept] = useState(() => ({ values: ofAddress(params), at: key }));
  if (at !== key) {
    setKept({ values: isOwn ? values : ofAddress(params), at: key });
  }
  const replace = useCallback(
    (all: Given) => {
      setKept((kept) => ({ ...kept, values: all }));
      setParams(search(all), { replace: true });
    },
    [setParams],
  );
  const change = useCallback(
    (name: string, value: string | string[]) => replace({ ...values, [name]: value }),
    [replace, values],
  );
  return [values, change, replace];
}
