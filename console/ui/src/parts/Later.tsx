import { type ReactNode, useDeferredValue } from "react";
import { Waiting } from "./Waiting";

/**
 * What takes long to make: it is made piece by piece, and the page answers between the pieces. Until all of it is there,
 * something waits in its place.
 */
export function Later({ height, children }: { height?: number; children: ReactNode }) {
  const isTime = useDeferredValue(true, false);
  return isTime ? children : <Waiting {...(height === undefined ? {} : { height })} />;
}
