import { useTranslation } from "react-i18next";
import type { components } from "../api/schema";
import { useFigures } from "../i18n/figures";
import css from "./Workbench.module.css";

export type Plan = components["schemas"]["Plan"];
type Step = Plan["top"];

/** How the store answered: each step below the one that reads it, with what it took of the time. */
export function PlanTree({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className={css.plan}>
      <p className="quiet">
        {t("workbench.planTimes", {
          plan: figures.millis(plan.planMillis),
          run: figures.millis(plan.runMillis),
        })}
      </p>
      <ul>
        <Branch step={plan.top} whole={plan.runMillis} />
      </ul>
    </div>
  );
}

function Branch({ step, whole }: { step: Step; whole: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const share = whole > 0 ? Math.min(1, step.millis / whole) : 0;
  return (
    <li>
      <div className={css.step}>
        <span className={css.stepName}>
          <strong>{step.name}</strong> {step.on}
        </span>
        <meter className={css.share} min={0} max={1} value={share} aria-label={t("workbench.share")} />
        <span className="quiet small">
          {step.times === 0
            ? t("workbench.notDone")
            : t("workbench.stepFigures", {
                millis: figures.millis(step.millis),
                rows: figures.whole(step.rows * step.times),
                expected: figures.whole(step.expected * step.times),
              })}
        </span>
      </div>
      {step.details.map((detail, index) => (
        <div key={index} className="mono quiet">
          {detail}
        </div>
      ))}
      {step.steps.length > 0 && (
        <ul>
          {step.steps.map((below, index) => (
            <Branch key={index} step={below} whole={whole} />
          ))}
        </ul>
      )}
    </li>
  );
}
