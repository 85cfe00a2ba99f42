import { AreaChart, BarChart } from "@mantine/charts";
import { ActionIcon, Tooltip } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFigures } from "../i18n/figures";
import { Panel } from "./Panel";

/** @param time in milliseconds since 1970 */
export type Point = { time: number; value: number };

/** Numbers over time, with axes and a unit; as a table for whoever cannot or will not look at a line. */
export function TimeChart({
  title,
  unit,
  points,
  kind,
  axis = "hour",
  height = 180,
  end,
}: {
  title: ReactNode;
  unit: string;
  points: Point[];
  kind: "line" | "bars";
  axis?: "hour" | "day";
  height?: number;
  end?: ReactNode;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [asTable, setAsTable] = useState(false);
  const still = useReducedMotion();
  const text = asTable ? t("action.asChart") : t("action.asTable");
  const shared = {
    h: height,
    data: points,
    dataKey: "time",
    series: [{ name: "value", label: unit, color: "var(--n-accent)" }],
    valueFormatter: (value: number) => figures.rate(value),
    withLegend: false,
    gridAxis: "x" as const,
    tickLine: "none" as const,
    xAxisProps: { tickFormatter: (time: number) => figures[axis](time), minTickGap: 48 },
    yAxisProps: { width: 44, tickFormatter: (value: number) => figures.short(value) },
    tooltipProps: {
      labelFormatter: (time: ReactNode) => (typeof time === "number" ? figures.exact(time) : time),
    },
  };
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
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map((point) => (
                <tr key={point.time}>
                  <td>{figures.exact(point.time)}</td>
                  <td className="number">{figures.rate(point.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : kind === "line" ? (
        <AreaChart
          {...shared}
          curveType="monotone"
          withDots={false}
          strokeWidth={1.5}
          fillOpacity={0.16}
          areaProps={{ isAnimationActive: false }}
          activeDotProps={{ r: 3 }}
        />
      ) : (
        <BarChart {...shared} barProps={{ isAnimationActive: !still, maxBarSize: 28, radius: 2 }} />
      )}
    </Panel>
  );
}
