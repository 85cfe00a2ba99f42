import { type RefObject, startTransition, useEffect, useState } from "react";

/** What waits to be made, and where on the page it will be. */
type Piece = { place: Element; begin: () => void };

const waiting = new Set<Piece>();
let making: Piece | undefined;
let isPlanned = false;

/** The one that is nearest to the top of the screen; of several at one height, the one that asked first. */
function highest(): Piece | undefined {
  const top = ({ place }: Piece) => place.getBoundingClientRect().top;
  return [...waiting].sort((left, right) => top(left) - top(right))[0];
}

/** In a task of its own, so that the page answers, and shows what is there, before. */
function plan() {
  if (isPlanned || making !== undefined || waiting.size === 0) {
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
 * Whether it is time to make a piece of the page. One begins when the one before it is there, from the top of the screen
 * to its bottom: React makes a piece in one go where an answer of the server arrives meanwhile, however large it is, and what
 * it does at its end for all at once, it always does in one go.
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
