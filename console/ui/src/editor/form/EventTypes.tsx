import { TagsInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "../../api/types";
import { knowsAllTypes, seenTypes } from "../names";
import { found, textsOf, useShownOption } from "./choices";
import css from "./Form.module.css";

/** Types of events: any may be written, and one that was not seen lately is doubted. */
export function EventTypes({
  value,
  onChange,
  vocabulary,
}: {
  value: string[];
  onChange: (value: string[]) => void;
  vocabulary: Vocabulary | undefined;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const types = seenTypes(vocabulary);
  const shownOption = useShownOption(types);
  const unseen = value.filter(
    (type) => knowsAllTypes(vocabulary) && types.every(({ text }) => text !== type),
  );
  const labels = types.filter(({ text, label }) => label !== undefined && value.includes(text));
  return (
    <div>
      <TagsInput
        classNames={{ inputField: css.typed }}
        label={t("editor.event")}
        placeholder={value.length === 0 ? t("editor.anyEvent") : ""}
        data={textsOf(types)}
        filter={found(types, search !== "")}
        renderOption={shownOption}
        searchValue={search}
        onSearchChange={setSearch}
        description={labels.length === 0 ? undefined : labels.map(({ label }) => label).join(", ")}
        inputWrapperOrder={["label", "input", "description"]}
        value={value}
        onChange={onChange}
        acceptValueOnBlur
      />
      {(value.length === 0 || unseen.length > 0) && (
        <p className={css.doubt} role="status">
          <IconAlertTriangle size={13} aria-hidden />
          {value.length === 0 ? t("editor.noEvent") : t("doubt.type", { types: unseen.join(", ") })}
        </p>
      )}
    </div>
  );
}
