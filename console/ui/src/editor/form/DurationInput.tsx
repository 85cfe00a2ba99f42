import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export function isDuration(text: string): boolean {
  return text !== "" && /^(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/.test(text);
}

/** A duration such as `1h30m`. It is handed on when it is one, or empty. */
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
  const [typed, setTyped] = useState<string>();
  const text = (typed ?? value).trim();
  const wrong = text !== "" && !isDuration(text);
  return (
    <TextInput
      label={label}
      placeholder={placeholder ?? t("editor.noBound")}
      value={typed ?? value}
      error={wrong ? t("editor.duration") : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        if (next.trim() === "" || isDuration(next.trim())) {
          onChange(next.trim());
        }
      }}
      onBlur={() => {
        if (!wrong) {
          setTyped(undefined);
        }
      }}
    />
  );
}
