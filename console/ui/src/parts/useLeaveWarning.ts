import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker, useNavigate } from "react-router";

/**
 * Asks before what is not saved is left behind. Whoever has just saved it leaves by what is returned, and is asked
 * nothing.
 */
export function useLeaveWarning(dirty: boolean): (to: string) => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isSaved = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !isSaved.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state === "blocked") {
      if (window.confirm(t("editor.leave"))) {
        blocker.proceed();
      } else {
        blocker.reset();
      }
    }
  }, [blocker, t]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (dirty) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  return useCallback(
    (to: string) => {
      isSaved.current = true;
      void navigate(to, { replace: true });
    },
    [navigate],
  );
}
