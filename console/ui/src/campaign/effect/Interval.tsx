import type { EffectEstimate } from "../../api/types";
import type { Drawn } from "./effect";
import css from "./Effect.module.css";

/** An interval as a bar with its estimate, and 0 marked, beside the same in figures. */
export function Interval({
  estimate,
  place,
  write,
  between,
}: {
  estimate: EffectEstimate;
  place: Drawn;
  write: (value: number) => string;
  between: (from: string, to: string) => string;
}) {
  return (
    <div className={css.interval}>
      <div className={css.scale} aria-hidden>
        <span
          className={css.range}
          data-apart={estimate.low > 0 || estimate.high < 0}
          style={{ left: `${place.low}%`, width: `${place.high - place.low}%` }}
        />
        <span className={css.zero} style={{ left: `${place.zero}%` }} />
        <span className={css.estimate} style={{ left: `${place.value}%` }} />
      </div>
      <span>
        <strong>{write(estimate.value)}</strong>{" "}
        <span className="quiet small">{between(write(estimate.low), write(estimate.high))}</span>
      </span>
    </div>
  );
}
