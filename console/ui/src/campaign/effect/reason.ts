import type { TFunction } from "i18next";

const reasons = [
  "unsubscribed",
  "quiet hours",
  "campaign cap",
  "group cap",
  "total cap",
  "budget",
  "outranked",
  "shadow",
  "shadow alone",
  "holdout",
  "ended",
  "audience",
  "too many",
] as const;

/** Why an offer did not go out. A reason that is not known here is shown as it is. */
export function reasonText(reason: string, t: TFunction): string {
  const known = reasons.find((one) => one === reason);
  return known === undefined ? reason : t(`withheld.because.${known}`);
}
