import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { CampaignRow } from "../api/types";
import { sentence } from "../api/failure";
import { Consequence, type Action } from "./Consequence";
import { titleOf } from "../parts/titleOf";

/** Asks before many campaigns are paused, resumed or ended, naming what that will do; then does it. */
export function useBulk(done: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const run = async (action: Action, rows: CampaignRow[]) => {
    try {
      const { changed, failed } = await answer(
        api.POST("/api/campaigns/bulk", { body: { ids: rows.map((row) => row.id), action } }),
      );
      if (changed > 0) {
        const only = rows.length === 1 ? rows[0] : undefined;
        notifications.show({
          message: `${t(`consequence.done_${action}`)}: ${only === undefined ? changed : titleOf(only)}`,
        });
      }
      failed
        .slice(0, 3)
        .forEach(({ id, detail }) =>
          notifications.show({ color: "red", title: id, message: detail, autoClose: false }),
        );
      done();
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
    }
    await queries.invalidateQueries({ queryKey: ["campaigns"] });
    await queries.invalidateQueries({ queryKey: ["campaign"] });
  };
  return (action: Action, rows: CampaignRow[]) => {
    const name = rows[0] === undefined ? "" : titleOf(rows[0]);
    modals.openConfirmModal({
      title: t(`consequence.${action}Title`, { count: rows.length, name }),
      children: <Consequence action={action} rows={rows} />,
      labels: { confirm: t(`action.${action}`), cancel: t("action.cancel") },
      ...(action === "end" ? { confirmProps: { color: "red" } } : {}),
      onConfirm: () => void run(action, rows),
    });
  };
}
