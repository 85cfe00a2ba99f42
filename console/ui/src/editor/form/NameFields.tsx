import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { put } from "../document/edit";
import type { View } from "../document/view";
import { idOf } from "../idOf";
import type { Edit } from "../useDraft";
import css from "./Form.module.css";

/** What a document is called: for people, and for programs. */
export function NameFields({
  view,
  edit,
  isNew,
  holder,
}: {
  view: View;
  edit: Edit;
  isNew: boolean;
  holder: string | undefined;
}) {
  const { t } = useTranslation();
  const set = (key: string, value: string) =>
    edit((document) => put(document, [key], value === "" ? undefined : value));
  // The id of a new document comes of its name until somebody writes another.
  const [made, setMade] = useState(isNew ? idOf(view.name) : "");
  const setName = (name: string) => {
    if (isNew && view.id === made) {
      setMade(idOf(name));
      set("id", idOf(name));
    }
    set("name", name);
  };
  return (
    <div className={css.names}>
      <TextInput
        label={t("editor.name")}
        value={view.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t("editor.id")}
        value={view.id}
        readOnly={!isNew}
        error={
          holder !== undefined
            ? t("editor.idTaken", { name: holder })
            : /^[a-z0-9][a-z0-9-]{0,63}$/.test(view.id)
              ? undefined
              : t("editor.idRule")
        }
        onChange={(event) => set("id", event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, "-"))}
      />
    </div>
  );
}
