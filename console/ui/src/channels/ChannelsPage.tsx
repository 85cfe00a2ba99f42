import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconPlus, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { channels, type ListedChannel } from "../api/channels";
import { useMay } from "../api/permission";
import { useFigures } from "../i18n/figures";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { RelativeTime } from "../parts/RelativeTime";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Channels.module.css";

/** The ways on which offers leave, and how it goes there. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const isAdmin = useMay("admin");
  const { data, error, refetch } = useQuery(channels);
  return (
    <>
      <PageHead title={t("channels.title")}>
        {isAdmin && (
          <Button component={Link} to="/channels/new" leftSection={<IconPlus size={15} />}>
            {t("channels.new")}
          </Button>
        )}
      </PageHead>
      <PageBody>
        {error !== null && <FailureNote error={error} again={() => void refetch()} />}
        {data === undefined ? (
          error === null && <Waiting />
        ) : data.length === 0 ? (
          <EmptyState icon={IconSend} title={t("channels.none")} text={t("channels.noneText")} />
        ) : (
          <Table rows={data} />
        )}
      </PageBody>
    </>
  );
}

function Table({ rows }: { rows: readonly ListedChannel[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <section className={`panel ${css.rows ?? ""}`}>
      <table className="plain">
        <caption className="visually-hidden">{t("channels.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("channels.channel")}</th>
            <th scope="col" className={css.wide}>
              {t("channels.kind")}
            </th>
            <th scope="col" className={css.wide}>
              {t("channels.to")}
            </th>
            <th scope="col" className={css.wide}>
              {t("channels.published")}
            </th>
            <th scope="col" className="number" title={t("channels.day")}>
              {t("channels.delivered")}
            </th>
            <th scope="col" className="number" title={t("channels.day")}>
              {t("channels.undelivered")}
            </th>
            <th scope="col" className="number">
              {t("channels.waiting")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <div className={css.name}>
                  <Link className="link" to={`/channels/${row.id}`}>
                    {row.id}
                  </Link>
                  <span className="quiet small">{row.description}</span>
                </div>
              </td>
              <td className={css.wide}>
                {row.kind == null ? (
                  <span className={css.broken}>{t("channels.wrong")}</span>
                ) : (
                  t(`channels.${row.kind}`)
                )}
              </td>
              <td className={`${css.wide ?? ""} ${css.to ?? ""}`}>
                {row.kind === "in_app" ? t("channels.toOwnStream") : (row.to ?? "–")}
              </td>
              <td className={css.wide}>
                <RelativeTime time={row.published} />
              </td>
              <td className="number">{figures.whole(row.delivered)}</td>
              <td className={`number ${row.undelivered > 0 ? (css.broken ?? "") : ""}`}>
                {figures.whole(row.undelivered)}
              </td>
              <td className="number">{figures.whole(row.waiting)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
