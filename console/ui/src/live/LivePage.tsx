import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Transition, Trigger } from "../api/types";
import { live, triggers as latest } from "../api/queries";
import type { Snapshot } from "../api/types";
import { useFigures } from "../i18n/figures";
import { ConnectionState } from "../parts/ConnectionState";
import { FailureNote } from "../parts/FailureNote";
import { TimeChart } from "../parts/TimeChart";
import { TriggerDetail } from "../parts/TriggerDetail";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { Feed } from "../stream/Feed";
import { useStream } from "../stream/useStream";
import css from "./Live.module.css";
import { Numbers } from "./Numbers";
import { Panels } from "./Panels";
import { TopCampaigns } from "./TopCampaigns";
import { TransitionLog } from "./TransitionLog";
import { TriggerFeed } from "./TriggerFeed";

function many<T>(data: unknown): T[] {
  return (Array.isArray(data) ? data : [data]) as T[];
}

export function LivePage() {
  const { t } = useTranslation();
  const figures = useFigures();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery(live);
  const { data: before } = useQuery({ ...latest({ limit: 50 }), staleTime: Infinity });
  const [triggers] = useState(() => new Feed<Trigger>(300));
  const [transitions] = useState(() => new Feed<Transition>(100));
  const [opened, setOpened] = useState<Trigger>();
  const connection = useStream(
    "/api/live/stream?kinds=triggers,transitions,numbers",
    ({ name, data: heard }) => {
      if (name === "trigger") {
        triggers.push(many<Trigger>(heard));
      } else if (name === "transition") {
        transitions.push(many<Transition>(heard));
      } else if (name === "numbers") {
        queries.setQueryData(live.queryKey, (old) =>
          old === undefined ? undefined : { ...old, ...(heard as Partial<Snapshot>) },
        );
      }
    },
  );
  const wanted = params.get("trigger");
  const shown = opened ?? (wanted === null ? undefined : before?.find((trigger) => trigger.id === wanted));
  const open = (trigger: Trigger | undefined) => {
    setOpened(trigger);
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (trigger === undefined) {
          next.delete("trigger");
        } else {
          next.set("trigger", trigger.id);
        }
        return next;
      },
      { replace: true },
    );
  };
  const series = data?.series;
  const events = useMemo(() => (series ?? []).map(({ time, events: value }) => ({ time, value })), [series]);
  const fired = useMemo(() => (series ?? []).map(({ time, triggers: value }) => ({ time, value })), [series]);
  return (
    <>
      <PageHead title={t("shell.live")}>
        {data !== undefined && (
          <span className="quiet">{t("live.perSecond", { rate: figures.rate(data.eventsPerSecond) })}</span>
        )}
        {data?.flink != null && (
          <a className="quiet" href={data.flink} target="_blank" rel="noreferrer">
            {t("live.flink")}
          </a>
        )}
        <ConnectionState connection={connection} />
      </PageHead>
      <PageBody>
        {data === undefined ? (
          error === null ? (
            <Waiting />
          ) : (
            <FailureNote error={error} again={() => void refetch()} />
          )
        ) : (
          <div className={css.page}>
            <Numbers numbers={data} />
            <div className={css.charts}>
              <TimeChart
                title={t("live.events")}
                unit={t("live.eventsUnit")}
                points={events}
                kind="line"
                height={132}
              />
              <TimeChart
                title={t("live.triggers")}
                unit={t("live.triggersUnit")}
                points={fired}
                kind="line"
                height={132}
              />
            </div>
            <div className={css.middle}>
              <TriggerFeed feed={triggers} before={before ?? []} open={open} />
              <TopCampaigns campaigns={data.topCampaigns} />
            </div>
            <Panels panels={data.panels} />
            <TransitionLog feed={transitions} before={data.journal} />
          </div>
        )}
      </PageBody>
      <TriggerDetail trigger={shown} close={() => open(undefined)} />
    </>
  );
}
