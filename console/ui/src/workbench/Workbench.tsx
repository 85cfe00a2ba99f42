import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { IconPlayerPlay } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { queryPath, search } from "../api/ask";
import { checkedQuery, type QueryDocument, tables } from "../api/data";
import { Failure } from "../api/failure";
import { useMay } from "../api/permission";
import { FailureNote } from "../parts/FailureNote";
import { ProblemList } from "../parts/ProblemList";
import { useValues } from "../parts/useValues";
import { Waiting } from "../parts/Waiting";
import { PageHead } from "../shell/PageHead";
import { ParameterFields } from "./ParameterFields";
import { ResultPanel } from "./ResultPanel";
import { useDocument } from "./useDocument";
import { given, useExplain, useRun } from "./useRun";
import css from "./Workbench.module.css";

const SqlEditor = lazy(async () => ({ default: (await import("./SqlEditor")).SqlEditor }));
const none: Record<string, string[]> = {};

/** A query in the making: its text, its parameters as fields, and what it answers. */
export function Workbench({ document, initial }: { document: QueryDocument | undefined; initial: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayEdit = useMay("editor");
  const mayPublish = useMay("publisher");
  const [text, setText] = useState(initial);
  const [newName, setNewName] = useState("");
  const [settled] = useDebouncedValue(text, 300);
  const [values, setValue, setValues] = useValues();
  const { data: schema } = useQuery(tables);
  const name = document?.name;
  const checked = useQuery({ ...checkedQuery(name, settled), placeholderData: (old) => old });
  const run = useRun();
  const explain = useExplain();
  const saving = useDocument(document, text, initial);
  const readOnly = !mayEdit || (document !== undefined && document.origin !== "SAVED");
  const parameters = checked.data?.parameters ?? [];
  const failed = run.error instanceof Failure && run.variables?.text === text ? run.error.problems : [];
  const problems = [...(checked.data?.problems ?? []), ...failed];
  const wanted = { name, text, parameters: given(parameters, values) };
  const goRun = () => mayEdit && run.mutate(wanted);
  const title = name ?? t("workbench.newQuery");
  const saveName = name ?? newName.trim();

  return (
    <>
      <PageHead
        title={title}
        beside={
          <span className="quiet small row">
            <Link className="link" to="/data/queries">
              {t("workbench.allQueries")}
            </Link>
            {document !== undefined && <Standing document={document} dirty={saving.dirty} />}
          </span>
        }
      >
        {document === undefined && mayEdit && (
          <TextInput
            w={180}
            aria-label={t("workbench.name")}
            placeholder={t("workbench.name")}
            value={newName}
            onChange={(event) => setNewName(event.currentTarget.value)}
          />
        )}
        {document !== undefined && document.origin !== "SAVED" && mayEdit && (
          <Button variant="default" onClick={() => void navigate("/data/queries/new", { state: { text } })}>
            {t("workbench.copyToEdit")}
          </Button>
        )}
        {!readOnly && (
          <Button
            variant="default"
            disabled={!saving.dirty || saveName === ""}
            loading={saving.isBusy}
            onClick={() => void saving.save(saveName)}
          >
            {t("action.save")}
          </Button>
        )}
        {!readOnly && mayPublish && (
          <Button
            disabled={saveName === "" || problems.length > 0 || (!saving.dirty && document?.draft == null)}
            loading={saving.isBusy}
            onClick={() => void saving.publish(saveName)}
          >
            {t("action.publish")}
          </Button>
        )}
      </PageHead>
      <div className={css.bench}>
        <div className={css.editor}>
          <div className={css.code}>
            <Suspense fallback={<Waiting />}>
              <SqlEditor
                text={text}
                onChange={setText}
                onRun={goRun}
                problems={problems}
                tables={schema ?? none}
                label={t("workbench.sql")}
                readOnly={readOnly}
              />
            </Suspense>
          </div>
          <ProblemList problems={problems} />
          {checked.error !== null && (
            <FailureNote error={checked.error} again={() => void checked.refetch()} />
          )}
        </div>
        <form
          className={css.side}
          onSubmit={(event) => {
            event.preventDefault();
            goRun();
          }}
        >
          <div>
            <h2>{t("workbench.parameters")}</h2>
            {parameters.length === 0 && <span className="quiet small">{t("workbench.noParameters")}</span>}
          </div>
          <ParameterFields parameters={parameters} values={values} onChange={setValue} />
          {mayEdit ? (
            <div className="row">
              <Button
                type="submit"
                className="grow"
                leftSection={<IconPlayerPlay size={15} />}
                loading={run.isPending}
              >
                {t("workbench.run")}
              </Button>
              {run.isPending && (
                <Button variant="default" onClick={run.stop}>
                  {t("workbench.stop")}
                </Button>
              )}
            </div>
          ) : (
            <span className="quiet small">{t("workbench.mayNotRun")}</span>
          )}
          <span className="quiet small">{t("workbench.runKey")}</span>
        </form>
        <ResultPanel
          answered={run.data}
          error={run.error}
          isRunning={run.isPending}
          plan={explain}
          explain={mayEdit ? () => explain.mutate(wanted) : undefined}
          document={document}
          text={text}
          curl={
            document === undefined || text !== document.text
              ? undefined
              : queryPath(document.name, wanted.parameters)
          }
          again={(one) => {
            if (readOnly && one.text !== text) {
              void navigate(`/data/queries/new${search(one.values)}`, { state: { text: one.text } });
            } else {
              setText(one.text);
              setValues(one.values);
            }
          }}
        />
      </div>
    </>
  );
}

function Standing({ document, dirty }: { document: QueryDocument; dirty: boolean }) {
  const { t } = useTranslation();
  if (document.origin !== "SAVED") {
    return <span>{t(document.origin === "FILE" ? "workbench.fromFile" : "workbench.shipped")}</span>;
  }
  return (
    <span aria-live="polite">
      {document.live > 0 ? t("workbench.liveVersion", { version: document.live }) : t("workbench.notLive")}
      {dirty ? ` · ${t("editor.unsaved")}` : document.draft != null ? ` · ${t("campaigns.unpublished")}` : ""}
    </span>
  );
}
