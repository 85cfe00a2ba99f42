import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { Failure } from "../api/failure";
import { titleOf } from "../parts/titleOf";

/** Who has an id that somebody wants for a new campaign, by name; nobody while it is not known. */
export function useHolder(id: string | undefined): string | undefined {
  const [settled] = useDebouncedValue(id ?? "", 250);
  const { data } = useQuery({
    queryKey: ["campaign", settled, "holder"],
    enabled: settled !== "",
    queryFn: async () => {
      try {
        return titleOf(await answer(api.GET("/api/campaigns/{id}", { params: { path: { id: settled } } })));
      } catch (error) {
        if (error instanceof Failure && error.status === 404) {
          return "";
        }
        throw error;
      }
    },
  });
  return settled !== id || data === undefined || data === "" ? undefined : data;
}
