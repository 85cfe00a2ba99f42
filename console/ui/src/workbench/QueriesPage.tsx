import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listedQueries, savedQueries } from "../api/data";
import { useMay } from "../api/permission";
import { DataTabs } from "../data/DataTabs";
import dataCss from "../data/Data.module.css";
import { FileMistakes } from "../data/FileMistakes";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";

type Line = { name: string; summary: string; origin: string; state: string; parameters: string };

export function QueriesPage() {
  const { t } = useTranslation();
  const mayEdit = useMay("editor");
  const live = useQuery({ ...listedQueries, refetchInterval: 10_000 });
  const saved = useQuery({ ...savedQueries, refetchInterval: 10_000 });
  const error = live.error ?? saved.error;
  const drafts = new Map((saved.data ?? []).map((one) => [one.name, one]));
  const standing = (one: { live: number; draft: boolean } | undefined) =>
    one === undefined
      ? ""
      : [
          t("workbench.liveVersion", { version: one.live }),
          ...(one.draft ? [t("campaigns.unpublished")] : []),
        ].join(" · ");
  const lines: Line[] = (live.data?.queries ?? []).map((query) => ({
    name: query.name,
    summary: query.summary,
    origin: t(`workbench.origins.${query.origin}`),
    state: standing(query.origin === "SAVED" ? drafts.get(query.name) : undefined),
    parameters: query.parameters.map(({ name }) => name).join(", "),
  }));
  const known = new Set(lines.map(({ name }) => name));
  for (const { name } of saved.data ?? []) {
    if (!known.has(name)) {
      lines.push({
        name,
        summary: "",
        origin: t("workbench.origins.SAVED"),
        state: t("workbench.notLive"),
        parameters: "",
      });
    }
  }
  lines.sort((left, right) => left.name.localeCompare(right.name));
  return (
    <>
      <PageHead title={t("data.title")} beside={<DataTabs />}>
        {mayEdit && (
          <Button component={Link} to="/data/queries/new" leftSection={<IconPlus size={15} />}>
            {t("workbench.newQuery")}
          </Button>
        )}
      </PageHead>
      <PageBody>
        <div className={dataCss.page}>
          {error !== null && <FailureNote error={error} />}
          {live.data === undefined ? (
            error === null && <Waiting />
          ) : (
            <>
              <FileMistakes title={t("workbench.wrongQueries")} mistakes={live.data.problems} />
              <section className={`panel ${dataCss.rows ?? ""}`}>
                <table className="plain">
                  <caption className="visually-hidden">{t("data.queries")}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t("data.query")}</th>
                      <th scope="col" className={dataCss.wide}>
                        {t("workbench.parameters")}
                      </th>
                      <th scope="col">{t("workbench.origin")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line) => (
                      <tr key={line.name}>
                        <td>
                          <div className={dataCss.name}>
                            <Link className="link" to={`/data/queries/${line.name}`}>
                              {line.name}
                            </Link>
                            <span className="quiet small">{line.summary}</span>
                          </div>
                        </td>
                        <td className={`${dataCss.wide ?? ""} mono`}>{line.parameters}</td>
                        <td>
                          {line.origin} <div className="quiet small">{line.state}</div>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}
