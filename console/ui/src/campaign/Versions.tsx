import { Button, Select } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { IconArrowBackUp } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api } from "../api/client";
import type { Version } from "../api/types";
import { sentence } from "../api/failure";
import { useMay } from "../api/permission";
import { versions } from "../api/queries";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { StateMark } from "../parts/StateMark";
import { Waiting } from "../parts/Waiting";
import { WhenSeen } from "../parts/WhenSeen";
import css from "./Campaign.module.css";

const Differences = lazy(async () => ({ default: (await import("./Differences")).Differences }));

/** Every version there was, what one changed from another, and the way back to it. */
export function Versions({ id, live }: { id: string; live: number | undefined }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const mayPublish = useMay("publisher");
  const { data, error } = useQuery(versions(id));
  const rollback = useRollback(id);
  if (error !== null) {
    return <FailureNote error={error} />;
  }
  if (data === undefined) {
    return <Waiting />;
  }
  // A pause or an end is something that happened to a version, not one of its own.
  const written = data.filter((version) => !version.statusAlone);
  const chosen = written.find((version) => String(version.number) === params.get("version")) ?? written[0];
  const others = written.filter((version) => version.number !== chosen?.number);
  const against =
    others.find((version) => String(version.number) === params.get("against")) ??
    others.find((version) => version.number < (chosen?.number ?? 0)) ??
    others[0];
  const set = (key: string, value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return (
    <Panel title={t("campaign.versions")} flush>
      {data.length === 0 && <p className={css.none}>{t("campaign.noVersions")}</p>}
      <ul className={css.versions}>
        {data.map((version) =>
          version.statusAlone ? (
            <Moment key={`${version.number} ${version.at}`} version={version} />
          ) : (
            <li key={version.number} data-chosen={version.number === chosen?.number}>
              <button type="button" onClick={() => set("version", String(version.number))}>
                <strong>{t("campaigns.version", { number: version.number })}</strong>
                <StateMark state={version.jobState === "refused" ? "refused" : version.state} />
                <span className="quiet cut">
                  <RelativeTime time={version.at} />{" "}
                  {version.source === "topic"
                    ? t("campaign.fromTopic")
                    : version.by !== "" && t("campaigns.by", { who: version.by })}
                </span>
              </button>
              {mayPublish && version.number !== live && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  leftSection={<IconArrowBackUp size={13} />}
                  onClick={() => rollback(version)}
                >
                  {t("campaign.rollback")}
                </Button>
              )}
            </li>
          ),
        )}
      </ul>
      {chosen !== undefined && (
        <div className={css.difference}>
          <div className="row wrap">
            <span>
              {t(against === undefined ? "campaigns.version" : "campaign.compare", {
                version: chosen.number,
                number: chosen.number,
              })}
            </span>
            {against !== undefined && (
              <Select
                w={90}
                aria-label={t("campaign.compareWith")}
                allowDeselect={false}
                value={String(against.number)}
                data={others.map((version) => ({
                  value: String(version.number),
                  label: t("campaigns.version", { number: version.number }),
                }))}
                onChange={(value) => set("against", value ?? "")}
              />
            )}
          </div>
          {chosen.note !== "" && <p className={css.note}>{chosen.note}</p>}
          {chosen.problems.map((problem, index) => (
            <div key={index} className={css.problem}>
              {problem.line}:{problem.column} {problem.text}
            </div>
          ))}
          <WhenSeen height={160}>
            <Suspense fallback={<Waiting height={160} />}>
              <Differences before={against?.text ?? ""} after={chosen.text ?? ""} />
            </Suspense>
          </WhenSeen>
        </div>
      )}
    </Panel>
  );
}

/** When a campaign was paused, went on or ended, and by whom. */
function Moment({ version }: { version: Version }) {
  const { t } = useTranslation();
  return (
    <li className={css.moment}>
      <span aria-hidden />
      <StateMark state={version.jobState === "refused" ? "refused" : version.state} />
      <span className="quiet cut">
        <RelativeTime time={version.at} />{" "}
        {version.source === "topic"
          ? t("campaign.fromTopic")
          : version.by !== "" && t("campaigns.by", { who: version.by })}
      </span>
    </li>
  );
}

function useRollback(id: string): (version: Version) => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const run = async (version: Version) => {
    try {
      const made = await answer(
        api.POST("/api/campaigns/{id}/rollback", {
          params: { path: { id } },
          body: { version: version.number },
        }),
      );
      notifications.show({ message: t("editor.published", { version: made.version }) });
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
    }
    await queries.invalidateQueries({ queryKey: ["campaign", id] });
  };
  return (version) =>
    modals.openConfirmModal({
      title: t("campaign.rollbackTitle", { version: version.number }),
      children: <p style={{ marginTop: 0 }}>{t("campaign.rollbackText", { version: version.number })}</p>,
      labels: { confirm: t("campaign.rollback"), cancel: t("action.cancel") },
      onConfirm: () => void run(version),
    });
}
