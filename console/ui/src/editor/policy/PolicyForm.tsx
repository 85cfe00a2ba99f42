import { ActionIcon, Button, NumberInput, Select, Switch, TextInput, Tooltip } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { vocabulary as seen } from "../../api/queries";
import { insertItem, type Path, put } from "../document/edit";
import type { View } from "../document/view";
import { ConditionRows } from "../form/ConditionRows";
import { DurationInput } from "../form/DurationInput";
import css from "../form/Form.module.css";
import { NameFields } from "../form/NameFields";
import { ValidityInputs } from "../form/ValidityInputs";
import { Section } from "../form/Section";
import { profileSubjects } from "../names";
import type { Edit } from "../useDraft";
import type { CapView, PolicyView } from "./policyView";

/** Rules for the offers of all campaigns. */
export function PolicyForm({
  view,
  policy,
  edit: change,
  isNew,
  holder,
}: {
  view: View;
  policy: PolicyView;
  edit: Edit;
  isNew: boolean;
  holder: string | undefined;
}) {
  const { t } = useTranslation();
  const { data: vocabulary } = useQuery(seen);
  // Without its last rule it is a policy still.
  const edit: Edit = (made) =>
    change((document) => {
      made(document);
      if (!document.has("policy")) {
        document.set("policy", document.createNode({}));
      }
    });
  const set = (path: Path, value: unknown) =>
    edit((document) => put(document, ["policy", ...path], value === "" ? undefined : value));
  const { quiet } = policy;
  return (
    <div className={css.form}>
      <NameFields view={view} edit={change} isNew={isNew} holder={holder} />
      <Section title={t("policy.form.caps")} hint={t("policy.form.capsHint")}>
        {policy.caps.map((cap, index) => (
          <Cap
            key={index}
            cap={cap}
            set={(key, value) => set(policy.capsInList ? ["caps", index, key] : ["caps", key], value)}
            remove={() => set(policy.capsInList ? ["caps", index] : ["caps"], undefined)}
          />
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              edit((document) => {
                const fresh = { at_most: 2, per: "1d" };
                if (policy.capsInList) {
                  insertItem(document, ["policy", "caps"], policy.caps.length, fresh);
                } else {
                  put(document, ["policy", "caps"], [document.getIn(["policy", "caps"]), fresh]);
                }
              })
            }
          >
            {t("policy.form.addCap")}
          </Button>
        </div>
      </Section>
      <Section title={t("policy.form.quiet")} hint={t("policy.form.quietHint")}>
        <Switch
          label={t("policy.form.quietOn")}
          checked={quiet !== undefined}
          onChange={(event) =>
            set(["quiet"], event.currentTarget.checked ? { from: "22:00", to: "08:00" } : undefined)
          }
        />
        {quiet !== undefined && (
          <div className={css.grid}>
            <HourInput
              label={t("policy.form.from")}
              value={quiet.from}
              onChange={(value) => set(["quiet", "from"], value)}
            />
            <HourInput
              label={t("policy.form.to")}
              value={quiet.to}
              onChange={(value) => set(["quiet", "to"], value)}
            />
            <TextInput
              label={t("policy.form.zone")}
              placeholder={t("policy.ownClock")}
              classNames={{ input: css.code ?? "" }}
              value={quiet.zone}
              onChange={(event) => set(["quiet", "zone"], event.currentTarget.value)}
            />
            <Select
              label={t("policy.form.then")}
              allowDeselect={false}
              value={quiet.then === "" ? "defer" : quiet.then}
              data={(["defer", "drop"] as const).map((value) => ({
                value,
                label: t(`policy.form.thens.${value}`),
              }))}
              onChange={(value) => set(["quiet", "then"], value === "defer" ? undefined : value)}
            />
          </div>
        )}
      </Section>
      <Section title={t("policy.form.compete")} hint={t("policy.form.competeHint")}>
        <div className={css.grid}>
          <DurationInput
            label={t("policy.form.holdBack")}
            placeholder={t("policy.form.atOnce")}
            value={policy.holdBack}
            onChange={(value) => set(["hold_back"], value)}
          />
        </div>
      </Section>
      <Section title={t("policy.form.holdout")} hint={t("policy.form.holdoutHint")}>
        <Holdout policy={policy} set={set} />
      </Section>
      <Section title={t("policy.form.unsubscribed")} hint={t("policy.form.unsubscribedHint")}>
        <ConditionRows
          label={t("policy.form.unsubscribed")}
          value={policy.unsubscribed}
          onChange={(value) => set(["unsubscribed"], value)}
          subjects={profileSubjects(vocabulary)}
        />
      </Section>
      <Section title={t("policy.form.when")} hint="">
        <div className={css.grid}>
          <ValidityInputs view={view} edit={change} />
        </div>
      </Section>
    </div>
  );
}

function Cap({
  cap,
  set,
  remove,
}: {
  cap: CapView;
  set: (key: string, value: unknown) => void;
  remove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={css.measure}>
      <div className={css.stepHead}>
        <div className={css.grid} style={{ flex: 1 }}>
          <NumberInput
            label={t("policy.form.atMost")}
            min={1}
            allowDecimal={false}
            error={!(Number(cap.atMost) >= 1)}
            value={cap.atMost === "" ? "" : Number(cap.atMost)}
            onChange={(value) => set("at_most", value)}
          />
          <DurationInput
            label={t("policy.form.per")}
            placeholder="7d"
            value={cap.per}
            onChange={(value) => set("per", value)}
          />
          <TextInput
            label={t("policy.form.of")}
            placeholder={t("policy.form.allCampaigns")}
            value={cap.group}
            onChange={(event) => set("group", event.currentTarget.value.trim())}
          />
        </div>
        <Tooltip label={t("action.remove")}>
          <ActionIcon size="sm" aria-label={t("policy.form.removeCap")} onClick={remove}>
            <IconTrash size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

/** What the engine takes: seconds and parts of them too. */
const hours = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/;

function HourInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={label}
      placeholder="22:00"
      value={value}
      error={hours.test(value) ? undefined : t("policy.form.hour")}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

/** A share alone, or with a tag: the text has it as one word while there is no tag. */
function Holdout({
  policy: { holdout, tag },
  set,
}: {
  policy: PolicyView;
  set: (path: Path, value: unknown) => void;
}) {
  const { t } = useTranslation();
  const write = (share: string, name: string) =>
    set(["holdout"], name === "" ? share : { ...(share === "" ? {} : { share }), tag: name });
  const wrong = (holdout !== "" || tag !== "") && !/^\d+(\.\d+)?%$/.test(holdout);
  return (
    <div className={css.grid}>
      <TextInput
        label={t("policy.form.share")}
        placeholder={t("policy.form.nobody")}
        value={holdout}
        error={wrong ? t("policy.form.percent") : undefined}
        onChange={(event) => write(event.currentTarget.value.trim(), tag)}
      />
      <TextInput
        label={t("policy.form.tag")}
        placeholder={t("policy.form.noTag")}
        value={tag}
        onChange={(event) => write(holdout, event.currentTarget.value.trim())}
      />
    </div>
  );
}
