import { useQuery } from "@tanstack/react-query";
import { IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type ListedSegment, segments } from "../api/segments";
import { FileMistakes } from "../data/FileMistakes";
import { useFigures } from "../i18n/figures";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { Sparkline } from "../parts/Sparkline";
import { useNow } from "../parts/useNow";
import { Waiting } from "../parts/Waiting";
import { PeopleTabs } from "../people/PeopleTabs";
import { PageBody, PageHead } from "../shell/PageHead";
import { hourly } from "./history";
import css from "./Segments.module.css";

const minute = 60_000;

export function SegmentsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(segments);
  return (
    <>
      <PageHead title={t("segments.title")} beside={<PeopleTabs />} />
      <PageBody>
        <div className={css.page}>
          {error !== null && <FailureNote error={error} again={() => void refetch()} />}
          {data === undefined ? (
            error === null && <Waiting />
          ) : (
            <>
              <FileMistakes title={t("segments.wrong")} mistakes={data.problems} />
              <Untold reasons={data.untold} />
              {data.segments.length === 0 ? (
                <EmptyState
                  icon={IconUsersGroup}
                  title={t("segments.none")}
                  text={
                    <>
                      {t("segments.noneText")}
                      <pre className={`mono ${css.example ?? ""}`}>
                        {"id: big-spenders\nwho: customer.total_spend > 1000.0"}
                      </pre>
                    </>
                  }
                />
              ) : (
                <Table rows={data.segments} />
              )}
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}

/** Why campaigns do not hear of segments, where they do not. */
function Untold({ reasons }: { reasons: readonly string[] }) {
  return reasons.map((reason) => (
    <p key={reason} className={`small ${css.broken ?? ""}`}>
      {reason}
    </p>
  ));
}

function Table({ rows }: { rows: ListedSegment[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const now = useNow(minute);
  return (
    <section className={`panel ${css.rows ?? ""}`}>
      <table className="plain">
        <caption className="visually-hidden">{t("segments.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("segments.segment")}</th>
            <th scope="col" className={css.wide}>
              {t("segments.who")}
            </th>
            <th scope="col">{t("segments.day")}</th>
            <th scope="col" className="number">
              {t("segments.size")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((segment) => (
            <tr key={segment.id}>
              <td>
                <div className={css.name}>
                  <Link className="link" to={`/segments/${segment.id}`}>
                    {segment.id}
                  </Link>
                  <span className="quiet small">{segment.description}</span>
                  <Standing segment={segment} />
                </div>
              </td>
              <td className={`${css.wide ?? ""} mono ${css.condition ?? ""}`}>{segment.who}</td>
              <td>
                <Sparkline
                  values={hourly(segment.sizes, now)}
                  label={t("segments.dayOf", { segment: segment.id })}
                />
              </td>
              <td className="number">{figures.whole(segment.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What keeps a size from being the whole truth, if anything does. */
export function Standing({ segment: { complete, lookedAt, failure } }: { segment: ListedSegment }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <>
      {!complete && (
        <span className="quiet small">{t("segments.looking", { shown: figures.whole(lookedAt) })}</span>
      )}
      {failure != null && (
        <span className={`small ${css.broken ?? ""}`}>{t("segments.failed", { failure })}</span>
      )}
    </>
  );
}
