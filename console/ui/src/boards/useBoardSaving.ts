import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { BoardDocument } from "../api/data";
import { sentence } from "../api/failure";
import { offerUndo } from "../parts/offerUndo";
import { useLeaveWarning } from "../parts/useLeaveWarning";

/** Keeps and removes a board. What somebody else changed meanwhile is refused, not overwritten. */
export function useBoardSaving(document: BoardDocument | undefined, text: string, initial: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(initial);
  const [revision, setRevision] = useState(document?.revision ?? 0);
  const [isBusy, setBusy] = useState(false);
  const leave = useLeaveWarning(text !== saved);

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    try {
      await act();
      await queries.invalidateQueries({ queryKey: ["boards"] });
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
    } finally {
      setBusy(false);
    }
  };

  return {
    dirty: document === undefined || text !== saved,
    isBusy,
    save: (name: string) =>
      attempt(async () => {
        const kept =
          document === undefined
            ? await answer(api.POST("/api/boards", { body: { name, text } }))
            : await answer(
                api.PUT("/api/boards/{name}", { params: { path: { name } }, body: { text, revision } }),
              );
        setSaved(text);
        setRevision(kept.revision);
        notifications.show({ message: t("boards.saved", { name }) });
        if (document === undefined) {
          leave(`/boards/${name}${location.search}`);
        }
      }),
    remove: (name: string) =>
      attempt(async () => {
        await answer(api.DELETE("/api/boards/{name}", { params: { path: { name }, query: { revision } } }));
        leave("/data/boards");
        offerUndo({
          message: t("governance.removed", { name }),
          undo: t("action.undo"),
          act: () =>
            void attempt(async () => {
              await answer(api.POST("/api/boards", { body: { name, text: document?.text ?? saved } }));
              notifications.show({ message: t("governance.back", { name }) });
            }),
        });
      }),
  };
}
