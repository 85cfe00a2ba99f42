import { useQueries, useQuery } from "@tanstack/react-query";
import { type Named, nameOf } from "../api/names";

/** What something is called; undefined where it has no name, or none is known yet: then its id stands for it. */
export function useName(kind: Named, id: string | undefined): string | undefined {
  const { data } = useQuery({ ...nameOf(kind, id ?? ""), enabled: id !== undefined && id !== "" });
  return data ?? undefined;
}

/** The same of several, in their order: each by its name, or else its id. */
export function useNames(kind: Named, ids: readonly string[]): string[] {
  const found = useQueries({ queries: ids.map((id) => ({ ...nameOf(kind, id), enabled: id !== "" })) });
  return ids.map((id, index) => found[index]?.data ?? id);
}
