import type { ShopWalk } from "../api/types";
import type { Act } from "./useVisit";

/** How far somebody is on the walks that were suggested. */
export type Progress = {
  /** The walks that what was done since is the beginning of. */
  walks: readonly ShopWalk[];
  /** How many steps of theirs are done. */
  done: number;
  /** Whether one of them is done to its end. */
  complete: boolean;
};

/**
 * What was done since the walks were suggested must be their first steps: anything else may change what fires.
 *
 * @param acts the newest first
 * @param since the newest act when they were suggested
 */
export function progress(
  walks: readonly ShopWalk[],
  acts: readonly Act[],
  since: string | undefined,
): Progress {
  const end = acts.findIndex((act) => act.id === since);
  const done = acts.slice(0, end < 0 ? acts.length : end).reverse();
  const matching = walks.filter(
    ({ steps }) =>
      done.length <= steps.length &&
      done.every((act, at) => act.type === steps[at]?.type && act.product.id === steps[at].product.id),
  );
  return {
    walks: matching,
    done: done.length,
    complete: matching.some(({ steps }) => done.length > 0 && done.length === steps.length),
  };
}
