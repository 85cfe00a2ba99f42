import { Drawer, type MantineSize } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "./usePhone";

/** What is looked at beside a page: at its right edge, and on a phone as a sheet that comes from below. */
export function Sheet({
  opened,
  onClose,
  title,
  size = "md",
  children,
}: {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** How wide it is beside the page. */
  size?: MantineSize;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const phone = usePhone();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position={phone ? "bottom" : "right"}
      size={phone ? "85%" : size}
      title={title}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {children}
    </Drawer>
  );
}
