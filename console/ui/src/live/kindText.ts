import type { TFunction } from "i18next";

const kinds = ["started", "advanced", "completed", "cancelled", "expired", "skipped", "dropped"] as const;

/** What happened to a run, in words; a kind of a later version by its own name. */
export function kindText(kind: string, t: TFunction): string {
  const known = kinds.find((each) => each === kind);
  return known === undefined ? kind : t(`transition.${known}`);
}
