import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** What has a name beside its id: people by their profiles, things by the catalogue, campaigns. */
export type Named = "people" | "things" | "campaigns";

const kinds: Named[] = ["people", "things", "campaigns"];
const MOST = 500;
const TOGETHER = 20;

type Waiting = { resolve: (name: string | null) => void; reject: (error: unknown) => void };
type Round = Record<Named, Map<string, Waiting[]>>;

const empty = (): Round => ({ people: new Map(), things: new Map(), campaigns: new Map() });
let next: Round | undefined;

/** The name of one; null where it has none. What is asked for at about the same time goes in one request. */
export function askName(kind: Named, id: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    if (next === undefined || (next[kind].size >= MOST && !next[kind].has(id))) {
      const round = empty();
      next = round;
      setTimeout(() => {
        if (next === round) {
          next = undefined;
        }
        void send(round);
      }, TOGETHER);
    }
    const waiting = next[kind].get(id);
    if (waiting === undefined) {
      next[kind].set(id, [{ resolve, reject }]);
    } else {
      waiting.push({ resolve, reject });
    }
  });
}

async function send(round: Round): Promise<void> {
  const body = {
    people: [...round.people.keys()],
    things: [...round.things.keys()],
    campaigns: [...round.campaigns.keys()],
  };
  const each = (act: (waiting: Waiting, kind: Named, id: string) => void) =>
    kinds.forEach((kind) =>
      round[kind].forEach((all, id) => all.forEach((waiting) => act(waiting, kind, id))),
    );
  try {
    const found = await answer(api.POST("/api/names", { body }));
    each(({ resolve }, kind, id) => resolve(found[kind][id] ?? null));
  } catch (error) {
    each(({ reject }) => reject(error));
  }
}

export const nameOf = (kind: Named, id: string) =>
  queryOptions({
    queryKey: ["name", kind, id],
    queryFn: () => askName(kind, id),
    staleTime: 60_000,
    retry: false,
  });
