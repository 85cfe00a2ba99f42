import { Button, Select } from "@mantine/core";
import { IconCode } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { joinOf, rejoin } from "../cel/rows";
import type { Subject } from "../names";
import { ConditionList, TextCondition } from "./ConditionList";
import css from "./Form.module.css";

/** An expression as conditions of which all must hold, or one. What no row can show stays as text between them. */
export function ConditionRows({
  label,
  value,
  onChange,
  subjects,
  others = [],
  add,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  subjects: Subject[];
  others?: Subject[];
  add?: string;
}) {
  const { t } = useTranslation();
  const [asText, setAsText] = useState(false);
  const joined = joinOf(value);
  const exchange = (asText || value.trim() !== "") && (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      leftSection={<IconCode size={13} />}
      onClick={() => setAsText(!asText)}
    >
      {asText ? t("editor.asRows") : t("editor.asText")}
    </Button>
  );
  return (
    <div role="group" aria-label={label} className={css.conditions}>
      {asText ? (
        <>
          <TextCondition label={label} value={value} onChange={onChange} />
          <div>{exchange}</div>
        </>
      ) : (
        <>
          {joined !== undefined && (
            <Select
              className={css.sense}
              aria-label={t("editor.senseOf", { what: label })}
              data={(["and", "or"] as const).map((join) => ({
                value: join,
                label: t(join === "and" ? "sense.all" : "sense.any"),
              }))}
              value={joined}
              allowDeselect={false}
              onChange={(join) => onChange(rejoin(value, join ?? joined))}
            />
          )}
          <ConditionList
            label={label}
            value={value}
            onChange={onChange}
            subjects={[...subjects, ...others]}
            join="and"
            add={add}
            beside={exchange}
          />
        </>
      )}
    </div>
  );
}
