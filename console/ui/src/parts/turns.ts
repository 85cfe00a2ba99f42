import { type RefObject, startTransition, useEffect, useState } from "react";

/** What waits to be made, and where on the page it will be. */
type Piece = { place: Element; begin: () => void };

const waiting = new Set<Piece>();
let making: Piece | undefined;
let isPlanned = false;

/** The one that is highest on the page; of several at one height, the one that asked first. */
function highest(): Piece | undefined {
  const top = ({ place }: Piece) => place.getBoundingClientRect().top;
  return [...waiting].sort((left, right) => top(left) - top(right))[0];
}

/** In a task of its own, so that the page answers, and shows what is there, before. */
function plan() {
  if (isPlanned || making !== undefined || waiting.size === 0) {
    return;
  }
  if (document.hidden) {
    waiting.forEach(({ begin }) => begin()); // nobody looks, and timers are slow
    return;
  }
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    making = highest();
    making?.begin();
  });
}

/**
 * Whether it is time to make a piece of the page. One begins when the one before it is there, from the top of the page to
 * its bottom: what React puts on the page at once it does in one task, however large, and where an answer of the server
 * arrives meanwhile it makes all of it in one task as well.
 *
 * @param place what stands on the page until then
 */
export function useTurn(place: RefObject<Element | null>): boolean {
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    if (isTime || place.current === null) {
      return undefined;
    }
    const piece = { place: place.current, begin: () => startTransition(() => setIsTime(true)) };
    waiting.add(piece);
    plan();
    // It is there, or nobody wants it any more.
    return () => {
      waiting.delete(piece);
      if (making === piece) {
        making = undefined;
      }
      plan();
    };
  }, [isTime, place]);
  return isTime;
}
