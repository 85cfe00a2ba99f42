import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { sentence } from "../api/failure";
import type { CampaignDetail } from "../api/types";
import { offerUndo } from "../parts/offerUndo";

/**
 * Throws a draft away after asking, and brings it back for whoever thinks better of it. One that is no longer of the
 * revision that was seen stays.
 */
export function useDiscard(done: (gone: boolean) => void): (detail: CampaignDetail, seen: number) => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ["campaigns"] });
    await queries.invalidateQueries({ queryKey: ["campaign"] });
  };
  const failed = (error: unknown) =>
    notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
  const bringBack = async ({ id, draft, version, owner, tags }: CampaignDetail) => {
    const text = draft ?? "";
    const path = { params: { path: { id } } };
    try {
      if (version === 0) {
        await answer(api.POST("/api/campaigns", { body: { text } }));
        await answer(api.PUT("/api/campaigns/{id}/about", { ...path, body: { owner, tags } }));
      } else {
        const now = await answer(api.GET("/api/campaigns/{id}", path));
        await answer(
          api.PUT("/api/campaigns/{id}/draft", {
            ...path,
            body: { text, revision: now.draftRevision },
          }),
        );
      }
      notifications.show({ message: t("editor.draftBack") });
    } catch (error) {
      failed(error);
    }
    await refresh();
  };
  const discard = async (detail: CampaignDetail, revision: number) => {
    const { id, version } = detail;
    try {
      await answer(
        api.DELETE("/api/campaigns/{id}/draft", { params: { path: { id }, query: { revision } } }),
      );
    } catch (error) {
      failed(error);
      await refresh();
      return;
    }
    offerUndo({
      message: t("editor.discarded"),
      undo: t("action.undo"),
      act: () => void bringBack(detail),
    });
    done(version === 0);
    await refresh();
  };
  return (detail, seen) =>
    modals.openConfirmModal({
      title: t("editor.discardTitle"),
      children: (
        <p style={{ marginTop: 0 }}>
          {t(detail.version === 0 ? "editor.discardNew" : "editor.discardText", { version: detail.version })}
        </p>
      ),
      labels: { confirm: t("editor.discard"), cancel: t("action.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => void discard(detail, seen),
    });
}
