import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Machine, MachineState } from "../../api/types";
import css from "./PatternDrawing.module.css";
import { layout, type Line, type Stub } from "./layout";

const PITCH = 66;
const TALL = 28;
const LEFT = 56;

function cut(text: string, width: number): string {
  const most = Math.max(6, Math.floor(width / 6.7));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function wideEnough(label: string): number {
  return Math.min(190, Math.max(64, label.length * 7.4 + 26));
}

/** The pattern as a state machine, top to bottom. A step under the pointer lights up here, in form and YAML. */
export function PatternDrawing({
  machine,
  lit,
  onLight,
}: {
  machine: Machine;
  lit: string | undefined;
  onLight: (step: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const drawn = useMemo(() => layout(machine), [machine]);
  const height = drawn.placed.length * PITCH - PITCH + TALL + 24;
  const wide = Math.max(width, 240);
  const y = (row: number) => 12 + row * PITCH + TALL / 2;
  const word = (state: MachineState) =>
    state.label !== "" || (state.kind !== "start" && state.kind !== "fire")
      ? state.label
      : t(`drawing.${state.kind}`);
  const boxes = drawn.placed.map(({ state }) => wideEnough(word(state)));
  const isLit = (step: string | null | undefined) => step != null && step === lit;
  const light = (step: string | null | undefined) => ({
    onMouseEnter: () => onLight(step ?? undefined),
    onMouseLeave: () => onLight(undefined),
  });
  const name = (row: number) => {
    const state = drawn.placed[row]?.state;
    return state === undefined ? "" : word(state);
  };
  return (
    <div ref={ref} className={css.drawing}>
      <svg width={wide} height={height} role="img" aria-label={t("drawing.label")}>
        {drawn.lines.map((line) => (
          <g
            key={`l${line.from}${line.kind}`}
            {...light(line.step)}
            data-lit={isLit(line.step)}
            className={css.edge}
            data-kind={line.kind}
          >
            <path d={`M${LEFT + 32} ${y(line.from) + TALL / 2} V${y(line.to) - TALL / 2 - 5}`} />
            <Head x={LEFT + 32} y={y(line.to) - TALL / 2} />
            <text x={LEFT + 44} y={(y(line.from) + y(line.to)) / 2 + 4}>
              <title>{line.labels.join("\n")}</title>
              {cut(edgeText(line), wide - LEFT - 56)}
            </text>
          </g>
        ))}
        {drawn.loops.map((loop) => (
          <g
            key={`o${loop.from}`}
            className={css.edge}
            data-kind={loop.kind}
            {...light(loop.step)}
            data-lit={isLit(loop.step)}
          >
            <path
              d={`M${LEFT} ${y(loop.from) - 7} C${LEFT - 30} ${y(loop.from) - 22} ${LEFT - 30} ${y(loop.from) + 22} ${LEFT - 5} ${y(loop.from) + 8}`}
            />
            <Head x={LEFT} y={y(loop.from) + 6} angle={-65} />
            <title>{loop.labels.join("\n")}</title>
          </g>
        ))}
        {drawn.arcs.map((arc, index) => {
          const out = 14 + (index % 3) * 12;
          return (
            <g
              key={`a${arc.from} ${arc.to} ${arc.kind}`}
              className={css.edge}
              data-kind={arc.kind}
              {...light(arc.step)}
            >
              <path
                d={`M${LEFT} ${y(arc.from) + 4} C${LEFT - out * 2} ${y(arc.from) + 14} ${LEFT - out * 2} ${y(arc.to) - 14} ${LEFT - 6} ${y(arc.to) - 3}`}
              />
              <Head x={LEFT} y={y(arc.to) - 2} angle={-75} />
              <title>{arc.labels.join("\n")}</title>
            </g>
          );
        })}
        {stubsBy(drawn.stubs).map(({ at, all }) => {
          const from = LEFT + (boxes[at] ?? 64);
          return (
            <g
              key={`s${at}`}
              className={css.stub}
              {...light(all[0]?.step)}
              data-lit={all.some((stub) => isLit(stub.step))}
            >
              <path d={`M${from} ${y(at)} H${from + 20}`} />
              <path className={css.cross} d={`M${from + 22} ${y(at) - 5} l10 10 m0 -10 l-10 10`} />
              <text x={from + 40} y={y(at) + 4}>
                <title>{all.map((stub) => stub.label).join("\n")}</title>
                {cut(all.map((stub) => stub.label).join(", "), wide - from - 48)}
              </text>
            </g>
          );
        })}
        {drawn.placed.map(({ state, row }) => (
          <g
            key={state.id}
            className={css.state}
            data-kind={state.kind.toLowerCase()}
            data-lit={isLit(state.step)}
            {...light(state.step)}
          >
            <rect x={LEFT} y={y(row) - TALL / 2} width={boxes[row]} height={TALL} rx={TALL / 2} />
            <text x={LEFT + (boxes[row] ?? 0) / 2} y={y(row) + 4} textAnchor="middle">
              <title>{word(state)}</title>
              {cut(word(state), (boxes[row] ?? 0) - 14)}
            </text>
          </g>
        ))}
      </svg>
      <ul className="visually-hidden">
        {[...drawn.lines, ...drawn.loops, ...drawn.arcs].map((line, index) => (
          <li key={index}>
            {t("drawing.edge", { from: name(line.from), to: name(line.to), by: line.labels.join(", ") })}
          </li>
        ))}
        {drawn.stubs.map((stub, index) => (
          <li key={`s${index}`}>{t("drawing.stop", { from: name(stub.at), by: stub.label })}</li>
        ))}
      </ul>
    </div>
  );
}

function edgeText({ kind, labels }: Line): string {
  return `${kind === "deadline" ? "◷ " : ""}${labels.join("  or  ")}`;
}

function stubsBy(stubs: readonly Stub[]): { at: number; all: Stub[] }[] {
  const rows = [...new Set(stubs.map((stub) => stub.at))];
  return rows.map((at) => ({ at, all: stubs.filter((stub) => stub.at === at) }));
}

function Head({ x, y, angle = 0 }: { x: number; y: number; angle?: number }) {
  return (
    <path className={css.head} d="M0 0 l-4.5 -8 h9 z" transform={`translate(${x} ${y}) rotate(${angle})`} />
  );
}
