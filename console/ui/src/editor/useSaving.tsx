import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { CampaignDetail } from "../api/types";
import { Failure, sentence } from "../api/failure";
import { useLeaveWarning } from "../parts/useLeaveWarning";
import { nextVersion } from "./nextVersion";
import { PublishQuestion, type Wish } from "./PublishQuestion";

type Kept = { id: string; revision: number };

/**
 * Keeps the draft and publishes it, or asks for that where a second person is needed. What somebody else changed meanwhile is
 * never overwritten unasked.
 */
export function useSaving({
  id,
  detail,
  text,
  initial,
  asks,
  reload,
}: {
  id: string | undefined;
  detail: CampaignDetail | undefined;
  text: string;
  initial: string;
  asks: boolean;
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

  const publishNow = async ({ note, time }: Wish) => {
    const kept =
      dirty || isNew || detail?.draft == null ? await store(false) : { id, revision: revision.current };
    if (kept === undefined) {
      return;
    }
    const path = { params: { path: { id: kept.id } } };
    const body = { revision: kept.revision, note };
    try {
      let message: string;
      if (asks) {
        await answer(api.POST("/api/campaigns/{id}/approval", { ...path, body: { ...body, ...time } }));
        message = t("governance.asked");
      } else if (time !== undefined) {
        const wanted = { action: "publish" as const, ...body, ...time };
        await answer(api.POST("/api/campaigns/{id}/plan", { ...path, body: wanted }));
        message = t("governance.planned");
      } else {
        const { version } = await answer(api.POST("/api/campaigns/{id}/publish", { ...path, body }));
        message = t("editor.published", { version });
      }
      await refresh();
      notifications.show({ message });
      leave(`/campaigns/${kept.id}`);
    } catch (error) {
      const title = asks
        ? t("governance.notAsked")
        : t(time === undefined ? "editor.notPublished" : "governance.notPlanned");
      notifications.show({ color: "red", title, message: sentence(error) });
    }
  };

  const publish = () => {
    let wish: Wish = { note: "", time: undefined };
    const question = modals.openConfirmModal({
      title: asks
        ? t("governance.askTitle")
        : t("editor.publishTitle", { version: nextVersion(detail, text) }),
      size: "lg",
      children: (
        <PublishQuestion
          id={id}
          live={detail?.text ?? undefined}
          text={text}
          asks={asks}
          setWish={(said) => {
            wish = said;
          }}
        />
      ),
      labels: {
        confirm: asks ? t("governance.ask") : t("action.publish"),
        cancel: t("action.cancel"),
      },
      closeOnConfirm: false,
      onConfirm: () => {
        if (wish.time?.at === "") {
          document.querySelector<HTMLInputElement>("input[type=datetime-local]")?.reportValidity();
          return;
        }
        modals.close(question);
        void publishNow(wish);
      },
    });
  };

  /** Of the draft that is written on here; what is fetched meanwhile may be somebody else's. */
  const seen = useCallback(() => revision.current, []);

  return {
    seen,
    dirty,
    isSaving,
    save,
    leave,
    publish,
    publishable: isNew || dirty || detail?.draft != null,
  };
}
