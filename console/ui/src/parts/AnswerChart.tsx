import { useMemo } from "react";
import { cellText } from "../data/cell";
import { useFigures } from "../i18n/figures";
import type { Answered } from "../api/ask";
import { Chart, type ChartProps } from "./Chart";
import { axisOf, axisTicks, timeTicks } from "./axis";

const colours = ["--n-accent", "--n-text", "--n-quiet"] as const;
const MOST_POINTS = 1_000;

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

/** Some columns of an answer over another. */
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
  const chart = useMemo<ChartProps>(() => {
    const { time, all } = points(answered, axes);
    // Over several days the hours of the ticks would say nothing.
    const tick = axisOf(Number(all.at(-1)?.x) - Number(all[0]?.x));
    const values = all.flatMap((point) => axes.y.map((name) => (point as Record<string, unknown>)[name]));
    const numbers = values.filter((value): value is number => typeof value === "number");
    return {
      label: axes.y.join(", "),
      kind: axes.kind,
      height,
      places: all.map(({ x }) => x),
      placeText: (place) => (time ? figures[tick](place) : String(place)),
      placeTitle: (place) => (time ? figures.exact(place) : String(place)),
      series: axes.y.map((name, index) => ({
        name,
        colour: colours[index % colours.length] ?? "--n-accent",
        values: all.map((point) => (point as Record<string, number | string | null>)[name] as number | null),
      })),
      valueText: (value) => figures.rate(value),
      tickText: (value) => figures.short(value),
      ...(numbers.length > 0 && numbers.every((value) => value >= 0)
        ? { ticks: axisTicks(Math.max(...numbers), numbers.every(Number.isInteger)) }
        : {}),
      ...(time ? { placeTicks: timeTicks(all.map(({ x }) => Number(x))) } : {}),
      dots: all.length < 40,
    };
  }, [answered, axes, height, figures]);
  return <Chart {...chart} />;
}
