import { useTranslation } from "react-i18next";
import type { GroupView } from "../document/view";
import css from "./Form.module.css";

/** Steps that repeat together. The form says that they are there; the YAML beside it edits them. */
export function GroupCard({ group, index }: { group: GroupView; index: number }) {
  const { t } = useTranslation();
  return (
    <li className={css.step}>
      <div className={css.stepHead}>
        <span className={css.stepNumber}>{index + 1}</span>
        <strong>{group.name === "" ? t("editor.group") : group.name}</strong>
        <span className="quiet cut">{group.steps.join(" → ")}</span>
      </div>
      <p className={css.note}>{t("editor.groupNote")}</p>
    </li>
  );
}
