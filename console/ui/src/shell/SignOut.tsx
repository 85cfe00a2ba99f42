import { ActionIcon, type ActionIconProps } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { IconLogout } from "@tabler/icons-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";

export function SignOut({ ref, ...rest }: ActionIconProps & { ref?: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = async () => {
    await answer(api.DELETE("/api/session")).catch(() => undefined);
    queries.clear();
    location.assign("/");
  };
  return (
    <ActionIcon ref={ref} {...rest} aria-label={t("shell.signOut")} onClick={() => void leave()}>
      <IconLogout size={16} />
    </ActionIcon>
  );
}
