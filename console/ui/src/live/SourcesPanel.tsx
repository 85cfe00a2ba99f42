import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Source, sources } from "../api/live";
import { rejected } from "../api/rejected";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { WideTable } from "../parts/WideTable";
import css from "./Live.module.css";

/** Where events, profiles and products come from, how far the job has read them, and what of it was no use. */
export function SourcesPanel() {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, error } = useQuery(sources);
  const { data: refused } = useQuery(rejected());
  const rejectedOf = (source: Source) =>
    (refused?.kinds ?? [])
      .filter((kind) => kind.source === source.name || kind.source === source.topic)
      .reduce((sum, kind) => sum + kind.count, 0);
  return (
    <Panel title={t("sources.title")} flush end={<CopyCurl path="/api/live/sources" />}>
      {error !== null ? (
        <FailureNote error={error} />
      ) : data === undefined ? (
        <Waiting height={120} />
      ) : (
        <WideTable label={t("sources.title")}>
          <thead>
            <tr>
              <th scope="col">{t("sources.source")}</th>
              <th scope="col">{t("sources.latest")}</th>
              <th scope="col" className="number">
                {t("sources.lastHour")}
              </th>
              <th
                scope="col"
                className="number"
                title={t("sources.unreadHint", { every: figures.left(data.checkpointEvery) })}
              >
                {t("sources.unread")}
              </th>
              <th scope="col" className="number">
                {t("sources.rejected")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.sources.map((source) => (
              <tr key={source.topic}>
                <td>
                  <div>{source.name}</div>
                  <div className="quiet small">
                    {t(`sources.kind.${source.kind}`)}
                    {source.name !== source.topic && ` · ${source.topic}`}
                  </div>
                </td>
                <td>
                  <Latest source={source} />
                </td>
                <td className="number">{figures.whole(source.lastHour)}</td>
                <td className="number">
                  {source.unread == null ? (
                    <span className="quiet">{t("sources.unknown")}</span>
                  ) : (
                    figures.whole(source.unread)
                  )}
                  {source.behind && <div className={css.trouble}>{t("sources.behind")}</div>}
                </td>
                <td className="number">{figures.whole(rejectedOf(source))}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </Panel>
  );
}

function Latest({ source }: { source: Source }) {
  const { t } = useTranslation();
  if (source.missing) {
    return <span className={css.trouble}>{t("sources.missing")}</span>;
  }
  return (
    <>
      {source.latest == null ? (
        <span className="quiet">{t("sources.none")}</span>
      ) : (
        <RelativeTime time={source.latest} />
      )}
      {source.quiet && source.latest != null && <div className={css.trouble}>{t("sources.quiet")}</div>}
    </>
  );
}
