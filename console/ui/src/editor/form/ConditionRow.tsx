import { Select, TagsInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Doubt, doubtOf } from "../cel/doubts";
import { meant, shown, type Value } from "../cel/literal";
import { readAs } from "./readAs";
import { firstValue, operatorsOf, withOperator } from "../cel/operators";
import { isWhole, type Operator, type Test } from "../cel/test";
import type { Kind, Subject } from "../names";
import { Choice } from "./Choice";
import { found, optionsOf, textsOf, useShownOption } from "./choices";
import css from "./Form.module.css";
import { ValueInput } from "./ValueInput";

/** The same test of another subject: what it has no use for becomes what it has. */
function withSubject(test: Test, path: string, subjects: readonly Subject[]): Test {
  const kind = subjects.find((each) => each.path === path)?.kind;
  const next = { ...test, subject: path };
  if (kind === undefined) {
    return next;
  }
  const operators = operatorsOf(kind, path);
  const fits = operators.includes(test.operator);
  const fitting = fits ? next : withOperator(next, operators[0] ?? "==", kind);
  return {
    ...fitting,
    values: fitting.values.map((value) =>
      value.kind === "path" || fitting.operator === "newer" || fitting.operator === "older"
        ? value
        : valueOf(value, kind, fitting.operator),
    ),
  };
}

/** The same value of another kind, or none yet where it cannot be of that. */
function valueOf(value: Value, kind: Kind, operator: Operator): Value {
  const next = meant(shown(value), kind);
  const isOther =
    (kind === "yesNo" && next.kind !== "bool") ||
    ((kind === "number" || kind === "age") && next.kind !== "number");
  return isOther ? (firstValue(operator, kind)[0] ?? next) : next;
}

/** Those that stay are what they were; a new one is of their kind where the property says none for sure. */
function valuesOf(texts: readonly string[], there: readonly Value[], subject: Subject | undefined): Value[] {
  return texts.map((text) => there.find((value) => shown(value) === text) ?? readAs(text, there, subject));
}

/** Property, operator, value: with what was seen on the stream as choices, and anything else allowed. */
export function ConditionRow({
  label,
  test,
  subjects,
  onChange,
}: {
  label: string;
  test: Test;
  subjects: readonly Subject[];
  onChange: (test: Test) => void;
}) {
  const { t } = useTranslation();
  const subject = subjects.find((each) => each.path === test.subject);
  const kind = subject?.kind;
  const operators = operatorsOf(kind, test.subject);
  const shownOperators = operators.includes(test.operator) ? operators : [...operators, test.operator];
  const many = test.operator === "in" || test.operator === "not in";
  const name = (operator: Operator) =>
    kind === "date" && (operator === "<" || operator === "<=" || operator === ">" || operator === ">=")
      ? t(`dateOperator.${operator}`)
      : t(`operator.${operator}`);
  return (
    <div className={css.condition}>
      <Choice
        className={css.subject}
        label={t("editor.property", { what: label })}
        description={subject === undefined || subject.label === "" ? undefined : subject.label}
        options={optionsOf(subjects)}
        value={test.subject}
        error={!isWhole(test.subject)}
        onChange={(path) => onChange({ ...test, subject: path.trim() })}
        onSettled={(path) => onChange(withSubject(test, path.trim(), subjects))}
      />
      <Select
        className={css.operator}
        aria-label={t("editor.operator", { what: label })}
        data={shownOperators.map((operator) => ({ value: operator, label: name(operator) }))}
        value={test.operator}
        allowDeselect={false}
        onChange={(operator) => onChange(withOperator(test, operator ?? "==", kind))}
      />
      {many && (
        <ValuesInput
          label={t("editor.values", { what: label })}
          values={test.values.map(shown)}
          subject={subject}
          onChange={(texts) => onChange({ ...test, values: valuesOf(texts, test.values, subject) })}
        />
      )}
      {!many && test.operator !== "has" && test.operator !== "has not" && (
        <ValueInput
          label={label}
          operator={test.operator}
          value={test.values[0]}
          subject={subject}
          others={subjects.filter(({ path }) => path !== test.subject)}
          onChange={(value) => onChange({ ...test, values: [value] })}
        />
      )}
      <DoubtNote doubt={doubtOf(test, subjects)} />
    </div>
  );
}

function ValuesInput({
  label,
  values,
  subject,
  onChange,
}: {
  label: string;
  values: string[];
  subject: Subject | undefined;
  onChange: (values: string[]) => void;
}) {
  const [search, setSearch] = useState("");
  const options = subject?.values ?? [];
  const shownOption = useShownOption(options);
  return (
    <TagsInput
      className={css.value}
      classNames={{ inputField: css.typed }}
      aria-label={label}
      data={textsOf(options)}
      filter={found(options, search !== "")}
      renderOption={shownOption}
      searchValue={search}
      onSearchChange={setSearch}
      value={values}
      onChange={(next) => onChange([...new Set(next)])}
      acceptValueOnBlur
    />
  );
}

function DoubtNote({ doubt }: { doubt: Doubt | undefined }) {
  const { t } = useTranslation();
  if (doubt === undefined) {
    return null;
  }
  return (
    <p className={css.doubt} role="status">
      <IconAlertTriangle size={13} aria-hidden />
      {t(`doubt.${doubt.of}`, doubt)}
    </p>
  );
}
