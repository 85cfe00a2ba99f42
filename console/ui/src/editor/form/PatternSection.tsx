import { Button, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "../../api/types";
import { Later } from "../../parts/Later";
import { insertItem, put } from "../document/edit";
import type { View } from "../document/view";
import { eventSubjects } from "../names";
import type { Edit } from "../useDraft";
import { isWhole } from "../cel/test";
import { Choice } from "./Choice";
import { optionsOf } from "./choices";
import { ConditionRows } from "./ConditionRows";
import { DurationInput } from "./DurationInput";
import css from "./Form.module.css";
import { GroupCard } from "./GroupCard";
import { Section } from "./Section";
import { StepCard } from "./StepCard";
import { ValidityInputs } from "./ValidityInputs";

function freshName(view: View): string {
  const taken = new Set([
    ...view.parts.flatMap((part) => (part.kind === "group" ? part.steps : [part.name])),
    ...view.measures.map((measure) => measure.name),
  ]);
  let number = view.parts.length + 1;
  while (taken.has(`step_${number}`)) {
    number += 1;
  }
  return `step_${number}`;
}

export function PatternSection({
  view,
  edit,
  vocabulary,
  lit,
  onLight,
}: {
  view: View;
  edit: Edit;
  vocabulary: Vocabulary | undefined;
  lit: string | undefined;
  onLight: (step: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const set = (key: string, value: string) =>
    edit((document) => put(document, ["pattern", key], value === "" ? undefined : value));
  const subjects = eventSubjects(vocabulary, []);
  return (
    <Section title={t("editor.what")} hint={t("editor.whatHint")}>
      <ol className={css.steps}>
        {view.parts.map((part, index) =>
          part.kind === "group" ? (
            <GroupCard key={index} group={part} index={index} />
          ) : (
            <Later key={index} height={0} inList>
              <StepCard
                view={view}
                step={part}
                index={index}
                edit={edit}
                vocabulary={vocabulary}
                lit={lit !== undefined && lit === part.name}
                onLight={onLight}
              />
            </Later>
          ),
        )}
      </ol>
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            edit((document) =>
              insertItem(document, ["pattern", "steps"], view.parts.length, { name: freshName(view) }),
            )
          }
        >
          {view.hasPattern ? t("editor.addStep") : t("editor.addFirstStep")}
        </Button>
      </div>
      {view.hasPattern && (
        <Later height={0}>
          <div className={css.grid}>
            <DurationInput
              label={t("editor.within")}
              value={view.within}
              onChange={(value) => set("within", value)}
            />
            <Choice
              label={t("editor.correlate")}
              isLabelled
              placeholder={t("editor.correlateNone")}
              options={optionsOf(subjects)}
              value={view.correlateBy}
              error={view.correlateBy !== "" && !isWhole(view.correlateBy)}
              onChange={(value) => set("correlate_by", value)}
            />
            <Choice
              label={t("editor.distinct")}
              isLabelled
              placeholder={t("editor.distinctNone")}
              options={optionsOf(subjects)}
              value={view.distinct}
              error={view.distinct !== "" && !isWhole(view.distinct)}
              onChange={(value) => set("distinct", value)}
            />
          </div>
          <div>
            <div className={css.label}>{t("editor.among")}</div>
            <ConditionRows
              label={t("editor.among")}
              value={view.among}
              onChange={(value) => set("among", value)}
              add={t("editor.addAmong")}
              subjects={subjects}
            />
          </div>
        </Later>
      )}
    </Section>
  );
}

const skips = ["past_last_event", "to_next", "no_skip", "to_first", "to_last"] as const;

/** How often: what a match consumes, and between which times it may fire at all. */
export function PaceSection({ view, edit }: { view: View; edit: Edit }) {
  const { t } = useTranslation();
  const steps = view.parts.flatMap((part) => (part.kind === "step" && !part.absent ? [part.name] : []));
  const setSkip = (skip: string, step: string) =>
    edit((document) =>
      put(
        document,
        ["pattern", "skip"],
        skip === "past_last_event"
          ? undefined
          : skip.startsWith("to_") && skip !== "to_next"
            ? { [skip]: step }
            : skip,
      ),
    );
  const skip = view.skip === "" ? "past_last_event" : view.skip;
  return (
    <Section title={t("editor.often")} hint={t("editor.oftenHint")}>
      <div className={css.grid}>
        {view.hasPattern && (
          <Select
            label={t("editor.skip")}
            value={skip}
            allowDeselect={false}
            data={skips
              .filter((value) => steps.length > 0 || !value.startsWith("to_") || value === "to_next")
              .map((value) => ({ value, label: t(`skip.${value}`) }))}
            onChange={(value) =>
              setSkip(value ?? "past_last_event", view.skipTo === "" ? (steps[0] ?? "") : view.skipTo)
            }
          />
        )}
        {(skip === "to_first" || skip === "to_last") && (
          <Select
            label={t("editor.skipTo")}
            value={view.skipTo}
            allowDeselect={false}
            data={steps}
            onChange={(value) => setSkip(skip, value ?? "")}
          />
        )}
        <ValidityInputs view={view} edit={edit} />
      </div>
    </Section>
  );
}
