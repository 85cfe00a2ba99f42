import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/failure";

/** Does something to a campaign, says what came of it, and has all read again. Whether it was done. */
export function useAttempt(): (act: () => Promise<string>, failure?: string) => Promise<boolean> {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useCallback(
    async (act, failure = t("parts.failed")) => {
      let done = true;
      try {
        const message = await act();
        if (message !== "") {
          notifications.show({ message });
        }
      } catch (error) {
        notifications.show({ color: "red", title: failure, message: sentence(error) });
        done = false;
      }
      await queries.invalidateQueries({ queryKey: ["campaigns"] });
      await queries.invalidateQueries({ queryKey: ["campaign"] });
      return done;
    },
    [queries, t],
  );
}
