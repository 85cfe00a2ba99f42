import { useTranslation } from "react-i18next";
import { put } from "../document/edit";
import type { View } from "../document/view";
import type { Edit } from "../useDraft";
import css from "./Form.module.css";

/** Between which times a document holds. */
export function ValidityInputs({ view, edit }: { view: View; edit: Edit }) {
  const { t } = useTranslation();
  return (
    <>
      <TimeInput label={t("editor.from")} value={view.from} path="from" edit={edit} />
      <TimeInput label={t("editor.untilTime")} value={view.until} path="until" edit={edit} />
    </>
  );
}

function local(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? ""
    : new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function TimeInput({ label, value, path, edit }: { label: string; value: string; path: string; edit: Edit }) {
  const id = `time-${path}`;
  return (
    <div>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        className={css.time}
        value={local(value)}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          const time = typed === "" ? undefined : new Date(typed).toISOString().replace(".000", "");
          edit((document) => put(document, [path], time));
        }}
      />
    </div>
  );
}
