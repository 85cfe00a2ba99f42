import { useTranslation } from "react-i18next";
import type { Trial } from "../api/types";
import { useFigures } from "../i18n/figures";
import { TimeChart } from "../parts/TimeChart";
import css from "./Trial.module.css";
import { axisOf } from "../parts/axis";

/** How often it would have fired over time, beside what it is compared with. */
export function TrialChart({ trial, versus }: { trial: Trial; versus: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { spans, spanMillis } = trial;
  return (
    <div className={css.chart}>
      <TimeChart
        title={t("trial.overTime", { span: figures.left(spanMillis) })}
        unit={t("trial.thisOne")}
        points={spans.map(({ time, fired }) => ({ time, value: fired }))}
        beside={
          trial.versus == null
            ? undefined
            : {
                unit: versus,
                values: spans.map((span) => span.versus),
              }
        }
        kind="line"
        axis={axisOf(spans.length * spanMillis)}
        height={130}
      />
    </div>
  );
}
