import { IconBolt } from "@tabler/icons-react";
import { memo, useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Format } from "../api/file";
import { mostTriggers } from "../api/live";
import type { Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { Download } from "../parts/Download";
import { EmptyState } from "../parts/EmptyState";
import { Name } from "../parts/Name";
import { offerText } from "../parts/offerText";
import { Panel } from "../parts/Panel";
import type { Feed } from "../stream/Feed";
import css from "./Live.module.css";

/** Of a line, in pixels; and how many lines are in sight, and are made above and below (Live.module.css). */
const HEIGHT = 32;
const IN_SIGHT = 11;
const SPARE = 4;

/** Triggers as they fire. The list stands still while the pointer or the focus is on it, and says how many wait. */
export function TriggerFeed({
  feed,
  before,
  open,
  ask,
  isNew,
}: {
  feed: Feed<Trigger>;
  before: Trigger[];
  open: (trigger: Trigger) => void;
  /** Gives the latest as the text of a file. */
  ask: (format: Format) => Promise<string>;
  /** Whether nothing has fired for a day, so that its reader may not know how to begin. */
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { items, waiting, paused } = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const shown = useMemo(() => {
    if (items.length >= 100) {
      return items;
    }
    const heard = new Set(items.map((trigger) => trigger.id));
    return [...items, ...before.filter((trigger) => !heard.has(trigger.id))];
  }, [items, before]);
  const pause = useCallback(() => feed.pause(true), [feed]);
  const resume = useCallback(() => feed.pause(false), [feed]);
  return (
    <Panel
      title={t("live.feed")}
      flush
      end={
        <>
          <span className="quiet small" aria-live="off">
            {paused
              ? t("live.paused", { count: waiting, shown: figures.whole(waiting) })
              : t("live.newestFirst")}
          </span>
          <Download name="triggers" ask={ask} most={mostTriggers} />
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={IconBolt}
          title={t(isNew ? "live.noTriggers" : "range.noTriggers")}
          text={t(isNew ? "live.noTriggersText" : "range.noTriggersText")}
        />
      ) : (
        <Lines shown={shown} open={open} pause={pause} resume={resume} />
      )}
    </Panel>
  );
}

/** Those in sight, and a few more. */
function Lines({
  shown,
  open,
  pause,
  resume,
}: {
  shown: readonly Trigger[];
  open: (trigger: Trigger) => void;
  pause: () => void;
  resume: () => void;
}) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(0);
  const from = Math.max(0, first - SPARE);
  return (
    <div
      className={css.feed}
      role="list"
      aria-label={t("live.feed")}
      onMouseEnter={pause}
      onMouseLeave={resume}
      onFocus={pause}
      onBlur={resume}
      onScroll={({ currentTarget }) => setFirst(Math.floor(currentTarget.scrollTop / HEIGHT))}
    >
      <div style={{ height: HEIGHT * shown.length, position: "relative" }}>
        {shown.slice(from, first + IN_SIGHT + SPARE).map((trigger, index) => (
          <div
            key={`${trigger.id} ${trigger.time}`}
            role="listitem"
            className={css.feedLine}
            style={{ transform: `translateY(${HEIGHT * (from + index)}px)` }}
          >
            <FeedLine trigger={trigger} open={open} />
          </div>
        ))}
      </div>
    </div>
  );
}

const FeedLine = memo(function FeedLine({
  trigger,
  open,
}: {
  trigger: Trigger;
  open: (trigger: Trigger) => void;
}) {
  const figures = useFigures();
  return (
    <button type="button" onClick={() => open(trigger)}>
      <time dateTime={trigger.time} title={figures.exact(trigger.time)}>
        {figures.clock(trigger.time)}
      </time>
      <Name of="people" id={trigger.user} className="cut" />
      <Name of="campaigns" id={trigger.campaign} className="cut" />
      <span className="cut quiet">{offerText(trigger.offer)}</span>
    </button>
  );
});
