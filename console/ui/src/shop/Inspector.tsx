import { useTranslation } from "react-i18next";
import type { Product } from "../api/types";
import { useFigures } from "../i18n/figures";
import { offerText } from "../parts/offerText";
import { useNow } from "../parts/useNow";
import { percentile } from "./clicks";
import { Offers } from "./Offers";
import { newestFirst, underWay, type RunView } from "./runs";
import css from "./Shop.module.css";
import { useNames } from "./useNames";
import { useOpenRuns } from "./useOpenRuns";
import type { Visit } from "./useVisit";
import { WalkPanel } from "./WalkPanel";

/** What Nudge sees of the shopper: each run as it advances, and how quick it was. */
export function Inspector({
  visit,
  perform,
}: {
  visit: Visit;
  perform: (type: string, product: Product) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const until = useOpenRuns(visit);
  const nameOf = useNames(visit);
  const runs = newestFirst(visit.runs);
  const median = percentile(visit.latencies, 0.5);
  const least = percentile(visit.latencies, 0);
  const most = percentile(visit.latencies, 1);
  return (
    <aside className={css.inspector} aria-label={t("shop.inspector")} tabIndex={0}>
      <div className={css.inspectorHead}>
        <h2>{t("shop.inspector")}</h2>
        <span className="quiet small">{visit.shopper.user}</span>
      </div>
      <div className={css.latency} data-latencies={visit.latencies.map((each) => each.toFixed(1)).join(" ")}>
        {median === undefined || least === undefined || most === undefined ? (
          <span className="quiet">{t("shop.noLatency")}</span>
        ) : (
          <>
            <strong>{figures.millis(median)}</strong>
            <span className="quiet">
              {t("shop.latency", {
                least: figures.millis(least),
                most: figures.millis(most),
                count: visit.latencies.length,
              })}
            </span>
          </>
        )}
      </div>
      {visit.failure !== undefined && (
        <p className={css.failure} role="alert">
          {visit.failure}
        </p>
      )}
      <WalkPanel visit={visit} perform={perform} />
      <Offers offers={visit.offers} nameOf={nameOf} />
      {runs.length === 0 ? (
        <p className={css.hint}>{t("shop.noRuns")}</p>
      ) : (
        <ul className={css.runs} aria-live="polite">
          {runs.map((run) => (
            <RunLine key={run.campaign} run={run} name={nameOf(run.campaign)} due={until.get(run.campaign)} />
          ))}
        </ul>
      )}
      {visit.acts.length > 0 && (
        <>
          <h3>{t("shop.youDid")}</h3>
          <ol className={css.acts}>
            {visit.acts.map((act) => (
              <li key={act.id}>
                <time dateTime={act.at} className="quiet">
                  {figures.clock(act.at)}
                </time>
                <span>{act.type}</span>
                <span className="cut quiet">
                  {act.product.title} · {act.product.category}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </aside>
  );
}

function RunLine({ run, name, due }: { run: RunView; name: string; due: string | undefined }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const now = useNow(1_000);
  const last = run.stages.at(-1);
  return (
    <li className={css.run} data-outcome={run.outcome}>
      <div className="row">
        <strong className="grow cut" title={run.campaign}>
          {name}
        </strong>
        <span className="quiet small">
          {underWay(run) && due !== undefined ? (
            <time dateTime={due} title={figures.exact(due)}>
              {t("people.left", { time: figures.left(Date.parse(due) - now) })}
            </time>
          ) : run.outcome === "fired" ? (
            t("shop.fired")
          ) : (
            t(`transition.${run.outcome}`)
          )}
        </span>
      </div>
      <ol className={css.chain}>
        {run.stages.map((stage, index) => (
          <li key={index}>{stage.state}</li>
        ))}
        <li className={css.next} aria-hidden>
          {run.outcome === "fired" ? "★" : underWay(run) ? "…" : "–"}
        </li>
      </ol>
      {run.trigger !== undefined ? (
        <div className="small">{offerText(run.trigger.offer)}</div>
      ) : (
        last?.text !== undefined && <div className="quiet small">{last.text}</div>
      )}
    </li>
  );
}
