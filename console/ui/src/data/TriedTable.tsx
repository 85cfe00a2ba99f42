import { useTranslation } from "react-i18next";
import { exactJson } from "../api/ask";
import type { CollectionPreview } from "../api/data";
import { cellText, isNumeric } from "./cell";
import css from "./Data.module.css";

/** Records of a source, each beside the rows that come out of it, or why it would be refused. */
export function TriedTable({ preview: { columns, tried } }: { preview: CollectionPreview }) {
  const { t } = useTranslation();
  if (tried.length === 0) {
    return <p className={css.none}>{t("data.noRecords")}</p>;
  }
  return (
    <div className={css.rows} tabIndex={0} role="region" aria-label={t("data.tried")}>
      <table className="plain">
        <caption className="visually-hidden">{t("data.tried")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("data.record")}</th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={isNumeric(column.type) ? "number" : ""}>
                {column.name} <span className={css.type}>{column.type}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tried.flatMap((record) => {
            const rows = record.rows.length === 0 ? [undefined] : record.rows;
            return rows.map((row, index) => (
              <tr key={`${record.place} ${index}`}>
                {index === 0 && (
                  <td rowSpan={rows.length} className="mono" title={record.record ?? ""}>
                    <span className={css.cell}>{record.record ?? t("data.noValue")}</span>
                    <div className="quiet">{record.place}</div>
                  </td>
                )}
                {row === undefined ? (
                  <td
                    colSpan={Math.max(1, columns.length)}
                    className={record.refused == null ? "quiet" : css.broken}
                  >
                    {record.refused ?? t("data.leftOut")}
                  </td>
                ) : (
                  <Row row={exactJson(row) as Record<string, unknown>} columns={columns} />
                )}
              </tr>
            ));
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, columns }: { row: Record<string, unknown>; columns: CollectionPreview["columns"] }) {
  return columns.map((column) => (
    <td key={column.name} className={isNumeric(column.type) ? "number" : ""}>
      <span className={css.cell}>{cellText(row[column.name]) ?? "–"}</span>
    </td>
  ));
}
