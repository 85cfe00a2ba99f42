import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { LiveNumbers } from "../api/contract";
import { useFigures } from "../i18n/figures";
import { Panel } from "../parts/Panel";
import { Sparkline } from "../parts/Sparkline";
import css from "./Live.module.css";

export function TopCampaigns({ campaigns }: { campaigns: LiveNumbers["topCampaigns"] }) {
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
                {name ?? id}
              </Link>
              <span className="number">{figures.whole(today)}</span>
              <Sparkline
                values={sparkline}
                width={72}
                height={20}
                label={t("campaigns.sparkline", { name: name ?? id, total: figures.whole(today) })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
