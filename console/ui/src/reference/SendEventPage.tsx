import { Alert, Button, Textarea } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sentence } from "../api/failure";
import { useMay } from "../api/permission";
import { Panel } from "../parts/Panel";
import { personPath } from "../parts/personPath";
import { PageBody, PageHead } from "../shell/PageHead";
import { type EventReport, followEvent } from "./followEvent";
import { ReferenceTabs } from "./ReferenceTabs";
import css from "./Send.module.css";
import { type Step, Steps } from "./Steps";

const example = `{
  "user": "ann",
  "type": "view",
  "product_id": "p9",
  "price": 19.5
}`;

/** Sends one event, and shows what became of it. */
export function SendEventPage() {
  const { t, i18n } = useTranslation();
  const mayPublish = useMay("publisher");
  const [text, setText] = useState(example);
  const [report, setReport] = useState<EventReport>();
  const [failure, setFailure] = useState<string>();
  const following = useRef<AbortController>(undefined);
  useEffect(() => () => following.current?.abort(), []);
  const send = async () => {
    let event: unknown;
    try {
      event = JSON.parse(text);
    } catch (error) {
      setFailure(sentence(error));
      return;
    }
    if (typeof event !== "object" || event === null || Array.isArray(event)) {
      setFailure(t("send.oneObject"));
      return;
    }
    following.current?.abort();
    const control = new AbortController();
    following.current = control;
    setFailure(undefined);
    setReport({});
    try {
      await followEvent(
        event as Record<string, unknown>,
        i18n.language,
        (known) => !control.signal.aborted && setReport(known),
        control.signal,
      );
    } catch (error) {
      setFailure(sentence(error));
    }
  };
  return (
    <>
      <PageHead title={t("send.eventTitle")} beside={<ReferenceTabs />} />
      <PageBody>
        <div className={css.columns}>
          <form
            onSubmit={(submitted) => {
              submitted.preventDefault();
              void send();
            }}
          >
            <Textarea
              className={css.code}
              label={t("send.eventLabel")}
              description={t("send.eventHint")}
              autosize
              minRows={9}
              maxRows={24}
              spellCheck={false}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <div className="row" style={{ marginTop: 10 }}>
              <Button type="submit" leftSection={<IconSend size={15} />} disabled={!mayPublish}>
                {t("send.send")}
              </Button>
              {!mayPublish && <span className="quiet small">{t("send.publishers")}</span>}
            </div>
            {failure !== undefined && (
              <Alert color="red" variant="light" role="alert" mt="md">
                {failure}
              </Alert>
            )}
          </form>
          <Panel title={t("send.became")}>
            {report === undefined ? (
              <p className="quiet">{t("send.nothing")}</p>
            ) : (
              <EventSteps report={report} stopped={failure !== undefined} />
            )}
          </Panel>
        </div>
      </PageBody>
    </>
  );
}

function EventSteps({ report, stopped }: { report: EventReport; stopped: boolean }) {
  const { t } = useTranslation();
  const { sent, read, accepted, rejected, told } = report;
  const user = (sent?.event as { user?: string } | undefined)?.user;
  const running = stopped ? "unknown" : "running";
  const isTaken = sent !== undefined && sent.refused == null;
  const steps: Step[] = [
    sent === undefined
      ? { title: t("send.collected"), state: running }
      : sent.refused != null
        ? { title: t("send.refused"), state: "failed", text: sent.refused }
        : { title: t("send.collected"), state: "done", text: <code>{JSON.stringify(sent.event)}</code> },
    isTaken
      ? {
          title: t("send.written"),
          state: "done",
          text: t("send.place", {
            topic: sent.topic,
            partition: String(sent.partition),
            offset: String(sent.offset),
          }),
        }
      : { title: t("send.written"), state: "waiting" },
    {
      title: t("send.read"),
      state: !isTaken ? "waiting" : read === undefined ? running : read === "yes" ? "done" : "unknown",
      ...(read === "late" ? { text: t("send.late") } : {}),
      ...(read === "silent" ? { text: t("send.silent") } : {}),
    },
    accepted === false
      ? { title: t("send.rejected"), state: "failed", text: rejected }
      : {
          title: t("send.accepted"),
          state: accepted === true ? "done" : read === "yes" ? running : "waiting",
        },
    {
      title: t("send.campaigns"),
      state: accepted !== true ? "waiting" : told === true ? "done" : running,
      ...(accepted === true && told === true ? { text: <MovedList report={report} /> } : {}),
    },
  ];
  return (
    <>
      <Steps steps={steps} />
      {isTaken && user !== undefined && (
        <p className="small" style={{ marginBottom: 0 }}>
          <Link className="link" to={personPath(user)}>
            {t("send.person", { user })}
          </Link>
        </p>
      )}
    </>
  );
}

function MovedList({ report: { moved } }: { report: EventReport }) {
  const { t } = useTranslation();
  if (moved === undefined) {
    return t("send.movedUnknown");
  }
  return moved.length === 0 ? (
    t("send.movedNone")
  ) : (
    <ul>
      {moved.map(({ campaign, name, fired, sentence: said }) => (
        <li key={campaign}>
          <Link className="link" to={`/campaigns/${campaign}`}>
            {name}
          </Link>
          : {fired && <strong>{t("send.fired")} </strong>}
          {said}
        </li>
      ))}
    </ul>
  );
}
