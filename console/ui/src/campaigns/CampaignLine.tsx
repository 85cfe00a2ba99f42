import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CampaignRow } from "../api/types";
import { useFigures } from "../i18n/figures";
import { RelativeTime } from "../parts/RelativeTime";
import { Sparkline } from "../parts/Sparkline";
import { StateMark } from "../parts/StateMark";
import css from "./Campaigns.module.css";
import { titleOf } from "../parts/titleOf";

export function CampaignLine({
  index,
  top,
  row,
  chosen,
  toggle,
}: {
  index: number;
  top: number;
  row: CampaignRow | undefined;
  chosen: boolean;
  toggle: ((row: CampaignRow) => void) | undefined;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const place = { transform: `translateY(${top}px)` };
  if (row === undefined) {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        className={`${css.line ?? ""} ${css.body ?? ""}`}
        style={place}
      />
    );
  }
  const name = titleOf(row);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${css.line ?? ""} ${css.body ?? ""}`}
      data-chosen={chosen}
      style={place}
    >
      <span role="cell">
        {toggle !== undefined && (
          <Checkbox
            aria-label={t("campaigns.select", { name })}
            checked={chosen}
            onChange={() => toggle(row)}
          />
        )}
      </span>
      <span role="cell" className={css.name}>
        <Link
          className="link cut"
          to={row.state.toLowerCase() === "draft" ? `/campaigns/${row.id}/edit` : `/campaigns/${row.id}`}
        >
          {name}
        </Link>
        <span className="quiet small cut">
          {row.id}
          {row.version > 0 && ` · ${t("campaigns.version", { number: row.version })}`}
          {row.policy && ` · ${t("policy.mark")}`}
          {row.draft && row.version > 0 && ` · ${t("campaigns.unpublished")}`}
          {row.askedBy != null && ` · ${t("governance.markWaiting")}`}
          {row.planned != null &&
            ` · ${t("governance.markPlanned", { time: figures.shortTime(row.planned) })}`}
          {row.missed && <span className={css.missed}> · {t("governance.markMissed")}</span>}
          {row.tags.length > 0 && ` · ${row.tags.join(", ")}`}
        </span>
      </span>
      <span role="cell">
        <StateMark state={row.state} />
      </span>
      <span role="cell" className="number">
        {row.policy ? <span className="quiet">–</span> : figures.whole(row.triggersToday)}
      </span>
      <span role="cell" className={css.wide}>
        {!row.policy && (
          <Sparkline
            values={row.sparkline}
            label={t("campaigns.sparkline", { name, total: figures.whole(row.triggersToday) })}
          />
        )}
      </span>
      <span role="cell" className={`${css.wide ?? ""} quiet cut`}>
        <RelativeTime time={row.changed} />
        {row.changedBy !== "" && ` ${t("campaigns.by", { who: row.changedBy })}`}
      </span>
    </div>
  );
}
