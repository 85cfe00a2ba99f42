import { memo } from "react";
import css from "./Sparkline.module.css";

/** A day in a word: 24 numbers as a line, its last hour marked. Drawn by hand, since a list has hundreds. */
export const Sparkline = memo(function Sparkline({
  values,
  width = 96,
  height = 24,
  label,
}: {
  values: number[];
  width?: number;
  height?: number;
  label: string;
}) {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? (width - 6) / (values.length - 1) : 0;
  const at = (value: number, index: number) =>
    `${(3 + index * step).toFixed(1)} ${(height - 3 - (value / most) * (height - 6)).toFixed(1)}`;
  const points = values.map(at);
  const last = points.at(-1)?.split(" ");
  const quiet = values.every((value) => value === 0);
  return (
    <svg className={css.line} width={width} height={height} role="img" aria-label={label}>
      <path
        className={quiet ? css.flat : css.area}
        d={`M3 ${height - 3} L${points.join(" L")} L${width - 3} ${height - 3}Z`}
      />
      <path className={quiet ? css.flat : css.stroke} d={`M${points.join(" L")}`} />
      {!quiet && last !== undefined && <circle className={css.dot} cx={last[0]} cy={last[1]} r={2} />}
    </svg>
  );
});
