import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import type { CampaignRow } from "../api/contract";
import { sentence } from "../api/failure";
import { Consequence, type Action } from "./Consequence";

/** Asks before many campaigns are paused, resumed or ended, naming what that will do; then does it. */
export function useBulk(done: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const run = async (action: Action, rows: CampaignRow[]) => {
    try {
      await answer(api.POST("/api/campaigns/bulk", { body: { ids: rows.map((row) => row.id), action } }));
      notifications.show({
        message: `${t(`consequence.done_${action}`)}: ${rows.length === 1 ? (rows[0]?.name ?? rows[0]?.id ?? "") : rows.length}`,
      });
      done();
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
    }
    await queries.invalidateQueries({ queryKey: ["campaigns"] });
    await queries.invalidateQueries({ queryKey: ["campaign"] });
  };
  return (action: Action, rows: CampaignRow[]) => {
    const name = rows[0]?.name ?? rows[0]?.id ?? "";
    modals.openConfirmModal({
      title: t(`consequence.${action}Title`, { count: rows.length, name }),
      children: <Consequence action={action} rows={rows} />,
      labels: { confirm: t(`action.${action}`), cancel: t("action.cancel") },
      ...(action === "end" ? { confirmProps: { color: "red" } } : {}),
      onConfirm: () => void run(action, rows),
    });
  };
}
