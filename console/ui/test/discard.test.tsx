// @vitest-environment jsdom
import { act } from "react";
import { expect, it, vi } from "vitest";
import type { CampaignDetail } from "../src/api/types";
import { useDiscard } from "../src/editor/useDiscard";
import { press, show } from "./render";

const remove = vi.hoisted(() => vi.fn());
vi.mock("../src/api/client", () => ({
  answer: (told: unknown) => Promise.resolve(told),
  api: { DELETE: remove },
}));
vi.mock("@mantine/modals", () => ({
  modals: { openConfirmModal: ({ onConfirm }: { onConfirm: () => void }) => onConfirm() },
}));

function Discard({ detail, seen }: { detail: CampaignDetail; seen: number }) {
  const discard = useDiscard(() => undefined);
  return (
    <button type="button" onClick={() => discard(detail, seen)}>
      Discard
    </button>
  );
}

it("names the revision that was seen, not the one that was fetched since", async () => {
  const detail = { id: "cart", version: 1, draft: "id: cart", draftRevision: 8 } as CampaignDetail;
  show(<Discard detail={detail} seen={7} />);
  press("Discard");
  await act(() => Promise.resolve());
  expect(remove).toHaveBeenCalledWith("/api/campaigns/{id}/draft", {
    params: { path: { id: "cart" }, query: { revision: 7 } },
  });
});
