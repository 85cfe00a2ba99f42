import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { funnel } from "../api/queries";
import type { FunnelStep } from "../api/types";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { Waiting } from "../parts/Waiting";
import { WideTable } from "../parts/WideTable";
import css from "./Funnel.module.css";

const ways = ["wentOn", "stopped", "ranOut", "usedUp", "crowdedOut", "letGo", "waiting"] as const;
const always: readonly string[] = ["wentOn", "waiting"];

/** How many people came to each step, how they left it and how many are there: columns that sum to who came. */
export function FunnelPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error } = useQuery(funnel(id));
  return (
    <Panel
      title={t("funnel.title")}
      flush
      end={
        <>
          {data !== undefined && (
            <span>
              {t("funnel.fired")} <strong>{figures.whole(data.firedToday)}</strong> {t("funnel.today")},{" "}
              <strong>{figures.whole(data.fired)}</strong> {t("funnel.ever")}
            </span>
          )}
          <CopyCurl path={`/api/campaigns/${id}/funnel`} />
        </>
      }
    >
      {error !== null && data === undefined ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={120} />
      ) : data.steps.length === 0 ? (
        <p className={css.none}>{t("funnel.none")}</p>
      ) : (
        <FunnelTable steps={data.steps} />
      )}
    </Panel>
  );
}

export function FunnelTable({ steps }: { steps: FunnelStep[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const most = Math.max(1, ...steps.map(({ people }) => people.came));
  const shown = ways.filter((way) => always.includes(way) || steps.some(({ people }) => people[way] > 0));
  return (
    <>
      <WideTable label={t("funnel.title")}>
        <thead>
          <tr>
            <th scope="col">{t("funnel.step")}</th>
            <th scope="col" className={css.bars} aria-hidden />
            <th scope="col" className="number">
              {t("funnel.came")}
            </th>
            {shown.map((way, index) => (
              <th key={way} scope="col" className="number" title={t(`funnel.hint.${way}`)}>
                <span className="quiet" aria-hidden>
                  {index === 0 ? "= " : "+ "}
                </span>
                {t(`funnel.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, people, runs }) => (
            <tr key={step}>
              <th scope="row" className={css.step}>
                {step}
              </th>
              <td className={css.bars} aria-hidden>
                <span className={css.track}>
                  <span className={css.entered} style={{ width: `${(100 * people.came) / most}%` }} />
                  <span className={css.waiting} style={{ width: `${(100 * people.waiting) / most}%` }} />
                </span>
              </td>
              <td
                className="number"
                title={t("funnel.runs", { count: runs.entered, shown: figures.whole(runs.entered) })}
              >
                <strong>{figures.whole(people.came)}</strong>
              </td>
              {shown.map((way) => (
                <td key={way} className="number">
                  {people[way] === 0 ? <span className="quiet">0</span> : figures.whole(people[way])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className={css.counts}>{t("funnel.counts")}</p>
    </>
  );
}
