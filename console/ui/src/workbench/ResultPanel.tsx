import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answered } from "../api/ask";
import type { QueryDocument } from "../api/data";
import { AnswerTable } from "../data/AnswerTable";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { RelativeTime } from "../parts/RelativeTime";
import { save } from "../parts/save";
import { Waiting } from "../parts/Waiting";
import { ChartView } from "./ChartView";
import { csv } from "./csv";
import { past, type Past } from "./history";
import { type Plan, PlanTree } from "./PlanTree";
import { QueryVersions } from "./QueryVersions";
import css from "./Workbench.module.css";

type View = "table" | "chart" | "plan" | "history" | "versions";

/** What came of a query, looked at in one of several ways. */
export function ResultPanel({
  answered,
  error,
  isRunning,
  plan,
  explain,
  document,
  text,
  curl,
  again,
}: {
  answered: Answered | undefined;
  error: Error | null;
  isRunning: boolean;
  plan: { data: Plan | undefined; isPending: boolean; error: Error | null };
  explain: (() => void) | undefined;
  document: QueryDocument | undefined;
  text: string;
  curl: string | undefined;
  again: (run: Past) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [view, setView] = useState<View>("table");
  const views: View[] = ["table", "chart", ...(explain === undefined ? [] : (["plan"] as const)), "history"];
  if (document?.origin === "SAVED") {
    views.push("versions");
  }
  return (
    <section className={css.result} aria-label={t("workbench.result")}>
      <div className={css.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t("workbench.view")}
          value={view}
          onChange={(chosen) => {
            setView(chosen);
            if (chosen === "plan") {
              explain?.();
            }
          }}
          data={views.map((value) => ({ value, label: t(`workbench.views.${value}`) }))}
        />
        <span className="quiet small" aria-live="polite">
          {answered !== undefined &&
            t(answered.page.more ? "workbench.firstRows" : "workbench.allRows", {
              count: answered.rows.length,
              shown: figures.whole(answered.rows.length),
              millis: answered.millis === undefined ? "" : figures.millis(answered.millis),
            })}
        </span>
        <span className={css.end}>
          {answered !== undefined && (
            <Tooltip label={t("workbench.csv")}>
              <ActionIcon
                size="sm"
                aria-label={t("workbench.csv")}
                onClick={() => save(answered.name, csv(answered), "csv")}
              >
                <IconDownload size={15} />
              </ActionIcon>
            </Tooltip>
          )}
          {curl !== undefined && <CopyCurl path={curl} />}
        </span>
      </div>
      {error !== null && view !== "history" && view !== "versions" && <FailureNote error={error} />}
      {(view === "table" || view === "chart") &&
        (answered === undefined ? (
          isRunning ? (
            <Waiting height={160} />
          ) : (
            error === null && <p className={`quiet ${css.padded ?? ""}`}>{t("workbench.notRun")}</p>
          )
        ) : view === "table" ? (
          <AnswerTable answered={answered} caption={t("workbench.result")} height={560} />
        ) : (
          <ChartView answered={answered} />
        ))}
      {view === "plan" && (
        <>
          {plan.error !== null && <FailureNote error={plan.error} />}
          {plan.data !== undefined ? (
            <PlanTree plan={plan.data} />
          ) : (
            plan.isPending && <Waiting height={160} />
          )}
          <div className={css.padded}>
            <Button size="xs" variant="default" loading={plan.isPending} onClick={explain}>
              {t("workbench.explainAgain")}
            </Button>
          </div>
        </>
      )}
      {view === "history" && <HistoryList again={again} />}
      {view === "versions" && document !== undefined && <QueryVersions document={document} text={text} />}
    </section>
  );
}

function HistoryList({ again }: { again: (run: Past) => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const runs = past();
  if (runs.length === 0) {
    return <p className={`quiet ${css.padded ?? ""}`}>{t("workbench.noHistory")}</p>;
  }
  return (
    <ul className={css.history}>
      {runs.map((run, index) => (
        <li key={index}>
          <button type="button" onClick={() => again(run)}>
            <span className="mono cut">
              {run.text
                .replace(/^\s*\/\*[\s\S]*?\*\/\s*/, "")
                .replaceAll(/\s+/g, " ")
                .slice(0, 200)}
            </span>
            <span className="quiet small">
              {t("workbench.pastRows", { count: run.rows, shown: figures.whole(run.rows) })}{" "}
              <RelativeTime time={run.at} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
