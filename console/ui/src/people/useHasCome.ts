import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** Nobody waits longer for what is slow. */
const patienceMillis = 2_000;

/**
 * Whether what is asked about a person has been answered, so that it can be shown together and no part pushes down another.
 * What is asked again later hides nothing.
 *
 * @param isKnown whether there is an answer to who they are
 */
export function useHasCome(user: string, isKnown: boolean): boolean {
  const coming = useIsFetching({
    queryKey: ["person", user],
    predicate: ({ state }) => state.status === "pending",
  });
  const [has, setHas] = useState(false);
  useEffect(() => {
    const late = setTimeout(() => setHas(true), patienceMillis);
    return () => clearTimeout(late);
  }, []);
  if (!has && isKnown && coming === 0) {
    setHas(true);
  }
  return has;
}
