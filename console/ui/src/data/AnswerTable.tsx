import { useTranslation } from "react-i18next";
import type { Answered } from "../api/ask";
import { useFigures } from "../i18n/figures";
import { cellText, isNumeric } from "./cell";
import css from "./Data.module.css";

const MOST_SHOWN = 500;
const LONGEST = 300;

/** Rows as a table: each column with its type, values exactly as they were answered. */
export function AnswerTable({
  answered: { columns, rows },
  caption,
  height,
}: {
  answered: Pick<Answered, "columns" | "rows">;
  caption: string;
  height?: number | undefined;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (rows.length === 0) {
    return <p className={css.none}>{t("data.noRows")}</p>;
  }
  return (
    // It scrolls, so that it must be reached by the keyboard.
    <div className={css.rows} style={{ maxHeight: height }} tabIndex={0} role="region" aria-label={caption}>
      <table className="plain">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={isNumeric(column.type) ? "number" : ""}>
                {column.name} <span className={css.type}>{column.type}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_SHOWN).map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <Cell key={column.name} value={row[column.name]} type={column.type} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && (
        <p className={css.none}>
          {t("data.firstShown", { shown: figures.whole(MOST_SHOWN), all: figures.whole(rows.length) })}
        </p>
      )}
    </div>
  );
}

function Cell({ value, type }: { value: unknown; type: string }) {
  const text = cellText(value);
  if (text === undefined) {
    return <td className={isNumeric(type) ? "number quiet" : "quiet"}>–</td>;
  }
  return (
    <td
      className={isNumeric(type) ? "number" : type === "json" || type.endsWith("[]") ? "mono" : ""}
      title={text.length > 40 ? text.slice(0, 2_000) : undefined}
    >
      <span className={css.cell}>{text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}</span>
    </td>
  );
}
