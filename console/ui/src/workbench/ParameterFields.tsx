import { Select, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Values } from "../api/ask";
import type { QueryParameter } from "../api/data";
import css from "./Workbench.module.css";

/** A field for each parameter of a query, by its type. */
export function ParameterFields({
  parameters,
  values,
  onChange,
}: {
  parameters: readonly QueryParameter[];
  values: Values;
  onChange: (name: string, value: string | string[]) => void;
}) {
  return (
    <div className={css.fields}>
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name]}
          onChange={(value) => onChange(parameter.name, value)}
        />
      ))}
    </div>
  );
}

function Field({
  parameter,
  value,
  onChange,
}: {
  parameter: QueryParameter;
  value: string | string[] | undefined;
  onChange: (value: string | string[]) => void;
}) {
  const { t } = useTranslation();
  const shared = {
    label: parameter.name,
    description: parameter.description === "" ? parameter.expected : parameter.description,
    required: parameter.required,
    placeholder: parameter.standard ?? (parameter.required ? parameter.type : t("workbench.any")),
    title: parameter.expected,
  };
  if (parameter.type.endsWith("[]")) {
    return (
      <TagsInput
        {...shared}
        data={parameter.oneOf}
        value={Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value]}
        onChange={onChange}
      />
    );
  }
  const one = Array.isArray(value) ? (value[0] ?? "") : (value ?? "");
  const choices = parameter.type === "boolean" ? ["true", "false"] : parameter.oneOf;
  return choices.length > 0 ? (
    <Select
      {...shared}
      clearable
      data={choices}
      value={one === "" ? null : one}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  ) : (
    <TextInput {...shared} value={one} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
