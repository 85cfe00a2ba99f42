import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { audit, auditFile } from "../api/queries";
import { Download } from "../parts/Download";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import css from "./Campaign.module.css";

const actions = [
  ...["create", "edit", "discard", "publish", "pause", "resume", "end", "rollback", "ask", "withdraw"],
  ...["approve", "refuse", "plan", "unplan", "miss", "describe"],
];

function actionText(t: TFunction, action: string): string {
  return actions.includes(action) ? t(`governance.action.${action as "create"}`) : action;
}

/** Who changed what, and when. */
export function AuditLog({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(audit(id));
  return (
    <Panel
      title={t("campaign.audit")}
      flush
      end={<Download name={`${id}-audit`} ask={(format) => auditFile(id, format)} />}
    >
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={120} />
      ) : (
        <ul className={css.audit}>
          {data.map((line, index) => (
            <li key={index}>
              <div className="row">
                <span className="grow">
                  <strong>{line.by === "" ? t("campaign.somebody") : line.by}</strong>{" "}
                  {actionText(t, line.action)}
                  {line.version != null && ` ${t("campaigns.version", { number: line.version })}`}
                </span>
                <span className="quiet small">
                  <RelativeTime time={line.at} />
                </span>
              </div>
              {line.detail !== "" && <div className="quiet small">{line.detail}</div>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
