import { type ReactNode, Suspense, useRef } from "react";
import { useTurn } from "./turns";
import { Waiting } from "./Waiting";

/**
 * A piece of the page that takes long to make. Pieces are made one after another, and the page answers between them. Until
 * it is there, something waits in its place: a sign of work, or nothing where the height is 0, for what is out of sight
 * until what is above it is there.
 */
export function Later({ height, children }: { height?: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const isTime = useTurn(place);
  const wait = height === 0 ? null : <Waiting {...(height === undefined ? {} : { height })} />;
  return isTime ? (
    <Suspense fallback={wait}>{children}</Suspense>
  ) : (
    <div ref={place} data-later>
      {wait}
    </div>
  );
}
