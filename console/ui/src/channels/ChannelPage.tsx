import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { type ChannelDocument, channelDocument, checkedChannel } from "../api/channels";
import { answer, api } from "../api/client";
import { sentence } from "../api/failure";
import { useMay } from "../api/permission";
import { offerUndo } from "../parts/offerUndo";
import { ProblemList } from "../parts/ProblemList";
import { useLeaveWarning } from "../parts/useLeaveWarning";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { Pending } from "../shell/Pending";
import css from "./Channels.module.css";
import { channelOf } from "./channelOf";
import { TestSend } from "./TestSend";

const YamlSource = lazy(async () => ({ default: (await import("../editor/code/YamlSource")).YamlSource }));

const template = `channel: crm
description: Offers for the call centre
webhook:
  url: https://crm.example/hooks/nudge
  secret: \${env:CRM_SECRET}
report: true
`;

export function NewChannelPage() {
  return useMay("admin") ? <ChannelEditor initial={template} document={undefined} /> : <AdminsOnly />;
}

export function ChannelPage() {
  return useMay("admin") ? <Known /> : <AdminsOnly />;
}

function Known() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(channelDocument(id));
  if (data === undefined) {
    return <Pending title={id} error={error} again={() => void refetch()} />;
  }
  return <ChannelEditor key={id} initial={data.text} document={data} />;
}

function AdminsOnly() {
  const { t } = useTranslation();
  const { id } = useParams();
  return (
    <>
      <PageHead title={id ?? t("channels.new")} beside={<AllChannels />} />
      <PageBody>{t("channels.adminsOnly")}</PageBody>
    </>
  );
}

function AllChannels() {
  const { t } = useTranslation();
  return (
    <Link className="link small" to="/channels">
      {t("channels.all")}
    </Link>
  );
}

/** A channel's document with what is wrong in it, beside a way to try it. */
function ChannelEditor({ initial, document }: { initial: string; document: ChannelDocument | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState(initial);
  const [settled] = useDebouncedValue(text, 250);
  const { data: checked } = useQuery(checkedChannel(settled));
  const leave = useLeaveWarning(text !== initial);
  const problems = settled === text ? (checked?.problems ?? []) : [];
  const isWrong = problems.some(({ severity }) => severity === "error");
  const id = channelOf(text);
  const fail = (error: Error) =>
    notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
  const settle = async (message: string | undefined) => {
    await queries.invalidateQueries({ queryKey: ["channels"], exact: true });
    leave("/channels");
    if (message !== undefined) {
      notifications.show({ message });
    }
  };
  const bringBack = async (name: string) => {
    try {
      const path = { params: { path: { id: name } } };
      await answer(api.PUT("/api/channels/{id}", { ...path, body: { text: document?.text ?? text } }));
      notifications.show({ message: t("governance.back", { name }) });
    } catch (error) {
      fail(error as Error);
    }
    await queries.invalidateQueries({ queryKey: ["channels"], exact: true });
  };
  const publish = useMutation({
    mutationFn: (name: string) =>
      answer(
        api.PUT("/api/channels/{id}", {
          params: { path: { id: name } },
          body: { text, ...(document?.id === name ? { published: document.published } : {}) },
        }),
      ),
    onSuccess: (_, name) => settle(t("channels.isPublished", { id: name })),
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: (name: string) =>
      answer(api.DELETE("/api/channels/{id}", { params: { path: { id: name } } })),
    onSuccess: async (_, name) => {
      await settle(undefined);
      offerUndo({
        message: t("channels.isRemoved", { id: name }),
        undo: t("action.undo"),
        act: () => void bringBack(name),
      });
    },
    onError: fail,
  });
  const askToRemove = (name: string) =>
    modals.openConfirmModal({
      title: t("channels.removeTitle", { id: name }),
      children: t("channels.removeText"),
      labels: { confirm: t("channels.remove"), cancel: t("action.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(name),
    });
  return (
    <>
      <PageHead title={document?.id ?? t("channels.new")} beside={<AllChannels />}>
        {document !== undefined && (
          <Button
            variant="default"
            color="red"
            loading={remove.isPending}
            onClick={() => askToRemove(document.id)}
          >
            {t("channels.remove")}
          </Button>
        )}
        <Button
          disabled={id === undefined || isWrong || text === document?.text}
          loading={publish.isPending}
          onClick={() => id !== undefined && publish.mutate(id)}
        >
          {t("channels.publish")}
        </Button>
      </PageHead>
      <div className={css.editor}>
        <div className={css.source}>
          <div className={css.code}>
            <Suspense fallback={<Waiting />}>
              <YamlSource
                text={text}
                onChange={setText}
                problems={problems}
                label={t("channels.definition")}
              />
            </Suspense>
          </div>
          <ProblemList problems={problems} />
        </div>
        <TestSend text={text} disabled={id === undefined || isWrong} />
      </div>
    </>
  );
}
