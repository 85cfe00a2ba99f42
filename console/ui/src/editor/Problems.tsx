import { useTranslation } from "react-i18next";
import type { Cost, Problem } from "../api/types";
import { sentence } from "../api/failure";
import { useFigures } from "../i18n/figures";
import css from "./Editor.module.css";

export function Problems({
  problems,
  isChecking,
  failure,
  footprint,
}: {
  problems: readonly Problem[];
  isChecking: boolean;
  failure: Error | null;
  footprint: Cost | undefined;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className={css.problems} aria-live="polite" aria-label={t("editor.problems")} role="status">
      {failure !== null && <span>{sentence(failure)}</span>}
      {failure === null && problems.length === 0 && (
        <span className="quiet">
          {isChecking ? t("editor.checking") : t("editor.fine")}
          {footprint !== undefined &&
            ` · ${t(footprint.onlyCapped ? "editor.keepsCapped" : "editor.keeps", {
              size: figures.bytes(footprint.bytes),
            })}`}
        </span>
      )}
      <ul>
        {problems.map((problem, index) => (
          <li key={index} data-severity={problem.severity.toLowerCase()}>
            <span className={css.place}>
              {problem.line}:{problem.column}
            </span>
            {problem.text}
          </li>
        ))}
      </ul>
    </div>
  );
}
