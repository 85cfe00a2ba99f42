import { useTranslation } from "react-i18next";
import type { Snapshot } from "../api/types";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import css from "./Live.module.css";

export function Numbers({ numbers }: { numbers: Snapshot }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { panels } = numbers;
  const millis = (value: number | null | undefined) => (value == null ? "–" : figures.rate(value));
  const all = [
    { name: t("live.events"), value: figures.rate(numbers.eventsPerSecond), unit: t("live.each") },
    { name: t("live.triggers"), value: figures.rate(numbers.triggersPerSecond), unit: t("live.each") },
    { name: t("live.p50"), value: millis(numbers.p50), unit: "ms" },
    { name: t("live.p99"), value: millis(numbers.p99), unit: "ms" },
    { name: t("live.now"), value: figures.whole(panels.visitingNow), unit: t("live.people") },
    { name: t("live.visitors"), value: figures.whole(panels.visitors15m), unit: t("live.people") },
    { name: t("live.sessions"), value: figures.whole(panels.sessions8h), unit: "" },
  ];
  if (numbers.late > 0) {
    all.push({ name: t("live.late"), value: figures.whole(numbers.late), unit: t("live.eachMinute") });
  }
  return (
    <>
      {numbers.scattered != null && (
        <p className={css.warning} role="status">
          {t("live.scattered", { topic: numbers.scattered })}
        </p>
      )}
      <div className={css.numbersBar}>
        <dl className={css.numbers}>
          {all.map(({ name, value, unit }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value} <span>{unit}</span>
              </dd>
            </div>
          ))}
        </dl>
        <CopyCurl path="/api/live" />
      </div>
    </>
  );
}
