import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { QueryDocument } from "../api/data";
import { sentence } from "../api/failure";
import { useLeaveWarning } from "../parts/useLeaveWarning";

/** Keeps a query as a draft and publishes it. What somebody else changed meanwhile is refused, not overwritten. */
export function useDocument(document: QueryDocument | undefined, text: string, initial: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(initial);
  const [revision, setRevision] = useState(document?.draftRevision ?? 0);
  const [isBusy, setBusy] = useState(false);
  const dirty = document === undefined || text !== saved;
  const leave = useLeaveWarning(text !== saved);

  const attempt = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    try {
      const done = await act();
      await queries.invalidateQueries({ queryKey: ["saved-queries"] });
      await queries.invalidateQueries({ queryKey: ["queries"] });
      return done;
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
      return undefined;
    } finally {
      setBusy(false);
    }
  };

  const keep = async (name: string): Promise<number> => {
    const made =
      document === undefined
        ? await answer(api.POST("/api/saved-queries", { body: { name, text } }))
        : await answer(
            api.PUT("/api/saved-queries/{name}/draft", {
              params: { path: { name } },
              body: { text, revision },
            }),
          );
    setSaved(text);
    setRevision(made.draftRevision);
    return made.draftRevision;
  };

  /** A new one is at an address of its own from now on. */
  const settle = (name: string) => {
    if (document === undefined) {
      leave(`/data/queries/${name}${location.search}`);
    }
  };

  return {
    dirty,
    isBusy,
    save: async (name: string) => {
      if ((await attempt(() => keep(name))) !== undefined) {
        settle(name);
      }
    },
    publish: async (name: string) => {
      const kept = await attempt(async () => (dirty || document.draft == null ? await keep(name) : revision));
      if (kept === undefined) {
        return;
      }
      await attempt(async () => {
        const { version } = await answer(
          api.POST("/api/saved-queries/{name}/publish", {
            params: { path: { name } },
            body: { revision: kept },
          }),
        );
        // Publishing changes the draft too: it is gone, one revision later.
        setRevision(kept + 1);
        notifications.show({ message: t("workbench.published", { name, version }) });
      });
      // Also where only publishing was refused: there is a draft now.
      settle(name);
    },
  };
}
