import type { ReactNode } from "react";
import type { Share } from "../api/types";
import { useFigures } from "../i18n/figures";
import css from "./Shares.module.css";

/**
 * Names and how many of each, the largest first, as bars behind the words.
 *
 * @param shown how people are told a name
 */
export function Shares({
  values,
  empty,
  shown = (name) => name,
}: {
  values: Share[];
  empty: string;
  shown?: (name: string) => ReactNode;
}) {
  const figures = useFigures();
  const most = Math.max(1, ...values.map((value) => value.count));
  return values.length === 0 ? (
    <p className={css.empty}>{empty}</p>
  ) : (
    <ol className={css.list}>
      {values.map((value) => (
        <li key={value.name}>
          <span className={css.bar} style={{ width: `${(100 * value.count) / most}%` }} />
          <span className={css.name}>{shown(value.name)}</span>
          <span className="number">{figures.whole(value.count)}</span>
        </li>
      ))}
    </ol>
  );
}
