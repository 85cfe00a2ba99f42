import { type ReactNode, Suspense, useRef } from "react";
import { useTurn } from "./turns";
import { Waiting } from "./Waiting";

/**
 * A piece of the page that takes long to make. Pieces are made one after another, and the page answers between them. Until
 * it is there, something waits in its place: a sign of work, or nothing where the height is 0, for what is out of sight
 * until what is above it is there.
 */
export function Later({
  height,
  inList = false,
  children,
}: {
  height?: number;
  /** Whether it stands among the items of a list. */
  inList?: boolean;
  children: ReactNode;
}) {
  const div = useRef<HTMLDivElement>(null);
  const item = useRef<HTMLLIElement>(null);
  const place = inList ? item : div;
  const isTime = useTurn(place);
  const wait = height === 0 ? null : <Waiting {...(height === undefined ? {} : { height })} />;
  if (isTime) {
    return <Suspense fallback={wait}>{children}</Suspense>;
  }
  return inList ? (
    <li ref={item} data-later>
      {wait}
    </li>
  ) : (
    <div ref={div} data-later>
      {wait}
    </div>
  );
}
