import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconCalendarOff } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { calendar, offersByWeek, overlaps } from "../api/calendar";
import { CampaignTabs } from "../campaigns/CampaignTabs";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { titleOf } from "../parts/titleOf";
import { useNow } from "../parts/useNow";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Calendar.module.css";
import { OverlapPanel } from "./OverlapPanel";
import { PressurePanel } from "./PressurePanel";
import { Legend, TimeLine } from "./TimeLine";
import { daysBack, ranges, weeksShown } from "./weeks";

/** What runs when, whom it reaches together, and how many offers people get. */
export function CalendarPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get("weeks"));
  const range = ranges.find((each) => each === asked) ?? ranges[0];
  const now = useNow();
  const today = new Date(now).toDateString();
  const weeks = useMemo(() => weeksShown(range, Date.parse(today)), [range, today]);
  const days = daysBack(weeks, now);
  const { data, error, refetch } = useQuery(calendar(weeks[0] ?? 0, weeks.at(-1) ?? 0));
  // Asked at once, and shown below once the calendar is there, so that it does not push them down.
  useQuery(offersByWeek(days));
  useQuery(overlaps(days));
  const names = useMemo(() => new Map((data?.rows ?? []).map((row) => [row.id, titleOf(row)])), [data]);
  return (
    <>
      <PageHead title={t("calendar.title")} beside={<CampaignTabs />}>
        <SegmentedControl
          aria-label={t("calendar.range")}
          value={String(range)}
          data={ranges.map((each) => ({ value: String(each), label: t("calendar.weeks", { count: each }) }))}
          onChange={(value) => setParams({ weeks: value }, { replace: true })}
        />
      </PageHead>
      <PageBody>
        <div className={css.page}>
          <Panel title={t("calendar.runs")} flush>
            {error !== null ? (
              <FailureNote error={error} again={() => void refetch()} />
            ) : data === undefined ? (
              <Waiting height={220} />
            ) : data.rows.length === 0 ? (
              <EmptyState
                icon={IconCalendarOff}
                title={t("calendar.nothing")}
                text={t("calendar.nothingText")}
              >
                <Button component={Link} to="/campaigns/new/templates" variant="default">
                  {t("campaigns.new")}
                </Button>
              </EmptyState>
            ) : (
              <>
                <TimeLine rows={data.rows} weeks={weeks} now={now} />
                <Legend />
                {data.more && <p className={css.hint}>{t("calendar.more", { count: data.rows.length })}</p>}
              </>
            )}
          </Panel>
          {(data !== undefined || error !== null) && (
            <div className={css.columns}>
              <PressurePanel days={days} />
              <OverlapPanel days={days} names={names} />
            </div>
          )}
        </div>
      </PageBody>
    </>
  );
}
