import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../api/clock";
import { triggersFile, triggersOf } from "../api/live";
import { live } from "../api/queries";
import type { Snapshot, Transition, Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { ConnectionState } from "../parts/ConnectionState";
import { FailureNote } from "../parts/FailureNote";
import { Later } from "../parts/Later";
import { TriggerDetail } from "../parts/TriggerDetail";
import { useOpened } from "../parts/useOpened";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { Beginnings } from "../start/Beginnings";
import { Feed } from "../stream/Feed";
import { useStream } from "../stream/useStream";
import { FilterBar } from "./FilterBar";
import css from "./Live.module.css";
import { LiveCharts } from "./LiveCharts";
import { Numbers } from "./Numbers";
import { Panels } from "./Panels";
import { isOpen } from "./range";
import { RejectedPanel } from "./rejected/RejectedPanel";
import { SourcesPanel } from "./SourcesPanel";
import { TopCampaigns } from "./TopCampaigns";
import { TransitionLog } from "./TransitionLog";
import { TriggerFeed } from "./TriggerFeed";
import { type LiveFilter, useLiveFilter } from "./useLiveFilter";

function many<T>(data: unknown): T[] {
  return (Array.isArray(data) ? data : [data]) as T[];
}

/** What was heard since something was chosen; whoever chooses something else begins anew. */
function useFeeds(filter: LiveFilter) {
  const chosen = JSON.stringify(filter);
  const anew = () => ({
    chosen,
    triggers: new Feed<Trigger>(300),
    transitions: new Feed<Transition>(100),
  });
  const [feeds, setFeeds] = useState(anew);
  if (feeds.chosen === chosen) {
    return feeds;
  }
  const fresh = anew();
  setFeeds(fresh);
  return fresh;
}

function streamOf({ campaign }: LiveFilter): string {
  const of = campaign === undefined ? "" : `&campaign=${encodeURIComponent(campaign)}`;
  return `/api/live/stream?kinds=triggers,transitions,numbers${of}`;
}

export function LivePage() {
  const { t } = useTranslation();
  const figures = useFigures();
  const queries = useQueryClient();
  const chosen = useLiveFilter();
  const { filter } = chosen;
  const { data, error, refetch } = useQuery(live);
  const { data: before } = useQuery(triggersOf(filter));
  const { triggers, transitions } = useFeeds(filter);
  const { opened, open, close } = useOpened("trigger");
  const [clicked, setClicked] = useState<Trigger>();
  const connection = useStream(streamOf(filter), ({ name, data: heard }) => {
    if (name === "trigger" && isOpen(filter.range, serverNow())) {
      triggers.push(many<Trigger>(heard));
    } else if (name === "transition") {
      transitions.push(many<Transition>(heard));
    } else if (name === "numbers") {
      queries.setQueryData(live.queryKey, (old) =>
        old === undefined ? undefined : { ...old, ...(heard as Partial<Snapshot>) },
      );
    }
  });
  const shown =
    opened === undefined
      ? undefined
      : [...(clicked === undefined ? [] : [clicked]), ...(before ?? [])].find(
          (trigger) => trigger.id === opened.trigger,
        );
  const show = (trigger: Trigger) => {
    setClicked(trigger);
    open({ trigger: trigger.id });
  };
  const moved = (data?.journal ?? []).filter(
    ({ campaign }) => filter.campaign === undefined || campaign === filter.campaign,
  );
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
        <Beginnings />
        {data === undefined ? (
          error === null ? (
            <Waiting />
          ) : (
            <FailureNote error={error} again={() => void refetch()} />
          )
        ) : (
          <Later height={900}>
            <div className={css.page}>
              <Numbers numbers={data} />
              <FilterBar {...chosen} />
              <LiveCharts filter={filter} series={data.series} />
              <div className={css.middle}>
                <TriggerFeed
                  feed={triggers}
                  before={before ?? []}
                  open={show}
                  ask={(format) => triggersFile(filter, format)}
                  isNew={data.topCampaigns.length === 0}
                />
                <TopCampaigns campaigns={data.topCampaigns} />
              </div>
              <Panels panels={data.panels} />
              <SourcesPanel />
              <RejectedPanel />
              <TransitionLog feed={transitions} before={moved} />
            </div>
          </Later>
        )}
      </PageBody>
      <TriggerDetail trigger={shown} close={close} />
    </>
  );
}
