import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Snapshot } from "../api/types";
import type { Transition } from "../api/types";
import { useFigures } from "../i18n/figures";
import { Name } from "../parts/Name";
import { Panel } from "../parts/Panel";
import type { Feed } from "../stream/Feed";
import { kindText } from "./kindText";
import css from "./Live.module.css";

/** The log of the state machines: each move of a run, in the campaign's own words where it has them. */
export function TransitionLog({ feed, before }: { feed: Feed<Transition>; before: Snapshot["journal"] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { items, waiting, paused } = useSyncExternalStore(feed.subscribe, feed.snapshot);
  const shown = items.length === 0 ? before : items;
  const pause = useCallback(() => feed.pause(true), [feed]);
  const resume = useCallback(() => feed.pause(false), [feed]);
  return (
    <Panel
      title={t("live.log")}
      flush
      end={
        paused && (
          <span className="quiet small">
            {t("live.paused", { count: waiting, shown: figures.whole(waiting) })}
          </span>
        )
      }
    >
      {shown.length === 0 ? (
        <p className={css.quietNote}>{t("live.noTransitions")}</p>
      ) : (
        <ol
          className={css.log}
          tabIndex={0}
          aria-label={t("live.log")}
          onMouseEnter={pause}
          onMouseLeave={resume}
        >
          {shown.slice(0, 40).map((transition, index) => (
            <li key={index}>
              <time dateTime={transition.time}>{figures.clock(transition.time)}</time>
              <span data-kind={transition.kind} className={css.kind}>
                {kindText(transition.kind, t)}
              </span>
              <Name of="campaigns" id={transition.campaign} className="cut" />
              <span className="cut quiet">
                {transition.text === undefined || transition.text === "" ? (
                  <>
                    <Name of="people" id={transition.user} /> · {transition.state}
                  </>
                ) : (
                  transition.text
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
