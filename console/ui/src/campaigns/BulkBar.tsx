import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CampaignRow } from "../api/types";
import css from "./Campaigns.module.css";
import { useBulk } from "./useBulk";

export function BulkBar({ chosen, clear }: { chosen: CampaignRow[]; clear: () => void }) {
  const { t } = useTranslation();
  const ask = useBulk(clear);
  const inState = (state: string) => chosen.filter((row) => row.state.toLowerCase() === state);
  const live = inState("live");
  const paused = inState("paused");
  const shadows = inState("shadow");
  return (
    <div className={css.bulk} role="region" aria-live="polite">
      <span>{t("campaigns.selected", { count: chosen.length })}</span>
      <Button variant="default" disabled={live.length === 0} onClick={() => ask("pause", live)}>
        {t("action.pause")}
      </Button>
      <Button variant="default" disabled={paused.length === 0} onClick={() => ask("resume", paused)}>
        {t("action.resume")}
      </Button>
      <Button
        variant="default"
        disabled={live.length + paused.length + shadows.length === 0}
        onClick={() => ask("end", [...live, ...paused, ...shadows])}
      >
        {t("action.end")}
      </Button>
      <Button variant="subtle" color="gray" onClick={clear}>
        {t("action.clear")}
      </Button>
    </div>
  );
}
