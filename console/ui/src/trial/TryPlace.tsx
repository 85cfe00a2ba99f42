import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Where a draft is tried: below the editor, and where that would be out of sight, as a sheet over it. */
export function TryPlace({
  narrow,
  close,
  children,
}: {
  narrow: boolean;
  close: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return narrow ? (
    <Drawer.Root opened onClose={close} position="bottom" size="88%">
      <Drawer.Overlay />
      <Drawer.Content aria-label={t("trial.title")}>{children}</Drawer.Content>
    </Drawer.Root>
  ) : (
    children
  );
}
