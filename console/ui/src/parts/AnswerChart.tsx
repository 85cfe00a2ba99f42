import { BarChart, LineChart } from "@mantine/charts";
import { cellText } from "../data/cell";
import { useFigures } from "../i18n/figures";
import type { Answered } from "../api/ask";

const colours = ["var(--n-accent)", "var(--n-text)", "var(--n-quiet)"];
const MOST_POINTS = 1_000;
const DAY = 86_400_000;

/** What the axes are of. */
export type Axes = { x: string; y: readonly string[]; kind: "line" | "bars" };

/** Rows as points: numbers as numbers, however exactly they were written. */
export function points({ rows, columns }: Pick<Answered, "rows" | "columns">, { x, y }: Axes) {
  const time = ["timestamp", "date", "local_timestamp"].includes(
    columns.find(({ name }) => name === x)?.type ?? "",
  );
  const all = rows.slice(0, MOST_POINTS).map((row) => {
    const at = row[x];
    return {
      x: time && typeof at === "string" ? Date.parse(at) : (cellText(at) ?? ""),
      ...Object.fromEntries(y.map((name) => [name, row[name] === null ? null : Number(row[name])])),
    };
  });
  return { time, all: time ? all.sort((left, right) => Number(left.x) - Number(right.x)) : all };
}

/** Some columns of an answer over another, by Mantine's charts. */
export function AnswerChart({
  answered,
  axes,
  height,
}: {
  answered: Pick<Answered, "rows" | "columns">;
  axes: Axes;
  height: number;
}) {
  const figures = useFigures();
  const { time, all } = points(answered, axes);
  // Over several days the hours of the ticks would say nothing.
  const tick = Number(all.at(-1)?.x) - Number(all[0]?.x) > 2 * DAY ? "day" : "hour";
  const shared = {
    h: height,
    data: all,
    dataKey: "x",
    series: axes.y.map((name, index) => ({ name, color: colours[index % colours.length] ?? "" })),
    valueFormatter: (value: number) => figures.rate(value),
    withLegend: axes.y.length > 1,
    gridAxis: "x" as const,
    tickLine: "none" as const,
    yAxisProps: { width: 48, tickFormatter: (value: number) => figures.short(value) },
    xAxisProps: {
      minTickGap: 40,
      ...(time ? { tickFormatter: (value: number) => figures[tick](value) } : {}),
    },
    tooltipProps: {
      labelFormatter: (label: unknown) =>
        time && typeof label === "number" ? figures.exact(label) : String(label),
    },
  };
  return axes.kind === "line" ? (
    <LineChart
      {...shared}
      curveType="monotone"
      withDots={all.length < 40}
      strokeWidth={1.5}
      lineProps={{ isAnimationActive: false }}
    />
  ) : (
    <BarChart {...shared} barProps={{ isAnimationActive: false, maxBarSize: 28, radius: 2 }} />
  );
}
