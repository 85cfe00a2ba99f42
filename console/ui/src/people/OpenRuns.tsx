import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { openRuns } from "../api/queries";
import { useFigures } from "../i18n/figures";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { useNow } from "../parts/useNow";
import { Waiting } from "../parts/Waiting";
import css from "./People.module.css";
import { keyOf } from "./person";

/** Which campaigns this person is in the middle of, where, and for how long yet. */
export function OpenRuns({ user }: { user: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const now = useNow(1_000);
  const { data, error } = useQuery({ ...openRuns(user), queryKey: keyOf(user, "runs") });
  return (
    <Panel title={t("people.open")} flush>
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={48} />
      ) : data.length === 0 ? (
        <p className={css.none}>{t("people.noneOpen")}</p>
      ) : (
        <ul className={css.runs}>
          {data.map(({ campaign, name, step, count, due }) => (
            <li key={`${campaign} ${step} ${due ?? ""}`}>
              <Link className="link grow" to={`/campaigns/${encodeURIComponent(campaign)}`}>
                {name}
              </Link>
              <span className={css.step}>
                {t("people.waitsFor", { step })}
                {count > 1 && <span className="quiet"> × {figures.whole(count)}</span>}
              </span>
              <span className="number">
                {due == null ? (
                  <span className="quiet">{t("people.noLimit")}</span>
                ) : (
                  <time dateTime={due} title={figures.exact(due)}>
                    {t("people.left", { time: figures.left(Date.parse(due) - now) })}
                  </time>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
