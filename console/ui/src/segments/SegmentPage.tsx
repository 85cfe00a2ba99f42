import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { type ListedSegment, segments } from "../api/segments";
import { useFigures } from "../i18n/figures";
import { CopyId } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { TimeChart } from "../parts/TimeChart";
import { useNow } from "../parts/useNow";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { steps } from "./history";
import { Members } from "./Members";
import css from "./Segments.module.css";
import { Standing } from "./SegmentsPage";

const minute = 60_000;

export function SegmentPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(segments);
  const segment = data?.segments.find((one) => one.id === id);
  return (
    <>
      <PageHead
        title={id}
        beside={
          <span className="quiet small row">
            <Link className="link" to="/segments">
              {t("segments.all")}
            </Link>
            <span>{segment?.description}</span>
          </span>
        }
      />
      <PageBody>
        {error !== null && <FailureNote error={error} again={() => void refetch()} />}
        {data === undefined ? (
          error === null && <Waiting />
        ) : segment === undefined ? (
          <p className="quiet">{t("segments.unknown")}</p>
        ) : (
          <One key={id} segment={segment} />
        )}
      </PageBody>
    </>
  );
}

function One({ segment }: { segment: ListedSegment }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const now = useNow(minute);
  const points = steps(segment.sizes, now);
  const asked = `segment('${segment.id}')`;
  return (
    <div className={css.columns}>
      <div className={css.page}>
        <Panel title={t("segments.definition")}>
          <div className={css.name}>
            <span className={css.size}>{t("segments.people", { shown: figures.whole(segment.size) })}</span>
            <Standing segment={segment} />
          </div>
          <pre
            className={`mono ${css.example ?? ""}`}
            tabIndex={0}
            role="region"
            aria-label={t("segments.who")}
          >
            {segment.who}
          </pre>
          <span className="quiet small row">
            {t("segments.inCampaigns")} <code className="mono">{asked}</code> <CopyId value={asked} />
          </span>
        </Panel>
        {points.length > 1 && (
          <TimeChart
            title={t("segments.overTime")}
            unit={t("segments.peopleUnit")}
            points={points}
            kind="line"
          />
        )}
      </div>
      <Members segment={segment.id} />
    </div>
  );
}
