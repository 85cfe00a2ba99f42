import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconFlask } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answer, api } from "../api/client";
import { type CollectionDocument, collectionDocument } from "../api/data";
import { Failure, sentence } from "../api/failure";
import { useMay } from "../api/permission";
import { FailureNote } from "../parts/FailureNote";
import { ProblemList } from "../parts/ProblemList";
import { useLeaveWarning } from "../parts/useLeaveWarning";
import { Waiting } from "../parts/Waiting";
import { PageHead } from "../shell/PageHead";
import { Pending } from "../shell/Pending";
import { idOf } from "./collectionId";
import css from "./EditCollection.module.css";
import { TriedTable } from "./TriedTable";

const YamlSource = lazy(async () => ({ default: (await import("../editor/code/YamlSource")).YamlSource }));

const template = `id: orders
description: What the shop's own system calls an order
source: {topic: shop.orders}
input: {order_no: text, customer: text, placed_at: bigint, total: numeric}
transform: |
  select customer as user_id, order_no as order_id, to_timestamp(placed_at / 1000.0) as event_time, total
  from _input
key: [user_id, order_id]
retention: 365d
`;

export function NewCollectionPage() {
  return <CollectionEditor initial={template} document={undefined} />;
}

export function EditCollectionPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(collectionDocument(id));
  if (data === undefined) {
    return <Pending title={id} error={error} again={() => void refetch()} />;
  }
  return <CollectionEditor key={id} initial={data.text} document={data} />;
}

/** A collection in the making: its text, beside what it makes of records of its source. */
function CollectionEditor({
  initial,
  document,
}: {
  initial: string;
  document: CollectionDocument | undefined;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isAdmin = useMay("admin");
  const [text, setText] = useState(initial);
  // Of the text that is edited, and not of what stands in the folder by now.
  const [version] = useState(document?.version);
  const leave = useLeaveWarning(text !== initial);
  const tried = useMutation({
    mutationFn: (wanted: string) => answer(api.POST("/api/collections/preview", { body: { text: wanted } })),
  });
  const id = idOf(text);
  const save = useMutation({
    mutationFn: (name: string) =>
      answer(
        api.PUT("/api/collections/{id}/document", {
          params: { path: { id: name } },
          body: { text, ...(version === undefined ? {} : { version }) },
        }),
      ),
    onSuccess: async (_, name) => {
      await queries.invalidateQueries({ queryKey: ["collection"] });
      await queries.invalidateQueries({ queryKey: ["collections"] });
      leave("/data");
      notifications.show({ message: t("data.savedCollection", { name }) });
    },
    onError: (error) =>
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) }),
  });
  const problems = [
    ...(tried.variables === text ? (tried.data?.problems ?? []) : []),
    ...(save.error instanceof Failure ? save.error.problems : []),
  ];
  return (
    <>
      <PageHead
        title={document === undefined ? t("data.newCollection") : (id ?? "")}
        beside={
          <span className="quiet small row">
            <Link className="link" to="/data">
              {t("data.allCollections")}
            </Link>
            <span className="cut">{document?.file}</span>
          </span>
        }
      >
        <Button
          variant="default"
          leftSection={<IconFlask size={15} />}
          disabled={!isAdmin}
          loading={tried.isPending}
          onClick={() => tried.mutate(text)}
        >
          {t("trial.try")}
        </Button>
        <Button
          disabled={!isAdmin || id === undefined || text === document?.text}
          loading={save.isPending}
          onClick={() => id !== undefined && save.mutate(id)}
        >
          {t("boards.save")}
        </Button>
      </PageHead>
      {!isAdmin && <p className={css.note}>{t("data.adminsOnly")}</p>}
      <div className={css.editor}>
        <div className={css.source}>
          <div className={css.code}>
            <Suspense fallback={<Waiting />}>
              <YamlSource
                text={text}
                onChange={setText}
                onRun={() => tried.mutate(text)}
                problems={problems}
                label={t("data.definition")}
                readOnly={!isAdmin}
              />
            </Suspense>
          </div>
          <ProblemList problems={problems} />
        </div>
        <div className={css.tried}>
          {tried.error !== null && <FailureNote error={tried.error} />}
          {tried.data?.unread != null && <FailureNote error={new Error(tried.data.unread)} />}
          {tried.data === undefined ? (
            <p className={css.note}>{t("data.notTried")}</p>
          ) : (
            tried.data.unread == null && <TriedTable preview={tried.data} />
          )}
        </div>
      </div>
    </>
  );
}
