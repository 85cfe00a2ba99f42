import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { plan } from "../api/governance";
import { useMay } from "../api/permission";
import { FailureNote } from "../parts/FailureNote";
import { offerUndo } from "../parts/offerUndo";
import { RelativeTime } from "../parts/RelativeTime";
import { zonedTime } from "../parts/zonedTime";
import css from "./Governance.module.css";
import { useAttempt } from "./useAttempt";

/** What is to happen to a campaign at a time, and what was to happen and could not. */
export function PlanNotes({ id, revision }: { id: string; revision: number }) {
  const { t, i18n } = useTranslation();
  const mayPublish = useMay("publisher");
  const attempt = useAttempt();
  const { data, error } = useQuery(plan(id));
  if (error !== null) {
    return <FailureNote error={error} />;
  }
  return (data ?? []).map((line) => {
    const time = zonedTime(i18n.language, line.at, line.zone);
    const isPublishing = line.action === "publish";
    return (
      <div
        key={line.number}
        className={css.note}
        role={line.failed ? "alert" : "status"}
        data-state={line.failed ? "failed" : "open"}
      >
        <div className={css.said}>
          <strong>
            {line.failed
              ? t(isPublishing ? "governance.missedPublish" : "governance.missedEnd", { time })
              : t(isPublishing ? "governance.goesLive" : "governance.ends", { time })}
          </strong>{" "}
          <span className="quiet small">
            <RelativeTime time={line.at} /> · {t("governance.plannedBy", { who: line.by })}
          </span>
          {line.failed && <div>{line.reason}</div>}
          {line.note !== "" && <div className="quiet">{line.note}</div>}
          {!line.failed && isPublishing && line.revision !== revision && (
            <div className="quiet small">{t("governance.frozen")}</div>
          )}
        </div>
        {mayPublish && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              void attempt(async () => {
                const path = { params: { path: { id, number: line.number } } };
                await answer(api.DELETE("/api/campaigns/{id}/plan/{number}", path));
                if (!line.failed) {
                  offerUndo({
                    message: t("governance.planCancelled"),
                    undo: t("action.undo"),
                    act: () =>
                      void attempt(async () => {
                        await answer(api.POST("/api/campaigns/{id}/plan/{number}/restore", path));
                        return t("governance.planned");
                      }),
                  });
                }
                return "";
              })
            }
          >
            {t(line.failed ? "governance.dismiss" : "governance.cancelPlan")}
          </Button>
        )}
      </div>
    );
  });
}
