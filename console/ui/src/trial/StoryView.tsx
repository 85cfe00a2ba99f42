import { useTranslation } from "react-i18next";
import type { StoryEntry } from "../api/types";
import { useFigures } from "../i18n/figures";
import { EventProperties, EventType } from "../parts/EventText";
import { useNames } from "../parts/useName";
import css from "./Story.module.css";
import { type Check, checksOf, eventOf, noteText, occurrences, timeOf, verdicts, winnersOf } from "./story";

/** What happened to one user, event by event, and what the campaign made of it. */
export function StoryView({ entries }: { entries: StoryEntry[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const winners = winnersOf(entries);
  const titles = useNames("campaigns", winners);
  const title = (campaign: string) => titles[winners.indexOf(campaign)] ?? campaign;
  return (
    <div>
      {verdicts(entries).map((verdict, index) => (
        <p key={index} className={css.verdict} data-fired={Number(verdict["fired"] ?? 0) > 0}>
          {noteText(verdict, t, figures, title)}
        </p>
      ))}
      <ol className={css.story}>
        {occurrences(entries).map((occurrence, index) => (
          <li key={index} className={css.occurrence} data-kind={occurrence.head.kind}>
            <time className={css.time} dateTime={timeOf(occurrence)}>
              {timeOf(occurrence) === "" ? "" : figures.clock(timeOf(occurrence))}
            </time>
            <div className="grow">
              {occurrence.head.kind === "event" ? (
                <EventHead event={eventOf(occurrence.head)} />
              ) : (
                <div className={css.head}>{noteText(occurrence.head, t, figures, title)}</div>
              )}
              {occurrence.notes.map((note, at) => (
                <div key={at} className={css.note} data-kind={note.kind}>
                  {noteText(note, t, figures, title)}
                  {checksOf(note).map((check, number) => (
                    <CheckLine key={number} check={check} />
                  ))}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function EventHead({ event }: { event: Record<string, unknown> }) {
  return (
    <>
      <div className={css.head}>
        <EventType type={String(event["type"])} />
      </div>
      <div className="quiet small">
        <EventProperties event={event} />
      </div>
    </>
  );
}

function CheckLine({ check }: { check: Check }) {
  const { t } = useTranslation();
  return (
    <div className={css.check}>
      <code className="mono">{check.text}</code>{" "}
      <span className={check.holds ? "" : css.fails}>
        {check.holds ? t("story.holds") : t("story.fails")}
      </span>
      {check.values !== "" && <span className="quiet"> · {check.values}</span>}
    </div>
  );
}
