import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconEdit, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { CampaignDetail } from "../api/types";
import { useMay } from "../api/permission";
import { campaign, triggerCounts } from "../api/queries";
import { useBulk } from "../campaigns/useBulk";
import { CopyId } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { RelativeTime } from "../parts/RelativeTime";
import { StateMark } from "../parts/StateMark";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { AuditLog } from "./AuditLog";
import css from "./Campaign.module.css";
import { EffectPanel } from "./effect/EffectPanel";
import { PolicyPanel } from "./effect/PolicyPanel";
import { WithheldPanel } from "./effect/WithheldPanel";
import { FunnelPanel } from "./FunnelPanel";
import { Versions } from "./Versions";
import { titleOf } from "../parts/titleOf";

const FiredChart = lazy(async () => ({ default: (await import("./FiredChart")).FiredChart }));

export function CampaignPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery({ ...campaign(id), refetchInterval: 10_000 });
  if (error !== null && data === undefined) {
    return <FailureNote error={error} again={() => void refetch()} />;
  }
  return data === undefined ? <Waiting /> : <Page campaign={data} />;
}

function Page({ campaign: detail }: { campaign: CampaignDetail }) {
  const { t } = useTranslation();
  const name = titleOf(detail);
  const state = detail.state.toLowerCase();
  return (
    <>
      <PageHead
        title={name}
        beside={
          <span className={css.about}>
            <StateMark state={detail.state} />
            <span className="quiet row">
              {detail.id}
              {detail.version > 0 && ` ${t("campaigns.version", { number: detail.version })}`}
              <CopyId value={detail.id} />
            </span>
            <span className="quiet small">
              {t("campaign.changed")} <RelativeTime time={detail.changed} />
              {detail.changedBy !== "" && ` ${t("campaigns.by", { who: detail.changedBy })}`}
            </span>
          </span>
        }
      >
        <Actions detail={detail} state={state} />
      </PageHead>
      <PageBody>
        <div className={css.page}>
          {detail.problems.length > 0 && (
            <ul className={css.problems} role="alert">
              {detail.problems.map((problem, index) => (
                <li key={index}>
                  {problem.line}:{problem.column} {problem.text}
                </li>
              ))}
            </ul>
          )}
          {detail.draft != null && detail.text != null && (
            <p className={css.draft}>
              {t("campaign.hasDraft")}{" "}
              <Link to={`/campaigns/${detail.id}/edit`}>{t("campaign.openDraft")}</Link>
            </p>
          )}
          {detail.policy ? (
            <PolicyPanel text={detail.text ?? detail.draft ?? ""} />
          ) : (
            <>
              <FunnelPanel id={detail.id} />
              <EffectPanel id={detail.id} />
              <WithheldPanel id={detail.id} />
              <Suspense fallback={<Waiting height={260} />}>
                <FiredChart id={detail.id} />
              </Suspense>
            </>
          )}
          <div className={css.columns}>
            <Versions id={detail.id} live={detail.version} />
            <AuditLog id={detail.id} />
          </div>
        </div>
      </PageBody>
    </>
  );
}

function Actions({ detail, state }: { detail: CampaignDetail; state: string }) {
  const { t } = useTranslation();
  const mayPublish = useMay("publisher");
  const ask = useBulk(() => undefined);
  const { data } = useQuery({ ...triggerCounts(detail.id, 24), enabled: mayPublish });
  const row = {
    ...detail,
    draft: detail.draft != null,
    triggersToday: (data?.buckets ?? []).reduce((sum, bucket) => sum + bucket.count, 0),
    sparkline: [],
  };
  return (
    <>
      {mayPublish && state === "live" && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={14} />}
          onClick={() => ask("pause", [row])}
        >
          {t("action.pause")}
        </Button>
      )}
      {mayPublish && state === "paused" && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          onClick={() => ask("resume", [row])}
        >
          {t("action.resume")}
        </Button>
      )}
      {mayPublish && (state === "live" || state === "paused") && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={14} />}
          onClick={() => ask("end", [row])}
        >
          {t("action.end")}
        </Button>
      )}
      <Button component={Link} to={`/campaigns/${detail.id}/edit`} leftSection={<IconEdit size={14} />}>
        {t("action.edit")}
      </Button>
    </>
  );
}
