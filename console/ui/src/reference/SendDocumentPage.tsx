import { Alert, Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sentence } from "../api/failure";
import { useMay } from "../api/permission";
import type { Problem } from "../api/types";
import { template } from "../editor/template";
import { Panel } from "../parts/Panel";
import { ProblemList } from "../parts/ProblemList";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { type DocumentReport, followDocument } from "./followDocument";
import { ReferenceTabs } from "./ReferenceTabs";
import css from "./Send.module.css";
import { type Step, type StepState, Steps } from "./Steps";

const YamlSource = lazy(async () => ({ default: (await import("../editor/code/YamlSource")).YamlSource }));

/** Publishes a campaign's document, and shows what became of it. */
export function SendDocumentPage() {
  const { t } = useTranslation();
  const mayPublish = useMay("publisher");
  const [text, setText] = useState(template);
  const [sent, setSent] = useState<string>();
  const [report, setReport] = useState<DocumentReport>();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const following = useRef<AbortController>(undefined);
  useEffect(() => () => following.current?.abort(), []);
  const send = async () => {
    const control = new AbortController();
    following.current = control;
    setFailure(undefined);
    setSent(text);
    setReport({});
    setBusy(true);
    try {
      await followDocument(text, (known) => !control.signal.aborted && setReport(known), control.signal);
    } catch (error) {
      setFailure(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHead title={t("send.documentTitle")} beside={<ReferenceTabs />} />
      <PageBody>
        <div className={css.columns}>
          <div>
            <div className={css.source}>
              <Suspense fallback={<Waiting />}>
                <YamlSource
                  text={text}
                  onChange={setText}
                  problems={sent === text ? (report?.problems ?? []) : []}
                  label={t("send.documentLabel")}
                />
              </Suspense>
            </div>
            <div className="row" style={{ marginTop: 10 }}>
              <Button
                leftSection={<IconUpload size={15} />}
                disabled={!mayPublish}
                loading={isBusy}
                onClick={() => void send()}
              >
                {t("send.publish")}
              </Button>
              {!mayPublish && <span className="quiet small">{t("send.publishers")}</span>}
            </div>
            {failure !== undefined && (
              <Alert color="red" variant="light" role="alert" mt="md">
                {failure}
              </Alert>
            )}
          </div>
          <Panel title={t("send.became")}>
            {report === undefined ? (
              <p className="quiet">{t("send.nothing")}</p>
            ) : (
              <DocumentSteps report={report} stopped={failure !== undefined} />
            )}
          </Panel>
        </div>
      </PageBody>
    </>
  );
}

const isError = ({ severity }: Problem) => severity.toLowerCase() === "error";

function DocumentSteps({ report, stopped }: { report: DocumentReport; stopped: boolean }) {
  const { t } = useTranslation();
  const { id, unreadable, problems, kept, notKept, version, notPublished, job } = report;
  const running: StepState = stopped ? "unknown" : "running";
  const isWrong = problems?.some(isError) === true;
  const isRefused = job !== undefined && job !== "late" && job.jobState === "refused";
  const steps: Step[] = [
    unreadable !== undefined
      ? { title: t("send.unreadable"), state: "failed", text: unreadable }
      : { title: t("send.parsed"), state: id === undefined ? running : "done", text: id },
    {
      title: t("send.checked"),
      state: isWrong ? "failed" : problems !== undefined ? "done" : id === undefined ? "waiting" : running,
      ...(problems === undefined
        ? {}
        : { text: problems.length === 0 ? t("editor.fine") : <ProblemList problems={problems} /> }),
    },
    notKept !== undefined
      ? {
          title: t("send.notKept"),
          state: "failed",
          text:
            notKept === "draft" ? (
              <>
                {t("send.otherDraft")}{" "}
                <Link className="link" to={`/campaigns/${id ?? ""}/edit`}>
                  {t("campaign.openDraft")}
                </Link>
              </>
            ) : (
              notKept.text
            ),
        }
      : {
          title: t("send.kept"),
          state: kept === true ? "done" : problems === undefined || isWrong ? "waiting" : running,
        },
    notPublished !== undefined
      ? { title: t("editor.notPublished"), state: "failed", text: notPublished }
      : {
          title: t("send.published"),
          state: version !== undefined ? "done" : kept === true ? running : "waiting",
          ...(version === undefined
            ? {}
            : {
                text: (
                  <Link className="link" to={`/campaigns/${id ?? ""}`}>
                    {id} {t("campaigns.version", { number: version })}
                  </Link>
                ),
              }),
        },
    {
      title: t(isRefused ? "send.jobRefused" : "send.job"),
      state:
        version === undefined
          ? "waiting"
          : job === undefined
            ? running
            : job === "late"
              ? "unknown"
              : isRefused
                ? "failed"
                : "done",
      ...(job === "late" ? { text: t("send.jobLate") } : {}),
      ...(job !== undefined && job !== "late"
        ? {
            text: isRefused ? (
              <ProblemList problems={job.problems} />
            ) : (
              t("send.jobVersion", { number: job.jobVersion ?? 0 })
            ),
          }
        : {}),
    },
  ];
  return <Steps steps={steps} />;
}
