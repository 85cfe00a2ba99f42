import {
  ActionIcon,
  Button,
  Collapse,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronDown, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "../../api/types";
import { moveItem, put } from "../document/edit";
import type { StepView, View } from "../document/view";
import { eventSubjects, isLoop, measureSubjects, profileSubjects, stepSubjects } from "../names";
import type { Edit } from "../useDraft";
import { ConditionRows } from "./ConditionRows";
import { DurationInput } from "./DurationInput";
import { EventTypes } from "./EventTypes";
import css from "./Form.module.css";

const contiguities = ["followed_by", "next", "followed_by_any"] as const;
const loops = ["relaxed", "consecutive", "combinations"] as const;

export function StepCard({
  view,
  step,
  index,
  edit,
  vocabulary,
  lit,
  onLight,
}: {
  view: View;
  step: StepView;
  index: number;
  edit: Edit;
  vocabulary: Vocabulary | undefined;
  lit: boolean;
  onLight: (step: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const path = ["pattern", "steps", index];
  const set = (key: string, value: unknown) =>
    edit((document) => put(document, [...path, key], value === "" ? undefined : value));
  const setTimes = (min: string, max: string) => {
    const [least, most] = [Number(min), Number(max)];
    edit((document) => {
      const times =
        min === "" && max === ""
          ? undefined
          : min === max
            ? least
            : { ...(min === "" ? {} : { min: least }), ...(max === "" ? {} : { max: most }) };
      put(document, [...path, "times"], times === 1 ? undefined : times);
    });
  };
  const setAbsent = (absent: boolean) =>
    edit((document) => {
      put(document, [...path, "absent"], absent ? true : undefined);
      if (absent) {
        // An absent step happens no number of times.
        for (const key of ["times", "loop", "optional", "greedy", "until", "after"]) {
          put(document, [...path, key], undefined);
        }
      }
    });
  const unusual =
    step.contiguity !== "" ||
    step.after !== "" ||
    step.within !== "" ||
    step.optional ||
    step.until !== "" ||
    step.greedy;
  const [open, setOpen] = useState(unusual);
  const last = index === view.parts.length - 1;
  const more = [
    ...measureSubjects(view),
    ...stepSubjects(view, index, vocabulary),
    ...profileSubjects(vocabulary),
  ];
  return (
    <li
      className={css.step}
      data-lit={lit}
      data-absent={step.absent}
      onMouseEnter={() => onLight(step.name)}
      onMouseLeave={() => onLight(undefined)}
      onFocus={() => onLight(step.name)}
    >
      <div className={css.stepHead}>
        <span className={css.stepNumber}>{step.absent ? "✕" : index + 1}</span>
        <TextInput
          className={css.stepName}
          variant="unstyled"
          aria-label={t("editor.stepName")}
          value={step.name}
          error={step.name === ""}
          onChange={(event) => set("name", event.currentTarget.value.replace(/\W/g, "_"))}
        />
        {index > 0 && (
          <SegmentedControl
            aria-label={t("editor.happens")}
            value={step.absent ? "absent" : "happens"}
            onChange={(value) => setAbsent(value === "absent")}
            data={[
              { value: "happens", label: t("editor.does") },
              { value: "absent", label: t("editor.doesNot") },
            ]}
          />
        )}
        <div className={css.stepTools}>
          <Tool
            label={t("editor.up")}
            disabled={index === 0}
            onClick={() => edit((document) => moveItem(document, ["pattern", "steps"], index, index - 1))}
          >
            <IconArrowUp size={14} />
          </Tool>
          <Tool
            label={t("editor.down")}
            disabled={last}
            onClick={() => edit((document) => moveItem(document, ["pattern", "steps"], index, index + 1))}
          >
            <IconArrowDown size={14} />
          </Tool>
          <Tool
            label={t("editor.removeStep")}
            onClick={() => edit((document) => put(document, path, undefined))}
          >
            <IconTrash size={14} />
          </Tool>
        </div>
      </div>
      <div className={css.pair}>
        <EventTypes
          value={step.events}
          vocabulary={vocabulary}
          onChange={(types) =>
            set("event", types.length === 0 ? undefined : types.length === 1 ? types[0] : types)
          }
        />
        {!step.absent && (
          <div className={css.times}>
            <NumberInput
              label={t("editor.atLeast")}
              min={1}
              max={1000}
              allowDecimal={false}
              value={step.times.min === "" ? (step.times.max === "" ? 1 : "") : Number(step.times.min)}
              onChange={(value) =>
                setTimes(
                  String(value),
                  isLoop(step) && step.times.min !== step.times.max ? step.times.max : String(value),
                )
              }
            />
            <NumberInput
              label={t("editor.atMost")}
              min={1}
              max={1000}
              allowDecimal={false}
              placeholder={t("editor.noBound")}
              value={step.times.max === "" ? (step.times.min === "" ? 1 : "") : Number(step.times.max)}
              onChange={(value) => setTimes(step.times.min === "" ? "1" : step.times.min, String(value))}
            />
          </div>
        )}
      </div>
      <ConditionRows
        label={t("editor.whereOf", { step: step.name })}
        value={step.where}
        onChange={(where) => set("where", where)}
        subjects={eventSubjects(vocabulary, step.events)}
        others={more}
      />
      {step.script !== "" && <p className={css.note}>{t("editor.script")}</p>}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-expanded={open}
        rightSection={<IconChevronDown size={13} style={{ rotate: open ? "180deg" : "0deg" }} />}
        onClick={() => setOpen(!open)}
      >
        {t("editor.more")}
      </Button>
      <Collapse expanded={open} keepMounted={false}>
        <div className={css.grid}>
          {index > 0 && (
            <Select
              label={t("editor.contiguity")}
              value={step.contiguity === "" ? "followed_by" : step.contiguity}
              allowDeselect={false}
              data={contiguities.map((value) => ({ value, label: t(`contiguity.${value}`) }))}
              onChange={(value) => set("contiguity", value === "followed_by" ? "" : value)}
            />
          )}
          <DurationInput
            label={step.absent && last ? t("editor.deadline") : t("editor.stepWithin")}
            value={step.within}
            onChange={(value) => set("within", value)}
          />
          {!step.absent && index > 0 && (
            <DurationInput
              label={t("editor.after")}
              value={step.after}
              onChange={(value) => set("after", value)}
            />
          )}
          {isLoop(step) && (
            <Select
              label={t("editor.loop")}
              value={step.loop === "" ? "relaxed" : step.loop}
              allowDeselect={false}
              data={loops.map((value) => ({ value, label: t(`loop.${value}`) }))}
              onChange={(value) => set("loop", value === "relaxed" ? "" : value)}
            />
          )}
        </div>
        {!step.absent && (
          <div className={css.switches}>
            <Switch
              label={t("editor.optional")}
              checked={step.optional}
              onChange={(event) => set("optional", event.currentTarget.checked ? true : undefined)}
            />
            {isLoop(step) && (
              <Switch
                label={t("editor.greedy")}
                checked={step.greedy}
                onChange={(event) => set("greedy", event.currentTarget.checked ? true : undefined)}
              />
            )}
          </div>
        )}
        {isLoop(step) && step.times.max === "" && (
          <>
            <div className={css.label}>{t("editor.until")}</div>
            <ConditionRows
              label={t("editor.until")}
              value={step.until}
              onChange={(value) => set("until", value)}
              subjects={eventSubjects(vocabulary, [])}
            />
          </>
        )}
      </Collapse>
    </li>
  );
}

function Tool({
  label,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
