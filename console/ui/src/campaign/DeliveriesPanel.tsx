import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignDeliveries } from "../api/channels";
import { useFigures } from "../i18n/figures";
import { Panel } from "../parts/Panel";
import { WideTable } from "../parts/WideTable";
import css from "./Campaign.module.css";

/** What became of the campaign's offers, channel by channel; nothing where no channel tells of any. */
export function DeliveriesPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data } = useQuery(campaignDeliveries(id));
  return data === undefined || data.length === 0 ? null : (
    <Panel title={t("channels.deliveries")} flush>
      <p className={css.hint}>{t("channels.deliveriesSince")}</p>
      <WideTable label={t("channels.deliveries")}>
        <thead>
          <tr>
            <th scope="col">{t("channels.channel")}</th>
            <th scope="col" className="number">
              {t("channels.delivered")}
            </th>
            <th scope="col" className="number">
              {t("channels.undelivered")}
            </th>
            <th scope="col" className="number">
              {t("channels.opened")}
            </th>
            <th scope="col" className="number">
              {t("channels.clicked")}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={row.channel}>
              <td>{row.channel}</td>
              <td className="number">{figures.whole(row.delivered)}</td>
              <td className="number">{figures.whole(row.undelivered)}</td>
              <td className="number">{figures.whole(row.opened)}</td>
              <td className="number">{figures.whole(row.clicked)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </Panel>
  );
}
