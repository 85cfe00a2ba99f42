import { mergeThemeOverrides } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { theme } from "./theme";

/** The theme, with a word for the crosses that close things, for those who do not see them. */
export function useTheme() {
  const { t } = useTranslation();
  return useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: { CloseButton: { defaultProps: { "aria-label": t("action.close") } } },
      }),
    [t],
  );
}
