import { ActionIcon, Select, TextInput, Tooltip } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { durationOf, hoursOf, isCelDuration } from "../cel/hours";
import { shown, type Value } from "../cel/literal";
import { isWhole, type Operator } from "../cel/test";
import type { Subject } from "../names";
import { Choice } from "./Choice";
import { optionsOf } from "./choices";
import css from "./Form.module.css";
import { readAs } from "./readAs";

const day = /^\d{4}-\d\d-\d\d$/;

/** What something is compared with: a value, in the picker that fits its kind, or another property. */
export function ValueInput({
  label,
  operator,
  value,
  subject,
  others,
  onChange,
}: {
  label: string;
  operator: Operator;
  value: Value | undefined;
  subject: Subject | undefined;
  others: readonly Subject[];
  onChange: (value: Value) => void;
}) {
  const { t } = useTranslation();
  const isPath = value?.kind === "path" && value.text !== "";
  const [comparing, setComparing] = useState(isPath);
  const text = value === undefined ? "" : shown(value);
  const kind = subject?.kind;
  const isNumber = kind === "number" || kind === "age";
  const read = (typed: string): Value => readAs(typed, value === undefined ? [] : [value], subject);
  const name = t("editor.value", { what: label });
  if (operator === "newer" || operator === "older") {
    return (
      <AgeInput label={name} value={text} onChange={(typed) => onChange({ kind: "string", value: typed })} />
    );
  }
  if (kind === "yesNo" && !isPath && (text === "true" || text === "false" || text === "")) {
    return (
      <Select
        className={css.value}
        aria-label={name}
        data={["true", "false"].map((one) => ({ value: one, label: t(`editor.yesNo.${one as "true"}`) }))}
        value={text === "" ? null : text}
        allowDeselect={false}
        onChange={(chosen) => onChange({ kind: "bool", value: chosen === "true" })}
      />
    );
  }
  if (kind === "date" && !isPath && (day.test(text) || text === "")) {
    return (
      <TextInput
        className={css.value}
        classNames={{ input: css.time }}
        type="date"
        aria-label={name}
        value={text}
        onChange={(event) => onChange({ kind: "string", value: event.currentTarget.value })}
      />
    );
  }
  const byPath = isPath || comparing;
  const other = t(byPath ? "editor.compareValue" : "editor.compareProperty");
  const exchange = () => {
    setComparing(!byPath);
    onChange(byPath ? read("") : { kind: "path", text: others[0]?.path ?? "" });
  };
  return (
    <Choice
      className={css.value}
      label={byPath ? t("editor.otherProperty", { what: label }) : name}
      options={byPath ? optionsOf(others) : (subject?.values ?? [])}
      value={text}
      error={(byPath && !isWhole(text)) || (isNumber && text === "")}
      onChange={(typed) => onChange(byPath ? { kind: "path", text: typed.trim() } : read(typed))}
      inputMode={isNumber && !byPath ? "decimal" : "text"}
      beside={
        (byPath || (others.length > 0 && operator !== "includes" && operator !== "excludes")) && (
          <Tooltip label={other}>
            <ActionIcon size="sm" aria-label={other} aria-pressed={byPath} onClick={exchange}>
              <IconArrowsExchange size={13} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}

/** A time such as `30d`, which CEL writes in hours. */
function AgeInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const text = typed !== undefined && hoursOf(typed) === value ? typed : durationOf(value);
  return (
    <TextInput
      className={css.value}
      aria-label={label}
      placeholder="30d"
      value={text}
      error={isCelDuration(value) ? undefined : t("editor.duration")}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(hoursOf(event.currentTarget.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
