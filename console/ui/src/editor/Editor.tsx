import { Button, SegmentedControl } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { IconFlask, IconUpload } from "@tabler/icons-react";
import { lazy, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CampaignDetail } from "../api/types";
import { approvals } from "../api/governance";
import { useMay } from "../api/permission";
import { check, vocabulary as seen } from "../api/queries";
import { segments } from "../api/segments";
import { EmptyState } from "../parts/EmptyState";
import { Later } from "../parts/Later";
import { useOpened } from "../parts/useOpened";
import { PageHead } from "../shell/PageHead";
import { EstimateLine } from "../trial/EstimateLine";
import { TryPanel } from "../trial/TryPanel";
import { TryPlace } from "../trial/TryPlace";
import { PatternDrawing } from "./drawing/PatternDrawing";
import css from "./Editor.module.css";
import { CampaignForm } from "./form/CampaignForm";
import { PolicyForm } from "./policy/PolicyForm";
import { PolicyRules } from "./policy/PolicyRules";
import { nextVersion } from "./nextVersion";
import { ownProblems } from "./ownProblems";
import { Problems } from "./Problems";
import { useDiscard } from "./useDiscard";
import { useDraft } from "./useDraft";
import { useHolder } from "./useHolder";
import { useSaving } from "./useSaving";
import { IconCodeDots, IconVectorSpline } from "@tabler/icons-react";

const YamlEditor = lazy(async () => ({ default: (await import("./code/YamlEditor")).YamlEditor }));

type Side = "form" | "drawing" | "yaml";

export function Editor({
  id,
  detail,
  text: initial,
  reload,
}: {
  id: string | undefined;
  detail: CampaignDetail | undefined;
  text: string;
  reload: () => void;
}) {
  const { t } = useTranslation();
  const narrow = useMediaQuery("(max-width: 1020px)", false, { getInitialValueInEffect: false });
  const [side, setSide] = useState<Side>("form");
  const [lit, setLit] = useState<string>();
  const { text, setText, reading, edit } = useDraft(initial);
  const [settled] = useDebouncedValue(text, 250);
  const checked = useQuery({ ...check(settled), placeholderData: (old) => old });
  const { data: vocabulary } = useQuery(seen);
  const { data: listed } = useQuery(segments);
  const segmentIds = useMemo(() => (listed?.segments ?? []).map((one) => one.id), [listed]);
  const holder = useHolder(id === undefined ? reading.view?.id : undefined);
  const problems = [...ownProblems(text, reading.view, holder, t), ...(checked.data?.problems ?? [])];
  // What is known of an earlier text says nothing of this one.
  const isChecked = settled === text && checked.isSuccess && !checked.isPlaceholderData;
  const broken = problems.some((problem) => problem.severity.toLowerCase() === "error");
  const mayEdit = useMay("editor");
  const mayPublish = useMay("publisher");
  const { data: approval } = useQuery({ ...approvals, enabled: mayEdit });
  const asks = !mayPublish || approval?.required === true;
  const saving = useSaving({ id, detail, text, initial, asks, reload });
  const discard = useDiscard((gone) => saving.leave(gone ? "/campaigns" : `/campaigns/${id ?? ""}`));
  const tried = useOpened("try");
  const trying = tried.opened !== undefined;
  useSaveKey(saving.save);
  const view = reading.view;
  const steps = view?.parts;
  const litLines = steps?.find((part) => part.name === lit)?.lines;
  const onLine = useCallback(
    (line: number | undefined) =>
      setLit(
        line === undefined
          ? undefined
          : steps?.find((part) => part.lines.first <= line && line <= part.lines.last)?.name,
      ),
    [steps],
  );
  const title =
    view?.name !== undefined && view.name !== ""
      ? view.name
      : (id ?? t(view?.policy === undefined ? "campaigns.new" : "policy.form.new"));
  const machine = checked.data?.machine;
  const shows = (which: Side) => !narrow || side === which;
  return (
    <>
      <PageHead
        title={title}
        beside={
          <span className="quiet small row">
            {id !== undefined && (
              <Link className="link" to={`/campaigns/${id}`}>
                {t("editor.backTo", { id })}
              </Link>
            )}
            <span aria-live="polite">
              {saving.dirty ? t("editor.unsaved") : detail?.draft != null ? t("editor.savedDraft") : ""}
            </span>
          </span>
        }
      >
        <Button
          variant={trying ? "light" : "default"}
          leftSection={<IconFlask size={15} />}
          aria-pressed={trying}
          onClick={() => (trying ? tried.close() : tried.open({ try: "" }))}
        >
          {t("trial.try")}
        </Button>
        {mayEdit && detail?.draft != null && (
          <Button variant="default" onClick={() => discard(detail, saving.seen())}>
            {t("editor.discard")}
          </Button>
        )}
        {mayEdit && (
          <Button
            variant="default"
            disabled={!saving.dirty || view === undefined || holder !== undefined}
            loading={saving.isSaving}
            onClick={() => void saving.save()}
          >
            {t("action.save")}
          </Button>
        )}
        {mayEdit && (
          <Button
            leftSection={<IconUpload size={15} />}
            disabled={
              broken || view === undefined || !isChecked || !saving.publishable || approval === undefined
            }
            onClick={saving.publish}
          >
            {asks ? t("governance.ask") : t("editor.publish", { version: nextVersion(detail, text) })}
          </Button>
        )}
      </PageHead>
      {narrow && (
        <div className={css.sides}>
          <SegmentedControl
            fullWidth
            aria-label={t("editor.side")}
            value={side}
            onChange={(value) => setSide(value)}
            data={(["form", "drawing", "yaml"] as const).map((value) => ({
              value,
              label: t(
                value === "drawing" && view?.policy !== undefined
                  ? "policy.form.rules"
                  : `editor.sides.${value}`,
              ),
            }))}
          />
        </div>
      )}
      <div className={css.editor} data-trying={trying}>
        {shows("form") && (
          <div className={css.form}>
            {view === undefined ? (
              <EmptyState
                icon={IconCodeDots}
                title={t("editor.broken", { line: reading.error.line })}
                text={`${reading.error.text}. ${t("editor.brokenText")}`}
              />
            ) : view.policy !== undefined ? (
              <PolicyForm
                view={view}
                policy={view.policy}
                edit={edit}
                isNew={id === undefined}
                holder={holder}
              />
            ) : (
              <CampaignForm
                view={view}
                edit={edit}
                isNew={id === undefined}
                holder={holder}
                lit={lit}
                onLight={setLit}
              />
            )}
          </div>
        )}
        <div className={css.right} data-side={narrow ? side : undefined}>
          {shows("drawing") && (
            <div className={css.drawing} role="region" aria-label={t("editor.sides.drawing")} tabIndex={0}>
              {view?.policy !== undefined ? (
                <PolicyRules text={text} />
              ) : machine == null || machine.states.length === 0 ? (
                <EmptyState
                  icon={IconVectorSpline}
                  title={broken ? t("drawing.broken") : t("drawing.none")}
                  text={broken ? t("drawing.brokenText") : t("drawing.noneText")}
                />
              ) : (
                <PatternDrawing machine={machine} lit={lit} onLight={setLit} />
              )}
            </div>
          )}
          {shows("yaml") && (
            <div className={css.yaml}>
              <Later>
                <YamlEditor
                  text={text}
                  onChange={setText}
                  problems={problems}
                  known={{ vocabulary, view, segments: segmentIds }}
                  lit={litLines}
                  onLine={onLine}
                  label={t("editor.yaml")}
                  readOnly={!mayEdit}
                />
              </Later>
            </div>
          )}
          <Problems
            problems={problems}
            isChecking={!isChecked}
            failure={checked.error}
            footprint={view?.policy === undefined ? checked.data?.footprint : undefined}
          />
          {view?.policy === undefined && (
            <EstimateLine text={text} isBroken={broken || view === undefined} isChecked={isChecked} />
          )}
        </div>
      </div>
      {trying && (
        <TryPlace narrow={narrow} close={tried.close}>
          <Later height={220}>
            <TryPanel
              campaign={detail}
              text={text}
              policy={view?.policy !== undefined}
              broken={broken}
              isChecked={isChecked}
              close={tried.close}
            />
          </Later>
        </TryPlace>
      )}
    </>
  );
}

function useSaveKey(save: () => Promise<unknown>) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        void save();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [save]);
}
