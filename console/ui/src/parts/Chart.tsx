import { useComputedColorScheme } from "@mantine/core";
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Drawing,
  type ChartOptions,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { useEffect, useRef, useState } from "react";

Drawing.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** The name of one of the theme's colours, such as `--n-accent`. */
type Colour = `--n-${string}`;

export type Series = { name: string; colour: Colour; values: readonly (number | null)[] };

export type ChartProps = {
  /** What it shows, for whoever does not see it. */
  label: string;
  kind: "line" | "bars";
  /** The places along the horizontal axis, and how each is written below it and over a value. */
  places: readonly (number | string)[];
  placeText: (place: number | string) => string;
  placeTitle: (place: number | string) => string;
  /** Those of the places that are written below the axis, as far as there is room; any where it is not said. */
  placeTicks?: readonly (number | string)[];
  series: readonly Series[];
  valueText: (value: number) => string;
  tickText: (value: number) => string;
  /** Where the lines of the vertical axis are; by the values where it is not said. */
  ticks?: readonly number[];
  /** In pixels. */
  height: number;
  dots?: boolean;
};

/** Numbers over places, drawn by Chart.js in the theme's colours. */
export function Chart(props: ChartProps) {
  const scheme = useComputedColorScheme("light");
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing<"line" | "bar", (number | null)[], number | string>>(undefined);
  /** How often it was begun: what is drawn anew has to be filled. */
  const [begun, setBegun] = useState(0);
  const { kind, label, height } = props;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) {
      return undefined;
    }
    // Each by itself: several at once would keep the page from answering.
    const begins = setTimeout(() => {
      drawing.current = new Drawing<"line" | "bar", (number | null)[], number | string>(context, {
        type: kind === "line" ? "line" : "bar",
        data: { labels: [], datasets: [] },
        options: { animation: false, responsive: true, maintainAspectRatio: false },
      });
      setBegun((times) => times + 1);
    });
    return () => {
      clearTimeout(begins);
      drawing.current?.destroy();
      drawing.current = undefined;
    };
  }, [kind]);
  useEffect(() => {
    const made = drawing.current;
    if (made !== undefined) {
      made.data = dataOf(props, made.canvas);
      made.options = optionsOf(props, made.canvas);
      made.update("none");
    }
  }, [begun, props, scheme]);
  return (
    <div style={{ position: "relative", height, minWidth: 0 }}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

function colour(name: Colour, canvas: HTMLCanvasElement): string {
  return getComputedStyle(canvas).getPropertyValue(name).trim();
}

function dataOf({ kind, places, series, dots = false }: ChartProps, canvas: HTMLCanvasElement) {
  return {
    labels: [...places],
    datasets: series.map(({ name, colour: of, values }) => {
      const strong = colour(of, canvas);
      return {
        label: name,
        data: [...values],
        borderColor: strong,
        backgroundColor: kind === "line" ? `${strong}29` : strong,
        ...(kind === "line"
          ? {
              borderWidth: 1.5,
              cubicInterpolationMode: "monotone" as const,
              fill: series.length === 1,
              pointBackgroundColor: strong,
              pointRadius: dots ? 2.5 : 0,
              pointHoverRadius: 3,
            }
          : { borderRadius: 2, maxBarThickness: 28 }),
      };
    }),
  };
}

function optionsOf(props: ChartProps, canvas: HTMLCanvasElement): ChartOptions<"line" | "bar"> {
  const { kind, places, placeText, placeTitle, placeTicks, series, valueText, tickText, ticks } = props;
  const quiet = colour("--n-quiet", canvas);
  const line = colour("--n-line", canvas);
  const text = colour("--n-text", canvas);
  const font = { family: getComputedStyle(canvas).fontFamily, size: 12 };
  const place = (index: number) => places[index] ?? "";
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: "index", intersect: false },
    layout: { padding: { top: 6, right: 6 } },
    scales: {
      x: {
        type: "category",
        offset: kind === "bars",
        grid: { display: false },
        border: { color: line },
        afterBuildTicks: (axis) => {
          if (placeTicks !== undefined) {
            axis.ticks = placeTicks.map((tick) => ({ value: places.indexOf(tick) }));
          }
        },
        ticks: {
          color: quiet,
          font,
          maxRotation: 0,
          autoSkip: true,
          autoSkipPadding: 32,
          callback: (index) => placeText(place(Number(index))),
        },
      },
      y: {
        type: "linear",
        beginAtZero: true,
        grid: { color: line },
        border: { display: false },
        ...(ticks === undefined ? {} : { min: ticks[0], max: ticks.at(-1) }),
        ticks: { color: quiet, font, maxTicksLimit: 6, callback: (value) => tickText(Number(value)) },
        afterBuildTicks: (axis) => {
          if (ticks !== undefined) {
            axis.ticks = ticks.map((value) => ({ value }));
          }
        },
        // The same for all charts, so that what stands below another is in line with it.
        afterFit: (axis) => {
          axis.width = 48;
        },
      },
    },
    plugins: {
      legend: { display: series.length > 1, labels: { color: text, font, boxWidth: 10, boxHeight: 10 } },
      tooltip: {
        backgroundColor: colour("--n-surface", canvas),
        borderColor: colour("--n-line-strong", canvas),
        borderWidth: 1,
        titleColor: quiet,
        bodyColor: text,
        titleFont: { ...font, weight: "normal" },
        bodyFont: font,
        displayColors: series.length > 1,
        callbacks: {
          title: (items) => placeTitle(place(items[0]?.dataIndex ?? 0)),
          label: ({ dataset, parsed }) =>
            parsed.y === null ? "" : `${dataset.label ?? ""}: ${valueText(parsed.y)}`,
        },
      },
    },
  };
}
