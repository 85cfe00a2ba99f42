import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { CampaignDetail } from "../api/types";
import { Failure, sentence } from "../api/failure";
import { useLeaveWarning } from "../parts/useLeaveWarning";
import { PublishQuestion } from "./PublishQuestion";

type Kept = { id: string; revision: number };

/** Keeps the draft and publishes it. What somebody else changed meanwhile is never overwritten unasked. */
export function useSaving({
  id,
  detail,
  text,
  initial,
  reload,
}: {
  id: string | undefined;
  detail: CampaignDetail | undefined;
  text: string;
  initial: string;
  reload: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(initial);
  const [isSaving, setIsSaving] = useState(false);
  const revision = useRef(detail?.draftRevision ?? 0);
  const isNew = id === undefined;
  const dirty = text !== saved;
  const leave = useLeaveWarning(dirty);

  const refresh = useCallback(async () => {
    await queries.invalidateQueries({ queryKey: ["campaigns"] });
    await queries.invalidateQueries({ queryKey: ["campaign"] });
  }, [queries]);

  const store = useCallback(
    async (force: boolean): Promise<Kept | undefined> => {
      setIsSaving(true);
      try {
        if (isNew) {
          const made = await answer(api.POST("/api/campaigns", { body: { text } }));
          revision.current = made.draftRevision;
          setSaved(text);
          return { id: made.id, revision: made.draftRevision };
        }
        if (force) {
          const now = await answer(api.GET("/api/campaigns/{id}", { params: { path: { id } } }));
          revision.current = now.draftRevision;
        }
        const made = await answer(
          api.PUT("/api/campaigns/{id}/draft", {
            params: { path: { id } },
            body: { text, revision: revision.current },
          }),
        );
        revision.current = made.draftRevision;
        setSaved(text);
        return { id, revision: made.draftRevision };
      } catch (error) {
        if (error instanceof Failure && error.status === 409 && !isNew) {
          askConflict();
        } else {
          notifications.show({ color: "red", title: t("editor.notSaved"), message: sentence(error) });
        }
        return undefined;
      } finally {
        setIsSaving(false);
      }
      function askConflict() {
        modals.openConfirmModal({
          title: t("editor.conflict"),
          children: <p style={{ marginTop: 0 }}>{t("editor.conflictText")}</p>,
          labels: { confirm: t("editor.overwrite"), cancel: t("editor.takeTheirs") },
          confirmProps: { color: "red" },
          onConfirm: () => void store(true),
          onCancel: reload,
        });
      }
    },
    [id, isNew, reload, t, text],
  );

  const save = useCallback(async () => {
    if (!dirty && !isNew) {
      return;
    }
    const kept = await store(false);
    if (kept !== undefined) {
      await refresh();
      notifications.show({ message: t("editor.savedNow") });
      if (isNew) {
        leave(`/campaigns/${kept.id}/edit`);
      }
    }
  }, [dirty, isNew, leave, refresh, store, t]);

  const publishNow = async () => {
    const kept =
      dirty || isNew || detail?.draft == null ? await store(false) : { id, revision: revision.current };
    if (kept === undefined) {
      return;
    }
    try {
      const { version } = await answer(
        api.POST("/api/campaigns/{id}/publish", {
          params: { path: { id: kept.id } },
          body: { revision: kept.revision },
        }),
      );
      await refresh();
      notifications.show({ message: t("editor.published", { version }) });
      leave(`/campaigns/${kept.id}`);
    } catch (error) {
      notifications.show({ color: "red", title: t("editor.notPublished"), message: sentence(error) });
    }
  };

  const publish = () =>
    modals.openConfirmModal({
      title: t("editor.publishTitle", { version: (detail?.version ?? 0) + 1 }),
      size: "lg",
      children: <PublishQuestion id={id} live={detail?.text ?? undefined} text={text} />,
      labels: { confirm: t("action.publish"), cancel: t("action.cancel") },
      onConfirm: () => void publishNow(),
    });

  return {
    dirty,
    isSaving,
    save,
    publish,
    publishable: isNew || dirty || detail?.draft != null,
  };
}
