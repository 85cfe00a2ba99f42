import type { CampaignDetail } from "../api/types";

const status = /^status:.*\n?/m;

/** The version that publishing a text makes: a status that changes alone makes none. */
export function nextVersion(detail: CampaignDetail | undefined, text: string): number {
  if (detail === undefined || detail.version === 0) {
    return 1;
  }
  const isAlone = detail.text?.replace(status, "") === text.replace(status, "");
  return isAlone ? detail.version : detail.version + 1;
}
