import { useSearchParams } from "react-router";

export type RejectedKind = { reason: string; source: string };

/** Which kind of rejected records is looked at, as the address says it: Back closes it. */
export function useRejectedKind() {
  const [params, setParams] = useSearchParams();
  const reason = params.get("rejected");
  const change = (kind: RejectedKind | undefined) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      next.delete("rejected");
      next.delete("source");
      if (kind !== undefined) {
        next.set("rejected", kind.reason);
        next.set("source", kind.source);
      }
      return next;
    });
  const kind: RejectedKind | undefined =
    reason === null ? undefined : { reason, source: params.get("source") ?? "" };
  return { kind, open: change, close: () => change(undefined) };
}
