import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Transition } from "../api/contract";
import { useFigures } from "../i18n/figures";
import { Panel } from "../parts/Panel";
import type { Feed } from "../stream/Feed";
import css from "./Live.module.css";

/** The log of the state machines: each move of a run, in the campaign's own words where it has them. */
export function TransitionLog({ feed }: { feed: Feed<Transition> }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { items, waiting, paused } = useSyncExternalStore(feed.subscribe, feed.snapshot);
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
      {items.length === 0 ? (
        <p className={css.quietNote}>{t("live.noTransitions")}</p>
      ) : (
        <ol className={css.log} onMouseEnter={pause} onMouseLeave={resume}>
          {items.slice(0, 40).map((transition, index) => (
            <li key={index}>
              <time dateTime={transition.time}>{figures.clock(transition.time)}</time>
              <span data-kind={transition.kind} className={css.kind}>
                {t(`transition.${transition.kind}`)}
              </span>
              <span className="cut">{transition.campaign}</span>
              <span className="cut quiet">
                {transition.text ?? `${transition.user} · ${transition.state}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
