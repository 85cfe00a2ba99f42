import { useTranslation } from "react-i18next";
import type { StoryEntry } from "../api/types";
import { useFigures } from "../i18n/figures";
import css from "./Story.module.css";
import { checksOf, noteText, propertiesText, type Check } from "./story";
import { scenes, timeOf, verdicts } from "./story";

/** What happened to one user, event by event, and what the campaign made of it. */
export function StoryView({ entries }: { entries: StoryEntry[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div>
      {verdicts(entries).map((verdict, index) => (
        <p key={index} className={css.verdict} data-fired={Number(verdict["fired"] ?? 0) > 0}>
          {noteText(verdict, t, figures)}
        </p>
      ))}
      <ol className={css.story}>
        {scenes(entries).map((scene, index) => (
          <li key={index} className={css.scene} data-kind={scene.head.kind}>
            <time className={css.time} dateTime={timeOf(scene)}>
              {timeOf(scene) === "" ? "" : figures.clock(timeOf(scene))}
            </time>
            <div className="grow">
              <div className={css.head}>{noteText(scene.head, t, figures)}</div>
              {scene.head.kind === "event" && <div className="quiet small">{propertiesText(scene.head)}</div>}
              {scene.notes.map((note, at) => (
                <div key={at} className={css.note} data-kind={note.kind}>
                  {noteText(note, t, figures)}
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
