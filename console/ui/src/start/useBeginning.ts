import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { campaigns, triggers, vocabulary } from "../api/queries";
import type { Vocabulary } from "../api/types";

/** The steps from nothing to the first trigger, in their order. */
export const beginnings = ["event", "campaign", "trigger"] as const;
export type Beginning = (typeof beginnings)[number];

const often = 4_000;

/** Whether there was an event of any type; one that was not seen is there because a source declares it. */
const hasCome = (seen: Vocabulary | undefined) => seen?.types.some(({ count }) => count > 0) === true;

/**
 * How far a young workspace has come: nothing where it is none any more, where somebody has enough of it, or while that is
 * not known.
 */
export function useBeginning(): { done: ReadonlySet<Beginning>; dismiss: () => void } | undefined {
  const [dismissed, setDismissed] = useLocalStorage({
    key: "nudge-beginning-dismissed",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const fired = useQuery({
    ...triggers({ limit: 1 }),
    enabled: !dismissed,
    refetchInterval: ({ state }) => (state.data?.length === 0 ? often : false),
  });
  // One in which something has fired is not asked any further.
  const young = !dismissed && fired.data?.length === 0;
  const { data: seen } = useQuery({
    ...vocabulary,
    enabled: young,
    refetchInterval: ({ state }) => (hasCome(state.data) ? false : often),
  });
  const { data: listed } = useQuery({
    ...campaigns({ q: "", state: "", sort: "-changed", offset: 0, limit: 1 }),
    enabled: young,
    refetchInterval: ({ state }) => (state.data?.total === 0 ? often : false),
  });
  if (!young || seen === undefined || listed === undefined) {
    return undefined;
  }
  const done = new Set<Beginning>();
  if (hasCome(seen)) {
    done.add("event");
  }
  if (listed.total > 0) {
    done.add("campaign");
  }
  return { done, dismiss: () => setDismissed(true) };
}
