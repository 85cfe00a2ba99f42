import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function isDuration(text: string): boolean {
  return text !== "" && /^(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/.test(text);
}

/**
 * A duration such as `1h30m`. What is none is handed on as well: the document then says what the field says, and is
 * refused like any other mistake in it.
 */
export function DurationInput({
  label,
  value,
  onChange,
  placeholder,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
}) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={label}
      placeholder={placeholder ?? t("editor.noBound")}
      value={value}
      error={value !== "" && !isDuration(value) ? t("editor.duration") : undefined}
      onChange={(event) => onChange(event.currentTarget.value.trimStart())}
      onBlur={() => {
        if (value !== value.trim()) {
          onChange(value.trim());
        }
      }}
    />
  );
}
