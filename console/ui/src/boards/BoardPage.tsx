import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { IconCopy, IconEdit, IconLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { board as boardOf } from "../api/data";
import { useMay } from "../api/permission";
import { ProblemList } from "../parts/ProblemList";
import { PageBody, PageHead } from "../shell/PageHead";
import { Pending } from "../shell/Pending";
import { BoardView } from "./BoardView";

export function BoardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const clipboard = useClipboard({ timeout: 1500 });
  const { name = "" } = useParams();
  const mayEdit = useMay("editor");
  const { data, error, refetch } = useQuery({ ...boardOf(name), refetchInterval: 15_000 });
  if (data === undefined) {
    return <Pending title={name} error={error} again={() => void refetch()} />;
  }
  const { board } = data;
  return (
    <>
      <PageHead
        title={board?.title ?? name}
        beside={
          <span className="quiet small row">
            <Link className="link" to="/data/boards">
              {t("boards.all")}
            </Link>
            <span className="cut">{board?.description}</span>
          </span>
        }
      >
        <Button
          variant="default"
          leftSection={<IconLink size={15} />}
          onClick={() => clipboard.copy(location.href)}
        >
          {t(clipboard.copied ? "action.copied" : "boards.copyLink")}
        </Button>
        {mayEdit && data.origin === "SAVED" && (
          <Button
            component={Link}
            to={`/boards/${name}/edit${location.search}`}
            leftSection={<IconEdit size={15} />}
          >
            {t("action.edit")}
          </Button>
        )}
        {mayEdit && data.origin !== "SAVED" && (
          <Button
            variant="default"
            leftSection={<IconCopy size={15} />}
            onClick={() => void navigate(`/boards/new${location.search}`, { state: { text: data.text } })}
          >
            {t("workbench.copyToEdit")}
          </Button>
        )}
      </PageHead>
      <PageBody>
        {board == null ? <ProblemList problems={data.problems} /> : <BoardView board={board} />}
      </PageBody>
    </>
  );
}
