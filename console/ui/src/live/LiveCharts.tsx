import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { history } from "../api/live";
import type { Snapshot } from "../api/types";
import { useFigures } from "../i18n/figures";
import { FailureNote } from "../parts/FailureNote";
import { TimeChart } from "../parts/TimeChart";
import { Waiting } from "../parts/Waiting";
import css from "./Live.module.css";
import type { LiveFilter } from "./useLiveFilter";
import { axisOf } from "../parts/axis";

/** Events and triggers: of the last minutes as they come, of any other time as they were counted. */
export function LiveCharts({ filter, series }: { filter: LiveFilter; series: Snapshot["series"] }) {
  const isNow = "last" in filter.range && filter.range.last === "15m" && filter.campaign === undefined;
  return isNow ? <NowCharts series={series} /> : <HistoryCharts filter={filter} />;
}

function NowCharts({ series }: { series: Snapshot["series"] }) {
  const { t } = useTranslation();
  const events = useMemo(() => series.map(({ time, events: value }) => ({ time, value })), [series]);
  const fired = useMemo(() => series.map(({ time, triggers: value }) => ({ time, value })), [series]);
  return (
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
  );
}

function HistoryCharts({ filter }: { filter: LiveFilter }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error, refetch } = useQuery(history(filter));
  const spans = data?.spans;
  const events = useMemo(
    () => (spans ?? []).map(({ time, events: value }) => ({ time, value: value ?? null })),
    [spans],
  );
  const fired = useMemo(() => (spans ?? []).map(({ time, triggers: value }) => ({ time, value })), [spans]);
  if (data === undefined) {
    return error === null ? (
      <Waiting height={200} />
    ) : (
      <FailureNote error={error} again={() => void refetch()} />
    );
  }
  const axis = axisOf(data.spans.length * data.spanMillis);
  const span = figures.left(data.spanMillis);
  const since = (time: string | null | undefined) =>
    time == null ? t("range.nothing") : figures.exact(time);
  return (
    <div>
      <div className={css.charts}>
        <TimeChart
          title={filter.campaign === undefined ? t("live.events") : t("range.allEvents")}
          unit={t("range.eventsEach", { span })}
          points={events}
          kind="line"
          axis={axis}
          height={132}
        />
        <TimeChart
          title={t("live.triggers")}
          unit={t("range.triggersEach", { span })}
          points={fired}
          kind="line"
          axis={axis}
          height={132}
        />
      </div>
      <p className={css.kept}>
        {t("range.kept", { events: since(data.kept.events), triggers: since(data.kept.triggers) })}
      </p>
    </div>
  );
}
