import type { ComboboxLikeRenderOptionInput, OptionsFilter } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFigures } from "../../i18n/figures";
import type { Subject } from "../names";
import css from "./Form.module.css";

/**
 * Something to choose.
 *
 * @property label what people call it, where they do
 * @property count how often it was seen at least; 0 where a source declares it only
 */
export type ChoiceOption = { text: string; label?: string; count?: number };

/** Properties to choose from. */
export function optionsOf(subjects: readonly Subject[]): ChoiceOption[] {
  return subjects.map(({ path, label }) => ({ text: path, label }));
}

/** The texts of what can be chosen, each once. */
export function textsOf(options: readonly ChoiceOption[]): string[] {
  return [...new Set(options.map(({ text }) => text))];
}

/** All options, or those that have what was typed in their text or label. */
export function found(options: readonly ChoiceOption[], typed: boolean): OptionsFilter {
  const labels = new Map(options.map(({ text, label }) => [text, label ?? ""]));
  return ({ options: all, search }) => {
    const sought = search.trim().toLowerCase();
    return typed
      ? all.filter(
          (option) =>
            "value" in option &&
            `${option.value} ${labels.get(option.value) ?? ""}`.toLowerCase().includes(sought),
        )
      : all;
  };
}

/** How an option is shown: label, text, how often it was seen. */
export function useShownOption(
  options: readonly ChoiceOption[],
): (input: ComboboxLikeRenderOptionInput<{ value: string }>) => ReactNode {
  const { t } = useTranslation();
  const figures = useFigures();
  const byText = new Map(options.map((option) => [option.text, option]));
  return function shownOption({ option: { value } }) {
    const { label, count } = byText.get(value) ?? {};
    return (
      <span className={css.choice}>
        {label !== undefined && label !== "" && <span>{label}</span>}
        <span className={label !== undefined && label !== "" ? "quiet mono" : undefined}>{value}</span>
        {count !== undefined && (
          <span className={css.count}>{count === 0 ? t("names.declared") : figures.whole(count)}</span>
        )}
      </span>
    );
  };
}
