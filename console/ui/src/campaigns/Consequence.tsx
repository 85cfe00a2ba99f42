import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CampaignRow } from "../api/types";
import { funnel } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { titleOf } from "../parts/titleOf";

export type Action = "pause" | "resume" | "end";

const SHOWN = 6;

/** What an action will do, in numbers: how often these fired, and how many people are half way through. */
export function Consequence({ action, rows }: { action: Action; rows: CampaignRow[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const funnels = useQueries({
    queries: rows.slice(0, 20).map((row) => ({ ...funnel(row.id), retry: false })),
  });
  const waiting = funnels
    .flatMap((one) => one.data?.steps ?? [])
    .reduce((sum, step) => sum + step.people.waiting, 0);
  const today = rows.reduce((sum, row) => sum + row.triggersToday, 0);
  return (
    <div style={{ lineHeight: 1.55 }}>
      <p style={{ marginTop: 0 }}>
        {t(`consequence.${action}Text`, { count: rows.length, today: figures.whole(today) })}{" "}
        {action !== "resume" &&
          waiting > 0 &&
          t("consequence.waiting", { count: waiting, shown: figures.whole(waiting) })}
      </p>
      {rows.length > 1 && (
        <ul style={{ paddingLeft: 18, margin: "0 0 12px" }}>
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.id}>{titleOf(row)}</li>
          ))}
          {rows.length > SHOWN && (
            <li className="quiet">{t("consequence.more", { count: rows.length - SHOWN })}</li>
          )}
        </ul>
      )}
      {action !== "resume" && <p className="quiet">{t(`consequence.${action}Undo`)}</p>}
    </div>
  );
}
