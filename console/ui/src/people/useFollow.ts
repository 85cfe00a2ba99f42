import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Connection } from "../stream/follow";
import { useStream } from "../stream/useStream";
import { Pacing } from "./Pacing";
import { keyOf, type Part, parts, touchedBy } from "./person";

/** How long the query of recommendations says that an answer may be given again. */
const KEPT_FOR = 1_000;

/** Keeps a person's page as it is now: what is written of the person is asked for again when it can be read. */
export function useFollow(user: string): Connection {
  const queries = useQueryClient();
  const paces = useMemo(
    () =>
      new Map(
        parts.map((part) => [
          part,
          new Pacing(
            () => queries.invalidateQueries({ queryKey: keyOf(user, part) }),
            part === "recommendations" ? KEPT_FOR : 0,
          ),
        ]),
      ),
    [queries, user],
  );
  useEffect(() => () => paces.forEach((pace) => pace.stop()), [paces]);
  const connection = useStream(`/api/live/person?user=${encodeURIComponent(user)}`, ({ name, data }) => {
    if (name === "written") {
      again(paces, touchedBy((data as { collections: string[] }).collections));
    }
  });
  const before = useRef(connection);
  useEffect(() => {
    // What was written while nobody listened was told to nobody.
    if (connection === "open" && before.current !== "open") {
      again(paces, parts);
    }
    before.current = connection;
  }, [connection, paces]);
  return connection;
}

function again(paces: ReadonlyMap<Part, Pacing>, touched: readonly Part[]): void {
  touched.forEach((part) => paces.get(part)?.want());
}
