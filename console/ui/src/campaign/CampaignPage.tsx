import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import {
  IconCalendarTime,
  IconCopy,
  IconEdit,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { CampaignDetail } from "../api/types";
import { useMay } from "../api/permission";
import { campaignDeliveries } from "../api/channels";
import { campaign, campaignEffect, funnel, triggerCounts } from "../api/queries";
import { useBulk } from "../campaigns/useBulk";
import { useDiscard } from "../editor/useDiscard";
import { CopyId } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Later } from "../parts/Later";
import { RelativeTime } from "../parts/RelativeTime";
import { StateMark } from "../parts/StateMark";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { AboutCampaign } from "./AboutCampaign";
import { ApprovalNote } from "./ApprovalNote";
import { AuditLog } from "./AuditLog";
import css from "./Campaign.module.css";
import { DeliveriesPanel } from "./DeliveriesPanel";
import { BudgetPanel } from "./effect/BudgetPanel";
import { EffectPanel } from "./effect/EffectPanel";
import { PolicyPanel } from "./effect/PolicyPanel";
import { WithheldPanel } from "./effect/WithheldPanel";
import { EndLater } from "./EndLater";
import { FunnelPanel } from "./FunnelPanel";
import { PlanNotes } from "./PlanNotes";
import { Versions } from "./Versions";
import { titleOf } from "../parts/titleOf";

const FiredChart = lazy(async () => ({ default: (await import("./FiredChart")).FiredChart }));

export function CampaignPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery({ ...campaign(id), refetchInterval: 10_000 });
  if (error !== null && data === undefined) {
    return <FailureNote error={error} again={() => void refetch()} />;
  }
  return data === undefined ? (
    <Waiting />
  ) : (
    <Later>
      <Page campaign={data} />
    </Later>
  );
}

function Page({ campaign: detail }: { campaign: CampaignDetail }) {
  const { t } = useTranslation();
  const name = titleOf(detail);
  const state = detail.state.toLowerCase();
  const mayEdit = useMay("editor");
  const discard = useDiscard(() => undefined);
  // Shown together, so that none pushes down what stands below it.
  const isCounting = [
    useQuery({ ...funnel(detail.id), enabled: !detail.policy }),
    useQuery({ ...campaignEffect(detail.id), enabled: !detail.policy }),
    useQuery({ ...campaignDeliveries(detail.id), enabled: !detail.policy }),
  ].some((figures) => figures.isPending && figures.isEnabled);
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
            <AboutCampaign detail={detail} />
          </span>
        }
      >
        <Actions detail={detail} state={state} />
      </PageHead>
      <PageBody>
        <div className={css.page}>
          {detail.problems.length > 0 && (
            <div role="alert">
              <ul className={css.problems}>
                {detail.problems.map((problem, index) => (
                  <li key={index}>
                    {problem.line}:{problem.column} {problem.text}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {detail.approval != null && <ApprovalNote detail={detail} asked={detail.approval} />}
          <PlanNotes id={detail.id} revision={detail.draftRevision} />
          {detail.draft != null && detail.text != null && (
            <p className={css.draft}>
              {t("campaign.hasDraft")}{" "}
              <Link to={`/campaigns/${detail.id}/edit`}>{t("campaign.openDraft")}</Link>
              {mayEdit && (
                <>
                  {" · "}
                  <button
                    type="button"
                    className={css.discard}
                    onClick={() => discard(detail, detail.draftRevision)}
                  >
                    {t("editor.discard")}
                  </button>
                </>
              )}
            </p>
          )}
          {detail.policy ? (
            <PolicyPanel text={detail.text ?? detail.draft ?? ""} />
          ) : isCounting ? (
            <Waiting height={900} />
          ) : (
            <Later height={900}>
              <FunnelPanel id={detail.id} />
              <EffectPanel id={detail.id} />
              <BudgetPanel id={detail.id} />
              <WithheldPanel id={detail.id} />
              <DeliveriesPanel id={detail.id} />
              <Suspense fallback={<Waiting height={260} />}>
                <FiredChart id={detail.id} />
              </Suspense>
            </Later>
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
  const mayEdit = useMay("editor");
  const ask = useBulk(() => undefined);
  const [endsLater, setEndsLater] = useState(false);
  const { data } = useQuery({ ...triggerCounts(detail.id, 24), enabled: mayPublish });
  const row = {
    ...detail,
    draft: detail.draft != null,
    triggersToday: (data?.buckets ?? []).reduce((sum, bucket) => sum + bucket.count, 0),
    sparkline: [],
    missed: false,
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
      {mayPublish && (state === "paused" || state === "shadow") && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          onClick={() => ask("resume", [row])}
        >
          {t(state === "shadow" ? "action.goLive" : "action.resume")}
        </Button>
      )}
      {mayPublish && (state === "live" || state === "shadow" || state === "paused") && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={14} />}
          onClick={() => ask("end", [row])}
        >
          {t("action.end")}
        </Button>
      )}
      {mayPublish && (state === "live" || state === "shadow" || state === "paused") && (
        <Tooltip label={t("governance.endLater")}>
          <ActionIcon
            variant="default"
            size="input-sm"
            aria-label={t("governance.endLater")}
            onClick={() => setEndsLater(true)}
          >
            <IconCalendarTime size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      {endsLater && <EndLater detail={detail} close={() => setEndsLater(false)} />}
      {mayEdit && (
        <Button
          component={Link}
          to={`/campaigns/new?copy=${detail.id}`}
          variant="default"
          leftSection={<IconCopy size={14} />}
        >
          {t("action.duplicate")}
        </Button>
      )}
      <Button component={Link} to={`/campaigns/${detail.id}/edit`} leftSection={<IconEdit size={14} />}>
        {t("action.edit")}
      </Button>
    </>
  );
}
