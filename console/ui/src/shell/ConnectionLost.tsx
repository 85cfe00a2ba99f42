import { Button } from "@mantine/core";
import { type Query, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../api/failure";
import css from "./Shell.module.css";

const againMillis = 5_000;

function isUnanswered({ state }: Query): boolean {
  const reason = state.fetchFailureReason ?? state.error;
  return reason instanceof Failure && reason.status === 0;
}

function isLost(queries: QueryClient): boolean {
  return queries.getQueryCache().findAll({ type: "active", predicate: isUnanswered }).length > 0;
}

/** Says that the service does not answer, so that nobody takes old figures for new ones; and goes on asking. */
export function ConnectionLost() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const lost = useSyncExternalStore(
    useCallback((changed) => queries.getQueryCache().subscribe(changed), [queries]),
    () => isLost(queries),
  );
  const again = useCallback(
    () =>
      void queries.refetchQueries({
        type: "active",
        predicate: (query) => isUnanswered(query) && query.state.fetchStatus === "idle",
      }),
    [queries],
  );
  useEffect(() => {
    if (!lost) {
      return undefined;
    }
    const timer = setInterval(again, againMillis);
    return () => clearInterval(timer);
  }, [lost, again]);
  return (
    <div role="status">
      {lost && (
        <div className={css.lost}>
          <IconPlugConnectedX size={16} aria-hidden />
          <span className="grow">{t("shell.lost")}</span>
          <Button size="compact-xs" variant="default" onClick={again}>
            {t("action.tryAgain")}
          </Button>
        </div>
      )}
    </div>
  );
}
