import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { collection, type CollectionDetail, collectionRows } from "../api/data";
import { useMay } from "../api/permission";
import { useFigures } from "../i18n/figures";
import { CopyCurl } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { Panel } from "../parts/Panel";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { AnswerTable } from "./AnswerTable";
import { Behind } from "./CollectionsPage";
import css from "./Data.module.css";
import { useRates } from "./useRates";

export function CollectionPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const isAdmin = useMay("admin");
  const { data, error, dataUpdatedAt, refetch } = useQuery(collection(id));
  const rate = useRates(dataUpdatedAt, data === undefined ? {} : { [id]: data.status.read })[id];
  return (
    <>
      <PageHead
        title={id}
        beside={
          <span className="quiet small row">
            <Link className="link" to="/data">
              {t("data.allCollections")}
            </Link>
            <span>{data?.status.description}</span>
          </span>
        }
      >
        {isAdmin && (
          <Button component={Link} variant="default" to={`/data/collections/${id}/edit`}>
            {t("data.edit")}
          </Button>
        )}
        <CopyCurl path={`/api/collections/${encodeURIComponent(id)}/rows`} />
      </PageHead>
      <PageBody>
        {error !== null && <FailureNote error={error} again={() => void refetch()} />}
        {data === undefined ? (
          error === null && <Waiting />
        ) : (
          <div className={css.page}>
            {data.status.trouble != null && <FailureNote error={new Error(data.status.trouble)} />}
            <Standing status={data.status} rate={rate} />
            <Rows id={id} />
            <div className={css.columns}>
              <Definition detail={data} />
              <Refusals detail={data} />
            </div>
          </div>
        )}
      </PageBody>
    </>
  );
}

function Standing({ status, rate }: { status: CollectionDetail["status"]; rate: number | undefined }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <dl className={css.figures}>
      <div>
        <dt>{t("data.rows")}</dt>
        <dd>{figures.whole(status.rows)}</dd>
      </div>
      <div>
        <dt>{t("data.rate")}</dt>
        <dd>{rate === undefined ? "–" : figures.rate(rate)}</dd>
      </div>
      <div>
        <dt>{t("data.behind")}</dt>
        <dd>
          <Behind value={status.behind} />
        </dd>
      </div>
      <div>
        <dt>{t("data.read")}</dt>
        <dd>{figures.whole(status.read)}</dd>
      </div>
      <div>
        <dt>{t("data.refused")}</dt>
        <dd className={status.refused > 0 ? css.broken : ""}>{figures.whole(status.refused)}</dd>
      </div>
    </dl>
  );
}

/** Pixels, also while they are asked for: what stands below stays where it is. */
const rowsHeight = 380;

function Rows({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(collectionRows(id));
  return (
    <Panel title={t("data.someRows")} flush>
      {error !== null && <FailureNote error={error} />}
      {data !== undefined ? (
        <AnswerTable answered={data} caption={t("data.someRows")} height={rowsHeight} />
      ) : (
        error === null && <Waiting height={rowsHeight} />
      )}
    </Panel>
  );
}

function Definition({ detail }: { detail: CollectionDetail }) {
  const { t } = useTranslation();
  const { status, input, combine, indexes, retention, transform } = detail;
  const facts: [string, string][] = [
    [t("data.source"), status.source],
    [t("data.key"), status.key.join(", ")],
    [t("data.input"), input.map((one) => `${one.column} ${one.is}`).join(", ")],
    [t("data.combine"), combine.map((one) => `${one.column}: ${one.is}`).join(", ")],
    [t("data.kept"), retention ?? t("data.forEver")],
    [t("data.indexes"), indexes.join("; ")],
  ];
  return (
    <Panel title={t("data.definition")}>
      <dl className={css.definition}>
        {facts
          .filter(([, text]) => text !== "")
          .map(([name, text]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <pre className={`${css.sql ?? ""} mono`} tabIndex={0} role="region" aria-label={t("data.transform")}>
        {transform}
      </pre>
    </Panel>
  );
}

function Refusals({ detail: { refusals, status } }: { detail: CollectionDetail }) {
  const { t } = useTranslation();
  return (
    <div id="refused">
      <Panel title={t("data.refusals")} flush>
        {refusals.length === 0 ? (
          <p className={css.none}>{t(status.refused === 0 ? "data.noRefusals" : "data.earlierRefusals")}</p>
        ) : (
          <ul className={css.list}>
            {refusals.map((one, index) => (
              <li key={index}>
                <div className="row">
                  <span className={`grow ${css.broken ?? ""}`}>{one.reason}</span>
                  <span className="quiet small">
                    <RelativeTime time={one.at} />
                  </span>
                </div>
                <div className="quiet small">{one.place}</div>
                <pre className={`${css.raw ?? ""} mono`}>{one.record}</pre>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
