import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Snapshot } from "../api/types";
import { useFigures } from "../i18n/figures";
import { Panel } from "../parts/Panel";
import { Sparkline } from "../parts/Sparkline";
import css from "./Live.module.css";
import { titleOf } from "../parts/titleOf";

export function TopCampaigns({ campaigns }: { campaigns: Snapshot["topCampaigns"] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Panel title={t("live.today")} flush>
      {campaigns.length === 0 ? (
        <p className={css.quietNote}>{t("live.noCampaigns")}</p>
      ) : (
        <ul className={css.top}>
          {campaigns.map(({ id, name, today, sparkline }) => (
            <li key={id}>
              <Link className="link cut grow" to={`/campaigns/${id}`}>
                {titleOf({ id, name })}
              </Link>
              <span className="number">{figures.whole(today)}</span>
              <Sparkline
                values={sparkline}
                width={72}
                height={20}
                label={t("campaigns.sparkline", { name: titleOf({ id, name }), total: figures.whole(today) })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
