// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import type { AskedApproval } from "../src/api/governance";
import type { CampaignDetail } from "../src/api/types";
import { ApprovalNote } from "../src/campaign/ApprovalNote";
import { field, press, show, type } from "./render";

const post = vi.hoisted(() => vi.fn());
vi.mock("../src/api/client", () => ({
  answer: (told: unknown) => Promise.resolve(told),
  api: { POST: post },
}));
vi.mock("../src/campaign/Differences", () => ({ Differences: () => null }));

const detail = { id: "cart", name: "Cart", version: 1, draft: "b", text: "a" } as CampaignDetail;
const asked: AskedApproval = {
  campaign: "cart",
  name: "Cart",
  revision: 7,
  writtenBy: ["bob"],
  askedBy: "bob",
  asked: "2026-11-20T10:00:00Z",
  note: "Spring prices",
  state: "open",
  answer: "",
  outdated: false,
};

const note = (more: Partial<AskedApproval>, role = "publisher") =>
  show(<ApprovalNote detail={detail} asked={{ ...asked, ...more }} />, role);
const buttons = () => [...document.querySelectorAll("button")].map((button) => button.textContent);

beforeEach(() => post.mockReset().mockResolvedValue({ version: 2 }));

it("lets somebody else approve the revision that was asked for", async () => {
  expect(note({}).textContent).toContain("bob asks for it to be published");
  expect(buttons()).toEqual(["Approve", "Refuse"]);
  press("Approve");
  const consent = [...document.querySelectorAll<HTMLElement>("form button")].at(-1);
  await act(() => Promise.resolve(consent?.click()));
  expect(post).toHaveBeenCalledWith("/api/campaigns/{id}/approval/approve", {
    params: { path: { id: "cart" } },
    body: { revision: 7, note: "" },
  });
});

it("does not let whoever asked or wrote approve, and says why", () => {
  expect(note({ askedBy: "ann" }).textContent).toContain("somebody else approves it");
  expect(buttons()).toEqual(["Withdraw"]);
  note({ writtenBy: ["bob", "ann"] });
  expect(buttons()).toEqual(["Withdraw"]);
});

it("offers nothing to whoever may not publish, nor what is outdated", () => {
  note({}, "editor");
  expect(buttons()).toEqual([]);
  expect(note({ outdated: true }).textContent).toContain("it is to be asked for again");
  expect(buttons()).toEqual(["Refuse"]);
});

it("refuses with a reason only", async () => {
  note({});
  press("Refuse");
  const send = () => [...document.querySelectorAll<HTMLButtonElement>("form button")].at(-1);
  expect(send()?.disabled).toBe(true);
  type(field("Why"), "Too dear");
  await act(() => Promise.resolve(send()?.click()));
  expect(post).toHaveBeenCalledWith("/api/campaigns/{id}/approval/refuse", {
    params: { path: { id: "cart" } },
    body: { revision: 7, note: "Too dear" },
  });
});

it("keeps what was refused, with the reason", () => {
  const page = note({
    state: "refused",
    settledBy: "eve",
    settled: "2026-11-20T11:00:00Z",
    answer: "Too dear",
  });
  expect(page.textContent).toContain("eve refused it");
  expect(page.textContent).toContain("Too dear");
  expect(buttons()).toEqual([]);
});
