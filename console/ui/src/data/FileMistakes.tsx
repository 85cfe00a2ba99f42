import { useTranslation } from "react-i18next";
import type { FileMistake } from "../api/data";
import { Panel } from "../parts/Panel";
import css from "./Data.module.css";

/** What is wrong with files, each at its place. */
export function FileMistakes({ title, mistakes }: { title: string; mistakes: readonly FileMistake[] }) {
  const { t } = useTranslation();
  if (mistakes.length === 0) {
    return null;
  }
  return (
    <Panel title={title} flush>
      <div role="alert">
        <ul className={css.list}>
          {mistakes.map((mistake, index) => (
            <li key={index}>
              <span className={css.broken}>{mistake.text}</span>
              <div className="quiet small">
                {t("data.place", { file: mistake.file, line: mistake.line, column: mistake.column })}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
