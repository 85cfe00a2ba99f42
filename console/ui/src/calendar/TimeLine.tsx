import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CalendarRow, CalendarSpan } from "../api/calendar";
import { useFigures } from "../i18n/figures";
import { StateMark } from "../parts/StateMark";
import { titleOf } from "../parts/titleOf";
import css from "./Calendar.module.css";
import { place, times } from "./weeks";

/** Campaigns as lines over weeks. */
export function TimeLine({ rows, weeks, now }: { rows: CalendarRow[]; weeks: number[]; now: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const start = weeks[0] ?? 0;
  const end = weeks.at(-1) ?? 1;
  const every = Math.ceil((weeks.length - 1) / 13);
  return (
    <div className={css.line}>
      <div className={css.weeks} aria-hidden>
        {weeks.slice(0, -1).map((week, index) => (
          <span
            key={week}
            className={css.week}
            style={{ left: `${place(week, week, start, end).left}%` }}
            data-named={index % every === 0}
          >
            {index % every === 0 ? figures.day(week) : ""}
          </span>
        ))}
        <span className={css.now} style={{ left: `${place(now, now, start, end).left}%` }} />
      </div>
      <ul className={css.rows}>
        {rows.map((row) => (
          <li key={row.id} className={css.row}>
            <div className={css.name}>
              <Link className="link cut" to={`/campaigns/${row.id}`} title={titleOf(row)}>
                {titleOf(row)}
              </Link>
              <span className={`${css.state ?? ""} quiet small`}>
                <StateMark state={row.state} />
                {row.policy && ` · ${t("policy.mark")}`}
              </span>
            </div>
            <div className={css.track} data-policy={row.policy}>
              {row.spans.map((span) => (
                <Bar key={span.from} span={span} start={start} end={end} now={now} />
              ))}
              {row.published.map((time) => (
                <span
                  key={time}
                  className={css.published}
                  style={{ left: `${place(Date.parse(time), Date.parse(time), start, end).left}%` }}
                  title={t(Date.parse(time) > now ? "calendar.toBePublishedAt" : "calendar.publishedAt", {
                    time: figures.exact(time),
                  })}
                />
              ))}
              <span className={css.future} style={{ left: `${place(now, now, start, end).left}%` }} />
              <span className={css.now} style={{ left: `${place(now, now, start, end).left}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ span, start, end, now }: { span: CalendarSpan; start: number; end: number; now: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { from, until } = times(span);
  const { left, width } = place(from, until, start, end);
  const state = t(`calendar.state.${span.state}`);
  const text =
    span.until == null
      ? t(from > now ? "calendar.from" : "calendar.since", { state, from: figures.shortTime(span.from) })
      : t("calendar.fromTo", {
          state,
          from: figures.shortTime(span.from),
          until: figures.shortTime(span.until),
        });
  return (
    <span
      role="img"
      className={css.bar}
      data-state={span.state}
      data-before={from < start}
      data-after={until > end}
      style={{ left: `${left}%`, width: `${width}%` }}
      title={text}
      aria-label={text}
    />
  );
}

/** What the lines mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={css.legend}>
      {(["live", "shadow", "paused", "scheduled"] as const).map((state) => (
        <li key={state}>
          <span className={css.sample} data-state={state} aria-hidden /> {t(`calendar.state.${state}`)}
        </li>
      ))}
      <li>
        <span className={css.sampleMark} aria-hidden /> {t("calendar.published")}
      </li>
    </ul>
  );
}
