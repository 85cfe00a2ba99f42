import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { boards } from "../api/data";
import { useMay } from "../api/permission";
import css from "../data/Data.module.css";
import { DataTabs } from "../data/DataTabs";
import { FileMistakes } from "../data/FileMistakes";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";

export function BoardsPage() {
  const { t } = useTranslation();
  const mayEdit = useMay("editor");
  const { data, error, refetch } = useQuery({ ...boards, refetchInterval: 10_000 });
  return (
    <>
      <PageHead title={t("data.title")} beside={<DataTabs />}>
        {mayEdit && (
          <Button component={Link} to="/boards/new" leftSection={<IconPlus size={15} />}>
            {t("boards.new")}
          </Button>
        )}
      </PageHead>
      <PageBody>
        {error !== null && <FailureNote error={error} again={() => void refetch()} />}
        {data === undefined ? (
          error === null && <Waiting />
        ) : (
          <div className={css.page}>
            <FileMistakes title={t("boards.wrong")} mistakes={data.problems} />
            <section className={`panel ${css.rows ?? ""}`}>
              <table className="plain">
                <caption className="visually-hidden">{t("data.boards")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("boards.board")}</th>
                    <th scope="col">{t("workbench.origin")}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.boards.map((board) => (
                    <tr key={board.name}>
                      <td>
                        <div className={css.name}>
                          <Link className="link" to={`/boards/${board.name}`}>
                            {board.title}
                          </Link>
                          <span className="quiet small">
                            {board.description === "" ? board.name : board.description}
                          </span>
                        </div>
                      </td>
                      <td>{t(`workbench.origins.${board.origin}`)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </div>
        )}
      </PageBody>
    </>
  );
}
