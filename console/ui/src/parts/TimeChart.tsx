import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { axisTicks, timeTicks } from "./axis";
import type { ChartProps } from "./Chart";
import { Panel } from "./Panel";

const Chart = lazy(async () => ({ default: (await import("./Chart")).Chart }));

/**
 * @property time in milliseconds since 1970
 * @property value null where it is not known
 */
export type Point = { time: number; value: number | null };

/** Numbers over time, with axes and a unit; as a table for whoever cannot or will not look at a line. */
export function TimeChart({
  title,
  unit,
  points,
  beside,
  kind,
  axis = "hour",
  height = 180,
  end,
}: {
  title: ReactNode;
  unit: string;
  points: Point[];
  /** Other numbers of the same times, to be compared with. */
  beside?: { unit: string; values: readonly number[] } | undefined;
  kind: "line" | "bars";
  axis?: "hour" | "day";
  height?: number;
  end?: ReactNode;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [asTable, setAsTable] = useState(false);
  const text = asTable ? t("action.asChart") : t("action.asTable");
  const chart = useMemo<ChartProps>(() => {
    const values = points.map(({ value }) => value);
    const all = [...values.map((value) => value ?? 0), ...(beside?.values ?? [])];
    return {
      label: unit,
      kind,
      height,
      places: points.map(({ time }) => time),
      placeText: (time) => figures[axis](time),
      placeTitle: (time) => figures.exact(time),
      placeTicks: timeTicks(points.map(({ time }) => time)),
      series: [
        { name: unit, colour: "--n-accent", values },
        ...(beside === undefined
          ? []
          : [{ name: beside.unit, colour: "--n-text" as const, values: beside.values }]),
      ],
      valueText: (value) => figures.rate(value),
      tickText: (value) => figures.short(value),
      ticks: axisTicks(Math.max(0, ...all), all.every(Number.isInteger)),
    };
  }, [points, beside, unit, kind, height, axis, figures]);
  return (
    <Panel
      title={title}
      end={
        <>
          {end}
          <Tooltip label={text}>
            <ActionIcon
              size="sm"
              aria-label={text}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <IconChartLine size={15} /> : <IconTable size={15} />}
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {asTable ? (
        <div style={{ height, overflowY: "auto" }}>
          <table className="plain">
            <caption className="visually-hidden">{t("parts.chartTable")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("parts.time")}</th>
                <th scope="col" className="number">
                  {unit}
                </th>
                {beside !== undefined && (
                  <th scope="col" className="number">
                    {beside.unit}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map((point, back) => (
                <tr key={point.time}>
                  <td>{figures.exact(point.time)}</td>
                  <td className="number">{point.value === null ? "–" : figures.rate(point.value)}</td>
                  {beside !== undefined && (
                    <td className="number">{figures.rate(beside.values[points.length - 1 - back] ?? 0)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Suspense fallback={<div style={{ height }} />}>
          <Chart {...chart} />
        </Suspense>
      )}
    </Panel>
  );
}
