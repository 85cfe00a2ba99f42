import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { offerText } from "../parts/offerText";
import { percentile } from "./clicks";
import type { RunView } from "./runs";
import css from "./Shop.module.css";
import type { Visit } from "./useVisit";

/** What Nudge sees of the shopper: each run as it advances, and how quick it was. */
export function Inspector({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const runs = [...visit.runs.values()].sort((left, right) => right.at.localeCompare(left.at));
  const p50 = percentile(visit.latencies, 0.5);
  const p95 = percentile(visit.latencies, 0.95);
  return (
    <aside className={css.inspector} aria-label={t("shop.inspector")} tabIndex={0}>
      <div className={css.inspectorHead}>
        <h2>{t("shop.inspector")}</h2>
        <span className="quiet small">{visit.shopper.user}</span>
      </div>
      <div className={css.latency} data-latencies={visit.latencies.map((each) => each.toFixed(1)).join(" ")}>
        {p50 === undefined || p95 === undefined ? (
          <span className="quiet">{t("shop.noLatency")}</span>
        ) : (
          <>
            <strong>{figures.millis(visit.latencies.at(-1) ?? 0)}</strong>
            <span className="quiet">
              {t("shop.latency", {
                p50: figures.millis(p50),
                p95: figures.millis(p95),
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
      {runs.length === 0 ? (
        <p className={css.hint}>{t("shop.noRuns")}</p>
      ) : (
        <ul className={css.runs} aria-live="polite">
          {runs.map((run) => (
            <RunLine key={run.campaign} run={run} />
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

function RunLine({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const last = run.stages.at(-1);
  return (
    <li className={css.run} data-outcome={run.outcome}>
      <div className="row">
        <strong className="grow cut">{run.campaign}</strong>
        <span className="quiet small">
          {run.outcome === "fired" ? t("shop.fired") : t(`transition.${run.outcome}`)}
        </span>
      </div>
      <ol className={css.chain}>
        {run.stages.map((stage, index) => (
          <li key={index}>{stage.state}</li>
        ))}
        <li className={css.next} aria-hidden>
          {run.outcome === "fired"
            ? "★"
            : run.outcome === "started" || run.outcome === "advanced"
              ? "…"
              : "–"}
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
