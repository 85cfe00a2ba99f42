import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "../../api/types";

export function EventTypes({
  value,
  onChange,
  vocabulary,
  label,
}: {
  value: string[];
  onChange: (value: string[]) => void;
  vocabulary: Vocabulary | undefined;
  label?: string;
}) {
  const { t } = useTranslation();
  return (
    <TagsInput
      label={label ?? t("editor.event")}
      placeholder={value.length === 0 ? t("editor.anyEvent") : ""}
      data={(vocabulary?.types ?? []).map((type) => type.name)}
      value={value}
      onChange={onChange}
      acceptValueOnBlur
    />
  );
}
