import { ActionIcon, type ActionIconProps } from "@mantine/core";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { IconLogout } from "@tabler/icons-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";

/** Ends the session and begins anew. */
export async function signOut(queries: QueryClient): Promise<void> {
  await answer(api.DELETE("/api/session")).catch(() => undefined);
  queries.clear();
  location.assign("/");
}

export function SignOut({ ref, ...rest }: ActionIconProps & { ref?: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <ActionIcon ref={ref} {...rest} aria-label={t("shell.signOut")} onClick={() => void signOut(queries)}>
      <IconLogout size={16} />
    </ActionIcon>
  );
}
