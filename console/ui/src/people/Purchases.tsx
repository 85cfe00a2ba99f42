import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Things } from "../parts/Name";
import { Panel } from "../parts/Panel";
import { Waiting } from "../parts/Waiting";
import { WideTable } from "../parts/WideTable";
import css from "./People.module.css";
import { purchases } from "./person";

const SHOWN = 20;

export function Purchases({ user }: { user: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error } = useQuery(purchases(user));
  return (
    <Panel
      title={t("people.purchases")}
      flush
      end={<CopyCurl path={`/api/queries/purchases?userid=${encodeURIComponent(user)}`} />}
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={64} />
      ) : data.rows.length === 0 ? (
        <p className={css.none}>{t("people.noPurchases")}</p>
      ) : (
        <WideTable label={t("people.purchases")} height={320}>
          <thead>
            <tr>
              <th scope="col">{t("parts.time")}</th>
              <th scope="col">{t("people.items")}</th>
              <th scope="col" className="number">
                {t("people.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows
              .slice(0, SHOWN)
              .map(({ purchase_id: id, event_time: time, items, total, card_type: card }) => (
                <tr key={id}>
                  <td>
                    <time dateTime={time}>{figures.exact(time)}</time>
                  </td>
                  <td className={css.items}>
                    <Things ids={items} /> {card !== null && <span className="quiet small">{card}</span>}
                  </td>
                  <td className="number">{total === null ? "–" : figures.money(Number(total))}</td>
                </tr>
              ))}
          </tbody>
        </WideTable>
      )}
      {(data?.rows.length ?? 0) > SHOWN && (
        <p className={css.none}>{t("people.latestPurchases", { count: SHOWN })}</p>
      )}
    </Panel>
  );
}
