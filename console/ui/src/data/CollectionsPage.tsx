import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconDatabase, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { collections, type ListedCollection } from "../api/data";
import { useMay } from "../api/permission";
import { useFigures } from "../i18n/figures";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Data.module.css";
import { DataTabs } from "./DataTabs";
import { FileMistakes } from "./FileMistakes";
import { useRates } from "./useRates";

export function CollectionsPage() {
  const { t } = useTranslation();
  const isAdmin = useMay("admin");
  const { data, error, dataUpdatedAt, refetch } = useQuery(collections);
  const rates = useRates(
    dataUpdatedAt,
    Object.fromEntries((data?.collections ?? []).map(({ id, read }) => [id, read])),
  );
  return (
    <>
      <PageHead title={t("data.title")} beside={<DataTabs />}>
        {isAdmin && (
          <Button component={Link} to="/data/collections/new" leftSection={<IconPlus size={15} />}>
            {t("data.newCollection")}
          </Button>
        )}
      </PageHead>
      <PageBody>
        <div className={css.page}>
          {error !== null && <FailureNote error={error} again={() => void refetch()} />}
          {data === undefined ? (
            error === null && <Waiting />
          ) : (
            <>
              <FileMistakes title={t("data.wrongCollections")} mistakes={data.problems} />
              {data.collections.length === 0 ? (
                <EmptyState icon={IconDatabase} title={t("data.noCollections")} />
              ) : (
                <Table rows={data.collections} rates={rates} />
              )}
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}

function Table({ rows, rates }: { rows: ListedCollection[]; rates: Record<string, number> }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <section className={`panel ${css.rows ?? ""}`}>
      <table className="plain">
        <caption className="visually-hidden">{t("data.collections")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("data.collection")}</th>
            <th scope="col" className={css.wide}>
              {t("data.source")}
            </th>
            <th scope="col" className={css.wide}>
              {t("data.key")}
            </th>
            <th scope="col" className="number">
              {t("data.rows")}
            </th>
            <th scope="col" className="number">
              {t("data.rate")}
            </th>
            <th scope="col" className="number">
              {t("data.behind")}
            </th>
            <th scope="col" className="number">
              {t("data.refused")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <div className={css.name}>
                  <Link className="link" to={`/data/collections/${row.id}`}>
                    {row.id}
                  </Link>
                  <span className="quiet small">{row.description}</span>
                  {row.trouble != null && <span className={`small ${css.broken ?? ""}`}>{row.trouble}</span>}
                </div>
              </td>
              <td className={css.wide}>{row.source}</td>
              <td className={`${css.wide ?? ""} mono`}>{row.key.join(", ")}</td>
              <td className="number">{figures.whole(row.rows)}</td>
              <td className="number">
                {rates[row.id] === undefined ? "–" : figures.rate(rates[row.id] ?? 0)}
              </td>
              <td className="number">
                <Behind value={row.behind} />
              </td>
              <td className="number">
                {row.refused === 0 ? (
                  "0"
                ) : (
                  <Link className={`link ${css.broken ?? ""}`} to={`/data/collections/${row.id}#refused`}>
                    {figures.whole(row.refused)}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Behind({ value }: { value: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return value < 0 ? <span title={t("data.behindUnknown")}>?</span> : figures.whole(value);
}
