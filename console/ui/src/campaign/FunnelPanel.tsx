import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FunnelStep } from "../api/types";
import { funnel } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { Waiting } from "../parts/Waiting";
import css from "./Funnel.module.css";

const ways = ["cancelled", "expired", "skipped", "dropped"] as const;

/** How many came to each step, how many wait there now, and how those left who did not go on. */
export function FunnelPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error } = useQuery(funnel(id));
  const most = Math.max(1, ...(data?.steps ?? []).map((step) => step.entered));
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
        <ol className={css.funnel}>
          {data.steps.map((step, index) => (
            <Step key={step.step} step={step} most={most} first={index === 0} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Step({ step, most, first }: { step: FunnelStep; most: number; first: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const left = ways.filter((way) => step.left[way] > 0);
  return (
    <li className={css.step}>
      <div className={css.name}>
        <strong className="cut">{step.step}</strong>
        <span className="quiet small">
          {t("funnel.entered", { count: figures.whole(step.entered) })}
          {!first && ` · ${figures.percent(step.entered / most)}`}
        </span>
      </div>
      <div className={css.track} aria-hidden>
        <span className={css.entered} style={{ width: `${(100 * step.entered) / most}%` }} />
        <span className={css.waiting} style={{ width: `${(100 * step.waiting) / most}%` }} />
      </div>
      <div className={css.facts}>
        <span>
          <strong>{figures.whole(step.waiting)}</strong> {t("funnel.waiting")}
        </span>
        <span>
          <strong>{figures.whole(step.advanced)}</strong> {t("funnel.advanced")}
        </span>
        {left.map((way) => (
          <span key={way} className="quiet">
            {figures.whole(step.left[way])} {t(`funnel.${way}`)}
          </span>
        ))}
      </div>
    </li>
  );
}
