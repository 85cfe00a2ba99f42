import { ActionIcon, Button, Textarea, Tooltip } from "@mantine/core";
import { IconCode, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addRow, removeRow, replaceRow, rows } from "../cel/rows";
import { writeTest } from "../cel/test";
import type { Subject } from "../names";
import { ConditionRow } from "./ConditionRow";
import css from "./Form.module.css";

/** An expression as rows that must all hold. What no row can show stays as text between them. */
export function ConditionRows({
  label,
  value,
  onChange,
  subjects,
  others = [],
  add,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  subjects: Subject[];
  others?: Subject[];
  add?: string;
}) {
  const { t } = useTranslation();
  const [asText, setAsText] = useState(false);
  const all = rows(value);
  const first = subjects[0];
  const appended = writeTest({
    subject: first?.path ?? "event.type",
    operator: "==",
    values: [first?.kind === "number" ? { kind: "number", text: "0" } : { kind: "string", value: "" }],
  });
  return (
    <div role="group" aria-label={label} className={css.conditions}>
      {asText ? (
        <TextCondition label={label} value={value} onChange={onChange} />
      ) : (
        all.map((row, index) => (
          <div key={index} className={css.conditionLine}>
            <span className={css.and}>{index === 0 ? "" : t("editor.and")}</span>
            {row.test === undefined ? (
              <TextCondition
                label={t("editor.celOf", { what: label })}
                value={row.source}
                onChange={(source) =>
                  onChange(source.trim() === "" ? removeRow(value, index) : replaceRow(value, index, source))
                }
              />
            ) : (
              <ConditionRow
                label={label}
                test={row.test}
                subjects={[...subjects, ...others]}
                onChange={(test) => onChange(replaceRow(value, index, writeTest(test)))}
              />
            )}
            <Tooltip label={t("action.remove")}>
              <ActionIcon
                size="sm"
                aria-label={t("editor.removeCondition")}
                onClick={() => onChange(removeRow(value, index))}
              >
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          </div>
        ))
      )}
      <div className="row">
        {!asText && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={13} />}
            onClick={() => onChange(addRow(value, appended))}
          >
            {add ?? t("editor.addCondition")}
          </Button>
        )}
        {all.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconCode size={13} />}
            onClick={() => setAsText(!asText)}
          >
            {asText ? t("editor.asRows") : t("editor.asText")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Text that is being typed is handed on when it is complete, so that no half expression splits into rows. */
function TextCondition({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  return (
    <Textarea
      className="grow"
      classNames={{ input: css.code }}
      aria-label={label}
      autosize
      minRows={1}
      spellCheck={false}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== undefined && typed !== value) {
          onChange(typed);
        }
        setTyped(undefined);
      }}
    />
  );
}
