import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { campaignEffect } from "../../api/queries";
import type { WithheldCount } from "../../api/types";
import { useFigures } from "../../i18n/figures";
import { Name } from "../../parts/Name";
import { Panel } from "../../parts/Panel";
import { WideTable } from "../../parts/WideTable";
import css from "./Effect.module.css";
import { reasonText } from "./reason";

/** Why offers did not go out; nothing where all of them did. */
export function WithheldPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(campaignEffect(id));
  return data === undefined || data.withheld.length === 0 ? null : (
    <Panel title={t("withheld.title")} flush>
      <WithheldView withheld={data.withheld} />
    </Panel>
  );
}

export function WithheldView({ withheld }: { withheld: WithheldCount[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const most = Math.max(1, ...withheld.map(({ ever }) => ever));
  return (
    <WideTable label={t("withheld.title")}>
      <thead>
        <tr>
          <th scope="col">{t("withheld.reason")}</th>
          <th scope="col" className={css.bars} />
          <th scope="col" className="number">
            {t("withheld.today")}
          </th>
          <th scope="col" className="number">
            {t("withheld.ever")}
          </th>
        </tr>
      </thead>
      <tbody>
        {withheld.map((count) => (
          <tr key={`${count.reason} ${count.winner ?? ""}`}>
            <td>
              {reasonText(
                count.reason === "shadow" && count.winner == null ? "shadow alone" : count.reason,
                t,
              )}
              {count.winner != null && (
                <>
                  {" "}
                  <Link className="link" to={`/campaigns/${count.winner}`}>
                    <Name of="campaigns" id={count.winner} />
                  </Link>
                </>
              )}
            </td>
            <td className={css.bars}>
              <span className={css.bar} aria-hidden style={{ width: `${(100 * count.ever) / most}%` }} />
            </td>
            <td className="number">{figures.whole(count.today)}</td>
            <td className="number">{figures.whole(count.ever)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
