import { MultiSelect, SegmentedControl, Select } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answered } from "../api/ask";
import { isNumeric, isTime } from "../data/cell";
import type { Axes } from "../parts/AnswerChart";
import { Waiting } from "../parts/Waiting";
import css from "./Workbench.module.css";

const AnswerChart = lazy(async () => ({ default: (await import("../parts/AnswerChart")).AnswerChart }));

/** Over a time if there is one, else over the first column that is no number; of the first number. */
export function usualAxes({ columns }: Pick<Answered, "columns">): Axes | undefined {
  const y = columns.find(({ type }) => isNumeric(type));
  const x =
    columns.find(({ type }) => isTime(type)) ??
    columns.find(({ type, name }) => !isNumeric(type) && name !== y?.name) ??
    columns.find(({ name }) => name !== y?.name);
  return x === undefined || y === undefined
    ? undefined
    : { x: x.name, y: [y.name], kind: isTime(x.type) ? "line" : "bars" };
}

/** An answer as a chart, of columns that one chooses. */
export function ChartView({ answered }: { answered: Answered }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Partial<Axes>>({});
  const usual = usualAxes(answered);
  if (usual === undefined || answered.rows.length === 0) {
    return <p className={`quiet ${css.padded ?? ""}`}>{t("workbench.noChart")}</p>;
  }
  const names = new Set(answered.columns.map(({ name }) => name));
  const axes: Axes = {
    x: chosen.x !== undefined && names.has(chosen.x) ? chosen.x : usual.x,
    y: chosen.y?.every((name) => names.has(name)) === true && chosen.y.length > 0 ? chosen.y : usual.y,
    kind: chosen.kind ?? usual.kind,
  };
  const numbers = answered.columns.filter(({ type }) => isNumeric(type)).map(({ name }) => name);
  return (
    <div className={css.padded}>
      <div className={css.axes}>
        <Select
          label={t("workbench.over")}
          allowDeselect={false}
          data={answered.columns.map(({ name }) => name)}
          value={axes.x}
          onChange={(x) => x !== null && setChosen({ ...chosen, x })}
        />
        <MultiSelect
          label={t("workbench.values")}
          data={numbers}
          value={[...axes.y]}
          onChange={(y) => setChosen({ ...chosen, y })}
        />
        <SegmentedControl
          style={{ alignSelf: "end" }}
          aria-label={t("workbench.kind")}
          value={axes.kind}
          onChange={(kind) => setChosen({ ...chosen, kind })}
          data={(["line", "bars"] as const).map((kind) => ({ value: kind, label: t(`workbench.${kind}`) }))}
        />
      </div>
      <Suspense fallback={<Waiting height={300} />}>
        <AnswerChart answered={answered} axes={axes} height={300} />
      </Suspense>
    </div>
  );
}
