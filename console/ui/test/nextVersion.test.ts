import { expect, it } from "vitest";
import type { CampaignDetail } from "../src/api/types";
import { nextVersion } from "../src/editor/nextVersion";

const live = "id: cart\nstatus: shadow\noffer: {}\n";
const detail = { version: 2, text: live } as CampaignDetail;

it("is the first of a new campaign, and one more of an edited one", () => {
  expect(nextVersion(undefined, live)).toBe(1);
  expect(nextVersion({ ...detail, version: 0, text: undefined }, live)).toBe(1);
  expect(nextVersion(detail, `${live}# more\n`)).toBe(3);
});

it("is the same where the status changes alone", () => {
  expect(nextVersion(detail, live.replace("shadow", "live"))).toBe(2);
  expect(nextVersion(detail, live.replace("status: shadow\n", ""))).toBe(2);
});
