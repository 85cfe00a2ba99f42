import { useFigures } from "../i18n/figures";
import css from "./Bars.module.css";

/** A few counts over time, small enough to stand beside a sentence. */
export function Bars({ values, label }: { values: { time: number; count: number }[]; label: string }) {
  const figures = useFigures();
  const most = Math.max(1, ...values.map((value) => value.count));
  return (
    <ol className={css.bars} aria-label={label}>
      {values.map((value) => (
        <li key={value.time} title={`${figures.hour(value.time)}: ${figures.whole(value.count)}`}>
          <span className={css.bar} style={{ height: `${(100 * value.count) / most}%` }} />
          <span className="visually-hidden">
            {figures.hour(value.time)}: {figures.whole(value.count)}
          </span>
        </li>
      ))}
    </ol>
  );
}
