// @vitest-environment jsdom
import { Notifications } from "@mantine/notifications";
import { act } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { Accounts } from "../src/access/Accounts";
import { plan } from "../src/api/governance";
import { accounts } from "../src/api/queries";
import { PlanNotes } from "../src/campaign/PlanNotes";
import { press, show, silent } from "./render";

const calls = vi.hoisted(() => ({ DELETE: vi.fn(), POST: vi.fn() }));
vi.mock("../src/api/client", () => ({ answer: (told: unknown) => Promise.resolve(told), api: calls }));
vi.mock("@mantine/modals", () => ({
  modals: { openConfirmModal: ({ onConfirm }: { onConfirm: () => void }) => onConfirm() },
}));

const settled = () => act(async () => await new Promise((resolve) => setTimeout(resolve)));

beforeEach(() => {
  calls.DELETE.mockReset();
  calls.POST.mockReset();
});

it("brings back an account that was removed", async () => {
  const queries = silent();
  queries.setQueryData(accounts.queryKey, [
    { id: 7, name: "edith", role: "editor", created: "2026-11-20T10:00:00Z" },
  ]);
  show(
    <>
      <Notifications />
      <Accounts />
    </>,
    "admin",
    "en",
    { queries },
  );
  press("Remove edith");
  await settled();
  const path = { params: { path: { id: 7 } } };
  expect(calls.DELETE).toHaveBeenCalledWith("/api/accounts/{id}", path);
  press("Undo");
  await settled();
  expect(calls.POST).toHaveBeenCalledWith("/api/accounts/{id}/restore", path);
});

it("brings back a plan that was cancelled, and not one that was dismissed", async () => {
  const line = {
    number: 3,
    action: "publish" as const,
    at: "2026-12-24T09:00:00Z",
    zone: "UTC",
    revision: 1,
    by: "bob",
    note: "",
    failed: false,
    reason: "",
  };
  const notes = (failed: boolean) => {
    const queries = silent();
    queries.setQueryData(plan("cart").queryKey, [{ ...line, failed }]);
    show(
      <>
        <Notifications />
        <PlanNotes id="cart" revision={1} />
      </>,
      "publisher",
      "en",
      { queries },
    );
  };
  const path = { params: { path: { id: "cart", number: 3 } } };
  notes(true);
  press("Dismiss");
  await settled();
  expect(calls.DELETE).toHaveBeenCalledWith("/api/campaigns/{id}/plan/{number}", path);
  expect(() => press("Undo")).toThrow();
  notes(false);
  press("Cancel it");
  await settled();
  press("Undo");
  await settled();
  expect(calls.POST).toHaveBeenCalledWith("/api/campaigns/{id}/plan/{number}/restore", path);
});
