import { Autocomplete } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import { type ChoiceOption, found, textsOf, useShownOption } from "./choices";

/** A field that offers all choices when it is opened, those that fit while somebody types, and takes any other text. */
export function Choice({
  label,
  isLabelled = false,
  options,
  value,
  onChange,
  onSettled,
  placeholder,
  className,
  description,
  error = false,
  inputMode = "text",
  beside,
}: {
  label: string;
  /** Whether the label stands above the field, where nothing around it says what it is. */
  isLabelled?: boolean;
  options: readonly ChoiceOption[];
  value: string;
  onChange: (value: string) => void;
  /** What was chosen, or stands there when a field that was changed is left; without it `onChange` hears of it alone. */
  onSettled?: (value: string) => void;
  placeholder?: string;
  className?: string | undefined;
  description?: string | undefined;
  error?: boolean;
  inputMode?: "text" | "decimal";
  beside?: ReactNode;
}) {
  const [typed, setTyped] = useState(false);
  const isChosen = useRef(false);
  const before = useRef(value);
  const shownOption = useShownOption(options);
  return (
    <Autocomplete
      className={className}
      {...(isLabelled ? { label } : { "aria-label": label })}
      {...(placeholder === undefined ? {} : { placeholder })}
      description={description}
      inputWrapperOrder={["label", "input", "description"]}
      data={textsOf(options)}
      filter={found(options, typed)}
      renderOption={shownOption}
      value={value}
      error={error}
      onFocus={() => {
        setTyped(false);
        before.current = value;
      }}
      onBlur={() => {
        if (value !== before.current) {
          onSettled?.(value);
        }
      }}
      onOptionSubmit={() => {
        isChosen.current = true;
      }}
      onDropdownClose={() => setTyped(false)}
      onChange={(text) => {
        setTyped(true);
        if (isChosen.current && onSettled !== undefined) {
          before.current = text;
          onSettled(text);
        } else {
          onChange(text);
        }
        isChosen.current = false;
      }}
      selectFirstOptionOnChange={false}
      inputMode={inputMode}
      rightSectionPointerEvents="all"
      rightSection={beside}
    />
  );
}
