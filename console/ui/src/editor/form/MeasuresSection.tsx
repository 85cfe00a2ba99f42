import { ActionIcon, Button, NumberInput, Select, Tooltip } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "../../api/types";
import { Later } from "../../parts/Later";
import { put, rename } from "../document/edit";
import type { MeasureView, View } from "../document/view";
import { isWhole } from "../cel/test";
import { eventSubjects, profileSubjects } from "../names";
import type { Edit } from "../useDraft";
import { Choice } from "./Choice";
import { optionsOf } from "./choices";
import { ConditionRows } from "./ConditionRows";
import { DurationInput } from "./DurationInput";
import { EventTypes } from "./EventTypes";
import css from "./Form.module.css";
import { NameInput } from "./NameInput";
import { Section } from "./Section";

const aggregates = ["count", "sum", "avg", "min", "max", "distinct", "first", "last", "top"] as const;

export function MeasuresSection({
  view,
  edit,
  vocabulary,
}: {
  view: View;
  edit: Edit;
  vocabulary: Vocabulary | undefined;
}) {
  const { t } = useTranslation();
  const taken = new Set(view.measures.map((measure) => measure.name));
  let number = view.measures.length + 1;
  while (taken.has(`count_${number}`)) {
    number += 1;
  }
  return (
    <Section title={t("editor.measures")} hint={t("editor.measuresHint")}>
      {view.measures.map((measure, index) => (
        <Later key={index} height={0}>
          <MeasureCard measure={measure} edit={edit} vocabulary={vocabulary} />
        </Later>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            edit((document) =>
              put(document, ["measures", `count_${number}`], { aggregate: "count", over: "30d" }),
            )
          }
        >
          {t("editor.addMeasure")}
        </Button>
      </div>
    </Section>
  );
}

function MeasureCard({
  measure,
  edit,
  vocabulary,
}: {
  measure: MeasureView;
  edit: Edit;
  vocabulary: Vocabulary | undefined;
}) {
  const { t } = useTranslation();
  const path = ["measures", measure.name];
  const set = (key: string, value: unknown) =>
    edit((document) => put(document, [...path, key], value === "" ? undefined : value));
  const subjects = eventSubjects(vocabulary, measure.events);
  const setAggregate = (aggregate: string) =>
    edit((document) => {
      put(document, [...path, "aggregate"], aggregate);
      put(document, [...path, "k"], aggregate === "top" ? 3 : undefined);
      if (aggregate === "count") {
        put(document, [...path, "value"], undefined);
      } else if (measure.value === "") {
        const number = subjects.find((subject) => subject.kind === "number");
        put(document, [...path, "value"], number?.path ?? subjects[0]?.path ?? "event.price");
      }
    });
  return (
    <div className={css.measure}>
      <div className={css.stepHead}>
        <NameInput
          className={css.stepName}
          variant="unstyled"
          label={t("editor.measureName")}
          value={measure.name}
          clean={(text) => text.replace(/\W/g, "_")}
          onRename={(name) => edit((document) => rename(document, path, name))}
        />
        <div className={css.stepTools}>
          <Tooltip label={t("action.remove")}>
            <ActionIcon
              size="sm"
              aria-label={t("editor.removeMeasure", { name: measure.name })}
              onClick={() => edit((document) => put(document, path, undefined))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <div className={css.grid}>
        <Select
          label={t("editor.aggregate")}
          value={measure.aggregate}
          allowDeselect={false}
          disabled={measure.sequence}
          data={aggregates.map((value) => ({ value, label: t(`aggregate.${value}`) }))}
          onChange={(value) => setAggregate(value ?? "count")}
        />
        {measure.aggregate === "top" && (
          <NumberInput
            label={t("editor.k")}
            min={1}
            max={1000}
            allowDecimal={false}
            value={measure.k === "" ? "" : Number(measure.k)}
            error={measure.k === ""}
            onChange={(value) => set("k", typeof value === "number" ? value : "")}
          />
        )}
        {measure.aggregate !== "count" && (
          <Choice
            label={t("editor.valueOf")}
            isLabelled
            options={optionsOf(subjects)}
            value={measure.value}
            error={!isWhole(measure.value)}
            onChange={(value) => set("value", value)}
          />
        )}
        {!measure.sequence && (
          <EventTypes
            value={measure.events}
            vocabulary={vocabulary}
            onChange={(types) =>
              set("event", types.length === 0 ? undefined : types.length === 1 ? types[0] : types)
            }
          />
        )}
        {measure.window.kind === "other" ? (
          <div>
            <div className={css.label}>{t("editor.over")}</div>
            <code className="mono">{measure.window.text}</code>
          </div>
        ) : (
          <DurationInput
            label={t("editor.over")}
            placeholder={t("editor.allHistory")}
            value={measure.window.kind === "duration" ? measure.window.text : ""}
            onChange={(value) => set("over", value)}
          />
        )}
        <Choice
          label={t("editor.by")}
          isLabelled
          placeholder={t("editor.byNone")}
          options={optionsOf(subjects)}
          value={measure.by}
          error={measure.by !== "" && !isWhole(measure.by)}
          onChange={(value) => set("by", value)}
        />
      </div>
      {measure.sequence ? (
        <p className={css.note}>{t("editor.sequenceNote")}</p>
      ) : (
        <ConditionRows
          label={t("editor.whereOf", { step: measure.name })}
          value={measure.where}
          onChange={(where) => set("where", where)}
          subjects={subjects}
          others={profileSubjects(vocabulary)}
        />
      )}
    </div>
  );
}
