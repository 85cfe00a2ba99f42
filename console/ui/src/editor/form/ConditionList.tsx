import { ActionIcon, Button, Select, Textarea, Tooltip } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { firstValue, operatorsOf } from "../cel/operators";
import {
  addRow,
  closed,
  type Group,
  type Join,
  joinOf,
  rejoin,
  removeRow,
  replaceRow,
  type Row,
  rows,
  writeGroup,
} from "../cel/rows";
import { writeTest } from "../cel/test";
import type { Subject } from "../names";
import { ConditionRow } from "./ConditionRow";
import css from "./Form.module.css";

/** The row that somebody writes in, and what stands around it: it stays that row until they leave it. */
type Writing = { index: number; before: string; row: Row; after: string };

/** Groups within groups are shown down to here; what is deeper stays text. */
const deepest = 2;

function written({ before, row, after }: Writing): string {
  const alone = before.trim() === "" && after.trim() === "";
  return before + (alone ? row.source : closed(row.source)) + after;
}

function anew(subjects: readonly Subject[]): string {
  const [first] = subjects;
  const path = first?.path ?? "event.type";
  const operator = operatorsOf(first?.kind ?? "text", path)[0] ?? "==";
  return writeTest({
    subject: path,
    operator,
    values: firstValue(operator, first?.kind ?? "text"),
  }).trim();
}

/**
 * The conditions of an expression as rows, and groups of rows in it.
 *
 * @param join how a further condition is joined, where there is only one yet
 * @param add what the button for a further condition says
 * @param beside further buttons
 */
export function ConditionList({
  label,
  value,
  onChange,
  subjects,
  join: wanted,
  depth = 0,
  add,
  beside,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  subjects: readonly Subject[];
  join: Join;
  depth?: number;
  add?: string | undefined;
  beside?: ReactNode;
}) {
  const { t } = useTranslation();
  const [left, setWriting] = useState<Writing>();
  // A text that was changed elsewhere meanwhile is read anew.
  const writing = left !== undefined && written(left) === value ? left : undefined;
  // What is being written may be half of something: in its place stands what is whole.
  const whole = writing === undefined ? value : `${writing.before}true${writing.after}`;
  const all = writing === undefined ? rows(value) : rows(whole).with(writing.index, writing.row);
  const join = joinOf(whole) ?? wanted;
  const enter = (index: number, row: Row) => {
    if (writing?.index !== index) {
      setWriting({ index, before: value.slice(0, row.start), row, after: value.slice(row.end) });
    }
  };
  const remove = (index: number) => {
    setWriting(undefined);
    onChange(removeRow(whole, index));
  };
  const write = (index: number, row: Row) => {
    if (writing?.index === index) {
      const next = { ...writing, row };
      setWriting(next);
      onChange(written(next));
    } else {
      onChange(replaceRow(value, index, row.source));
    }
  };
  const writeInner = (index: number, row: Row, group: Group) => {
    const source = writeGroup(group);
    if (source === "") {
      remove(index);
    } else {
      write(index, { ...row, source, group });
    }
  };
  const leave = (index: number, row: Row) => {
    setWriting(undefined);
    if (row.source.trim() === "") {
      onChange(removeRow(value, index));
    }
  };
  return (
    <>
      {all.map((row, index) => (
        <div
          key={index}
          className={css.conditionLine}
          onFocus={() => enter(index, row)}
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) {
              leave(index, row);
            }
          }}
        >
          <span className={css.and}>{index === 0 ? "" : t(`editor.${join}`)}</span>
          {row.test !== undefined ? (
            <ConditionRow
              label={label}
              test={row.test}
              subjects={subjects}
              onChange={(test) => write(index, { ...row, test, source: writeTest(test).trim() })}
            />
          ) : row.group !== undefined && depth < deepest ? (
            <ConditionGroup
              label={label}
              group={row.group}
              subjects={subjects}
              join={join === "and" ? "or" : "and"}
              depth={depth + 1}
              onChange={(group) => writeInner(index, row, group)}
            />
          ) : (
            <TextCondition
              label={t("editor.celOf", { what: label })}
              value={row.source}
              onChange={(source) => write(index, { ...row, source })}
            />
          )}
          <Tooltip label={t("action.remove")}>
            <ActionIcon size="sm" aria-label={t("editor.removeCondition")} onClick={() => remove(index)}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <div className="row">
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={13} />}
          onClick={() => onChange(addRow(value, anew(subjects), join))}
        >
          {add ?? t("editor.addCondition")}
        </Button>
        {all.length > 0 && depth < deepest && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={13} />}
            onClick={() => onChange(addRow(value, `(${anew(subjects)})`, join))}
          >
            {t("editor.addGroup")}
          </Button>
        )}
        {beside}
      </div>
    </>
  );
}

const senses = ["all", "any", "notAll", "none"] as const;
type Sense = (typeof senses)[number];

function senseOf(join: Join, negated: boolean): Sense {
  return join === "and" ? (negated ? "notAll" : "all") : negated ? "none" : "any";
}

/** Conditions within conditions: all of them hold, one does, or none, or not all. */
function ConditionGroup({
  label,
  group,
  onChange,
  subjects,
  join: wanted,
  depth,
}: {
  label: string;
  group: Group;
  onChange: (group: Group) => void;
  subjects: readonly Subject[];
  join: Join;
  depth: number;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(wanted);
  const join = joinOf(group.inner) ?? chosen;
  const setSense = (sense: Sense) => {
    const next = sense === "all" || sense === "notAll" ? "and" : "or";
    setChosen(next);
    onChange({
      inner: rejoin(group.inner, next),
      negated: sense === "notAll" || sense === "none",
      bare: false,
    });
  };
  return (
    <div className={css.group} role="group" aria-label={t("editor.groupOf", { what: label })}>
      <Select
        className={css.sense}
        aria-label={t("editor.senseOf", { what: label })}
        data={senses.map((sense) => ({ value: sense, label: t(`sense.${sense}`) }))}
        value={senseOf(join, group.negated)}
        allowDeselect={false}
        onChange={(sense) => setSense(sense ?? "all")}
      />
      <ConditionList
        label={label}
        value={group.inner}
        onChange={(inner) => onChange({ ...group, inner })}
        subjects={subjects}
        join={join}
        depth={depth}
      />
    </div>
  );
}

export function TextCondition({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Textarea
      className="grow"
      classNames={{ input: css.code }}
      aria-label={label}
      autosize
      minRows={1}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
