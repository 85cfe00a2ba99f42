import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useId } from "react";
import { useTranslation } from "react-i18next";
import { type Answered, ask, queryPath, type Values } from "../api/ask";
import type { Board, BoardPanel, ListedQuery } from "../api/data";
import { sentence } from "../api/failure";
import { AnswerTable } from "../data/AnswerTable";
import { cellText, isNumeric, isTime } from "../data/cell";
import { CopyCurl } from "../parts/CopyId";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { usualAxes } from "../workbench/ChartView";
import css from "./Boards.module.css";
import { question } from "./values";

const AnswerChart = lazy(async () => ({ default: (await import("../parts/AnswerChart")).AnswerChart }));
const CHART_HEIGHT = 220;

/**
 * A panel of a board, asked again as often as the board says. What it showed stays until there is
 * something new, pale where it is the answer to other values.
 */
export function PanelView({
  board,
  panel,
  query,
  given,
  tools,
}: {
  board: Board;
  panel: BoardPanel;
  query: ListedQuery | undefined;
  given: Values;
  tools?: ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { values, missing } =
    query === undefined ? { values: {}, missing: [] } : question(board, panel, query, given);
  const path = queryPath(panel.query, values);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["panel", path],
    queryFn: ({ signal }) => ask(path, { signal }),
    enabled: query !== undefined && missing.length === 0,
    refetchInterval: board.refreshMillis === 0 ? false : board.refreshMillis,
    placeholderData: (old) => old,
    retry: false,
  });
  const fault =
    query === undefined
      ? t("boards.noQuery", { query: panel.query })
      : error === null
        ? undefined
        : sentence(error);
  return (
    <section
      className={`panel ${css.panel ?? ""}`}
      data-width={panel.width}
      data-failed={fault !== undefined}
      data-old={isPlaceholderData}
      aria-busy={isPlaceholderData}
      aria-labelledby={id}
    >
      <div className="panel-head">
        <h2 id={id} className="cut">
          {panel.title}
        </h2>
        <div className="end">
          {tools ?? (missing.length === 0 && query !== undefined && <CopyCurl path={path} />)}
        </div>
      </div>
      {fault !== undefined && (
        <p className={css.note} data-failed>
          {fault}
        </p>
      )}
      {missing.length > 0 ? (
        <p className={css.note}>{t("boards.missing", { names: missing.join(", ") })}</p>
      ) : data !== undefined ? (
        <Shown panel={panel} answered={data} />
      ) : (
        fault === undefined && <Waiting height={70} />
      )}
    </section>
  );
}

function Shown({ panel, answered }: { panel: BoardPanel; answered: Answered }) {
  const { t } = useTranslation();
  const named = answered.columns.map(({ name }) => name);
  const wanted = [panel.column, panel.beside, panel.x, ...panel.y].filter((name) => name != null);
  const strange = wanted.filter((name) => !named.includes(name));
  if (strange.length > 0) {
    return (
      <p className={css.note} data-failed>
        {t("boards.noColumn", { names: strange.join(", "), query: panel.query })}
      </p>
    );
  }
  switch (panel.show) {
    case "NUMBER":
      return <OneValue panel={panel} answered={answered} />;
    case "LIST":
      return <List panel={panel} answered={answered} />;
    case "CHART":
      return <Chart panel={panel} answered={answered} />;
    case "TABLE":
      return <AnswerTable answered={answered} caption={panel.title} height={320} />;
  }
}

function Value({ value, type }: { value: unknown; type: string | undefined }) {
  const text = cellText(value);
  return text === undefined ? (
    <span className="quiet">–</span>
  ) : type !== undefined && isTime(type) && type !== "date" ? (
    <RelativeTime time={text} />
  ) : (
    text
  );
}

function OneValue({ panel, answered }: { panel: BoardPanel; answered: Answered }) {
  const column = answered.columns.find(({ name }) => name === panel.column) ?? answered.columns[0];
  return (
    <p className={css.number}>
      <Value value={answered.rows[0]?.[column?.name ?? ""]} type={column?.type} />
      {panel.unit !== "" && <span className="quiet small"> {panel.unit}</span>}
    </p>
  );
}

function List({ panel, answered }: { panel: BoardPanel; answered: Answered }) {
  const { t } = useTranslation();
  const first = answered.columns.find(({ name }) => name === panel.column) ?? answered.columns[0];
  const beside = answered.columns.find(({ name }) => name === panel.beside);
  if (answered.rows.length === 0) {
    return <p className={css.note}>{t("data.noRows")}</p>;
  }
  return (
    <ul className={css.list}>
      {answered.rows.map((row, index) => (
        <li key={index}>
          <span className="grow cut">
            <Value value={row[first?.name ?? ""]} type={first?.type} />
          </span>
          {beside !== undefined && (
            <span className={isNumeric(beside.type) ? "number quiet" : "quiet cut"}>
              <Value value={row[beside.name]} type={beside.type} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Chart({ panel, answered }: { panel: BoardPanel; answered: Answered }) {
  const { t } = useTranslation();
  const usual = usualAxes(answered);
  const x = panel.x ?? usual?.x;
  const y = panel.y.length > 0 ? panel.y : usual?.y;
  if (x === undefined || y === undefined || answered.rows.length === 0) {
    return <p className={css.note}>{t(answered.rows.length === 0 ? "data.noRows" : "workbench.noChart")}</p>;
  }
  const time = isTime(answered.columns.find(({ name }) => name === x)?.type ?? "");
  const kind = panel.kind == null ? (time ? "line" : "bars") : panel.kind === "LINE" ? "line" : "bars";
  return (
    <div className="panel-body">
      <Suspense fallback={<Waiting height={CHART_HEIGHT} />}>
        <AnswerChart answered={answered} axes={{ x, y, kind }} height={CHART_HEIGHT} />
      </Suspense>
    </div>
  );
}
