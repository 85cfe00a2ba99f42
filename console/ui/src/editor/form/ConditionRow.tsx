import { Autocomplete, Select, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { meant, shown, type Value } from "../cel/literal";
import type { Operator, Test } from "../cel/test";
import type { Subject } from "../names";
import css from "./Form.module.css";

const all: Operator[] = [
  "==",
  "!=",
  ">",
  ">=",
  "<",
  "<=",
  "in",
  "not in",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
  "includes",
  "has",
  "has not",
];

const fitting: Record<string, Operator[]> = {
  number: ["==", "!=", ">", ">=", "<", "<=", "in", "not in", "has", "has not"],
  bool: ["==", "!=", "has", "has not"],
  list: ["includes", "has", "has not"],
  string: ["==", "!=", "in", "not in", "contains", "startsWith", "endsWith", "matches", "has", "has not"],
};

function kindName(kind: string | undefined): string | undefined {
  const name = kind?.toLowerCase();
  if (name === undefined) {
    return undefined;
  }
  if (["number", "int", "integer", "long", "double", "float"].includes(name)) {
    return "number";
  }
  return name === "boolean" ? "bool" : name === "array" ? "list" : name;
}

/** Property, operator, value: with what was seen on the stream as suggestions, and anything else allowed. */
export function ConditionRow({
  label,
  test,
  subjects,
  onChange,
}: {
  label: string;
  test: Test;
  subjects: Subject[];
  onChange: (test: Test) => void;
}) {
  const { t } = useTranslation();
  const subject = subjects.find((each) => each.path === test.subject);
  const kind = kindName(subject?.kind);
  const operators = (kind === undefined ? undefined : fitting[kind]) ?? all;
  const shownOperators = operators.includes(test.operator) ? operators : [...operators, test.operator];
  const others = subjects.map((each) => each.path).filter((path) => path !== test.subject);
  const read = (text: string): Value => meant(text, kind === "list" ? undefined : kind, others);
  const samples = subject?.samples ?? [];
  const changeOperator = (operator: Operator) =>
    onChange({
      ...test,
      operator,
      values:
        operator === "has" || operator === "has not"
          ? []
          : test.values.length > 0
            ? test.values
            : [kind === "number" ? { kind: "number", text: "0" } : { kind: "string", value: "" }],
    });
  const first = test.values[0];
  const value = first === undefined ? "" : shown(first);
  const paths = others
    .filter((path) => /^[a-z_]+[.[]/i.test(path) && !path.startsWith("event."))
    .slice(0, 20);
  return (
    <div className={css.condition}>
      <Autocomplete
        className={css.subject}
        aria-label={t("editor.property", { what: label })}
        data={subjects.map((each) => each.path)}
        value={test.subject}
        onChange={(path) => {
          if (/^[\w.[\]'"()-]+$/.test(path)) {
            onChange({ ...test, subject: path });
          }
        }}
        limit={60}
        selectFirstOptionOnChange={false}
      />
      <Select
        className={css.operator}
        aria-label={t("editor.operator", { what: label })}
        data={shownOperators.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
        value={test.operator}
        allowDeselect={false}
        onChange={(operator) => changeOperator(operator ?? "==")}
      />
      {test.operator === "in" || test.operator === "not in" ? (
        <TagsInput
          className={css.value}
          aria-label={t("editor.values", { what: label })}
          data={samples}
          value={test.values.map(shown)}
          onChange={(values) => onChange({ ...test, values: [...new Set(values)].map(read) })}
        />
      ) : (
        test.operator !== "has" &&
        test.operator !== "has not" && (
          <Autocomplete
            className={css.value}
            aria-label={t("editor.value", { what: label })}
            data={[
              ...samples.filter((sample) => !paths.includes(sample)),
              ...(samples.length < 12 ? paths : []),
            ].filter((each, index, list) => list.indexOf(each) === index)}
            value={value}
            onChange={(text) => onChange({ ...test, values: [read(text)] })}
            inputMode={kind === "number" ? "decimal" : "text"}
          />
        )
      )}
    </div>
  );
}
