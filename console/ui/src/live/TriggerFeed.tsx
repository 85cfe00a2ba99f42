import { useVirtualizer } from "@tanstack/react-virtual";
import { IconBolt } from "@tabler/icons-react";
import { memo, useCallback, useMemo, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Trigger } from "../api/types";
import { useFigures } from "../i18n/figures";
import { EmptyState } from "../parts/EmptyState";
import { Name } from "../parts/Name";
import { offerText } from "../parts/offerText";
import { Panel } from "../parts/Panel";
import type { Feed } from "../stream/Feed";
import css from "./Live.module.css";

const HEIGHT = 32;

/** Triggers as they fire. The list stands still while the pointer or the focus is on it, and says how many wait. */
export function TriggerFeed({
  feed,
  before,
  open,
  isNew,
}: {
  feed: Feed<Trigger>;
  before: Trigger[];
  open: (trigger: Trigger) => void;
  /** Whether nothing has fired for a day, so that its reader may not know how to begin. */
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { items, waiting, paused } = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const scroll = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => {
    if (items.length >= 100) {
      return items;
    }
    const heard = new Set(items.map((trigger) => trigger.id));
    return [...items, ...before.filter((trigger) => !heard.has(trigger.id))];
  }, [items, before]);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => HEIGHT,
    overscan: 4,
  });
  const pause = useCallback(() => feed.pause(true), [feed]);
  const resume = useCallback(() => feed.pause(false), [feed]);
  return (
    <Panel
      title={t("live.feed")}
      flush
      end={
        <span className="quiet small" aria-live="off">
          {paused
            ? t("live.paused", { count: waiting, shown: figures.whole(waiting) })
            : t("live.newestFirst")}
        </span>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          icon={IconBolt}
          title={t(isNew ? "live.noTriggers" : "range.noTriggers")}
          text={t(isNew ? "live.noTriggersText" : "range.noTriggersText")}
        />
      ) : (
        <div
          ref={scroll}
          className={css.feed}
          role="list"
          aria-label={t("live.feed")}
          onMouseEnter={pause}
          onMouseLeave={resume}
          onFocus={pause}
          onBlur={resume}
        >
          <div style={{ height: rows.getTotalSize(), position: "relative" }}>
            {rows.getVirtualItems().map((item) => {
              const trigger = shown[item.index];
              return trigger === undefined ? null : (
                <div
                  key={`${trigger.id} ${trigger.time}`}
                  role="listitem"
                  className={css.feedLine}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <FeedLine trigger={trigger} open={open} />
                </div>
              );
            })}
          </div>
        </div>
      )}
    </Panel>
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
